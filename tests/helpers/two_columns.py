"""Sets any text as a gazette of two columns: titles and ruled tables across both, running heads, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pymupdf
from embedded_font import embed
from sheets import (
    BOTTOM,
    CELL,
    CELL_LEADING,
    COLUMN,
    GAP,
    HEIGHT,
    LEADING,
    LEFT,
    PAD,
    RIGHT,
    SIZE,
    TOP,
    WIDTH,
    wrap,
)
from sheets import width as width_of

BALANCED_LINES = 3


Part = tuple[str, tuple[str, ...]]
"""What is set next: its kind and its printed lines, for a table its rows with tabs between the cells.

Kinds: title and across, both centred over the columns; paragraph, flush, centre and right; table.
"""


class TwoColumns:
    """Pages while they are set; `heads` stand at the head of left and right pages."""

    def __init__(self, heads: tuple[str, str], first_page: int = 1) -> None:
        self._document = pymupdf.open()
        self._heads = heads
        self._number = first_page - 1
        self._waiting: list[tuple[str, float]] = []
        self._shape: pymupdf.Shape | None = None
        self._y = TOP
        self._turn()

    def set(self, parts: Iterable[Part]) -> bytes:
        """Set all parts, and return the PDF."""
        for kind, lines in parts:
            match kind:
                case "title":
                    self._set_across(lines, 17.0, 26.0)
                case "across":
                    self._set_across(lines, 11.0, 24.0)
                case "table":
                    self._flush()
                    self._set_table([row.split("\t") for row in lines])
                case _:
                    self._wait(kind, lines)
        self._flush()
        assert self._shape is not None
        self._shape.commit()
        self._document.subset_fonts()
        return bytes(self._document.tobytes(garbage=3, deflate=True))

    def _turn(self) -> None:
        if self._shape is not None:
            self._shape.commit()
        page = self._document.new_page(width=WIDTH, height=HEIGHT)
        embed(page)
        self._shape = page.new_shape()
        self._number += 1
        self._y = TOP
        is_left = self._number % 2 == 0
        head, mark = self._heads[0 if is_left else 1], f"· {self._number} ·"
        self._write(LEFT if is_left else RIGHT - width_of(head, 9), 52, head, 9)
        self._rule(LEFT, 58, RIGHT, 58)
        self._write(LEFT if is_left else RIGHT - width_of(mark, 9), 806, mark, 9)

    def _write(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        assert self._shape is not None
        self._shape.insert_text((x, y), text, fontsize=size, fontname="song")

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        assert self._shape is not None
        self._shape.draw_line((x0, y0), (x1, y1))
        self._shape.finish(width=0.5)

    def _set_across(self, texts: Sequence[str], size: float, leading: float) -> None:
        self._flush()
        lines = [line for text in texts for line in wrap(text, RIGHT - LEFT - 2 * size, size)]
        if self._y > TOP and self._y + (len(lines) + 4) * leading > BOTTOM:
            self._turn()
        self._y += 6
        for line in lines:
            self._y += leading
            self._write((LEFT + RIGHT - width_of(line, size)) / 2, self._y - leading / 4, line, size)
        self._y += 6

    def _wait(self, kind: str, texts: Sequence[str]) -> None:
        """Break a part into lines of a column; they are placed when a column is full or something stands across."""
        if kind in ("centre", "right"):
            share = 0.5 if kind == "centre" else 0.9
            for text in texts:
                lines = wrap(text, COLUMN, SIZE)
                self._waiting += [(line, max(COLUMN - width_of(line, SIZE), 0) * share) for line in lines]
            return
        indent = 0.0 if kind == "flush" else 2 * SIZE
        for text in texts:
            for index, line in enumerate(wrap(text, COLUMN, SIZE, indent)):
                self._waiting.append((line, 0.0 if index else indent))

    def _flush(self) -> None:
        """Place what waits: full pages first, the rest in two columns of one height."""
        while self._waiting:
            room = int((BOTTOM - self._y) / LEADING)
            if room < BALANCED_LINES and self._y > TOP:
                self._turn()
                continue
            count = min(room, (len(self._waiting) + 1) // 2)
            for x in (LEFT, LEFT + COLUMN + GAP):
                column, self._waiting = self._waiting[:count], self._waiting[count:]
                for row, (line, indent) in enumerate(column):
                    self._write(x + indent, self._y + (row + 0.75) * LEADING, line)
            self._y += count * LEADING
            if self._waiting:
                self._turn()

    def _set_table(self, rows: list[list[str]]) -> None:
        """Rule a table across both columns; its first row is repeated on each page."""
        count = max(len(row) for row in rows)
        rows = [[*row, *[""] * (count - len(row))] for row in rows]
        wide = [min(max(max(len(row[column]) for row in rows), 3), 30) + 1.0 for column in range(count)]
        widths = [(RIGHT - LEFT) * share / sum(wide) for share in wide]
        for index, row in enumerate(rows):
            cells = [wrap(text, room - 2 * PAD, CELL) for text, room in zip(row, widths, strict=True)]
            high = max(len(cell) for cell in cells) * CELL_LEADING + PAD
            if self._y + high > BOTTOM and self._y > TOP:
                self._turn()
                if index:
                    heads = zip(rows[0], widths, strict=True)
                    self._set_row([wrap(text, room - 2 * PAD, CELL) for text, room in heads], widths)
            self._set_row(cells, widths)
        self._y += LEADING

    def _set_row(self, cells: list[list[str]], widths: list[float]) -> None:
        high = max(1, *(len(cell) for cell in cells)) * CELL_LEADING + PAD
        x, top = LEFT, self._y
        self._y += high
        for y in (top, self._y):
            self._rule(LEFT, y, RIGHT, y)
        for cell, room in zip(cells, widths, strict=True):
            self._rule(x, top, x, self._y)
            start = top + (high - len(cell) * CELL_LEADING) / 2
            for number, line in enumerate(cell):
                at = x + (PAD if len(cell) > 1 else (room - width_of(line, CELL)) / 2)
                self._write(at, start + (number + 0.78) * CELL_LEADING, line, CELL)
            x += room
        self._rule(x, top, x, self._y)
