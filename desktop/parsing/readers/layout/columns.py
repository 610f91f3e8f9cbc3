"""The columns of a page: where gutters run, and the bands that titles and tables across them divide the page into."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic

from desktop.parsing.readers.layout.stacked import Item, Placed, Printed, beside, stretches

_GUTTER = 0.9
_TOUCH = 0.15
_SAME_EDGE = 0.3
_LEAST_STARTS = 3
_LEAST_ENDS, _MANY_ENDS = 2, 5
_INDENT = 2.4
_SAME_END = 1.1
_LEAST_ROWS = 3
_LEAST_WIDTH = 6.0
_MOST_CANDIDATES = 12
_MOST_ITEMS = 3_000


@dataclass(slots=True)
class Gutter:
    """A gap between columns: the second one begins at `right`. `stretches` are the heights where nothing crosses it."""

    right: float
    stretches: list[tuple[float, float]]
    weight: float


@dataclass(slots=True)
class Column(Generic[Item]):
    """What stands in one column of one band, and the edges of that column."""

    left: float
    right: float
    items: list[Item] = field(default_factory=list)


def columns_of(
    items: Sequence[Item], obstacles: Sequence[Placed], size: float, known: Sequence[float] = ()
) -> tuple[list[Column[Item]], tuple[float, ...]]:
    """Return what stands on a page, column by column in reading order, and where columns begin after a gutter.

    `obstacles` hold no text but divide columns where they lie across: rules, tables. `size` is that of the body type.
    `known` are gutters of the pages around; here less text has to show them.
    """
    gutters = _gutters(items, obstacles, size, known) if len(items) + len(obstacles) <= _MOST_ITEMS else []
    heights = sorted({height for gutter in gutters for stretch in gutter.stretches for height in stretch})
    bands: list[tuple[float, tuple[float, ...]]] = [(float("-inf"), ())]
    for above, below in pairwise(heights):
        middle = (above + below) / 2
        active = tuple(
            sorted(gutter.right for gutter in gutters if any(start < middle < end for start, end in gutter.stretches))
        )
        if active != bands[-1][1] or not active:
            bands.append((above, active))
    if heights:
        bands.append((heights[-1], ()))
    return _filled(items, bands, size), tuple(sorted(gutter.right for gutter in gutters))


def _filled(items: Sequence[Item], bands: Sequence[tuple[float, tuple[float, ...]]], size: float) -> list[Column[Item]]:
    columns: list[list[list[Item]]] = [[[] for _ in range(len(active) + 1)] for _, active in bands]
    tops = [top for top, _ in bands]
    for item in items:
        index = max(bisect_right(tops, _middle(item)) - 1, 0)
        active = bands[index][1]
        columns[index][sum(1 for right in active if item.left >= right - _TOUCH * size)].append(item)
    edges = _edges(columns, bands)
    return [
        Column(*edges[active, place], inside)
        for (_, active), band in zip(bands, columns, strict=True)
        for place, inside in enumerate(band)
        if inside
    ]


def _edges(
    columns: Sequence[Sequence[Sequence[Placed]]], bands: Sequence[tuple[float, tuple[float, ...]]]
) -> dict[tuple[tuple[float, ...], int], tuple[float, float]]:
    """Return the edges of each column: those of all that stands in it, in any band that is divided alike."""
    edges: dict[tuple[tuple[float, ...], int], tuple[float, float]] = {}
    for (_, active), band in zip(bands, columns, strict=True):
        for place, inside in enumerate(band):
            if inside:
                left, right = min(item.left for item in inside), max(item.right for item in inside)
                known = edges.get((active, place), (left, right))
                edges[active, place] = (min(left, known[0]), max(right, known[1]))
    return edges


def _gutters(
    items: Sequence[Printed], obstacles: Sequence[Placed], size: float, known: Sequence[float]
) -> list[Gutter]:
    """Return the gutters of a page, each with the heights where it is one."""
    found: list[Gutter] = []
    for start in (*known, *_starts(items, size)):
        gutter = _gutter(items, obstacles, start, size, start in known)
        if gutter is not None:
            found.append(gutter)
    found.sort(key=lambda gutter: -gutter.weight)
    kept: list[Gutter] = []
    for gutter in found:
        if all(_stands_between(items, gutter, other, size) for other in kept):
            kept.append(gutter)
    return kept


def _starts(items: Sequence[Placed], size: float) -> list[float]:
    """Return where a column may begin: where several items do, and next to where several lines end."""
    lefts = sorted(item.left for item in items)
    starts = _frequent(lefts, size)
    for end in _frequent(sorted(item.right for item in items), size):
        place = bisect_left(lefts, end + _GUTTER * size)
        if place < len(lefts) and lefts[place] not in starts:
            starts.append(lefts[place])
    return starts


def _frequent(places: Sequence[float], size: float) -> list[float]:
    """Return the first of those places, sorted before, that lie close together; the most frequent ones first."""
    groups: list[tuple[int, float]] = []
    first, last, count = 0.0, float("-inf"), 0
    for place in [*places, float("inf")]:
        if place - last <= _SAME_EDGE * size and place - first <= size:
            last = place
            count += 1
            continue
        if count > 1:
            groups.append((-count, first))
        first, last, count = place, place, 1
    return [first for _, first in sorted(groups)[:_MOST_CANDIDATES]]


def _gutter(
    items: Sequence[Printed], obstacles: Sequence[Placed], start: float, size: float, is_known: bool
) -> Gutter | None:
    """Return the gutter before a place where items begin, None where that is the edge of no column."""
    near, far = start - _GUTTER * size, start - _TOUCH * size
    before = _Side([item for item in items if item.right <= near])
    if len(before.items) < _LEAST_ROWS and not is_known:
        return None
    after = _Side([item for item in items if item.left >= far])
    across = sorted(
        (item.top, item.bottom)
        for group in (items, obstacles)
        for item in group
        if item.left < far and item.right > near
    )
    gutter = Gutter(start, [], 0.0)
    is_sure = is_known
    above = float("-inf")
    for top, bottom in [*across, (float("inf"), float("inf"))]:
        if top > above:
            left_side, right_side = before.between(above, top), after.between(above, top)
            height = beside(left_side, right_side)
            if height > 0:
                is_sure = is_sure or _are_columns(left_side, right_side, height, start, size)
                gutter.stretches += stretches(left_side, right_side, size)
                gutter.weight += height
        above = max(above, bottom)
    return gutter if is_sure and gutter.stretches else None


class _Side:
    """What stands on one side of a gutter, `items` from the top."""

    def __init__(self, items: list[Printed]) -> None:
        self.items = sorted(items, key=_middle)
        self._middles = [_middle(item) for item in self.items]

    def between(self, above: float, below: float) -> list[Printed]:
        """Return the items whose middle lies between two heights."""
        return self.items[bisect_right(self._middles, above) : bisect_left(self._middles, below)]


def _middle(item: Placed) -> float:
    return (item.top + item.bottom) / 2


def _are_columns(
    left_side: Sequence[Placed], right_side: Sequence[Placed], height: float, start: float, size: float
) -> bool:
    """Tell whether two groups are columns of text: beside each other for some lines, wide, and wrapped at an edge."""
    reach = start + _INDENT * size
    return (
        height >= _LEAST_ROWS * size
        and _is_column(left_side, size)
        and _is_column(right_side, size)
        and (
            (
                sum(1 for item in right_side if item.left <= reach) >= _LEAST_STARTS
                and max(_wrapped(left_side, size), _wrapped(right_side, size)) >= _LEAST_ENDS
            )
            or _wrapped(left_side, size) >= _MANY_ENDS
        )
    )


def _is_column(items: Sequence[Placed], size: float) -> bool:
    """Tell whether items are the lines of a column: several, and wide enough for text."""
    wide = [item.right - item.left for item in items]
    return sum(1 for width in wide if width >= _LEAST_WIDTH * size) >= _LEAST_ROWS


def _wrapped(items: Sequence[Placed], size: float) -> int:
    """Return how many lines end at the right edge."""
    edge = max(item.right for item in items)
    return sum(1 for item in items if edge - item.right <= _SAME_END * size)


def _stands_between(items: Sequence[Placed], gutter: Gutter, other: Gutter, size: float) -> bool:
    """Tell whether two gutters have a column between them, where they run beside each other."""
    shared = [
        (max(one[0], two[0]), min(one[1], two[1]))
        for one in gutter.stretches
        for two in other.stretches
        if max(one[0], two[0]) < min(one[1], two[1])
    ]
    if not shared:
        return True
    first, second = sorted((gutter.right, other.right))
    wide = [
        item.right - item.left
        for item in items
        if item.left >= first - _TOUCH * size
        and item.right < second
        and any(top < (item.top + item.bottom) / 2 < bottom for top, bottom in shared)
    ]
    return sum(1 for width in wide if width >= _LEAST_WIDTH * size) >= _LEAST_ROWS
