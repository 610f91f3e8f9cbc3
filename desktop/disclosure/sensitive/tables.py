"""Tables in a text, a row a line with tabs between its cells: which column a place lies in, and what heads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.disclosure.sensitive.labels import Label, last_label

_TABLE = re.compile(r"^[^\n\t]*\t[^\n]*(?:\n[^\n\t]*\t[^\n]*)*", re.MULTILINE)
_HEADS = 3
"""Rows from the top of a table that may hold the heads of its columns."""
_WIDEST = 64
"""Columns beyond which a row is no row of a table that a person reads."""
_LONGEST_HEAD = 24
"""Code points of a cell that may be the head of a column."""
_LONGEST_TOP = 4000
"""Code points from the top of a table in which its heads stand."""
_DATA = re.compile("[0-9]{5}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the place of each cell and its text. `heads` gives the label above each column that has one."""

    starts: tuple[int, ...]
    cells: tuple[str, ...]
    heads: dict[int, Label]

    def column_of(self, offset: int) -> int:
        """Return the index of the cell that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def under(self, *kinds: str) -> Iterator[tuple[int, str, Label]]:
        """Yield place, text and head of each cell that is not empty, under a head of one of these kinds."""
        for column, label in self.heads.items():
            if label.kind in kinds and column < len(self.cells):
                cell = self.cells[column]
                bare = cell.strip()
                if bare:
                    yield self.starts[column] + cell.index(bare), bare, label


@dataclass(slots=True)
class Tables:
    """All tables of a plain text, looked at only where something is asked about."""

    text: str
    _tables: list[tuple[int, int]] = field(init=False)
    _rows: dict[int, tuple[list[int], list[Row]]] = field(init=False, default_factory=dict)
    _kinds: dict[int, frozenset[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._tables = [match.span() for match in _TABLE.finditer(self.text)] if "\t" in self.text else []

    def row_at(self, offset: int) -> Row | None:
        """Return the row that holds an offset, None outside of tables."""
        index = bisect_right(self._tables, offset, key=lambda table: table[0]) - 1
        if index < 0 or offset > self._tables[index][1]:
            return None
        starts, rows = self._read(index)
        return rows[bisect_right(starts, offset) - 1]

    def rows(self, *kinds: str) -> Iterator[Row]:
        """Yield the rows of all tables that have a column under a head of one of these kinds."""
        for index, (start, end) in enumerate(self._tables):
            if index not in self._kinds:
                self._kinds[index] = _kinds_of(self.text, start, end)
            if not self._kinds[index].isdisjoint(kinds):
                yield from (row for row in self._read(index)[1] if row.heads)

    def _read(self, index: int) -> tuple[list[int], list[Row]]:
        known = self._rows.get(index)
        if known is None:
            known = self._rows[index] = _rows_of(self.text, *self._tables[index])
        return known


def _kinds_of(text: str, start: int, end: int) -> frozenset[str]:
    """Return the kinds of the heads of a table, without reading its rows."""
    lines = text[start : min(end, start + _LONGEST_TOP)].split("\n", _HEADS)[:_HEADS]
    return frozenset(label.kind for line in lines for label in _labels_of(tuple(line.split("\t", _WIDEST))).values())


def _rows_of(text: str, start: int, end: int) -> tuple[list[int], list[Row]]:
    begins, rows = [], []
    heads: dict[int, Label] = {}
    is_head = True
    for number, line in enumerate(text[start:end].split("\n")):
        cells = tuple(line.split("\t", _WIDEST))
        starts, place = [], start
        for cell in cells:
            starts.append(place)
            place += len(cell) + 1
        begins.append(start)
        rows.append(Row(tuple(starts), cells, heads))
        is_head = is_head and number < _HEADS and len(line) < _LONGEST_TOP and not _DATA.search(line)
        if is_head:
            heads = _labels_of(cells) | heads
        start += len(line) + 1
    return begins, rows


def _labels_of(cells: tuple[str, ...]) -> dict[int, Label]:
    found = {}
    for column, cell in enumerate(cells):
        label = _label_in(cell) if 0 < len(cell) <= _LONGEST_HEAD else None
        if label is not None:
            found[column] = label
    return found


@lru_cache(4096)
def _label_in(cell: str) -> Label | None:
    label = last_label(cell)
    return Label(label.kind, label.word) if label is not None else None
