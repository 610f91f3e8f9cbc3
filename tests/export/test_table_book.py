"""The tables of many documents: a sheet each, told apart by record and number."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest

from desktop.export import ExportRow, sheets, write
from desktop.export.row import PrintedTable

TABLE = PrintedTable((("序号", "事项"), ("1", "=来访"), ("2", "")), 1)


def test_each_table_is_a_sheet_with_its_cells_as_printed(make_row: Callable[..., ExportRow]) -> None:
    stream = io.BytesIO()
    rows = [
        make_row({"title": "甲/乙"}, record_id=1, body=("文字", TABLE, TABLE)),
        make_row({"title": "𠮷" * 40}, record_id=2, body=(TABLE,)),
        make_row({}, record_id=3),
    ]
    assert write("tables", rows, stream) == 3
    book = openpyxl.load_workbook(stream)
    assert book.sheetnames[:2] == ["1-表1 甲 乙", "1-表2 甲 乙"]
    assert max(len(name.encode("utf-16-le")) // 2 for name in book.sheetnames) <= 31
    assert [list(line) for line in book["1-表1 甲 乙"].iter_rows(values_only=True)] == [
        ["序号", "事项"],
        ["1", "'=来访"],
        ["2", ""],
    ]


def test_of_very_many_tables_the_last_stand_below_each_other(
    make_row: Callable[..., ExportRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_MOST_SHEETS", 3)
    stream = io.BytesIO()
    rows = [make_row({}, record_id=number, body=(TABLE,)) for number in range(1, 5)]
    assert write("tables", rows, stream) == 4
    book = openpyxl.load_workbook(stream)
    assert book.sheetnames == ["1-表1", "2-表1", "其余表格"]
    lines = [line[:2] for line in book["其余表格"].iter_rows(values_only=True)]
    table = [("序号", "事项"), ("1", "'=来访"), ("2", "")]
    assert lines == [("3-表1", None), *table, (None, None), ("4-表1", None), *table]


def test_no_table_is_said_in_the_name_of_the_only_sheet(make_row: Callable[..., ExportRow]) -> None:
    stream = io.BytesIO()
    assert write("tables", [make_row({})], stream) == 0
    assert openpyxl.load_workbook(stream).sheetnames == ["没有表格"]
