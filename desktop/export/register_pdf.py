"""The lists of a clean-up as PDF, the head of the table on every sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from desktop.export.cells import legible
from desktop.export.form_layout import LINE, MARGIN, PAD, SHEET, broken
from desktop.export.paper_pdf import TITLE, font, library, new_sheet, save, width_of, write_title
from desktop.register.cleanup import COLUMNS, WIDTHS, FinalList

_SIZE = 9.0
_PEN = 0.5
"""Points."""
_CENTRED = (0, 4, 5, 6)
_FEWEST = 3
"""The fewest lines of a row that is broken."""
_WHOLE = SHEET[1] - 2 * MARGIN - 3 * _SIZE * LINE
"""What a row may take of a sheet below the head."""


def write_lists_pdf(lists: Iterable[FinalList], stream: BinaryIO) -> int:
    """Write lists, each beginning on a sheet of its own; return the number of their rows. Raises OSError."""
    document = library().open()
    count = 0
    for one in lists:
        _Drawing(document, one).draw()
        count += len(one.rows)
    save(document, "行政规范性文件清理目录", stream)
    return count


def _width(text: str) -> float:
    return width_of(text, _SIZE)


class _Drawing:
    """One list on its sheets."""

    def __init__(self, document: Any, one: FinalList) -> None:
        self._document, self._list = document, one
        whole = SHEET[0] - 2 * MARGIN
        self._edges = [MARGIN + whole * sum(WIDTHS[:number]) / sum(WIDTHS) for number in range(len(WIDTHS) + 1)]
        self._head = self._lines(COLUMNS)
        self._page: Any = None
        self._top = 0.0

    def draw(self) -> None:
        self._new_sheet()
        self._title()
        self._row(self._head)
        for cells in self._list.rows:
            lines = self._lines(cells)
            while _height(lines) > self._room():
                fitting = int((self._room() - PAD) / (_SIZE * LINE))
                if _height(lines) > _WHOLE and fitting >= _FEWEST:  # longer than a sheet: broken where one ends
                    self._row([texts[:fitting] for texts in lines])
                    lines = [texts[fitting:] for texts in lines]
                self._finish()
                self._new_sheet()
                self._row(self._head)
            self._row(lines)
        self._finish()

    def _room(self) -> float:
        return SHEET[1] - MARGIN - self._top

    def _new_sheet(self) -> None:
        self._page = new_sheet(self._document)
        self._writer = library().TextWriter(self._page.rect)
        self._shape = self._page.new_shape()
        self._top = MARGIN

    def _finish(self) -> None:
        self._shape.finish(color=(0, 0, 0), width=_PEN)
        self._shape.commit()
        self._writer.write_text(self._page)

    def _title(self) -> None:
        title = legible(self._list.title)
        write_title(self._writer, title, _width(title) * TITLE / _SIZE)
        self._top += TITLE * 2

    def _lines(self, cells: Sequence[str]) -> list[tuple[str, ...]]:
        found = []
        for column, text in enumerate(cells):
            room = self._edges[column + 1] - self._edges[column] - PAD
            found.append(broken(legible(text), room, _width))
        return found

    def _row(self, lines: Sequence[tuple[str, ...]]) -> None:
        height = _height(lines)
        for column, texts in enumerate(lines):
            left, right = self._edges[column], self._edges[column + 1]
            self._shape.draw_rect((left, self._top, right, self._top + height))
            first = self._top + (height - len(texts) * _SIZE * LINE) / 2
            for number, text in enumerate(texts):
                start = left + PAD / 2
                if column in _CENTRED or lines is self._head:
                    start = left + (right - left - _width(text)) / 2
                if text:
                    base = first + number * _SIZE * LINE + _SIZE
                    self._writer.append((start, base), text, font=font(), fontsize=_SIZE)
        self._top += height


def _height(lines: Sequence[tuple[str, ...]]) -> float:
    return max(len(texts) for texts in lines) * _SIZE * LINE + PAD
