"""How a form lies on sheets: lines broken to the width of their cells, rows broken where a sheet ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.disclosure.form import Cell, FormPage
from desktop.disclosure.form_values import OPEN, TICKED

SHEET = (595.0, 842.0)
"""A4 in points."""
MARGIN = 42.0
TITLE_ROOM = 36.0
LINE = 1.38
"""The height of a line in sizes of its font."""
PAD = 5.0
_WHOLE = SHEET[1] - 2 * MARGIN
_FEWEST = 2
"""The fewest lines of a row that is broken."""
_LONG = _WHOLE / 4
"""A row that is higher is broken where its sheet ends; a lower one goes on the next sheet whole."""
_ALL = 10**6
_CLOSING = frozenset("，。；：、！？）》”’〕】")
"""What does not begin a line (GB/T 15834)."""
_OPENING = frozenset("（《“‘〔【")
"""What does not end a line."""
_BOXES = (TICKED, OPEN)
_CHOICE = 12
"""Code points: a choice that is not longer stays on one line with its box."""
RIGHT = "\t"
"""A line that begins with it stands at the right of its cell."""

Measure = Callable[[str], float]
"""Returns the width of a text in points."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell, or what of it lies on one sheet: place and size in points from the top left, and its lines."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    cell: Cell


@dataclass(frozen=True, slots=True)
class Band:
    """What of one row lies on one sheet: from which line on, how many at most, and its place."""

    row: int
    first_line: int
    lines: int
    top: float
    height: float


def broken(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Return a text in lines no wider than `width`.

    It is broken between any two characters, but not before closing marks, after opening ones, or within a short choice.
    """
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for sign in paragraph:
            if line and measure(line + sign) > width:
                cut = _cut(line, sign)
                lines.append(line[:cut].rstrip("　 "))
                line = line[cut:].lstrip("　 ") + sign
                line = line.lstrip("　 ")
            else:
                line += sign
        lines.append(line)
    return tuple(lines)


def _cut(line: str, following: str) -> int:
    """Return before which character a line is broken that `following` does not fit on."""
    box = max(line.rfind(sign) for sign in _BOXES)
    if box > 0 and len(line) - box <= _CHOICE and "　" in line[:box]:
        return box
    cut = len(line)
    while cut > 1 and ((line[cut:] or following)[0] in _CLOSING or line[cut - 1] in _OPENING):
        cut -= 1
    return cut if cut > 1 else len(line)


def sheets(form: FormPage, size: float, measure: Measure) -> Iterator[tuple[Box, ...]]:
    """Yield the boxes of each sheet. `size` is that of the font in points."""
    return _Layout(form, size, measure).sheets()


class _Layout:
    def __init__(self, form: FormPage, size: float, measure: Measure) -> None:
        self._form, self._line, self._measure = form, size * LINE, measure
        whole = SHEET[0] - 2 * MARGIN
        parts = sum(form.widths)
        self._edges = [MARGIN + whole * sum(form.widths[:number]) / parts for number in range(len(form.widths) + 1)]
        self._cells = tuple(self._placed(measure, size))
        self._heights = self._row_heights()

    def _placed(self, measure: Measure, size: float) -> Iterator[tuple[int, int, Cell, tuple[str, ...]]]:
        """Yield row, column, cell and lines of each cell."""
        for number, column, cell in self._form.placed():
            width = self._edges[column + cell.columns] - self._edges[column] - 2 * PAD
            lines = tuple(cell.text) if cell.upright else broken(cell.text, max(width, size), measure)
            yield number, column, cell, lines

    def _row_heights(self) -> list[float]:
        heights = [float(height) for height in self._form.heights]
        for number, _, cell, lines in self._cells:
            if cell.rows == 1:
                heights[number] = max(heights[number], len(lines) * self._line + 2 * PAD)
        for number, _, cell, lines in self._cells:
            lacking = len(lines) * self._line + 2 * PAD - sum(heights[number : number + cell.rows])
            if cell.rows > 1 and lacking > 0:
                heights[number + cell.rows - 1] += lacking
        return heights

    def sheets(self) -> Iterator[tuple[Box, ...]]:
        for bands in self._pages():
            yield tuple(self._boxes(bands))

    def _pages(self) -> Iterator[list[Band]]:
        """Yield the bands of each sheet: a row that does not fit goes on a new one, and is broken if it must be."""
        bands: list[Band] = []
        top = MARGIN + TITLE_ROOM
        for number, height in enumerate(self._heights):
            first, lacking = 0, height
            while lacking > 0:
                room = SHEET[1] - MARGIN - top
                if lacking <= room:
                    bands.append(Band(number, first, _ALL, top, lacking))
                    top, lacking = top + lacking, 0.0
                    continue
                count = int((room - 2 * PAD) / self._line)
                if lacking > _LONG and count >= _FEWEST:
                    bands.append(Band(number, first, count, top, count * self._line + 2 * PAD))
                    first, lacking = first + count, lacking - count * self._line
                yield bands
                bands, top = [], MARGIN
        if bands:
            yield bands

    def _boxes(self, bands: Sequence[Band]) -> Iterator[Box]:
        for row, column, cell, lines in self._cells:
            mine = [band for band in bands if row <= band.row < row + cell.rows]
            if not mine:
                continue
            left, right = self._edges[column], self._edges[column + cell.columns]
            height = sum(band.height for band in mine)
            if cell.rows == 1:
                shown = lines[mine[0].first_line : mine[0].first_line + mine[0].lines]
            else:
                shown = self._fitting(cell, lines, right - left, height)
            yield Box(left, mine[0].top, right - left, height, shown, cell)

    def _fitting(self, cell: Cell, lines: tuple[str, ...], width: float, height: float) -> tuple[str, ...]:
        """Return a label that stands on several sheets as it fits on one: upright, else across, else not at all."""
        across = broken(cell.text, width - 2 * PAD, self._measure)
        room = height - PAD
        return next((way for way in (lines, across) if len(way) * self._line <= room), ())
