"""The ruling lines in the picture of a level page: long thin strokes of ink."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from desktop.parsing.readers.layout import Rule
from desktop.parsing.readers.recognition.picture import Picture, Plane

_SHORTEST = 20.0
_LEAST_RUN = 12.0
_THICKEST = 4.0
_DRIFT = 1.0
_BREAK = 3.0
_BESIDE, _MOST_BESIDE = 2.0, 0.25
_LONG = 40
# A speck of paper does not end a stroke.
_RUN = regex.compile(rb"\x01{6,}(?:\x00{1,2}\x01{6,})*")


@dataclass(slots=True)
class _Stroke:
    """Runs of ink in neighbouring rows that make up one line; pixels."""

    start: int
    end: int
    first: int
    last: int

    @property
    def middle(self) -> float:
        """Where the line stands across its direction."""
        return (self.first + self.last + 1) / 2


def rules_in(picture: Picture, scale: float) -> tuple[Rule, ...]:
    """Return the horizontal and vertical ruling lines of a picture of `scale` pixels a point, in points."""
    plane = picture.grey()
    level = [
        Rule(stroke.start / scale, stroke.middle / scale, stroke.end / scale, stroke.middle / scale)
        for stroke in _strokes(plane, scale)
    ]
    upright = [
        Rule(stroke.middle / scale, stroke.start / scale, stroke.middle / scale, stroke.end / scale)
        for stroke in _strokes(plane.transposed(), scale)
    ]
    return (*level, *upright)


def _strokes(plane: Plane, scale: float) -> list[_Stroke]:
    """Return the strokes along the rows of a plane."""
    strokes: list[_Stroke] = []
    open_ones: list[_Stroke] = []
    for row, start, end in _runs(plane, round(_LEAST_RUN * scale)):
        open_ones = [stroke for stroke in open_ones if row - stroke.last <= _DRIFT * scale]
        for stroke in open_ones:
            if start <= stroke.end + _BREAK * scale and stroke.start <= end + _BREAK * scale:
                stroke.start, stroke.end, stroke.last = min(start, stroke.start), max(end, stroke.end), row
                break
        else:
            open_ones.append(_Stroke(start, end, row, row))
            strokes.append(open_ones[-1])
    return [
        stroke
        for stroke in strokes
        if stroke.end - stroke.start >= _SHORTEST * scale
        and stroke.last - stroke.first < _THICKEST * scale
        and _stands_free(plane, stroke, round(_BESIDE * scale))
    ]


def _stands_free(plane: Plane, stroke: _Stroke, distance: int) -> bool:
    """Tell whether there is paper on both sides of a stroke, which there is not within a line of text.

    A long rule may stand close to a line of text on one side.
    """
    free = [_is_paper(plane, stroke, row) for row in (stroke.first - distance, stroke.last + distance)]
    return any(free) if stroke.end - stroke.start >= _LONG * distance else all(free)


def _is_paper(plane: Plane, stroke: _Stroke, row: int) -> bool:
    """Tell whether there is hardly any ink along a stroke in another row."""
    if not 0 <= row < plane.height:
        return True
    start = row * plane.width
    inked = plane.faint_ink.count(1, start + stroke.start, start + stroke.end)
    return inked <= _MOST_BESIDE * (stroke.end - stroke.start)


def _runs(plane: Plane, shortest: int) -> Iterator[tuple[int, int, int]]:
    """Yield row, start and end of every long run of ink, from the top."""
    ink, width = plane.faint_ink, plane.width
    for row in range(plane.height):
        for found in _RUN.finditer(ink, row * width, (row + 1) * width):
            if found.end() - found.start() >= shortest:
                yield row, found.start() - row * width, found.end() - row * width
