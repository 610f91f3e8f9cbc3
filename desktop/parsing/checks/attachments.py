"""Attachments (附件): those that the text announces against those that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.domain.document import Anomaly
from desktop.domain.text import Span
from desktop.parsing import lexicon
from desktop.parsing.checks.case import Case
from desktop.parsing.checks.wording import bare, difference, likeness, quote
from desktop.parsing.numerals import number
from desktop.parsing.outline import LineKind

# 附件：1.某目录; 附件1; 附件 2：某表
_LABEL = re.compile(r"附\s{0,2}件\s{0,2}([0-9０-９一二三四五六七八九十]{0,3})(\s*[:：.、．]?\s*)(.*)", re.DOTALL)
_ITEM = re.compile(r"(?<![0-9.（(])([0-9]{1,2})\s?[.．、](?![0-9]{1,3}(?![0-9]))\s*")
_OMITTED = re.compile(r"[（(]?(?:此?略|另发|另附|不公开|单独印发|省略)[）)]?\s*$")
# A file beside the page: 承诺书.docx
_FILE = re.compile(r"\.[A-Za-z]{3,4}$")
_LONGEST, _LONGEST_REST = 160, 40
_HEAD = 12
_SAME, _ALIKE = 1.0, 0.6
_CARRIES = ("印发", "转发", "批转", "公布", "发布", "颁发", "下发")


@dataclass(frozen=True, slots=True)
class _Named:
    """An attachment that the text announces."""

    number: int | None
    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An attachment that is there: its label, its title, and how many paragraphs follow the title."""

    index: int
    number: int | None
    title: str
    titled: bool
    following: int
    spans: tuple[Span, ...]


def check(case: Case) -> Iterator[Anomaly]:
    """Yield what does not agree between announcement and attachments of one document."""
    named, sheets = _survey(case)
    if not named and not sheets:
        yield from _unmarked(case)
        yield from _enclosure(case)
        return
    by_number: dict[int | None, _Sheet] = {sheet.number: sheet for sheet in reversed(sheets)}
    by_title = {bare(sheet.title)[:_HEAD]: sheet for sheet in reversed(sheets) if sheet.title}
    for one in named:
        sheet = by_number.get(one.number) if one.number is not None else None
        sheet = sheet or by_title.get(bare(one.name)[:_HEAD])
        if sheet is None and len(named) == len(sheets) == 1:
            sheet = sheets[0]
        if _OMITTED.search(one.name) or (sheet is not None and _OMITTED.search(sheet.title) and not sheet.following):
            yield Anomaly("attachment-omitted", f"附件{_called(one)}标为“略”，没有收录。", one.spans)
        elif sheet is not None:
            yield from _against_sheet(case, one, sheet)
        elif case.reading.source.kind != "html" and not _FILE.search(one.name):
            yield Anomaly("attachment-missing", f"正文列有附件{_called(one)}，后面没有找到这个附件。", one.spans)
    is_numbered = bool(named) and all(one.number for one in named)
    for sheet in sheets if is_numbered else ():
        if sheet.number is not None and sheet.number > len(named):
            yield Anomaly(
                "attachment-unannounced", f"有附件{sheet.number}，正文的附件说明只列到{len(named)}。", sheet.spans
            )
    if sheets and not named:
        yield Anomaly("attachment-unannounced", "后面有附件，正文没有附件说明。", sheets[0].spans)
        for sheet in sheets:
            if not sheet.following:
                code, what = ("omitted", "标为“略”") if _OMITTED.search(sheet.title) else ("empty", "只有标题")
                yield Anomaly(f"attachment-{code}", f"附件{quote(sheet.title)}{what}，没有内容。", sheet.spans)


def _survey(case: Case) -> tuple[list[_Named], list[_Sheet]]:
    """Find announcements and attachments. Before the signature a label announces, after it one begins a page."""
    named: list[_Named] = []
    sheets: list[_Sheet] = []
    paragraphs = case.paragraphs
    for index, paragraph in case.prose():
        text = paragraph.text
        if text[0] != "附" or len(text) > _LONGEST * 4:
            continue
        match = _LABEL.match(text)
        if match is None or "。" in match[3][:-1] or (match[3] and not match[2] and not match[1]):
            continue
        if match[3] and match[1] and not match[2]:
            continue
        followed = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
        is_list = match[3].startswith("1") and _ITEM.match(match[3]) is not None
        before = case.signed is not None and index < case.signed
        if match[3]:
            announces = is_list or before or _OMITTED.search(match[3]) or (not match[1] and _announces(case, index))
        else:
            announces = bool(match[2].strip()) and (item := _ITEM.match(followed)) is not None and item[1] == "1"
        if announces:
            named += _announced(case, index, match)
        elif not before and len(text) <= _LONGEST:
            sheets.append(_sheet(case, index, match))
    return named, _measured(case, sheets)


def _announces(case: Case, index: int) -> bool:
    """Tell whether a label with a name stands at the end of a text rather than above an attachment."""
    return any(
        paragraph.text.startswith("附") and (match := _LABEL.match(paragraph.text)) is not None and not match[3]
        for paragraph in case.paragraphs[index + 1 : index + 8]
    ) or (case.signed is None and index + 1 == len(case.paragraphs))


