"""The lists of a clean-up, and the lists that drafting offices answer, as workbooks; days are days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

from desktop.export.cells import table_text
from desktop.export.xlsx import open_workbook
from desktop.register.cleanup import COLUMNS, INQUIRY_COLUMNS, WIDTHS, FinalList, Inquiry, Verdict

_DAY = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_DAY_FORMAT = 'yyyy"年"m"月"d"日"'
_INQUIRY_WIDTHS = (8, 48, 22, 16, 16, 12, 40, 14, 40)
_ANSWER = INQUIRY_COLUMNS.index("起草单位意见")
_HEAD_ROWS = 3


def write_lists_xlsx(lists: Iterable[FinalList], stream: BinaryIO) -> int:
    """Write lists, one a sheet, the title above the frozen head; return the number of their rows. Raises OSError."""
    count = 0
    with open_workbook(stream) as book:
        styles = _Styles(book)
        for one in lists:
            sheet = book.add_worksheet(one.key)
            for column, width in enumerate(WIDTHS):
                sheet.set_column(column, column, width * 1.1)
            sheet.set_row(0, 28)
            sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, table_text(one.title), styles.title)
            _write_row(sheet, 1, COLUMNS, styles.heading, styles)
            sheet.freeze_panes(2, 0)
            sheet.repeat_rows(1)
            sheet.fit_to_pages(1, 0)
            sheet.set_paper(9)
            for line, cells in enumerate(one.rows, 2):
                _write_row(sheet, line, cells, styles.cell, styles)
            count += len(one.rows)
    return count


def write_inquiry(inquiry: Inquiry, stream: BinaryIO) -> int:
    """Write the list that one drafting office answers; return the number of its rows. Raises OSError.

    The answer is chosen from the four verdicts; the column before it says what is proposed, and why.
    """
    with open_workbook(stream) as book:
        styles = _Styles(book)
        sheet = book.add_worksheet("征求意见")
        for column, width in enumerate(_INQUIRY_WIDTHS):
            sheet.set_column(column, column, width)
        last = len(INQUIRY_COLUMNS) - 1
        sheet.merge_range(0, 0, 0, last, table_text(inquiry.title), styles.title)
        sheet.merge_range(1, 0, 1, last, table_text(inquiry.note), styles.note)
        _write_row(sheet, 2, INQUIRY_COLUMNS, styles.heading, styles)
        sheet.freeze_panes(_HEAD_ROWS, 0)
        for line, cells in enumerate(inquiry.rows, _HEAD_ROWS):
            _write_row(sheet, line, cells, styles.cell, styles)
        below = _HEAD_ROWS + max(len(inquiry.rows), 1) - 1
        choice = {"validate": "list", "source": [verdict.value for verdict in Verdict]}
        sheet.data_validation(_HEAD_ROWS, _ANSWER, below, _ANSWER, choice)
    return len(inquiry.rows)


class _Styles:
    def __init__(self, book: Any) -> None:
        shared = {"text_wrap": True, "valign": "vcenter", "border": 1}
        self.title = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "font_size": 16})
        self.note = book.add_format({"text_wrap": True, "valign": "vcenter"})
        self.heading = book.add_format({**shared, "bold": True, "align": "center", "bg_color": "#E7EEFC"})
        self.cell = book.add_format(shared)
        self.day = book.add_format({**shared, "num_format": _DAY_FORMAT, "align": "center"})


def _write_row(sheet: Any, line: int, cells: Sequence[str], style: Any, styles: _Styles) -> None:
    for column, text in enumerate(cells):
        day = _day(text)
        if day is not None:
            sheet.write_datetime(line, column, day, styles.day)
        elif text.isdecimal() and text.isascii() and len(text) < 10 and style is styles.cell:
            sheet.write_number(line, column, int(text), style)
        else:
            sheet.write_string(line, column, table_text(text), style)


def _day(text: str) -> date | None:
    """Return the day that a cell prints; one before 1900 no spreadsheet knows."""
    found = _DAY.fullmatch(text)
    if found is None or int(found[1]) < 1900:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
