"""The lists of a clean-up as DOCX, XLSX and PDF, and what a drafting office answers: read back cell by cell."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import openpyxl
import pymupdf
import pytest
from docx.oxml.ns import qn

from desktop.export.register_docx import write_lists_docx
from desktop.export.register_pdf import write_lists_pdf
from desktop.export.register_xlsx import write_inquiry, write_lists_xlsx
from desktop.register.cleanup import COLUMNS, INQUIRY_COLUMNS, FinalList, Inquiry

LONG = "云川市人民政府办公室关于印发《云川市城市生活垃圾分类管理“一张图”建设实施方案（2024—2026年）》的通知"
ROWS = tuple(
    (
        str(number),
        "市人力资源社会保障局" if number % 3 else "",
        f"{LONG}第{number}号",
        f"云川府办规〔2022〕{number}号",
        "2022年9月1日",
        ("2027年8月31日", "长期", "至应急指挥部撤销之日为止", "")[number % 4],
        "继续有效",
    )
    for number in range(1, 41)
)
LISTS = (
    FinalList("继续有效", "云川市人民政府继续有效的行政规范性文件目录", ROWS),
    FinalList(
        "失效、废止",
        "云川市人民政府失效、废止的行政规范性文件目录",
        (("1", "=cmd", "+甲", "@乙", "1899年2月1日", "\x07", "废止"),),
    ),
    FinalList("拟修改", "云川市人民政府拟修改发布的行政规范性文件目录", ()),
)


def written(write: Any, what: Any) -> BytesIO:
    stream = BytesIO()
    write(what, stream)
    stream.seek(0)
    return stream


def plain(text: str) -> str:
    return "".join(text.split())


def test_word_file_holds_every_cell_and_repeats_its_heads() -> None:
    document = docx.Document(written(write_lists_docx, LISTS))
    tables = document.tables
    assert [len(table.rows) for table in tables] == [41, 2, 1]
    cells = [tuple(cell.text for cell in row.cells) for row in tables[0].rows]
    assert cells[0] == COLUMNS
    assert tuple(cells[1:]) == ROWS
    assert tables[1].rows[1].cells[5].text == "␇"
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    titles = [paragraph.text.strip() for paragraph in document.paragraphs if "目录" in paragraph.text]
    assert titles == [one.title for one in LISTS]


def test_workbook_holds_every_cell_days_as_days_and_no_formula() -> None:
    book = openpyxl.load_workbook(written(write_lists_xlsx, LISTS))
    assert book.sheetnames == [one.key for one in LISTS]
    sheet = book["继续有效"]
    assert sheet.freeze_panes == "A3"
    assert sheet["A1"].value == LISTS[0].title
    assert tuple(cell.value for cell in sheet[2]) == COLUMNS
    for row, want in zip(sheet.iter_rows(min_row=3), ROWS, strict=True):
        found = tuple(shown(cell) for cell in row)
        assert found == want
    hostile = book["失效、废止"]
    assert [cell.value for cell in hostile[3]][1:5] == ["'=cmd", "'+甲", "'@乙", "1899年2月1日"]


def shown(cell: Any) -> str:
    if cell.is_date:
        assert "年" in cell.number_format
        return f"{cell.value.year}年{cell.value.month}月{cell.value.day}日"
    return "" if cell.value is None else str(cell.value)


def test_pdf_holds_every_cell_with_the_head_on_every_sheet() -> None:
    with pymupdf.open(stream=written(write_lists_pdf, LISTS).read(), filetype="pdf") as document:
        pages = [plain(page.get_text()) for page in document]
        assert all("起草部门" in page for page in pages)
        assert len(pages) > len(LISTS)
        found = []
        for page in document:
            for table in page.find_tables().tables:
                found += [tuple(plain(cell or "") for cell in row) for row in table.extract()]
    rows = [row for row in found if row != COLUMNS]
    assert rows[:40] == [tuple(map(plain, row)) for row in ROWS]


def test_a_row_that_is_longer_than_a_sheet_goes_on_whole() -> None:
    row = ("1", "甲", "长" * 5000, "", "", "", "")
    with pymupdf.open(stream=written(write_lists_pdf, [FinalList("甲", "甲", (row,))]).read()) as document:
        assert len(document) > 2
        assert sum(page.get_text().count("长") for page in document) == 5000


@pytest.mark.parametrize("rows", [0, 3])
def test_inquiry_offers_the_verdicts_beside_what_is_proposed(rows: int) -> None:
    cells = ("7", "关于甲的通知", "云府发〔2020〕1号", "2020年3月1日", "2025年2月28日", "失效", "到期", "", "")
    inquiry = Inquiry("市水务局", "征求意见表（市水务局）", "请填写", (cells,) * rows)
    sheet = openpyxl.load_workbook(written(write_inquiry, inquiry)).active
    assert sheet is not None
    assert tuple(cell.value for cell in sheet[3]) == INQUIRY_COLUMNS
    assert sheet.max_row == 3 + rows or rows == 0
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"继续有效,失效,废止,拟修改"'
    assert str(choice.sqref).startswith("H4")