def _announced(case: Case, index: int, match: re.Match[str]) -> list[_Named]:
    """Read the names of an announcement, one after another in its paragraph and in those that follow."""
    paragraph = case.paragraphs[index]
    own = number(match[1]) if match[1] else None
    start = match.start(3)
    items = list(_ITEM.finditer(paragraph.text, start)) if own is None else []
    if not items or items[0].start() != start:
        found = [_Named(own, match[3].strip(), case.spans(paragraph, start))] if match[3] else []
        if match[3]:
            return found
    else:
        found = [
            _Named(int(item[1]), paragraph.text[item.end() : end].strip(), case.spans(paragraph, item.start(), end))
            for item, end in zip(items, [item.start() for item in items[1:]] + [len(paragraph.text)], strict=True)
            if item[1]
        ]
        found = [one for rank, one in enumerate(found, 1) if one.number == rank] or found[:1]
    for at, following in enumerate(case.paragraphs[index + 1 : index + 40], index + 1):
        item = _ITEM.match(following.text)
        if item is None and found and _goes_on(case, at, len(found) + 1):
            found[-1] = replace(found[-1], name=found[-1].name + following.text)
            continue
        if item is None or int(item[1]) != len(found) + 1 or following.kind is LineKind.TABLE_ROW:
            break
        found.append(_Named(int(item[1]), following.text[item.end() :].strip(), case.spans(following)))
    return found


def _goes_on(case: Case, at: int, wanted: int) -> bool:
    """Tell whether a paragraph is the rest of a broken name: the next item follows it."""
    if at + 1 >= len(case.paragraphs) or at == case.signed or len(case.paragraphs[at].text) > _LONGEST_REST:
        return False
    item = _ITEM.match(case.paragraphs[at + 1].text)
    return item is not None and int(item[1]) == wanted


def _sheet(case: Case, index: int, match: re.Match[str]) -> _Sheet:
    """Read the label and the title of an attachment that begins here."""
    own = number(match[1]) if match[1] else None
    spans = case.spans(case.paragraphs[index])
    if match[3]:
        return _Sheet(index, own, match[3].strip(), False, 0, spans)
    for paragraph in case.paragraphs[index + 1 : index + 2]:
        if paragraph.kind is not LineKind.TABLE_ROW and not _LABEL.fullmatch(paragraph.text):
            return _Sheet(index, own, paragraph.text, True, 0, spans + case.spans(paragraph))
    return _Sheet(index, own, "", False, 0, spans)


def _measured(case: Case, sheets: list[_Sheet]) -> list[_Sheet]:
    if not sheets:
        return []
    ends = [sheet.index for sheet in sheets[1:]] + [len(case.paragraphs)]
    return [
        replace(sheet, following=end - sheet.index - 1 - sheet.titled) for sheet, end in zip(sheets, ends, strict=True)
    ]


def _against_sheet(case: Case, one: _Named, sheet: _Sheet) -> Iterator[Anomaly]:
    name, title = bare(one.name).rstrip("。；"), bare(sheet.title)
    above = case.paragraphs[sheet.index - 1].text if sheet.index else ""
    if not title or not (title.startswith(name) or name.startswith(title)):
        if bare(above) == name:
            yield Anomaly("attachment-label-below-title", f"附件标题{quote(above)}印在“附件”二字之前。", sheet.spans)
            return
        if title and _ALIKE <= likeness(name, title) < _SAME:
            where = difference(name, title, "附件说明", "附件")
            yield Anomaly(
                "attachment-title-differs",
                f"附件{_called(one)}的名称与附件的标题不一致：{where}。",
                one.spans + sheet.spans,
            )
    if not sheet.following and sheet.titled and len(title) <= len(name):
        yield Anomaly("attachment-empty", f"附件{_called(one)}只有标题，没有内容。", sheet.spans)


def _unmarked(case: Case) -> Iterator[Anomaly]:
    """A list under the signature of a document that encloses nothing, without label and without announcement."""
    if case.signed is None or any(verb in (case.text("title") or "印发") for verb in _CARRIES):
        return
    for paragraph in case.paragraphs[case.signed + 1 : case.signed + 3]:
        text = bare(paragraph.text)
        if paragraph.kind is not LineKind.TABLE_ROW and text.endswith(lexicon.words("checks", "sheets")):
            if 6 <= len(text) <= 60:
                message = f"落款之后附有{quote(text)}，正文没有附件说明，页上也没有“附件”字样。"
                yield case.report("attachment-unannounced", message, paragraph)
            return


def _enclosure(case: Case) -> Iterator[Anomaly]:
    """A notice that encloses a text, and nothing after its signature."""
    if case.signed is None or case.signed + 1 < len(case.paragraphs) or case.reading.source.kind == "html":
        return
    for paragraph in case.paragraphs[: case.signed]:
        found = paragraph.text.find("印发给你们")
        if found >= 0:
            message = "正文写明将文件“印发给你们”，落款之后没有所印发的文件。"
            yield case.report("enclosure-missing", message, paragraph, found, found + 5)
            return


def _called(one: _Named) -> str:
    name = _OMITTED.sub("", one.name)
    return f"{one.number if one.number is not None else ''}{quote(name)}"
