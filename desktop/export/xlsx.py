"""XLSX through XlsxWriter, row by row in constant memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, Protocol

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from desktop.export.cells import cell_text
from desktop.export.columns import COLUMNS, Cell, Column, line_of
from desktop.export.row import ExportRow
from desktop.export.sink import Sink

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_SHEET, _LONG_SHEET = "核准记录", "长文本"
_ROWS_PER_SHEET = 1_048_576
"""Excel's limit, the heading included; what is more goes on in a further sheet."""

MOST_UNITS = 32_767
"""Excel's limit for the text of a cell, in UTF-16 units."""

_BATCH = 50
_PIECE = 16_000
"""Code points that surely fit in a cell, with something to spare."""

_SEE_LONG = "…【超出单元格字数上限，全文见“长文本”工作表】"


class Heading(Protocol):
    """What stands above a column, and how wide it is in characters."""

    @property
    def label(self) -> str:
        """The heading."""

    @property
    def width(self) -> int:
        """The width."""


def write_xlsx(rows: Iterable[ExportRow], stream: BinaryIO, columns: Sequence[Column] = COLUMNS) -> int:
    """Write a workbook with one record per row; return how many there were.

    Dates are real dates. A text beyond Excel's limit is cut with a mark, and the whole of it stands in pieces in a
    second sheet. Raises OSError where the stream or the folder for temporary files takes no more.
    """
    return write_lines(columns, _lines(rows, columns), stream, _SHEET)


def _lines(rows: Iterable[ExportRow], columns: Sequence[Column]) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield the record and the cells of each line; some at once, which is faster than in turn with the writing."""
    line, numbered = line_of(columns), enumerate(rows, 1)
    while batch := [(row.record_id, line(row, serial)) for serial, row in islice(numbered, _BATCH)]:
        yield from batch


def write_lines(
    columns: Sequence[Heading], lines: Iterable[tuple[int, Sequence[Cell]]], stream: BinaryIO, name: str
) -> int:
    """Write a workbook of one sheet from lines of cells, each with the number of its record; return how many.

    Raises OSError where the stream or the folder for temporary files takes no more.
    """
    with open_workbook(stream) as book:
        return _Sheets(book, columns, name).write(lines)


@contextmanager
def open_workbook(stream: BinaryIO) -> Iterator[Any]:
    """Give a workbook in which every text is text; it stands in the stream at the end. Raises OSError."""
    sink = Sink(stream)
    with _workbook(sink) as book:
        yield book
    sink.check()


@contextmanager
def _workbook(sink: Sink) -> Iterator[Any]:
    with tempfile.TemporaryDirectory(prefix="gongbao-desk-", ignore_cleanup_errors=True) as folder:
        book = xlsxwriter.Workbook(sink, {**_OPTIONS, "tmpdir": folder})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            for sheet in book.worksheets():
                with suppress(OSError):
                    sheet.row_data_fh.close()


class _Sheets:
    """The sheets of one workbook while they are written."""

    def __init__(self, book: Any, columns: Sequence[Heading], name: str) -> None:
        self._book = book
        self._columns, self._name = columns, name
        self._heading = book.add_format({"bold": True, "bg_color": "#E7EEFC", "bottom": 1, "valign": "vcenter"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"})
        self._long: Any = None
        self._long_line = 0

    def write(self, lines: Iterable[tuple[int, Sequence[Cell]]]) -> int:
        """Write all lines, a new sheet for each `_ROWS_PER_SHEET`; return how many there were."""
        names = [self._name]
        sheet, line, count = self._add_sheet(names[0]), 0, 0
        for record_id, cells_of_line in lines:
            if line + 1 >= _ROWS_PER_SHEET:
                self._close_sheet(sheet, line)
                names.append(f"{self._name}（{len(names) + 1}）")
                sheet, line = self._add_sheet(names[-1]), 0
            line += 1
            count += 1
            self._write_line(sheet, line, record_id, cells_of_line)
        self._close_sheet(sheet, line)
        return count

    def _add_sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(self._columns):
            sheet.set_column(index, index, column.width)
        sheet.set_row(0, 22)
        for index, column in enumerate(self._columns):
            sheet.write_string(0, index, column.label, self._heading)
        return sheet

    def _close_sheet(self, sheet: Any, last_line: int) -> None:
        sheet.autofilter(0, 0, last_line, len(self._columns) - 1)

    def _write_line(self, sheet: Any, line: int, record_id: int, cells_of_line: Sequence[Cell]) -> None:
        write_string: Callable[..., int] = sheet.write_string
        for index, cell in enumerate(cells_of_line):
            if isinstance(cell, str):
                if len(cell) > _PIECE and utf16_units(cell) > MOST_UNITS:
                    self._write_long(record_id, self._columns[index].label, cell)
                    cell = cell[:_PIECE] + _SEE_LONG
                write_string(line, index, cell)
            elif cell is not None:
                self._write_other(sheet, line, index, cell)

    def _write_other(self, sheet: Any, line: int, index: int, cell: Cell) -> None:
        if not isinstance(cell, date):
            sheet.write_number(line, index, cell)
        elif cell.year < 1900:  # before the first day that a spreadsheet knows
            sheet.write_string(line, index, str(cell))
        else:
            sheet.write_datetime(line, index, cell, self._moment if hasattr(cell, "hour") else self._day)

    def _write_long(self, record_id: int, label: str, text: str) -> None:
        if self._long is None:
            self._long = self._book.add_worksheet(_LONG_SHEET)
            self._long.freeze_panes(1, 0)
            self._long.set_column(0, 2, 12)
            self._long.set_column(3, 3, 80)
            for index, heading in enumerate(("记录编号", "栏目名", "段", "内容")):
                self._long.write_string(0, index, heading, self._heading)
        for part, start in enumerate(range(0, len(text), _PIECE), start=1):
            self._long_line += 1
            self._long.write_number(self._long_line, 0, record_id)
            self._long.write_string(self._long_line, 1, label)
            self._long.write_number(self._long_line, 2, part)
            self._long.write_string(self._long_line, 3, cell_text(text[start : start + _PIECE]))


def utf16_units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
