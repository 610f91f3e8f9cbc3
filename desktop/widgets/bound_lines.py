"""The lines between documents in the text: where they stand, and what it means to move one. Rows by index. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.widgets.source_rows import Passage, Row, Setting, row_at


class Edge(Enum):
    """Which end of a document is moved."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Bound:
    """A line above a row. The passage `below` begins there, `above` ends there.

    One of them is None where the text on that side belongs to no document.
    """

    row: int
    above: int | None
    below: int | None


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a line comes to stand that is moved: above `row`.

    The `edge` of `passage` goes to the line of text at `offset`. `rows` change hands, of which `count` hold text.
    """

    row: int
    passage: int
    edge: Edge
    offset: int
    rows: range
    count: int


def bounds_of(rows: Sequence[Row], passages: Sequence[Passage]) -> tuple[Bound, ...]:
    """Return the lines of a source from top to bottom."""
    found: list[Bound] = []
    ended: int | None = None
    for index, passage in enumerate(passages):
        first = row_at(rows, passage.span.start)
        if rows and rows[first].opens:
            found.append(Bound(first, index - 1 if index and ended != index - 1 else None, index))
        after = row_at(rows, max(0, passage.span.end - 1)) + 1
        while after < len(rows) and rows[after].setting is Setting.BLANK:
            after += 1
        if after < len(rows) and rows[after].ends == index:
            found.append(Bound(after, index, None))
            ended = index
    return tuple(found)


def bounds_within(bounds: Sequence[Bound], first: int, last: int) -> Sequence[Bound]:
    """Return the lines above the rows from `first` to `last`, both included."""
    return bounds[bisect_left(bounds, first, key=_row) : bisect_left(bounds, last + 1, key=_row)]


def caption_of(bound: Bound, passages: Sequence[Passage]) -> str:
    """Return what stands in a line."""
    if bound.below is not None:
        return passages[bound.below].caption
    return f"{_name(bound.above, passages)}到此为止"


def landing_of(
    bound: Bound, target: int, rows: Sequence[Row], passages: Sequence[Passage], text: str
) -> Landing | None:
    """Return where a line lands that is moved above a row; None where it stays.

    It lands on whole lines, leaves a line of text to every document, and passes no second document.
    """
    target = min(max(target, _highest(bound, rows, passages)), _lowest(bound, rows, passages))
    while target < len(rows) and not _begins(rows[target], text):
        target += 1
    start = next((index for index in range(target, len(rows)) if rows[index].setting is not Setting.BLANK), len(rows))
    last = next((index for index in range(target - 1, -1, -1) if rows[index].setting is not Setting.BLANK), 0)
    if bound.below is not None and (bound.above is None or start < bound.row):
        if start == bound.row or start == len(rows):
            return None
        return _landing(start, bound.below, Edge.START, start, bound.row, rows, text)
    assert bound.above is not None
    if last == row_at(rows, max(0, passages[bound.above].span.end - 1)):
        return None
    at = start if bound.below is not None else last + 1
    return _landing(at, bound.above, Edge.END, last, bound.row, rows, text)


def words_of(bound: Bound, landing: Landing, passages: Sequence[Passage]) -> str:
    """Say what a landing means."""
    edge = _name(bound.below, passages) + "从这里开始" if bound.below is not None else ""
    edge = edge or _name(bound.above, passages) + "到这里结束"
    is_up = landing.row < bound.row
    if bound.above is not None and bound.below is not None:
        owner = _name(bound.below if is_up else bound.above, passages)
        return f"{edge} · {landing.count} 行改归{owner}"
    grows = is_up == (bound.below is not None)
    return f"{edge} · {'增加' if grows else '减少'} {landing.count} 行"


def _landing(at: int, passage: int, edge: Edge, line: int, before: int, rows: Sequence[Row], text: str) -> Landing:
    changing = range(min(at, before), max(at, before))
    count = sum(rows[index].setting is not Setting.BLANK and _begins(rows[index], text) for index in changing)
    return Landing(at, passage, edge, rows[line].span.start, changing, count)


def _highest(bound: Bound, rows: Sequence[Row], passages: Sequence[Passage]) -> int:
    above = bound.above
    if above is None and bound.below:
        above = bound.below - 1
    return row_at(rows, passages[above].span.start) + 1 if above is not None else 0


def _lowest(bound: Bound, rows: Sequence[Row], passages: Sequence[Passage]) -> int:
    below = bound.below
    if below is None and bound.above is not None and bound.above + 1 < len(passages):
        below = bound.above + 1
    return row_at(rows, passages[below].span.end - 1) if below is not None else len(rows)


def _begins(row: Row, text: str) -> bool:
    """Tell whether a row begins a line of the text."""
    return row.span.start == 0 or text[row.span.start - 1] == "\n"


def _name(passage: int | None, passages: Sequence[Passage]) -> str:
    return passages[passage].caption.partition(" · ")[0] if passage is not None else ""


def _row(bound: Bound) -> int:
    return bound.row
