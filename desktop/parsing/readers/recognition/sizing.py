"""From recognised lines to runs of type: sizes made even, blanks kept only where there is room for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from statistics import median

import regex

from desktop.domain.glyphs import Box
from desktop.parsing.readers.layout import Run
from desktop.parsing.readers.recognition.engine import Line
from desktop.parsing.readers.recognition.repair import repaired

_HAN = regex.compile(r"\p{Han}")
_SMALLEST, _USUAL, _LARGEST = 7.0, 10.5, 18.0
_HAN_HEIGHT = 0.92
_DIGIT_HEIGHT = 0.72
_SAME_SIZE = 0.12
_BLANK, _UNSEEN_BLANK = 0.22, 0.2
_APART, _APART_AT_MARK = 1.2, 1.9


def detail_of(lines: Sequence[Line], detail: float) -> float:
    """Return how many pixels make up a point: as told, unless the type were of a size that nobody prints.

    Image files often say nothing, or nothing true, about how large the paper was.
    """
    if not lines:
        return detail
    body = float(median(_size(line) for line in lines))
    return detail if _SMALLEST <= body / detail <= _LARGEST else body / _USUAL


def runs_of(lines: Sequence[Line], scale: float) -> tuple[Run, ...]:
    """Return the runs of a page from lines in pixels, `scale` of them a point."""
    pieces = [piece for line in lines for piece in _pieces(line)]
    sizes = _evened([_size(piece) for piece in pieces], [len(piece.text) for piece in pieces])
    return tuple(_run(piece, size, scale) for piece, size in zip(pieces, sizes, strict=True))


def _run(line: Line, size: float, scale: float) -> Run:
    """Return a line as a run; its box is as high as its type, whatever characters it holds."""
    middle = (line.box.top + line.box.bottom) / 2
    top, bottom = (middle - size / 2) / scale, (middle + size / 2) / scale
    boxes = tuple(Box(box.left / scale, top, box.right / scale, bottom) for box in line.boxes)
    around = Box(boxes[0].left, top, boxes[-1].right, bottom)
    return Run(repaired(line.text), around, size / scale, boxes, line.certainty)


def _size(line: Line) -> float:
    """Return the size of the type of a line in pixels: the step from hanzi to hanzi, else from its height."""
    steps = [
        (other.left + other.right - one.left - one.right) / 2
        for (before, one), (after, other) in pairwise(zip(line.text, line.boxes, strict=True))
        if _HAN.match(before) and _HAN.match(after)
    ]
    height = line.box.height
    if len(steps) > 1:
        return min(float(median(steps)), height * 1.4)
    return height / (_HAN_HEIGHT if _HAN.search(line.text) else _DIGIT_HEIGHT)


def _evened(sizes: Sequence[float], weights: Sequence[int]) -> list[float]:
    """Return sizes with those that are nearly the same made the same: the most frequent ones rule."""
    even = list(sizes)
    open_ones = set(range(len(sizes)))
    while open_ones:
        weighed = sorted((sizes[index], weights[index]) for index in open_ones)
        middle = max((size for size, _ in weighed), key=partial(_weight_near, weighed))
        near = {index for index in open_ones if abs(sizes[index] - middle) <= _SAME_SIZE * middle}
        size = float(median(sizes[index] for index in near))
        for index in near:
            even[index] = size
        open_ones -= near
    return even


def _weight_near(weighed: Sequence[tuple[float, int]], size: float) -> int:
    return sum(weight for other, weight in weighed if abs(other - size) <= _SAME_SIZE * size)


def _pieces(line: Line) -> Iterator[Line]:
    """Yield the parts of a line between wide gaps; blanks stand where there is room for them, and nowhere else."""
    size = _size(line)
    usual = _usual_gap(line)
    characters: list[tuple[str, Box, float]] = []
    for index, char in enumerate(line.text):
        if char.isspace():
            continue
        if characters:
            before, last = characters[-1][:2]
            gap = line.boxes[index].left - last.right
            is_blank = line.text[index - 1].isspace() and gap >= _BLANK * size
            if gap > (_APART if _HAN.match(before) and _HAN.match(char) else _APART_AT_MARK) * size:
                yield _part(line, characters)
                characters = []
            elif is_blank or (_HAN.match(before) and _HAN.match(char) and gap - usual >= _UNSEEN_BLANK * size):
                characters.append((" ", Box(last.right, last.top, line.boxes[index].left, last.bottom), 1.0))
        characters.append((char, line.boxes[index], line.certainty[index]))
    if characters:
        yield _part(line, characters)


def _usual_gap(line: Line) -> float:
    gaps = [other.left - one.right for one, other in pairwise(line.boxes)]
    return max(float(median(gaps)), 0.0) if gaps else 0.0


def _part(line: Line, characters: Sequence[tuple[str, Box, float]]) -> Line:
    text, boxes, certainty = zip(*characters, strict=True)
    return Line("".join(text), Box(boxes[0].left, line.box.top, boxes[-1].right, line.box.bottom), boxes, certainty)
