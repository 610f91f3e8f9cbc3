"""What an export costs, against bare XlsxWriter writing the same cells, and whether it keeps records in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime

import xlsxwriter
from table import peak_bytes, seconds, show

from desktop.domain.fields import Value
from desktop.export import FORMATS, ExportRow, write
from desktop.export.columns import COLUMNS, Cell, cells

ROWS = 20_000
FEW = 2_000

VALUES: dict[str, Value] = {
    "title": "云川市人民政府关于印发云川市城市照明管理办法的通知",
    "doc_number": "云川府规〔2026〕2号",
    "genre": "通知",
    "column": "市政府文件",
    "issuers": ("云川市人民政府", "云川市财政局"),
    "date": "2026-01-25",
    "addressees": "各区县人民政府，各园区管委会，市级有关部门",
    "effective_date": "on_issue",
    "expiry_date": "2031-01-24",
    "normative": True,
    "basis_laws": ("中华人民共和国城乡规划法", "城市照明管理规定"),
    "cited_doc_numbers": ("云川府办发〔2022〕15号",),
    "publicity_mark": "此件公开发布",
}


def rows(count: int) -> Iterator[ExportRow]:
    """Return records of a usual kind, one by one."""
    for number in range(1, count + 1):
        heading, at = "云川市人民政府公报 2026年第1期", "2026-02-03T17:30:05.123456+00:00"
        yield ExportRow(number, "云川公报.txt", heading, number, "3-5", VALUES, "主动公开", "李敏", at)


def export(name: str, count: int = ROWS) -> None:
    """Write an export to a file that goes away."""
    with tempfile.TemporaryFile() as stream:
        write(name, rows(count), stream)


def bare(grid: list[list[Cell]]) -> None:
    """Write the same cells with nothing but XlsxWriter."""
    with tempfile.TemporaryFile() as stream:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(stream, options)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for line, cells_of_line in enumerate(grid):
            for column, cell in enumerate(cells_of_line):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                elif isinstance(cell, date | datetime):
                    sheet.write_datetime(line, column, cell, day)
                elif cell is not None:
                    sheet.write_number(line, column, cell)
        book.close()


def main() -> None:
    """Measure and print."""
    grid: list[list[Cell]] = [[column.label for column in COLUMNS], *map(cells, rows(ROWS))]
    least = seconds(lambda: bare(grid))
    lines = [["XlsxWriter 直接写", f"{ROWS / least:,.0f}", "1.00", "", ""]]
    for name in FORMATS:
        needed = seconds(lambda name=name: export(name))  # type: ignore[misc]
        grown = peak_bytes(lambda name=name: export(name)) / peak_bytes(lambda name=name: export(name, FEW))  # type: ignore[misc]
        goal = "≤ 1.20 倍，内存 ≤ 1.5 倍" if name == "xlsx" else "内存 ≤ 1.5 倍"
        lines.append([name, f"{ROWS / needed:,.0f}", f"{needed / least:.2f}", f"{grown:.2f}", goal])
    show(
        f"导出：{ROWS:,} 条记录，每条 {len(COLUMNS)} 栏",
        ["", "条/秒", "用时之比", f"内存峰值，与 {FEW:,} 条之比", "目标"],
        lines,
    )


if __name__ == "__main__":
    main()
