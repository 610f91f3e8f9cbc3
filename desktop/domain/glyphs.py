"""Where the characters of a page stand on it: one box per code point, packed small enough to be kept."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

PER_POINT = 10
"""Parts of a point in which places are counted."""
_LARGEST = 65_535
_MOST_CERTAIN = 100
_NOWHERE = (0, 0, 0, 0)
_SAME_LINE = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points of the page as it is shown: from its top left corner, x to the right, y down."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height in points."""
        return self.bottom - self.top

    def joined(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The boxes of a page's code points, and how sure the recognition of each was.

    `corners` holds four unsigned 16-bit numbers a code point (left, top, right, bottom in tenths of a point, little
    endian); four zeros stand for a code point that is printed nowhere, such as a line break. `certainty` holds one byte
    a code point, 0 to 100, and is empty where nothing was recognised but read.
    """

    corners: bytes = b""
    certainty: bytes = b""

    @classmethod
    def of(cls, boxes: Iterable[Box | None], certainty: Iterable[float] | None = None) -> Glyphs:
        """Pack boxes, one per code point, and certainties from 0 to 1. Raises ValueError when they differ in number."""
        edges = (_NOWHERE if box is None else (box.left, box.top, box.right, box.bottom) for box in boxes)
        values = [round(edge * PER_POINT) for corners in edges for edge in corners]
        try:
            numbers = array("H", values)
        except OverflowError:  # beside the page, or on one of some yards
            numbers = array("H", [min(max(value, 0), _LARGEST) for value in values])
        sure = bytes(min(max(round(value * _MOST_CERTAIN), 0), _MOST_CERTAIN) for value in certainty or ())
        if sure and len(sure) * 4 != len(numbers):
            raise ValueError(f"{len(numbers) // 4} boxes, {len(sure)} certainties")
        return cls(_little_endian(numbers).tobytes(), sure)

    def __len__(self) -> int:
        return len(self.corners) // 8

    def box(self, index: int) -> Box | None:
        """Return the box of a code point of the page, None for one that is printed nowhere."""
        corners = self.corners[index * 8 : index * 8 + 8]
        if len(corners) < 8 or not any(corners):
            return None
        left, top, right, bottom = _little_endian(array("H", corners))
        return Box(left / PER_POINT, top / PER_POINT, right / PER_POINT, bottom / PER_POINT)

    def sure(self, start: int, end: int) -> float:
        """Return how sure the least sure of some code points was recognised, 1 where nothing was recognised."""
        return min(self.certainty[start:end], default=_MOST_CERTAIN) / _MOST_CERTAIN

    def lines(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the boxes that some code points take up, those that stand on one printed line as one."""
        corners = self.tenths(start, end)
        lines: list[tuple[int, ...]] = []
        for box in zip(corners[0::4], corners[1::4], corners[2::4], corners[3::4], strict=True):
            if not any(box):
                continue
            if lines and _on_one_line(lines[-1], box):
                line = lines[-1]
                lines[-1] = (min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3]))
            else:
                lines.append(box)
        return tuple(Box(*(value / PER_POINT for value in line)) for line in lines)

    def tenths(self, start: int = 0, end: int | None = None) -> array[int]:
        """Return the corners of some code points: left, top, right and bottom of each, in tenths of a point."""
        last = len(self) if end is None else max(start, end)
        return _little_endian(array("H", self.corners[start * 8 : last * 8]))

    def boxes(self) -> Iterator[Box | None]:
        """Yield every box in the order of the text."""
        return (self.box(index) for index in range(len(self)))


def _on_one_line(line: tuple[int, ...], box: tuple[int, ...]) -> bool:
    """Tell whether a box goes on with a line: at about the same height, and not far off to either side."""
    left, top, right, bottom = line
    high, higher = bottom - top, box[3] - box[1]
    if min(bottom, box[3]) - max(top, box[1]) < _SAME_LINE * min(high, higher):
        return False
    reach = 2 * max(high, higher)
    return left - reach <= box[0] <= right + reach


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def nearest(boxes: Sequence[Box | None], x: float, y: float) -> int | None:
    """Return the index of the box that a point lies in or next to: the line first, then the place in it."""
    best, found = float("inf"), None
    for index, box in enumerate(boxes):
        if box is None:
            continue
        aside = max(box.left - x, 0.0, x - box.right)
        above = max(box.top - y, 0.0, y - box.bottom)
        distance = aside + 4 * above
        if distance < best:
            best, found = distance, index
            if not distance:
                break
    return found
