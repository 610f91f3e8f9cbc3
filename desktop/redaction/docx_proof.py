"""Proves the public copy of a Word file: opened again by other programs, read twice, searched to the last part."""

from __future__ import annotations

import platform
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import docx
import docx.opc.exceptions
import lxml

from desktop.disclosure.redacting import public_text
from desktop.domain.errors import SourceError
from desktop.domain.text import SourceText, Span
from desktop.parsing.progress import unheard
from desktop.parsing.readers import word
from desktop.parsing.readers.options import ReadOptions
from desktop.redaction.docx_copy import DocxReport
from desktop.redaction.docx_raw import RawPart, raw_parts
from desktop.redaction.docx_sweep import telling
from desktop.redaction.proof import Check, Proof
from desktop.redaction.removed_text import bare, removed_strings
from desktop.redaction.txt import ENCODINGS, LEAST_BYTES, Order, proof_of

_NAME = Path("copy.docx")
_MARKUP = frozenset("<>&\"'=/")
_FORBIDDEN = (
    ("ins", "修订"), ("del", "修订"), ("moveFrom", "修订"), ("moveTo", "修订"), ("commentReference", "批注"),
    ("delText", "修订"), ("altChunk", "嵌入的文件"), ("sdt", "内容控件"), ("rsids", "修订编号"),
)  # fmt: skip
_FORBIDDEN_PARTS = ("comments", "docprops", "customxml", "embeddings", "vbaproject", "thumbnail", "glossary", "people")


def prove_docx(order: Order, copy: bytes, report: DocxReport, made_at: str) -> Proof:
    """Look at a written copy in every way that is known, and return what was found."""
    parts = raw_parts(copy)
    checks = (
        _opens(copy),
        _house(order, copy, report),
        _raw(order, parts, report),
        _search(order, parts, report),
        _bytes(order, copy, report),
        _structure(parts),
    )
    tools = (
        ("lxml", lxml.__version__),
        ("python-docx", str(docx.__version__)),
        ("Python expat", platform.python_version()),
    )
    return proof_of("docx", order, copy, made_at, checks, tools, report.notices)


def _opens(copy: bytes) -> Check:
    """Let python-docx open the copy and read its paragraphs."""
    try:
        document = docx.Document(BytesIO(copy))
        count = sum(1 for _ in document.element.body.iter())
    except (docx.opc.exceptions.OpcError, KeyError, ValueError, AttributeError) as error:
        return Check("用 python-docx 打开", False, f"打不开（{type(error).__name__}）")
    return Check("用 python-docx 打开", True, f"打开正常，正文有 {count} 个元素")


def _house(order: Order, copy: bytes, report: DocxReport) -> Check:
    """Read the copy as the source was read, and compare all that is left character by character."""
    name = "按本程序的读法逐字比较"
    try:
        read = word.read(_NAME, copy, "", ReadOptions(), unheard)
    except SourceError as error:
        return Check(name, False, f"副本读不出来（{type(error).__name__}）")
    expected = public_text(order.source.text, order.span, report.plan).text
    plan_margins = {
        token
        for span in order.source.margins
        for token in _tokens(public_text(order.source.text, span, report.plan).text)
    }
    margins = {token for span in read.margins for token in _tokens(read.slice(span))}
    notes = Counter(_joined(note.text) for note in order.notes)
    body = _tokens(public_text(order.source.text, body_of(order.source), report.plan).text)
    found = _tokens(read.slice(body_of(read)))
    for note, count in notes.items():
        for _ in range(count):
            if note not in found:
                return Check(name, False, "没有印出“本文有删减”")
            found.remove(note)
    if margins != plan_margins:
        return Check(name, False, f"页眉、页脚或脚注有 {len(margins ^ plan_margins)} 行不同")
    if found == body:
        return Check(name, True, f"{len(_joined(expected))} 个字符全部相同")
    # a text box stands before its paragraph or behind it, by whether anything is printed before its anchor
    if Counter(map(_sorted, found)) == Counter(map(_sorted, body)):
        return Check(name, True, f"{len(_joined(expected))} 个字符全部相同，文本框的次序有变")
    lost, more = Counter(body) - Counter(found), Counter(found) - Counter(body)
    return Check(name, False, f"少了 {lost.total()} 段，多了 {more.total()} 段")


def body_of(source: SourceText) -> Span:
    """Return the stretch of a text between what stands before it as headers and behind it as notes and footers."""
    start, end = 0, len(source.text)
    for span in source.margins:
        if source.text[start : span.start].strip() == "" and span.start >= start:
            start = span.end
    for span in reversed(source.margins):
        if span.start >= start and source.text[span.end : end].strip() == "":
            end = span.start
    return Span(start, max(start, end))


