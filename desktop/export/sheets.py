"""Tables of documents as a workbook, one table a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from desktop.export.cells import table_text
from desktop.export.xlsx import MOST_UNITS, open_workbook, utf16_units

_LONGEST_NAME = 31
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff]|^'|'$")
_WIDEST, _NARROWEST = 60, 6
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

    Every cell is text: numbers in official tables are written as printed (1,200.00, 第3号). Where there is no table,
    an empty sheet is called `without`. Raises OSError.
    """
    count = 0
    used: set[str] = set()
    with open_workbook(stream) as book:
        styles = _Styles(book)
        for table in tables:
            name = _free_name(table.name, used)
            used.add(name.casefold())
            _write(book.add_worksheet(name), table, styles)
            count += 1
        if not count:
            book.add_worksheet(without)
    return count


class _Styles:
    def __init__(self, book: Any) -> None:
        shared = {"text_wrap": True, "valign": "vcenter", "border": 1}
        self.heading = book.add_format({**shared, "bold": True, "bg_color": "#E7EEFC"})
        self.cell = book.add_format({**shared, "valign": "top"})


def _write(sheet: Any, table: TableSheet, styles: _Styles) -> None:
    sheet.freeze_panes(table.header_rows, 0)
    for column, width in enumerate(_widths(table.rows)):
        sheet.set_column(column, column, width)
    for line, row in enumerate(table.rows):
        style = styles.heading if line < table.header_rows else styles.cell
        for column, text in enumerate(row):
            sheet.write_string(line, column, _fitting(table_text(text)), style)


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
    name = _NOT_IN_NAME.sub(" ", wanted).strip()[:_LONGEST_NAME] or "表"
    number = 2
    found = name
    while found.casefold() in used:
        tail = f"（{number}）"
        found = name[: _LONGEST_NAME - len(tail)] + tail
        number += 1
    return found
