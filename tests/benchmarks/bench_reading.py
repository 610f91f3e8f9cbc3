"""How fast a PDF of two columns becomes records, against the bare cost of fetching its characters."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pymupdf
import pypdfium2
from table import seconds, show

from desktop.parsing import readers
from desktop.parsing.pipeline import parse_file
from desktop.parsing.readers.options import ReadOptions, Recognise
from desktop.parsing.readers.recognition import engine
from desktop.parsing.readers.sheets import open_sheets
from desktop.paths import seeds

HELPERS = Path(__file__).parents[1] / "helpers"
PAGES, COPIES = 46, 10
SENTENCES = (
    "各县（区）人民政府应当加强对本行政区域内节约用水工作的领导，将节水设施建设经费列入本级财政预算，并向社会公布使用情况。",
    "市水务主管部门会同有关部门建立协调机制，定期研究2026年度重点任务，督促落实《青岭省水资源条例》的各项规定。",
    "供水单位在3个工作日内完成核查，逾期未办结的，由主管部门责令限期改正，并可以处二千元以上一万元以下罚款。",
    "鼓励企业、社会组织和个人参与监督，任何单位和个人发现违反本办法的行为，有权向有关部门投诉、举报。",
    "所需资金由市与县（区）按照四比六的比例分担，实行专款专用，接受审计机关的监督检查。",
)
ROW = "{}\t市水务局\t云川市节约用水任务第{}项\t2026年{}月底前\t各县（区）人民政府"
Part = tuple[str, tuple[str, ...]]


def parts() -> Iterator[Part]:
    """Yield documents without end: head, paragraphs, a table in every third, signature and date."""
    texts = cycle(SENTENCES)
    for number in range(1, 1_000):
        yield "title", ("云川市人民政府", f"关于做好第{number}批节约用水工作的通知")
        yield "across", (f"云川府发〔2026〕{number}号",)
        yield "flush", ("各县（区）人民政府，市级各部门（单位）：",)
        for item in range(30):
            lead = f"（{'一二三四五六七八九十'[item % 10]}）" if item % 3 else ""
            yield "paragraph", (lead + "".join(islice(texts, 2 + item % 3)),)
        if number % 3 == 0:
            rows = tuple(ROW.format(row, row, row % 12 + 1) for row in range(1, 20))
            yield "table", ("序号\t牵头单位\t任务\t时限\t责任单位", *rows)
        yield "right", ("云川市人民政府", f"2026年{number % 12 + 1}月{number % 28 + 1}日")


def issue() -> bytes:
    """Return a gazette of so many pages."""
    sys.path.insert(0, str(HELPERS))
    from two_columns import TwoColumns

    raw = TwoColumns(("云川市人民政府公报 2026年第1期", "市政府文件")).set(islice(parts(), 600))
    with opened(raw) as document:
        document.select(range(PAGES))
        return bytes(document.tobytes(garbage=3, deflate=True))


def longer(raw: bytes) -> bytes:
    """Return several copies of a document one after the other."""
    with opened(raw) as one, pymupdf.open() as whole:
        for _ in range(COPIES):
            whole.insert_pdf(one)
        return bytes(whole.tobytes(garbage=3, deflate=True))


def opened(raw: bytes) -> Any:
    """Open a PDF with PyMuPDF."""
    return pymupdf.open(stream=raw, filetype="pdf")


def extracted(raw: bytes, form: str) -> int:
    """Fetch every page in one of the forms of PyMuPDF."""
    with opened(raw) as document:
        return sum(len(page.get_text(form)) for page in document)


def by_pdfium(raw: bytes) -> int:
    """Fetch the text of every page with pdfium."""
    document = pypdfium2.PdfDocument(raw)
    found = 0
    for page in document:
        textpage = page.get_textpage()
        found += len(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return found


def first_page(path: Path, text: str) -> int:
    """Show the first page: open, sizes, picture, places of its characters."""
    sheets = open_sheets(path, "pdf")
    sizes, image, glyphs = sheets.sizes(), sheets.image(0, 1.5), sheets.glyphs(0, text)
    sheets.close()
    return len(sizes) + image.width + len(glyphs)


def recognised(path: Path) -> tuple[float, int, int]:
    """Recognise a scan as a child of the program does; return seconds, pages, and bytes of memory at the peak."""
    began = time.monotonic()
    pages = len(readers.read(path, ReadOptions(recognise=Recognise.ALWAYS)).pages)
    took = time.monotonic() - began
    return took, pages, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def scan() -> None:
    """Measure the recognition of the shorter scanned sample in a process of its own, where it is installed."""
    if engine.models() is None:
        print("识别扫描件：没有安装文字识别组件，跳过")
        return
    path = min(seeds().glob("*-scan.pdf"), key=lambda sample: sample.stat().st_size)
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        took, pages, peak = pool.submit(recognised, path).result()
    show(
        f"识别扫描件：{pages} 页（实际用时）",
        ["", "数值", "目标"],
        [
            ["每页秒数", f"{took / pages:.1f}", "≤ 5"],
            ["内存峰值，GB", f"{peak / 1e9:.2f}", "≤ 1.5"],
        ],
    )


def main() -> None:
    """Measure and print."""
    raw = issue()
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder, "one.pdf"), Path(folder, "many.pdf")
        one.write_bytes(raw)
        many.write_bytes(longer(raw))
        source = readers.read(one)
        characters = seconds(lambda: extracted(raw, "rawdict"))
        bare = seconds(lambda: extracted(raw, "text"))
        pdfium = seconds(lambda: by_pdfium(raw))
        read = seconds(lambda: readers.read(one))
        whole = seconds(lambda: parse_file(one))
        read_many = seconds(lambda: readers.read(many), runs=2)
        whole_many = seconds(lambda: parse_file(many), runs=2)
        shown = seconds(lambda: first_page(one, source.slice(source.pages[0].span)))
        assert len(source.pages) == PAGES
    show(
        f"读取 PDF：双栏 {PAGES} 页，{len(source.text):,} 字",
        ["", "秒", "页/秒", f"{PAGES * COPIES} 页的增长", "目标"],
        [
            ["PyMuPDF 逐字（rawdict）", f"{characters:.3f}", f"{PAGES / characters:,.0f}", "", ""],
            ["PyMuPDF 文字（text，不分栏）", f"{bare:.3f}", f"{PAGES / bare:,.0f}", "", ""],
            ["pdfium 文字（不分栏）", f"{pdfium:.3f}", f"{PAGES / pdfium:,.0f}", "", ""],
            ["读取成文", f"{read:.3f}", f"{PAGES / read:,.0f}", f"{read_many / read:.1f} 倍", "≤ 11 倍"],
            ["文件到要素", f"{whole:.3f}", f"{PAGES / whole:,.0f}", f"{whole_many / whole:.1f} 倍", "≤ 11 倍"],
            ["文件到要素与逐字之比", f"{whole / characters:.2f}", "", "", "≤ 2"],
            ["首页版面（打开、绘图、字位），毫秒", f"{shown * 1000:.0f}", "", "", "≤ 150"],
        ],
    )


if __name__ == "__main__":
    main()
    scan()
