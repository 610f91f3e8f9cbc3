"""The strips of text that the steps of setting a page work on: what is left of the runs, turned upright."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageSize
from desktop.parsing.readers.layout.printed import Run

Part = tuple[str, int, int]
"""Some text, the index of the run that it comes from (-1: printed nowhere), and its first code point in the run."""

_WIDE = 0x2E80
_NARROW = 0.5
_OVERPRINTED = 0.35
_ON_ONE_LINE = 0.5
_BLANK = 0.45


class Strip:
    """A piece of a line, upright, without outer blanks; `parts` make up its text."""

    __slots__ = ("bottom", "left", "parts", "right", "size", "text", "top")

    def __init__(
        self, text: str, left: float, top: float, right: float, bottom: float, size: float, parts: list[Part]
    ) -> None:
        self.text = text
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
        self.size = size
        self.parts = parts

    def __repr__(self) -> str:
        return f"Strip({self.text!r}, {self.left:.0f}, {self.top:.0f}, {self.right:.0f}, {self.bottom:.0f})"


def main_turn(runs: Iterable[Run]) -> int:
    """Return the direction that most of the text has, in quarter turns clockwise."""
    counts = [0, 0, 0, 0]
    for run in runs:
        counts[run.turn] += len(run.text)
    return counts.index(max(counts))


def turned(box: Box, turn: int, size: PageSize) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a box on the page turned so that text of direction `turn` is upright."""
    match turn:
        case 1:
            return box.top, size.width - box.right, box.bottom, size.width - box.left
        case 2:
            return size.width - box.right, size.height - box.bottom, size.width - box.left, size.height - box.top
        case 3:
            return size.height - box.bottom, box.left, size.height - box.top, box.right
    return box.left, box.top, box.right, box.bottom


def strip_of(run: Run, index: int, turn: int, size: PageSize) -> Strip | None:
    """Return a run as a strip, None for one of blanks."""
    text = run.text.strip()
    if not text:
        return None
    left, top, right, bottom = turned(run.box, turn, size) if turn else _corners(run.box)
    first = 0
    if len(text) < len(run.text) and run.turn == turn:
        first = run.text.index(text)
        left, right = extent(run, left, right, first, first + len(text))
    return Strip(text, left, top, right, bottom, run.size, [(text, index, first)])


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def extent(run: Run, left: float, right: float, first: int, last: int) -> tuple[float, float]:
    """Return where the code points from `first` to `last` of a run lie between its ends, by their usual widths."""
    whole = nominal(run.text)
    before, upto = nominal(run.text[:first]), nominal(run.text[:last])
    wide = right - left
    return left + wide * before / whole, left + wide * upto / whole


def nominal(text: str) -> float:
    """Return the width of a text in ems, as fonts have it: one for a hanzi, half for the rest."""
    wide = sum(1 for char in text if ord(char) >= _WIDE)
    return wide + (len(text) - wide) * _NARROW


def strips_of(runs: Sequence[Run], turn: int, size: PageSize) -> list[Strip]:
    """Return the strips of the runs of one direction; what is printed twice over itself once."""
    strips: list[Strip] = []
    known: dict[str, set[tuple[int, int]]] = {}
    for index, run in enumerate(runs):
        if run.turn != turn:
            continue
        strip = strip_of(run, index, turn, size)
        if strip is None:
            continue
        slack = _OVERPRINTED * max(strip.size, 1.0)
        across, down = int(strip.left / slack), int(strip.top / slack)
        twins = known.get(strip.text)
        if twins is None:
            known[strip.text] = {(across, down)}
        elif twins.isdisjoint((across + x, down + y) for x in (-1, 0, 1) for y in (-1, 0, 1)):
            twins.add((across, down))
        else:
            continue
        strips.append(strip)
    return strips


def body_size(strips: Sequence[Strip]) -> float:
    """Return the size of type that the middle character of the page is set in."""
    sizes = sorted((strip.size, len(strip.text)) for strip in strips)
    half = sum(count for _, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return max(size, 1.0)
    return 10.0


def in_rows(strips: Iterable[Strip]) -> list[list[Strip]]:
    """Return strips in rows from the top, those of a row from the left."""
    rows: list[list[Strip]] = []
    top = bottom = 0.0
    ordered = sorted(strips, key=_middle)
    if len(ordered) == 1:
        return [ordered]
    for strip in ordered:
        shared = min(bottom, strip.bottom) - max(top, strip.top)
        if rows and shared > _ON_ONE_LINE * min(bottom - top, strip.bottom - strip.top):
            rows[-1].append(strip)
        else:
            rows.append([strip])
            top, bottom = strip.top, strip.bottom
    for row in rows:
        if len(row) > 1:
            row.sort(key=_left)
    return rows


def _middle(strip: Strip) -> float:
    return strip.top + strip.bottom


def _left(strip: Strip) -> float:
    return strip.left


def merged(row: Sequence[Strip]) -> Strip:
    """Return the strips of a row as one, with a blank where they stand apart."""
    if len(row) == 1:
        return row[0]
    parts: list[Part] = []
    right = row[0].left
    for strip in row:
        if parts and (strip.left - right > _BLANK * strip.size or is_latin_pair(parts[-1][0], strip.text)):
            parts.append((" ", -1, 0))
        parts += strip.parts
        right = max(right, strip.right)
    return Strip(
        "".join(part[0] for part in parts),
        row[0].left,
        min(strip.top for strip in row),
        right,
        max(strip.bottom for strip in row),
        max(row, key=lambda strip: len(strip.text)).size,
        parts,
    )


def is_latin_pair(before: str, after: str) -> bool:
    """Tell whether two texts meet in Latin letters, so that a blank belongs between them."""
    return before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
