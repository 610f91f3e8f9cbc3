"""What an export costs: XLSX against bare XlsxWriter writing the same cells, and the memory of a whole process.

The 目录 of a whole store is written here as a process of its own writes it: 100,000 records, one by one. A folder of
pages keeps the places of its entries, some 150 bytes each, and so has no limit of growth.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from table import Limits, peak_bytes, show

from desktop.domain.document import Issue
from desktop.domain.fields import Appointment, Repeal, Value
from desktop.export import FORMATS, ExportRow, write, write_folder
from desktop.export.columns import CATALOGUE, COLUMNS, Cell, Column, cells
from desktop.export.row import PrintedTable

ROWS = 5_000
FEW, SOME = 400, 2_000
MANY = 100_000
MOST_TIMES, MOST_MEGABYTES, MOST_GROWTH = 1.2, 150.0, 1.5
PAIRS = 7
"""How often both are written in turn; the best pair counts, since other work on the machine comes between."""

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
    "repeals": (Repeal("云川市路灯管理规定", "云川府发〔2012〕7号"),),
    "appointments": (Appointment("林晓川", "任命", "云川市林业局局长"),),
    "publicity_mark": "此件公开发布",
}
GAZETTE = Issue("云川市人民政府公报", 2026, 1, 73, "云川市人民政府办公室", "2026-01-30")
BODY = ("各区县人民政府：", "为加强城市照明管理，" * 30, PrintedTable((("序号", "事项"), ("1", "照明")), 1))


def rows(count: int) -> Iterator[ExportRow]:
    """Return records of a usual kind, one by one, sixty to an issue."""
    at = "2026-02-03T17:30:05.123456+00:00"
    for number in range(1, count + 1):
        yield ExportRow(
            number, "云川公报.txt", GAZETTE.heading, number, "3-5", VALUES, "主动公开", "李敏", at,
            source_id=number // 60, gazette=GAZETTE, body=BODY,
        )  # fmt: skip


def export(name: str, count: int = ROWS, columns: tuple[Column, ...] = COLUMNS) -> None:
    """Write an export to a place that goes away."""
    if FORMATS[name].is_folder:
        with tempfile.TemporaryDirectory() as folder:
            write_folder(name, rows(count), Path(folder))
    else:
        with tempfile.TemporaryFile() as stream:
            write(name, rows(count), stream, columns)


def bare(grid: list[list[Cell]], columns: tuple[Column, ...]) -> None:
    """Write the same cells, with the same headings and widths, with nothing but XlsxWriter."""
    with tempfile.TemporaryFile() as stream:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(stream, options)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for column, known in enumerate(columns):
            sheet.set_column(column, column, known.width)
        for line, cells_of_line in enumerate(grid):
            for column, cell in enumerate(cells_of_line):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                elif isinstance(cell, date | datetime):
                    sheet.write_datetime(line, column, cell, day)
                elif cell is not None:
                    sheet.write_number(line, column, cell)
        book.close()


def took(work: Callable[[], None]) -> float:
    """Return the processor time of some work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def against_bare(columns: tuple[Column, ...]) -> tuple[float, float]:
    """Return records a second, and the time against bare XlsxWriter: the best of some pairs, written in turn."""
    given = list(rows(ROWS))
    headings: list[Cell] = [column.label for column in columns]
    grid = [headings, *(cells(row, serial, columns) for serial, row in enumerate(given, 1))]

    def ours() -> None:
        with tempfile.TemporaryFile() as stream:
            write("xlsx", given, stream, columns)

    def theirs() -> None:
        bare(grid, columns)

    pairs = [(took(ours), took(theirs)) for _ in range(PAIRS)]
    least = min(pair[0] for pair in pairs)
    return ROWS / least, least / min(pair[1] for pair in pairs)


def peak_megabytes(name: str, count: int) -> float:
    """Return the most memory that a process took for an export, with everything that it loads."""
    line = f"import bench_export; bench_export.export({name!r}, {count}); bench_export.tell_peak()"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True, cwd=_HERE)
    return float(done.stdout)


_HERE = Path(__file__).parent


def tell_peak() -> None:
    """Print the most memory that this process took so far, in megabytes."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(kilobytes / (1024 if sys.platform != "darwin" else 1024 * 1024))


def main() -> None:
    """Measure and print; the status is 1 when a limit is missed."""
    limits = Limits()
    lines = []
    for told, columns in (("全部栏目", COLUMNS), ("公开目录", CATALOGUE)):
        speed, times = against_bare(columns)
        lines.append([f"xlsx，{told} {len(columns)} 栏", f"{speed:,.0f}", *limits.most(times, MOST_TIMES)])
    show(f"导出 {ROWS:,} 条记录，对照 XlsxWriter 写同样的单元格", ["", "条/秒", "用时之比", "占目标", "目标"], lines)
    lines = []
    for name in FORMATS:
        seconds = took(lambda name=name: export(name, SOME))  # type: ignore[misc]
        few, some = (peak_bytes(lambda name=name, n=n: export(name, n)) for n in (FEW, SOME))  # type: ignore[misc]
        grown = limits.most(some / few, MOST_GROWTH) if not FORMATS[name].is_folder else [f"{some / few:.2f}", "", ""]
        lines.append([name, f"{SOME / seconds:,.0f}", f"{some / 1e6:.1f}", *grown])
    show(
        f"各格式，{SOME:,} 条记录，每条正文 300 字",
        ["", "条/秒", "内存峰值 MB", f"与 {FEW:,} 条之比", "占目标", "目标"],
        lines,
    )
    line = limits.most(peak_megabytes("xlsx", MANY), MOST_MEGABYTES, "{:.0f}")
    show(f"整个进程的内存峰值，{MANY:,} 条记录", ["", "MB", "占目标", "目标"], [["xlsx", *line]])
    sys.exit(1 if limits.missed else 0)


if __name__ == "__main__":
    main()
