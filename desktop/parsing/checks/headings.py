"""Headings against each other: those of the text against those of its table, and the head of a table on each page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.domain.document import Anomaly
from desktop.domain.text import Span
from desktop.parsing import lexicon
from desktop.parsing.checks.case import Case
from desktop.parsing.checks.wording import bare, difference, likeness, quote
from desktop.parsing.outline import LineKind, Paragraph

# 一、加强组织领导 | （十四）优化投诉机制。
_HEADING = re.compile(
    r"\s*([一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\s*([^。；;:：\t]{4,60})"
)
_FIRST = frozenset("（( 　一二三四五六七八九十")
_ALIKE, _LEAST_SHARE = 0.55, 0.5
_LEAST_HEADS, _ALIKE_HEAD = 3, 0.8


def check(case: Case) -> Iterator[Anomaly]:
    """Yield the headings of one document that should be the same and are not."""
    rows = [paragraph for paragraph in case.paragraphs if paragraph.text and paragraph.kind is LineKind.TABLE_ROW]
    if rows:
        yield from _in_table(case, rows)
        yield from _table_heads(case, rows)


def _in_table(case: Case, rows: list[Paragraph]) -> Iterator[Anomaly]:
    """Section rows of a table of tasks repeat the headings of the text; told only where most of them do."""
    sections = [(paragraph, match) for paragraph in rows if (match := _section(paragraph)) is not None]
    if len(sections) < 2:
        return
    headings: dict[str, list[tuple[Paragraph, re.Match[str]]]] = {}
    for _, paragraph in case.prose():
        if paragraph.text[0] in _FIRST and (match := _HEADING.match(paragraph.text)) is not None:
            headings.setdefault(bare(match[1]), []).append((paragraph, match))
    same = 0
    differing: list[Anomaly] = []
    for paragraph, section in sections:
        candidates = headings.get(bare(section[1]), [])
        if len(candidates) != 1:
            continue
        heading, match = candidates[0]
        mine, theirs = bare(section[2]), bare(match[2])
        if mine == theirs or theirs.startswith(mine):
            same += 1
        elif likeness(mine, theirs) >= _ALIKE:
            message = f"表中{quote(section[1])}的标题与正文不一致：{difference(mine, theirs, '表中', '正文')}。"
            spans = case.spans(paragraph, *section.span()) + case.spans(heading, *match.span())
            differing.append(Anomaly("heading-differs", message, spans))
    if same >= _LEAST_SHARE * (same + len(differing)):
        yield from differing


def _section(paragraph: Paragraph) -> re.Match[str] | None:
    """Return the heading in a row of which only one cell is filled."""
    text = paragraph.text
    if text[:1] not in _FIRST or "\t" in text.strip():
        return None
    return _HEADING.match(text)


def _table_heads(case: Case, rows: list[Paragraph]) -> Iterator[Anomaly]:
    """The head that a table repeats on each page, where one page prints it otherwise than most of them do."""
    serial = lexicon.words("checks", "tables.serial")
    found: dict[tuple[str, ...], list[tuple[Span, ...]]] = {}
    for index, paragraph in enumerate(rows):
        text = paragraph.text
        if not text.startswith(("序", "项")) or text.partition("\t")[0].strip() not in serial:
            continue
        cells = [bare(cell) for cell in text.split("\t")]
        spans = case.spans(paragraph)
        below = rows[index + 1] if index + 1 < len(rows) else None
        if below is not None and _is_second_row(case, below):
            cells += [bare(cell) for cell in below.text.split("\t")]
            spans += case.spans(below)
        found.setdefault(tuple(cell for cell in cells if cell), []).append(spans)
    if len(found) < 2:
        return
    usual = max(found, key=lambda head: len(found[head]))
    if len(found[usual]) < _LEAST_HEADS:
        return
    for head, places in found.items():
        if head == usual or len(places) * 2 > len(found[usual]) or head == usual[: len(head)]:
            continue
        if likeness("、".join(head), "、".join(usual)) >= _ALIKE_HEAD:
            mine, theirs = _differing(head, usual)
            message = f"表头与其他各页不一致：此处为{quote(mine)}，他处为{quote(theirs)}。"
            yield Anomaly("table-head-differs", message, places[0])


def _differing(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str]:
    """Return the cells in which two heads differ, without those that they share at both ends."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return "、".join(one[start : len(one) - end]), "、".join(other[start : len(other) - end])


def _is_second_row(case: Case, paragraph: Paragraph) -> bool:
    """Tell whether a row goes on with the head: its first cell is empty and it holds no number."""
    line = paragraph.lines[0]
    printed = case.reading.source.text[line.span.start : line.span.start + 1]
    return printed == "\t" and "\t" in paragraph.text and not any(char.isdigit() for char in paragraph.text)
