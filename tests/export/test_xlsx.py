"""XLSX read back is what was written, and the file always opens."""

from __future__ import annotations

import gc
import io
import re
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.export import ExportRow, write, xlsx
from desktop.export.cells import cell_text
from desktop.export.columns import COLUMNS
from tests.helpers.examples import examples

LABELS = [column.label for column in COLUMNS]


def written(rows: Any) -> Any:
    stream = io.BytesIO()
    write("xlsx", rows, stream)
    return openpyxl.load_workbook(stream)


def unescaped(text: str) -> str:
    """Undo the one escape that openpyxl leaves in: the first underscore of a literal _xHHHH_ is written as _x005F_."""
    return re.sub(r"_x005F(?=_x[0-9a-fA-F]{4}_)", "", text)


def test_sheet_has_a_frozen_bold_heading_and_widths(make_row: Callable[..., ExportRow]) -> None:
    sheet = written([make_row()]).active
    assert [cell.value for cell in sheet[1]] == LABELS
    assert all(cell.font.b for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.column_dimensions["F"].width > sheet.column_dimensions["A"].width


def test_dates_are_dates_and_numbers_are_numbers(make_row: Callable[..., ExportRow]) -> None:
    sheet = written([make_row()]).active
    record = dict(zip(LABELS, sheet[2], strict=True))
    assert record["成文日期"].value == datetime(2026, 1, 25)
    assert record["成文日期"].number_format == "yyyy-mm-dd"
    assert record["核准时间"].value == datetime(2026, 2, 4, 1, 30, 5)
    assert record["记录编号"].value == 7
    assert record["份号"].value == "000012"
    assert record["附件"].value is None


def test_a_date_before_the_first_day_of_spreadsheets_is_text(make_row: Callable[..., ExportRow]) -> None:
    sheet = written([make_row({"date": "1899-12-30", "expiry_date": "1900-01-01"})]).active
    record = dict(zip(LABELS, sheet[2], strict=True))
    assert record["成文日期"].value == "1899-12-30"
    assert record["失效日期"].value == datetime(1900, 1, 1)


@pytest.mark.parametrize("text", ["=1+1", "+86 13800000000", "-5", "@SUM(A1)", "＝1", "{=1+1}", "http://example.com"])
def test_no_text_becomes_a_formula_a_number_or_a_link(make_row: Callable[..., ExportRow], text: str) -> None:
    cell = written([make_row({"title": text})]).active.cell(2, 6)
    assert cell.data_type == "s" or cell.data_type == "inlineStr"
    assert cell.value == cell_text(text)
    assert cell.hyperlink is None


def test_markup_of_a_sheet_in_a_text_stays_text(make_row: Callable[..., ExportRow]) -> None:
    markup = "<r></is></c><c r='A9'><f>1+1</f></c><c><is></r>"
    sheet = written([make_row({"title": markup})]).active
    assert sheet.cell(2, 6).value == "'" + markup
    assert sheet.max_row == 2


@settings(max_examples=examples(60))
@given(titles=st.lists(st.text(st.characters(exclude_categories=[])), max_size=5))
def test_hostile_texts_come_back_as_their_cells(titles: list[str]) -> None:
    sheet = written([ExportRow(1, "", "", 1, "", {"title": title}, "", "", "") for title in titles]).active
    told = [unescaped(sheet.cell(line, 6).value or "") for line in range(2, len(titles) + 2)]
    assert told == [cell_text(title) for title in titles]


@pytest.mark.parametrize("sign", ["文", "𠮷"], ids=["one unit", "two units"])
def test_a_text_beyond_the_limit_of_a_cell_stands_whole_in_its_own_sheet(
    make_row: Callable[..., ExportRow], sign: str
) -> None:
    text = sign * 40_000 + "=末"
    book = written([make_row(), make_row({"title": text}), make_row()])
    assert book.sheetnames == ["核准记录", "长文本"]
    cell = book["核准记录"].cell(3, 6).value
    assert cell.endswith("…【超出单元格字数上限，全文见“长文本”工作表】")
    assert book["核准记录"].cell(4, 6).value == book["核准记录"].cell(2, 6).value
    pieces = list(book["长文本"].iter_rows(min_row=2, values_only=True))
    assert [piece[:3] for piece in pieces] == [(7, "标题", number) for number in range(1, len(pieces) + 1)]
    assert "".join(piece[3] for piece in pieces) == text
    assert max(len(piece[3].encode("utf-16-le")) // 2 for piece in pieces) <= 32_767


def test_a_text_at_the_limit_stays_in_its_cell(make_row: Callable[..., ExportRow]) -> None:
    book = written([make_row({"title": "文" * 32_767})])
    assert book.sheetnames == ["核准记录"]
    assert book.active.cell(2, 6).value == "文" * 32_767


def test_more_records_than_a_sheet_holds_go_on_in_the_next(
    make_row: Callable[..., ExportRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_ROWS_PER_SHEET", 3)
    book = written([make_row(record_id=number) for number in range(5)])
    assert book.sheetnames == ["核准记录", "核准记录（2）", "核准记录（3）"]
    assert [sheet.cell(1, 1).value for sheet in book] == ["记录编号"] * 3
    told = [row[0] for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert told == [0, 1, 2, 3, 4]


def test_no_records_leave_the_heading_alone() -> None:
    stream = io.BytesIO()
    assert write("xlsx", [], stream) == 0
    assert openpyxl.load_workbook(stream).active.max_row == 1


def test_memory_does_not_grow_with_the_records(make_row: Callable[..., ExportRow]) -> None:
    row = make_row()

    def peak(count: int) -> int:
        tracemalloc.start()
        with tempfile.TemporaryFile() as stream:
            write("xlsx", (row for _ in range(count)), stream)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(2000) < 2 * peak(200)


class FullMedium(io.FileIO):
    """A file on a medium with room for few bytes."""

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > 500:
            raise OSError(28, "No space left on device")
        return super().write(data) or 0


@pytest.mark.parametrize("buffer", [16, 8192, 1_000_000], ids=["small", "usual", "large"])
def test_a_full_medium_is_told_once_and_nothing_is_left_behind(
    make_row: Callable[..., ExportRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, buffer: int
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    stream = io.BufferedRandom(FullMedium(tmp_path / "a.xlsx", "w+b"), buffer)
    with pytest.raises(OSError, match="No space"):
        write_out(make_row(), stream)
    with suppress(OSError):  # what is left in the buffer finds no room either
        stream.close()
    gc.collect()
    assert list(temporary.iterdir()) == []


def write_out(row: ExportRow, stream: io.BufferedRandom) -> None:
    write("xlsx", [row], stream)
    stream.flush()


def test_a_record_that_cannot_be_read_ends_the_export_cleanly(
    make_row: Callable[..., ExportRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[ExportRow]:
        yield make_row()
        raise LookupError("第二条")

    with pytest.raises(LookupError, match="第二条"):
        write("xlsx", rows(), io.BytesIO())
    assert list(tmp_path.iterdir()) == []
