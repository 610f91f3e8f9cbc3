"""发文字号 and whether it marks a 行政规范性文件."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.domain.fields import Candidate, Field, Form
from desktop.domain.text import Span
from desktop.parsing import doc_number, lexicon
from desktop.parsing.claims import Finding, absent, settle, state
from desktop.parsing.confidence import CERTAIN, DOUBTFUL, FAIR, LIKELY
from desktop.parsing.dossier import Dossier
from desktop.parsing.passages import Passage, Place, condense

# 云府规, 云民规字, 云政办规范; the 规 of 自然资规发 belongs to an organ's name.
_NORMATIVE_CODE = re.compile(r"规(?:字|范)?$|[（(]规[）)]$")
# 本通知属于行政规范性文件
_NORMATIVE_TEXT = re.compile(r"本(?:通知|办法|意见|规定|细则|文件|方案|通告|决定)(?:属于?|为|是)(?:行政)?规范性文件")
# 云川市人民政府令, 第12号; 财政部公告2024年第12号
_ORDER = re.compile(r"([\u3400-\u9fff]{2,60}(?:令|公告))?((?:[0-9]{4}年)?第[0-9〇零一二三四五六七八九十百]{1,6}号)$")


def read(dossier: Dossier) -> dict[str, Field]:
    """Read doc_number and normative."""
    number = _number(dossier)
    return {"doc_number": number, "normative": _normative(dossier, number)}


def _number(dossier: Dossier) -> Field:
    parts = dossier.parts
    outline = parts.reading.outline
    findings: list[Finding] = []
    if outline.number is not None:
        label = dossier.labels.get("doc_number")
        place = label if label is not None and outline.number.encloses(label) else outline.number
        found = doc_number.parse(parts.source.slice(place).strip("()（） \t"))
        if found is not None:
            findings.append(Finding(str(found), (place,), LIKELY, "标题下方的发文字号"))
    if not findings:
        findings += _in_head(dossier)
    printed = findings[0] if findings else None
    labelled = _labelled(dossier)
    if labelled is not None:
        findings.append(labelled)
    listed = doc_number.normalise(outline.entry.doc_number) if outline.entry and outline.entry.doc_number else None
    if listed is not None and outline.entry is not None:
        findings.append(Finding(listed, (outline.entry.span,), DOUBTFUL, "正文未印发文字号，取自目录"))
    if findings:
        agreed = len({finding.value for finding in findings}) == 1 and len(findings) > 1
        best = max(findings, key=lambda finding: finding.confidence)
        if agreed and best.confidence > DOUBTFUL:
            return state(parts.source, best.value, best.spans, CERTAIN, best.reason + "，与目录或信息表一致")
        if printed is not None and labelled is not None and printed.value != labelled.value:
            findings[0] = replace(printed, confidence=FAIR, reason=printed.reason + dossier.label_says("doc_number"))
        return settle(parts.source, findings)
    order = _order_number(dossier)
    if order is not None:
        return order
    if parts.title.endswith(lexicon.words("genres", "addressed")):
        return absent(Form.TEXT, FAIR, "这类公文通常有发文字号，但标题上下没有")
    return absent(Form.TEXT, LIKELY, "标题上下没有发文字号")


def _labelled(dossier: Dossier) -> Finding | None:
    """Return the 发文字号 in the table of a page; 无 and the number of a 令 are none."""
    found = doc_number.parse(condense(dossier.label("doc_number") or ""))
    printed = dossier.parts.reading.outline.number
    if found is None or (printed is not None and printed.overlaps(dossier.labels["doc_number"])):
        return None
    return Finding(str(found), (dossier.labels["doc_number"],), FAIR, "网页信息表中的发文字号")


def _in_head(dossier: Dossier) -> list[Finding]:
    parts = dossier.parts
    for passage in parts.passages[: max(parts.top, parts.addressee.start) + 1]:
        bare = passage.text.strip("()（）")
        if len(bare) <= 40 and not passage.is_table and not _is_label_line(dossier, passage):
            found = doc_number.parse(bare)
            if found is not None:
                return [Finding(str(found), parts.whole(passage), LIKELY, "版头单独成行的发文字号")]
    return []


def _is_label_line(dossier: Dossier, passage: Passage) -> bool:
    """Tell whether a passage is where the table of the page gives the number."""
    label = dossier.labels.get("doc_number")
    return label is not None and any(span.encloses(label) for span in dossier.parts.whole(passage))


def _order_number(dossier: Dossier) -> Field | None:
    """The number of a 令 is no 发文字号; for a single file it is all that identifies the document."""
    parts = dossier.parts
    organ = ""
    for passage in parts.passages[: max(parts.body, 1)]:
        if passage.text.endswith(("令", "公告")):
            organ = passage.text
        match = _ORDER.match(passage.text)
        if match is None or not (match[1] or organ):
            continue
        spans = parts.whole(passage)
        value = (match[1] or organ) + match[2]
        if not parts.is_alone:
            return absent(Form.TEXT, LIKELY, "令号、公告号不是发文字号", [Candidate(value, spans)])
        labelled = dossier.label("doc_number")
        if labelled is not None and labelled.rstrip().endswith("号"):
            spans = (dossier.labels["doc_number"],)
            return state(parts.source, condense(labelled), spans, FAIR, "网页信息表中的令号或公告号")
        sure = LIKELY if "令" in value else DOUBTFUL
        return state(parts.source, value, spans, sure, "令号或公告号（单件无发文字号）")
    return None


def _normative(dossier: Dossier, number: Field) -> Field:
    parts = dossier.parts
    if isinstance(number.value, str):
        code = number.value.partition("〔")[0]
        if _NORMATIVE_CODE.search(code):
            return state(parts.source, True, number.spans, LIKELY, "机关代字含“规”")
    for passage in parts.passages[parts.body : parts.body + 4] + parts.passages[-4:]:
        if "规范性文件" in passage.text and (match := _NORMATIVE_TEXT.search(passage.text)):
            spans: tuple[Span, ...] = parts.spans(Place(passage, match.start(), match.end()))
            return state(parts.source, True, spans, LIKELY, "正文写明本件为规范性文件")
    return absent(Form.TRUTH, CERTAIN, "字号和正文都没有说明")
