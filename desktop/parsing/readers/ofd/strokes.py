"""Paths of OFD pages (AbbreviatedData), and the ruling lines among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from desktop.parsing.readers.layout import Rule
from desktop.parsing.readers.ofd.matrix import Matrix
from desktop.parsing.readers.ofd.package import number

Step = tuple[str, tuple[tuple[float, float], ...]]
"""M or L with a point, B with three (a Bézier curve), C without one (the path is closed). Unit: points of the page."""

_TAKEN = {"S": 1, "M": 1, "L": 1, "Q": 2, "B": 3}
_ARC = 7
_SLANT = 0.5
_THIN = 2.5
_SHORTEST = 3.0


def read_steps(data: str, matrix: Matrix) -> list[Step]:
    """Return the steps of a path; what is no step is passed over. An arc is drawn as a straight line to its end."""
    steps: list[Step] = []
    words = iter(data.replace(",", " ").split())
    last = (0.0, 0.0)
    for word in words:
        if word in _TAKEN:
            points = [(number(next(words, None)), number(next(words, None))) for _ in range(_TAKEN[word])]
            mapped = tuple(matrix.point(*point) for point in points)
            if word == "Q":
                mapped = _cubic(last, mapped)
            steps.append(({"S": "M", "Q": "B"}.get(word, word), mapped))
            last = mapped[-1]
        elif word == "A":
            values = [number(next(words, None)) for _ in range(_ARC)]
            last = matrix.point(*values[5:])
            steps.append(("L", (last,)))
        elif word in ("C", "Z"):
            steps.append(("C", ()))
    return steps


def rules_of(steps: Iterable[Step], is_stroked: bool, is_filled: bool) -> Iterator[Rule]:
    """Yield the ruling lines of a path: level and upright strokes, and filled bars that are thin as a line."""
    for line, is_straight in _lines(steps):
        if is_stroked:
            for one, other in pairwise(line):
                rule = _rule(*one, *other)
                if rule is not None:
                    yield rule
        elif is_filled and is_straight and len(line) >= 4:
            left, right = min(x for x, _ in line), max(x for x, _ in line)
            top, bottom = min(y for _, y in line), max(y for _, y in line)
            if bottom - top <= _THIN < right - left:
                yield Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
            elif right - left <= _THIN < bottom - top:
                yield Rule((left + right) / 2, top, (left + right) / 2, bottom)


def _cubic(start: tuple[float, float], points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Return a quadratic Bézier curve as a cubic one."""
    bend, end = points
    first = (start[0] + (bend[0] - start[0]) * 2 / 3, start[1] + (bend[1] - start[1]) * 2 / 3)
    second = (end[0] + (bend[0] - end[0]) * 2 / 3, end[1] + (bend[1] - end[1]) * 2 / 3)
    return first, second, end


def _lines(steps: Iterable[Step]) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Yield the corners of each run of straight strokes, and whether nothing in it was curved."""
    line: list[tuple[float, float]] = []
    is_straight = True
    for name, points in steps:
        if name == "M" or name == "B":
            if len(line) > 1:
                yield line, is_straight
            line, is_straight = [points[-1]], name == "M"
        elif name == "L":
            line.append(points[0])
        elif line:
            line.append(line[0])
    if len(line) > 1:
        yield line, is_straight


def _rule(x0: float, y0: float, x1: float, y1: float) -> Rule | None:
    wide, high = abs(x1 - x0), abs(y1 - y0)
    if max(wide, high) < _SHORTEST or min(wide, high) > _SLANT:
        return None
    if wide >= high:
        level = (y0 + y1) / 2
        return Rule(min(x0, x1), level, max(x0, x1), level)
    upright = (x0 + x1) / 2
    return Rule(upright, min(y0, y1), upright, max(y0, y1))
