"""What the source pane shows, as rows: the lines of the text, how each is set, and what stands above it. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.domain.text import SourceText, Span

LONGEST_ROW = 1500
"""Longer lines are shown as several rows, so that laying out one row is always quick."""

_COVERED = 0.8
"""The share of a row's text that evidence must cover for the row to be set in its manner."""


class Setting(Enum):
    """How a row is set."""

    BODY = "body"
    TITLE = "title"
    CENTRED = "centred"
    RIGHT = "right"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Passage:
    """One document in the text: its boundary sentence, and the spans that are set in a manner of their own."""

    span: Span
    caption: str
    titles: tuple[Span, ...] = ()
    numbers: tuple[Span, ...] = ()
    closings: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text, or a part of a very long one, without its line break."""

    span: Span
    setting: Setting
    passage: int | None
    opens: bool
    page: int | None
    """The 0-based index of the page that begins with this row."""
    ends: int | None = None
    """The passage that has ended above this row, which is no document's and the first after it with text."""
    ems: float = 0.0
    """About how wide it is in one line, in ems."""


def cut_rows(source: SourceText, passages: Sequence[Passage]) -> tuple[Row, ...]:
    """Return the rows of a source. Passages are in order and do not overlap."""
    starts = [passage.span.start for passage in passages]
    manners = [_manners(passage) for passage in passages]
    page_starts = [page.span.start for page in source.pages]
    rows: list[Row] = []
    opened: set[int] = set()
    ended: set[int] = set()
    pages_seen = 0
    for span in _pieces(source):
        index = bisect_right(starts, span.end if not len(span) else span.end - 1) - 1
        passage = index if index >= 0 and span.start < passages[index].span.end else None
        page = None
        reached = bisect_right(page_starts, span.start)
        if reached > pages_seen:
            page, pages_seen = reached - 1, reached
        text = source.slice(span)
        setting = Setting.BODY if text.strip() else Setting.BLANK
        if passage is not None and setting is Setting.BODY:
            setting = _setting(span, text, manners[passage])
        opens = passage is not None and passage not in opened
        if opens and passage is not None:
            opened.add(passage)
        ends = index if index >= 0 and passage is None and index not in ended and setting is Setting.BODY else None
        if ends is not None:
            ended.add(ends)
        rows.append(Row(span, setting, passage, opens, page, ends, _ems(text)))
    return tuple(rows)


def row_at(rows: Sequence[Row], offset: int) -> int:
    """Return the index of the row that holds a code point, or the last one before it."""
    return max(0, bisect_right(rows, offset, key=_start) - 1)


def phrase_at(text: str, offset: int) -> Span:
    """Return the run around `offset` that ends at punctuation, blanks or a line break: what a double click selects."""
    start = end = min(offset, len(text))
    while start > 0 and not _divides(text[start - 1]):
        start -= 1
    while end < len(text) and not _divides(text[end]):
        end += 1
    return Span(start, end)


def _divides(char: str) -> bool:
    return char.isspace() or char in '，。；：、！？,;:!?（）()《》“”"…—'


def _start(row: Row) -> int:
    return row.span.start


def _ems(text: str) -> float:
    """Return about how wide a text is in one line, in ems: a wide character has 3 bytes, a narrow one 1."""
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 4


def _pieces(source: SourceText) -> Iterable[Span]:
    for number in range(1, source.line_count + 1):
        line = source.line_span(number)
        if len(line) <= LONGEST_ROW:
            yield line
            continue
        for start in range(line.start, line.end, LONGEST_ROW):
            yield Span(start, min(start + LONGEST_ROW, line.end))


def _manners(passage: Passage) -> tuple[tuple[Setting, tuple[Span, ...]], ...]:
    return (
        (Setting.TITLE, passage.titles),
        (Setting.CENTRED, passage.numbers),
        (Setting.RIGHT, passage.closings),
    )


def _setting(span: Span, text: str, manners: Sequence[tuple[Setting, tuple[Span, ...]]]) -> Setting:
    length = len("".join(text.split()))
    for setting, spans in manners:
        covered = sum(_shared(span, other) for other in spans)
        if covered and covered >= _COVERED * length:
            return setting
    return Setting.BODY


def _shared(first: Span, second: Span) -> int:
    return max(0, min(first.end, second.end) - max(first.start, second.start))
