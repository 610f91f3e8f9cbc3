"""The printed tables of many documents as one workbook: a table a sheet, named by record and number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from desktop.export.row import ExportRow
from desktop.export.sheets import TableSheet, write_tables


def write_table_book(rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write the tables of all records; return how many there were. Without any, one sheet says so."""
    return write_tables(_sheets(rows), stream, "没有表格")


def _sheets(rows: Iterable[ExportRow]) -> Iterator[TableSheet]:
    for row in rows:
        for number, table in enumerate(row.tables, 1):
            yield TableSheet(f"{row.record_id}-表{number} {row.text('title')}".strip(), table.rows, table.header_rows)
