"""Tables in a text, a row a line with tabs between its cells: which column an offset lies in, and what heads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

_TABLE = re.compile(r"^[^\n\t]*\t[^\n]*(?:\n[^\n\t]*\t[^\n]*)*", re.MULTILINE)
_HEADS = 3
"""Rows from the top of a table that may hold the heads of its columns."""
_WIDEST = 64
"""Columns beyond which a row is no row of a table that a person reads."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the offset of each cell and its text; `heads` are the rows at the top of the table that lie above it."""

    starts: tuple[int, ...]
    cells: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]

    def column_of(self, offset: int) -> int:
        """Return the index of the cell that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def above(self, column: int) -> tuple[str, ...]:
        """Return the cells at the head of a column, the topmost first."""
        return tuple(head[column] for head in self.heads if column < len(head))


@dataclass(slots=True)
class Tables:
    """All tables of a plain text, looked at only where something is asked about."""

    text: str
    _tables: list[tuple[int, int]] = field(init=False)
    _rows: dict[int, dict[int, Row]] = field(init=False, default_factory=dict)
    _starts: dict[int, list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._tables = [match.span() for match in _TABLE.finditer(self.text)] if "\t" in self.text else []

    def row_at(self, offset: int) -> Row | None:
        """Return the row that holds an offset, None outside of tables."""
        index = bisect_right(self._tables, offset, key=lambda table: table[0]) - 1
        if index < 0 or offset > self._tables[index][1]:
            return None
        if index not in self._rows:
            self._rows[index] = self._read(index)
            self._starts[index] = list(self._rows[index])
        starts = self._starts[index]
        return self._rows[index][starts[bisect_right(starts, offset) - 1]]

    def rows(self) -> list[Row]:
        """Return all rows of all tables."""
        for index in range(len(self._tables)):
            self.row_at(self._tables[index][0])
        return [row for index in range(len(self._tables)) for row in self._rows[index].values()]

    def _read(self, index: int) -> dict[int, Row]:
        start, end = self._tables[index]
        rows: dict[int, Row] = {}
        heads: list[tuple[str, ...]] = []
        for line in self.text[start:end].split("\n"):
            cells = tuple(line.split("\t", _WIDEST))
            starts, place = [], start
            for cell in cells:
                starts.append(place)
                place += len(cell) + 1
            rows[start] = Row(tuple(starts), cells, tuple(heads))
            if len(heads) < _HEADS:
                heads.append(cells)
            start += len(line) + 1
        return rows
