"""CSV read back is what was written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from desktop.export import ExportRow, write
from desktop.export.cells import cell_text
from desktop.export.columns import COLUMNS

TITLE = 5


def read_back(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_file_has_bom_crlf_and_a_heading_line(make_row: Callable[..., ExportRow]) -> None:
    stream = io.BytesIO()
    assert write("csv", [make_row()], stream) == 1
    data = stream.getvalue()
    assert data.startswith(b'\xef\xbb\xbf"')
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    heading, record = read_back(data)
    assert heading == [column.label for column in COLUMNS]
    assert record[:6] == ["7", "云川公报.txt", "云川市人民政府公报 2026年第1期", "3", "3–5", record[5]]
    assert record[-3:] == ["主动公开", "李敏", "2026-02-04 01:30:05"]
    assert record[heading.index("成文日期")] == "2026-01-25"


def test_no_records_leave_the_heading_alone() -> None:
    stream = io.BytesIO()
    assert write("csv", [], stream) == 0
    assert len(read_back(stream.getvalue())) == 1


def test_telephone_numbers_and_formulas_are_neutralised_alike(make_row: Callable[..., ExportRow]) -> None:
    stream = io.BytesIO()
    write("csv", [make_row({"title": "=1+1", "validity": "+86 13800000000", "meeting": "-5"})], stream)
    heading, record = read_back(stream.getvalue())
    assert [record[heading.index(label)] for label in ("标题", "有效期", "审议会议")] == [
        "'=1+1",
        "'+86 13800000000",
        "'-5",
    ]


@given(titles=st.lists(st.text(st.characters(exclude_categories=[])), max_size=5))
def test_hostile_texts_come_back_as_their_cells(titles: list[str]) -> None:
    stream = io.BytesIO()
    rows = (ExportRow(1, "甲.txt", "", 1, "", {"title": title}, "主动公开", "李敏", "") for title in titles)
    assert write("csv", rows, stream) == len(titles)
    assert [record[TITLE] for record in read_back(stream.getvalue())[1:]] == [cell_text(title) for title in titles]
