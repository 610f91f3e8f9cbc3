"""How crooked a page lies on the scanner: the angle under which its lines stand apart most clearly."""

from __future__ import annotations

from itertools import pairwise
from math import radians, tan
from operator import add

from desktop.parsing.readers.recognition.picture import Picture, Plane

MOST = 10.0
"""Degrees to either side within which a slant is looked for."""

_COARSE_SIDE, _FINE_SIDE = 500, 1000
_STRIPS = 48
_LEAST_INK, _MOST_INK = 0.001, 0.5
_ROUGHLY = [step * 0.5 for step in range(round(-2 * MOST), round(2 * MOST) + 1)]
_CLEARER = 1.02


def slant(picture: Picture) -> float:
    """Return by how many degrees the lines of a page fall to the right; 0 where there are no lines to see.

    Turning the picture by the negative of it makes the lines level. Takes the same time for any content.
    """
    coarse = _strips(picture.grey(_halvings(picture, _COARSE_SIDE)))
    if coarse is None:
        return 0.0
    angle = _clearest(coarse, _ROUGHLY)
    angle = _clearest(coarse, [angle + step * 0.1 for step in range(-5, 6)])
    fine = _strips(picture.grey(_halvings(picture, _FINE_SIDE)))
    if fine is None:
        return 0.0
    angle = _clearest(fine, [angle + step * 0.02 for step in range(-6, 7)])
    return angle if _clearness(fine, angle) > _CLEARER * _clearness(fine, 0.0) else 0.0


def is_sideways(picture: Picture) -> bool:
    """Tell whether the lines of a page run up or down."""
    plane = picture.grey(_halvings(picture, _COARSE_SIDE))
    across, along = _strips(plane), _strips(plane.transposed())
    if across is None or along is None:
        return False
    return max(_clearness(along, angle) for angle in _ROUGHLY) > max(_clearness(across, angle) for angle in _ROUGHLY)


def _halvings(picture: Picture, side: int) -> int:
    halvings = 0
    while picture.width >> (halvings + 1) >= side:
        halvings += 1
    return halvings


def _strips(plane: Plane) -> list[tuple[float, list[int]]] | None:
    """Return upright strips of the page: each one's distance from the middle, and how much ink its rows hold."""
    ink, width = plane.ink, plane.width
    if not _LEAST_INK * len(ink) <= ink.count(1) <= _MOST_INK * len(ink):
        return None
    strips = []
    wide = max(width // _STRIPS, 1)
    for left in range(0, width - wide + 1, wide):
        rows = [ink.count(1, start, start + wide) for start in range(left, len(ink), width)]
        strips.append((left + wide / 2 - width / 2, rows))
    return strips


def _clearest(strips: list[tuple[float, list[int]]], angles: list[float]) -> float:
    return max(angles, key=lambda angle: (_clearness(strips, angle), -abs(angle)))


def _clearness(strips: list[tuple[float, list[int]]], angle: float) -> float:
    """Return how strongly the rows differ in ink when the strips are shifted against each other by an angle."""
    sheared = tan(radians(angle))
    height = len(strips[0][1])
    rows = [0] * height
    for distance, strip in strips:
        shift = round(distance * sheared)
        moved = strip[shift:] + [0] * shift if shift >= 0 else [0] * -shift + strip[:shift]
        rows = list(map(add, rows, moved))
    return float(sum((above - below) ** 2 for above, below in pairwise(rows)))