def _raw(order: Order, parts: Sequence[RawPart], report: DocxReport) -> Check:
    """Read the copy's XML by another parser: every character that the plan leaves is there, and no other."""
    name = "按 XML 原文逐字比较"
    gone = {at for removal in report.plan.removals for span in removal.spans for at in range(span.start, span.end)}
    wanted: Counter[str] = Counter()
    for at, times in enumerate(report.places):
        sign = order.source.text[at]
        if times and at not in gone and not sign.isspace():
            wanted[sign] += times
    for printed, times in report.printed:
        for sign in _joined(printed):
            wanted[sign] += times
    for note in order.notes:
        wanted.update(_joined(note.text))
    found = Counter("".join(part.printed for part in parts))
    lost, more = wanted - found, found - wanted
    if not lost and not more:
        return Check(name, True, f"{wanted.total()} 个字符一个不少、一个不多")
    return Check(name, False, f"少了 {lost.total()} 个字符，多了 {more.total()} 个字符")


def _search(order: Order, parts: Sequence[RawPart], report: DocxReport) -> Check:
    """Look for every removed string in all text and all attributes of all parts, joined over runs."""
    strings = removed_strings(order.source, order.plan)
    allowed = _allowed(order, report)
    sure = set(telling(one.text for one in strings))
    shown = [bare(text) for part in parts for text in part.shown]
    behind = [bare(unquote("\0".join(part.behind))) for part in parts]
    found: set[int] = set()
    for one in strings:
        texts = behind if one.text in allowed else (*behind, *shown)
        if one.text in sure and any(one.text in text for text in texts):
            found.add(one.number)
    count = sum(len(part.shown) + len(part.behind) for part in parts)
    told = f"在 {len(parts)} 个部件、{count} 段文字和属性里查找 {len(strings)} 个删去的字串"
    return Check("查找删去的文字", not found, f"{told}，{_named(found)}")


def _allowed(order: Order, report: DocxReport) -> str:
    """Return what the copy says by right, bare."""
    return bare(public_text(order.source.text, order.span, report.plan).text)


def _named(found: Iterable[int]) -> str:
    told = "、".join(f"第{number}处" for number in sorted(found))
    return f"仍能找到：{told}" if told else "一处也没有"


def _bytes(order: Order, copy: bytes, report: DocxReport) -> Check:
    """Look for every removed string in the unpacked bytes of every part, in all encodings."""
    allowed = _allowed(order, report)
    wanted = [one for one in removed_strings(order.source, order.plan) if one.text not in allowed]
    sure = set(telling(one.text for one in wanted))
    forms = [
        (one.number, form)
        for one in wanted
        if one.text in sure and not _MARKUP & set(one.text)  # in XML these are read by the parser, see _search
        for form in {one.text.encode(encoding, "replace") for encoding in ENCODINGS}
        if len(form) >= LEAST_BYTES
    ]
    found: set[int] = set()
    volume = 0
    for raw in _unpacked(copy):
        volume += len(raw)
        found |= {number for number, form in forms if form in raw}
    return Check("按字节查找", not found, f"解开后 {volume} 个字节，{_named(found)}")


def _unpacked(copy: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(BytesIO(copy)) as archive:
        yield archive.comment
        for info in archive.infolist():
            yield info.filename.encode() + info.comment + info.extra
            yield archive.read(info)


def _structure(parts: Sequence[RawPart]) -> Check:
    """Look for what a copy may not hold at all."""
    found = {what for part in parts for name, what in _FORBIDDEN if name in part.names}
    found |= {part.name for part in parts if any(word in part.name.lower() for word in _FORBIDDEN_PARTS)}
    names = {name for part in parts for name in part.names if name.startswith("rsid")}
    if names:
        found.add("修订编号")
    told = "、".join(sorted(found))
    return Check(
        "批注、修订、属性和附件",
        not found,
        f"副本里还有：{told}" if found else "批注、修订、内容控件、文件属性、嵌入的文件都没有",
    )


def _tokens(text: str) -> list[str]:
    """Return what stands in lines and cells, without blanks."""
    return [token for token in (_joined(part) for line in text.split("\n") for part in line.split("\t")) if token]


def _sorted(token: str) -> str:
    return "".join(sorted(token))


def _joined(text: str) -> str:
    return "".join(text.split())
