"""Tables of documents as a workbook, one table a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from desktop.export.cells import legible, table_text
from desktop.export.xlsx import MOST_UNITS, open_workbook, utf16_units

_LONGEST_NAME = 31
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff]|^'|'$")
_WIDEST, _NARROWEST = 60, 6
_MOST_SHEETS, _REST = 300, "其余表格"
"""Each sheet is a file that is open until the end, and more sheets than these nobody looks through."""
_SAMPLE = 200
"""Rows that a column's width is measured by."""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A table on its way out: `rows` are of equal length, the first `header_rows` of them headings."""

    name: str
    rows: Sequence[Sequence[str]]
    header_rows: int = 0


def write_tables(tables: Iterable[TableSheet], stream: BinaryIO, without: str = "表") -> int:
    """Write a workbook with one table a sheet, headings frozen; return how many there were.

    Every cell is text: numbers in official tables are written as printed (1,200.00, 第3号). Where there are very many,
    the last sheet holds the rest, one below the other under its name; where there is none, an empty sheet is called
    `without`. Raises OSError.
    """
    count = 0
    used: set[str] = set()
    rest: Any = None
    line = 0
    with open_workbook(stream) as book:
        styles = _Styles(book)
        for table in tables:
            count += 1
            if count < _MOST_SHEETS:
                name = _free_name(table.name, used)
                used.add(name.casefold())
                sheet = book.add_worksheet(name)
                sheet.freeze_panes(table.header_rows, 0)
                _set_widths(sheet, table)
                _write(sheet, table, styles)
                continue
            if rest is None:
                rest = book.add_worksheet(_free_name(_REST, used))
                rest.set_column(0, 0, _WIDEST)
            rest.write_string(line, 0, table_text(table.name), styles.heading)
            line = _write(rest, table, styles, line + 1) + 1
        if not count:
            book.add_worksheet(without)
    return count


class _Styles:
    def __init__(self, book: Any) -> None:
        shared = {"text_wrap": True, "valign": "vcenter", "border": 1}
        self.heading = book.add_format({**shared, "bold": True, "bg_color": "#E7EEFC"})
        self.cell = book.add_format({**shared, "valign": "top"})


def _set_widths(sheet: Any, table: TableSheet) -> None:
    for column, width in enumerate(_widths(table.rows)):
        sheet.set_column(column, column, width)


def _write(sheet: Any, table: TableSheet, styles: _Styles, first: int = 0) -> int:
    """Write the rows of a table from a line on; return the line below."""
    for line, row in enumerate(table.rows):
        style = styles.heading if line < table.header_rows else styles.cell
        for column, text in enumerate(row):
            sheet.write_string(first + line, column, _fitting(table_text(text)), style)
    return first + len(table.rows)


def _fitting(text: str) -> str:
    """Return a text cut to what a cell can hold, with a mark where something is left out."""
    if utf16_units(text) <= MOST_UNITS:
        return text
    return text[: MOST_UNITS // 2 - 1] + "…"


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the width of each column in characters of the usual font; a hanzi takes two."""
    columns = max((len(row) for row in rows), default=0)
    widths = [_NARROWEST] * columns
    for row in rows[:_SAMPLE]:
        for column, text in enumerate(row):
            longest = max(
                (sum(2 if ord(char) > 0x2E7F else 1 for char in line) for line in text.split("\n")), default=0
            )
            widths[column] = max(widths[column], min(_WIDEST, longest + 2))
    return widths


def _free_name(wanted: str, used: set[str]) -> str:
    name = _cut(_NOT_IN_NAME.sub(" ", legible(wanted)).strip(), _LONGEST_NAME).strip().strip("'") or "表"
    number = 2
    found = name
    while found.casefold() in used:
        tail = f"（{number}）"
        found = _cut(name, _LONGEST_NAME - len(tail)) + tail
        number += 1
    return found


def _cut(name: str, most: int) -> str:
    """Return the start of a name that takes no more than `most` UTF-16 units, as Excel counts them."""
    name = name[:most]
    while utf16_units(name) > most:
        name = name[:-1]
    return name
