"""CSV as the spreadsheet programs of an office open it: UTF-8 with BOM, CRLF, every cell in quotes (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import BinaryIO

from desktop.export.cells import table_text
from desktop.export.columns import COLUMNS, Cell, Column, line_of
from desktop.export.row import ExportRow


def write_csv(rows: Iterable[ExportRow], stream: BinaryIO, columns: Sequence[Column] = COLUMNS) -> int:
    """Write a heading line and one record per row; return how many records there were."""
    line = line_of(columns)
    lines = (line(row, serial) for serial, row in enumerate(rows, 1))
    return write_lines([column.label for column in columns], lines, stream)


def write_lines(headings: Sequence[str], lines: Iterable[Sequence[Cell]], stream: BinaryIO) -> int:
    """Write a heading line and lines of cells; return how many lines there were beside the headings."""
    count = 0
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(headings)
        for line in lines:
            writer.writerow([_printed(cell) for cell in line])
            count += 1
        text.flush()
    finally:
        text.detach()
    return count


def write_table(rows: Iterable[Sequence[str]], stream: BinaryIO) -> int:
    """Write lines of cells as they are, the heading among them; return how many lines there were."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        count = 0
        for row in rows:
            writer.writerow([table_text(cell) for cell in row])
            count += 1
        text.flush()
    finally:
        text.detach()
    return count


def _printed(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat(" ")
        case date():
            return cell.isoformat()
    return str(cell)
