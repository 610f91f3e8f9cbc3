"""Marks on the document: 公开标识, 删减标记, 份号, 密级和保密期限, 紧急程度, 签发人 (GB/T 9704-2012, 7.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from desktop.domain.fields import Field, Form
from desktop.domain.text import Span
from desktop.parsing import lexicon
from desktop.parsing.claims import absent, state
from desktop.parsing.confidence import CERTAIN, FAIR, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Place

_KINDS = r"(?:主动公开|依申请公开|不予公开|不公开|删减后公开|公开发布|全文公开|公开)"
# 此件公开发布, 公开方式：主动公开, 信息公开选项：依申请公开
_PUBLICITY = re.compile(
    rf"(?:此件|本件|本文)?{_KINDS}$|(?:信息)?公开(?:方式|属性|选项|类别|形式|类型|范围)[：:]{_KINDS}$|此件[^，。]{{0,10}}公开[^，。]{{0,6}}$"
)
_AT_END = re.compile(r"[（(](此件[^（()）]{2,14})[)）]$")
_REDACTED = re.compile(r"(?<![“\"《])[（(]?本文有删减[)）]?$")
_COPY_NUMBER = re.compile(r"(?:份号[：:]?)?(?:№|No\.?)?([0-9]{6})$")
_SIGNATORY = re.compile(r"签发人[：:]\s*([\u3400-\u9fff·、，, \u3000]{2,40})$")
_ROWS_ABOVE = 12


def read(dossier: Dossier) -> dict[str, Field]:
    """Read publicity_mark, has_redaction_mark, copy_number, secrecy, urgency and signatory."""
    return {
        "publicity_mark": _publicity(dossier),
        "has_redaction_mark": _redaction(dossier),
        "secrecy": _secrecy(dossier),
        "urgency": _urgency(dossier),
        "copy_number": _headed(dossier, _COPY_NUMBER, "版头首行的六位份号"),
        "signatory": _headed(dossier, _SIGNATORY, "版头的签发人"),
    }


def _publicity(dossier: Dossier) -> Field:
    parts = dossier.parts
    for passage in parts.passages[parts.body :]:
        if "公开" not in passage.text or passage.is_table:
            continue
        if len(passage.text) <= 24:
            bare = passage.text.strip("（()）。")
            if _PUBLICITY.match(bare):
                start = passage.text.find(bare)
                after = passage.index >= dossier.annex
                span = parts.spans(Place(passage, start, start + len(bare)))
                return state(parts.source, bare, span, LIKELY if after else FAIR, "单独成行的公开标识")
        elif "此件" in passage.text and (match := _AT_END.search(passage.text)):
            span = parts.spans(Place(passage, match.start(1), match.end(1)))
            return state(parts.source, match[1], span, LIKELY, "行末括注的公开标识")
    return absent(Form.TEXT, CERTAIN, "没有公开标识")


def _redaction(dossier: Dossier) -> Field:
    parts = dossier.parts
    for passage in parts.passages[parts.top :]:
        if "本文有删减" in passage.text and not passage.is_table:
            match = _REDACTED.search(passage.text)
            if match is not None:
                span = parts.spans(Place(passage, match.start(), match.end()))
                return state(parts.source, True, span, LIKELY, "印有“本文有删减”")
    return state(parts.source, False, (), CERTAIN, "没有删减标记")


def _head_lines(dossier: Dossier) -> Iterator[tuple[str, Span]]:
    """Yield the lines above and in the head of a single document, without blanks inside, with their spans."""
    parts = dossier.parts
    source = parts.source
    if not parts.is_alone:
        return
    first = parts.reading.outline.first_line
    last = first
    if parts.passages:
        body = parts.passages[min(parts.body, len(parts.passages) - 1)]
        last = min(body.paragraph.lines[0].number, first + _ROWS_ABOVE)
    for number in range(max(1, first - _ROWS_ABOVE), min(last, source.line_count) + 1):
        span = source.line_span(number)
        text = source.slice(span)
        if 2 <= len(text.strip()) <= 60:
            offset = len(text) - len(text.lstrip())
            stripped = text.strip()
            yield stripped, Span(span.start + offset, span.start + offset + len(stripped))


def _headed(dossier: Dossier, pattern: re.Pattern[str], reason: str) -> Field:
    for text, span in _head_lines(dossier):
        match = pattern.search(text)
        if match is not None:
            place = Span(span.start + match.start(1), span.start + match.end(1))
            return state(dossier.parts.source, "".join(match[1].split()), (place,), LIKELY, reason)
    return absent(Form.TEXT, CERTAIN, "版头没有此项")


def _secrecy(dossier: Dossier) -> Field:
    """A 密级 always stops the reviewer: such a document takes no 公开属性."""
    for text, span in _head_lines(dossier):
        bare = "".join(text.split())
        match = _secrecy_mark().match(bare)
        if match is not None:
            claim = state(dossier.parts.source, match[1], (span,), LIKELY, "标有密级：停止公开处理，按涉密文件办理")
            return replace(claim, flagged=True)
    return absent(Form.TEXT, CERTAIN, "没有标注密级")


def _urgency(dossier: Dossier) -> Field:
    for text, span in _head_lines(dossier):
        match = _urgency_mark().match("".join(text.split()))
        if match is not None:
            return state(dossier.parts.source, match[1], (span,), LIKELY, "版头的紧急程度")
    return absent(Form.TEXT, CERTAIN, "没有标注紧急程度")


# 机密★1年, 密级：秘密, 秘密★解密前
@cache
def _secrecy_mark() -> re.Pattern[str]:
    grades = lexicon.alternatives(lexicon.words("marks", "secrecy"))
    return re.compile(
        rf"(?:密级[：:])?((?:{grades})(?:[★☆*＊][0-9一二三四五六七八九十]{{0,3}}(?:年|个月|长期|解密前)?)?)$"
    )


# 紧急程度：特急
@cache
def _urgency_mark() -> re.Pattern[str]:
    degrees = lexicon.alternatives(lexicon.words("marks", "urgency"))
    return re.compile(rf"(?:紧急程度[：:])?({degrees})$")
