"""From what a reading model sees, column by column of a line, to characters and the places where they stand."""

from __future__ import annotations

from itertools import groupby, pairwise

from desktop.domain.glyphs import Box
from desktop.parsing.readers.recognition.engine import Line

_ASIDE = 0.3
_FAINT = 0.04

Ink = tuple[list[float], list[float]]
"""How much ink stands in each column and each row of pixels."""


def spelled(letters: list[str], sure: list[float], column: float, ink: Ink, box: Box) -> Line | None:
    """Return the line that a model saw in a box of a page, None for nothing.

    `letters` has one entry for each column that the model looked at, "" for between characters; the same letter in a
    row is one character. `sure` says how sure each is, `column` how wide each is, as a share of the box. `ink` is that
    of the box.
    """
    across, down = ink
    scale = len(across) * column
    text: list[str] = []
    middles: list[float] = []
    certainty: list[float] = []
    place = 0
    for letter, group in groupby(letters):
        count = len(list(group))
        if letter:
            text.append(letter)
            middles.append((place + count / 2) * scale)
            certainty.append(max(sure[place : place + count]))
        place += count
    while text and text[-1] == " ":
        del text[-1], middles[-1], certainty[-1]
    while text and text[0] == " ":
        del text[0], middles[0], certainty[0]
    if not text:
        return None
    faint = _FAINT * max(down)  # what little of the lines above and below reaches into the box
    top, bottom = _extent([dark if dark > faint else 0.0 for dark in down], 0, len(down))
    edges = _edges(across, middles)
    ends = [_extent(across, left, right) for left, right in pairwise(edges)]
    boxes = tuple(Box(box.left + left, box.top + top, box.left + right, box.top + bottom) for left, right in ends)
    around = Box(boxes[0].left, box.top + top, boxes[-1].right, box.top + bottom)
    return Line("".join(text), around, boxes, tuple(certainty))


def _edges(ink: list[float], middles: list[float]) -> list[int]:
    """Return where each character begins and the last one ends: in the lightest place between two middles."""
    heaviest = max(ink) or 1.0
    edges = [0]
    for one, other in pairwise(middles):
        half, reach = (one + other) / 2, max(other - one, 1.0)
        places = range(min(int(one) + 1, len(ink) - 1), min(max(int(other), int(one) + 2), len(ink)))
        edges.append(min(places, key=lambda x: ink[x] / heaviest + _ASIDE * abs(x - half) / reach))
    return [*edges, len(ink)]


def _extent(ink: list[float], start: int, end: int) -> tuple[float, float]:
    """Return where ink begins and ends within a stretch, the whole stretch where there is none."""
    marked = [place for place in range(start, end) if ink[place]]
    return (float(marked[0]), float(marked[-1] + 1)) if marked else (float(start), float(max(end, start + 1)))
