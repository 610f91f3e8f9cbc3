"""Columns that stand one above the other on a page with nothing across them: a white band is all that parts them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

_WHITE = 0.7
_FULL = 1.2
_FLUSH = 0.8
_SHORT = 0.8
_MOST_TAIL, _MOST_ALONE = 3, 2
_BALANCED = 4.0
_SLACK = 0.01
_ENDED = frozenset("。；：！？.;:!?）)")

Heights = tuple[float, float]


class Placed(Protocol):
    """What has a place on the page."""

    @property
    def left(self) -> float:
        """Its left edge."""

    @property
    def top(self) -> float:
        """Its upper edge."""

    @property
    def right(self) -> float:
        """Its right edge."""

    @property
    def bottom(self) -> float:
        """Its lower edge."""


class Printed(Placed, Protocol):
    """What stands in a column: a line, or a table, whose `text` is empty."""

    @property
    def text(self) -> str:
        """The text of a line."""


Item = TypeVar("Item", bound=Printed)
_Part = tuple[list[Printed], list[Printed]]


def beside(left_side: Sequence[Placed], right_side: Sequence[Placed]) -> float:
    """Return over which height two groups stand beside each other."""
    if not left_side or not right_side:
        return 0.0
    ends = (max(item.bottom for item in left_side), max(item.bottom for item in right_side))
    tops = (min(item.top for item in left_side), min(item.top for item in right_side))
    return min(ends) - max(tops)


def stretches(left_side: Sequence[Printed], right_side: Sequence[Printed], size: float) -> list[Heights]:
    """Return the heights at which two groups of items are columns beside each other, from the top."""
    found: list[Heights] = []
    edge = max(item.right for item in left_side)
    width = edge - min(item.left for item in left_side)
    above: _Part = ([], [])
    rows = _parted(left_side, right_side, size)
    for number, (left, right) in enumerate(rows):
        if all(above) and (_is_cut(above, rows[number:], edge, size) or _is_tail(above, rows[number:], width, size)):
            found += _stretch(*above, size)
            above = ([], [])
        above = (above[0] + left, above[1] + right)
    return found + _stretch(*above, size)


def _parted(left_side: Sequence[Printed], right_side: Sequence[Printed], size: float) -> list[_Part]:
    """Return the items between the white bands that lie across both sides."""
    least = _line_gap(left_side, size) + _WHITE * size
    parted: list[_Part] = []
    bottom = float("-inf")
    of_left = {id(item) for item in left_side}
    for item in sorted((*left_side, *right_side), key=lambda item: item.top):
        if item.top - bottom > least:
            parted.append(([], []))
        parted[-1][0 if id(item) in of_left else 1].append(item)
        bottom = max(bottom, item.bottom)
    return parted


def _line_gap(items: Sequence[Placed], size: float) -> float:
    """Return the usual white between two lines of a column."""
    ordered = sorted(items, key=lambda item: item.top)
    gaps = sorted(b.top - a.bottom for a, b in pairwise(ordered) if b.top > a.bottom)
    return min(gaps[len(gaps) // 3], size) if gaps else 0.0


def _is_cut(above: _Part, below: Sequence[_Part], edge: float, size: float) -> bool:
    """Tell whether a sentence breaks off above a white band, and goes on at the head of the column to the right."""
    last, first = above[0][-1], above[1][0]
    if not last.text or not first.text or not all(any(part[side] for part in below) for side in (0, 1)):
        return False
    is_flush = first.left - min(item.left for item in above[1]) <= _FLUSH * size
    return is_flush and last.text[-1] not in _ENDED and edge - last.right <= _FULL * size


def _is_tail(above: _Part, rows: Sequence[_Part], width: float, size: float) -> bool:
    """Tell whether only short lines are left: a signature, a date, the word 附件, or an imprint set apart."""
    rest = [item for left, right in rows for item in (*left, *right)]
    if not all(item.text and item.right - item.left < _SHORT * width for item in rest):
        return False
    if len(rest) <= _MOST_TAIL:
        return True
    edge = min(item.left for item in above[0])
    is_balanced = abs(above[0][-1].bottom - above[1][-1].bottom) <= _BALANCED * size
    is_apart = all(item.left - edge >= size for item in rest)
    return is_balanced and is_apart and not any(right for _, right in rows)


def _stretch(left: Sequence[Printed], right: Sequence[Printed], size: float) -> list[Heights]:
    """Return the heights of two columns; what stands alone on the right above both belongs to neither."""
    if beside(left, right) <= 0:
        return []
    first = min(item.top for item in left)
    alone = [item for item in right if item.bottom < first - size]
    top = first if 0 < len(alone) <= _MOST_ALONE else min(item.top for item in (*left, *right))
    return [(top - _SLACK, max(item.bottom for item in (*left, *right)) + _SLACK)]
