"""The type area (版心): what a page shows of it, and what the pages around show where a page is hardly filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.page_image import PageSize

_FEW = 8
_OFF = 1.5
_GRAIN = 4.0
_REACH = 2


@dataclass(frozen=True, slots=True)
class TypeArea:
    """The area that text fills, in points from the left edge of the upright page; nothing known where all is 0.

    `gutters` are the places where a further column begins. `lines` is how many lines show the edges, `size` the size of
    the type that they are set in.
    """

    left: float = 0.0
    right: float = 0.0
    gutters: tuple[float, ...] = ()
    lines: int = 0
    size: float = 0.0

    def holds(self, other: TypeArea) -> bool:
        """Tell whether it reaches clearly further than another to one side at least, and falls short of it to none."""
        off = _OFF * self.size
        is_wider = other.left - self.left > off or self.right - other.right > off
        return is_wider and self.left <= other.left + off and self.right >= other.right - off


UNKNOWN = TypeArea()


def known_areas(areas: Sequence[TypeArea], sizes: Sequence[PageSize]) -> dict[int, TypeArea]:
    """Return what pages around show of the area of those pages that do not show it themselves, by number from 0.

    Gutters are those of the nearest page that has some; edges, for a page of a few lines, those of most pages of its
    width without gutters.
    """
    usual = _usual(areas, sizes)
    found: dict[int, TypeArea] = {}
    for number, own in enumerate(areas):
        if own == UNKNOWN or own.gutters:
            continue
        near = (areas[other].gutters for other in neighbours(number, len(areas)))
        gutters = next((known for known in near if known), ())
        edges = usual.get(round(sizes[number].width), UNKNOWN)
        if own.lines >= _FEW or not edges.holds(own):
            edges = own
        if gutters or edges is not own:
            found[number] = TypeArea(edges.left, edges.right, gutters)
    return found


def neighbours(number: int, count: int) -> list[int]:
    """Return the pages around a page whose columns may be its own, the most likely first."""
    steps = (sign * step for step in range(1, _REACH + 1) for sign in (-1, 1))
    return [number + step for step in steps if 0 <= number + step < count]


def _usual(areas: Sequence[TypeArea], sizes: Sequence[PageSize]) -> dict[int, TypeArea]:
    """Return the area of most lines on pages of one width, by that width in points."""
    lines: dict[int, Counter[tuple[int, int]]] = {}
    areas_of: dict[tuple[int, int, int], TypeArea] = {}
    for own, size in zip(areas, sizes, strict=True):
        if own.lines >= _FEW and not own.gutters:
            width, edges = round(size.width), (round(own.left / _GRAIN), round(own.right / _GRAIN))
            lines.setdefault(width, Counter())[edges] += own.lines
            areas_of.setdefault((width, *edges), own)
    return {width: areas_of[width, *counted.most_common(1)[0][0]] for width, counted in lines.items()}
