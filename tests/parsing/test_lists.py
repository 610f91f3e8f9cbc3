"""Lists in workbooks and delimited text: merged cells, numbered days, odd delimiters, hostile and damaged files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from desktop.domain.errors import (
    DeskError,
    ListUnread,
    SourceDamaged,
    SourceEmpty,
    SourceForbidden,
    SourceMissing,
    SourceUnsafe,
)
from desktop.parsing.readers.lists import ListSheet, is_list, read_list


def book(tmp_path: Path, fill) -> Path:  # type: ignore[no-untyped-def]
    """Write a workbook that `fill` fills."""
    made = openpyxl.Workbook()
    fill(made)
    path = tmp_path / "清单.xlsx"
    made.save(path)
    return path


def only(path: Path) -> ListSheet:
    (sheet,) = read_list(path).sheets
    return sheet


def test_a_cell_merged_over_rows_speaks_for_each_of_them(tmp_path: Path) -> None:
    def fill(made: openpyxl.Workbook) -> None:
        sheet = made.active
        assert sheet is not None
        sheet.append(["目录标题", None, None])
        sheet.append(["起草单位", "标题", "文号"])
        sheet.append(["市水务局", "甲", "一号"])
        sheet.append([None, "乙", "二号"])
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A3:A4")

    rows = only(book(tmp_path, fill)).rows
    assert [row.cells for row in rows] == [
        ("目录标题", "", ""),
        ("起草单位", "标题", "文号"),
        ("市水务局", "甲", "一号"),
        ("市水务局", "乙", "二号"),
    ]
    assert [row.number for row in rows] == [1, 2, 3, 4]


def test_days_numbers_and_truths_become_text(tmp_path: Path) -> None:
    def fill(made: openpyxl.Workbook) -> None:
        sheet = made.active
        assert sheet is not None
        sheet.append([date(2023, 10, 30), datetime(2023, 10, 30, 8, 30), 45229, 45229.0, 1.5, True, "  甲 "])

    (row,) = only(book(tmp_path, fill)).rows
    assert row.cells == ("2023-10-30", "2023-10-30 08:30:00", "45229", "45229", "1.5", "是", "甲")


def test_a_workbook_that_counts_days_from_1904_says_so(tmp_path: Path) -> None:
    def fill(made: openpyxl.Workbook) -> None:
        made.epoch = CALENDAR_MAC_1904
        sheet = made.active
        assert sheet is not None
        sheet.append([43767])

    assert only(book(tmp_path, fill)).since_1904


def test_every_sheet_is_read_and_blank_rows_keep_their_numbers(tmp_path: Path) -> None:
    def fill(made: openpyxl.Workbook) -> None:
        sheet = made.active
        assert sheet is not None
        sheet["A1"], sheet["A5"] = "甲", "乙"
        made.create_sheet("空表")
        made.create_sheet("第二张")["B2"] = "丙"

    sheets = read_list(book(tmp_path, fill)).sheets
    assert [sheet.name for sheet in sheets] == ["Sheet", "空表", "第二张"]
    assert [row.number for row in sheets[0].rows] == [1, 5]
    assert sheets[2].rows[0].cells == ("", "丙")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimited_text_is_read_in_every_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "清单.csv"
    lines = [
        ("标题", "文号", "有效期"),
        ("关于印发办法的通知", "云府发〔2020〕1号", "2023年5月4日"),
        ("关于公布目录的通告", "", "长期有效"),
    ]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    assert [row.cells for row in only(path).rows] == lines


def test_quoted_cells_keep_commas_and_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text('标题,文号\n"关于甲,乙的\n通知","一号"\n', "utf-8")
    assert only(path).rows[1].cells == ("关于甲,乙的\n通知", "一号")


def raw_book(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return stream.getvalue()


RANGES = (
    b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    b'<hyperlinks><hyperlink ref="$A$1:$ZZ$9999999"/></hyperlinks>',
)


@pytest.mark.parametrize("ranges", RANGES)
def test_ranges_that_reach_over_the_whole_sheet_are_not_unfolded(tmp_path: Path, ranges: bytes) -> None:
    path = book(tmp_path, lambda made: made.create_sheet("二"))
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</worksheet>", ranges + b"</worksheet>")
    path.write_bytes(raw_book(parts))
    with pytest.raises(SourceUnsafe):
        read_list(path)


WRONG = [
    ("a workbook that breaks off", raw_book({"xl/workbook.xml": b"<workbook"}), SourceDamaged),
    ("a workbook without parts", raw_book({"xl/nothing.xml": b"<a/>"}), SourceDamaged),
    ("a document type", raw_book({"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), SourceUnsafe),
    ("a bomb", lambda: raw_book({"xl/workbook.xml": bytes(300_000_000)}), SourceUnsafe),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ListUnread),
    ("a PDF", b"%PDF-1.7\n", ListUnread),
    ("a picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, ListUnread),
    ("nothing", b"", SourceEmpty),
    ("blank lines", b"\n\n ,, \n", SourceEmpty),
]


@pytest.mark.parametrize(("raw", "fault"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_no_list_is_refused(tmp_path: Path, raw: bytes | Callable[[], bytes], fault: type[DeskError]) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(raw() if callable(raw) else raw)
    with pytest.raises(fault):
        read_list(path)


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        read_list(tmp_path / "没有.xlsx")
    with pytest.raises(SourceForbidden):
        read_list(tmp_path)


def test_a_list_is_told_by_content_and_name(tmp_path: Path) -> None:
    text = tmp_path / "公报.txt"
    text.write_text("甲,乙\n", "utf-8")
    assert not is_list(text)
    assert is_list(text.rename(tmp_path / "清单.csv"))
    assert is_list(book(tmp_path, lambda made: made.create_sheet("二")))
