"""Pages as offices print them, drawn here and read back: what stands where decides the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from desktop.domain.text import SourceText
from desktop.parsing import readers
from tests.helpers.embedded_font import FONT, embed

WIDTH, HEIGHT = 595.0, 842.0
SENTENCE = "各县区人民政府应当加强对本行政区域内节约用水工作的领导并将所需经费列入本级财政预算予以保障"


class Sheet:
    """A PDF of one page while it is drawn."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.document: Any = pymupdf.open()
        self.page = self.document.new_page(width=width, height=height)
        embed(self.page)

    def put(self, x: float, y: float, *lines: str, size: float = 10.5, leading: float = 17.0, **more: Any) -> float:
        """Print lines below each other, the first base line at y; return the base line after the last."""
        for line in lines:
            self.page.insert_text((x, y), line, fontsize=size, fontname="song", **more)
            y += leading
        return y

    def centre(self, y: float, text: str, size: float) -> None:
        """Print a line in the middle of the page."""
        self.put((self.page.rect.width - FONT.text_length(text, size)) / 2, y, text, size=size)

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        """Draw a line."""
        self.page.draw_line((x0, y0), (x1, y1), width=width)

    def read(self, folder: Path) -> SourceText:
        """Return what the reader makes of it."""
        path = folder / "page.pdf"
        path.write_bytes(self.document.tobytes())
        self.document.close()
        return readers.read(path)

    def lines(self, folder: Path) -> list[str]:
        """Return the lines that the reader makes of it, without the blank ones."""
        return [line for line in self.read(folder).text.split("\n") if line]


def wrapped(count: int, begin: str, end: str = "。") -> tuple[list[str], str]:
    """Return a paragraph as printed lines of 20 hanzi, indented by blanks of two ems, and as one line."""
    text = (begin + SENTENCE * 9)[: 20 * count - 8] + end
    printed = ["\u3000\u3000" + text[:18], *(text[at : at + 20] for at in range(18, len(text), 20))]
    return printed, text


def margins_of(source: SourceText) -> list[str]:
    """Return the lines that stand outside of the columns."""
    return [source.slice(span) for span in source.margins]


def test_two_columns_are_read_one_after_the_other_with_whole_paragraphs(tmp_path: Path) -> None:
    sheet = Sheet()
    (one, first), (two, second) = wrapped(8, "左栏甲"), wrapped(8, "右栏乙")
    sheet.put(54, 100, *one)
    sheet.put(310, 100, *two)
    assert sheet.lines(tmp_path) == [first, second]


def test_three_columns_are_read_from_the_left(tmp_path: Path) -> None:
    sheet = Sheet()
    texts = []
    for number, x in enumerate((40, 220, 400)):
        lines = [f"第{number}栏第{row}行各县区人民政府" + "应当加" for row in range(6)]
        sheet.put(x, 100, *lines[:-1], lines[-1][:9] + "。")
        texts.append("".join(lines[:-1]) + lines[-1][:9] + "。")
    assert sheet.lines(tmp_path) == texts


def test_a_title_across_the_columns_divides_them_into_bands(tmp_path: Path) -> None:
    sheet = Sheet()
    expected = []
    for y, name in ((90, "上"), (400, "下")):
        (one, first), (two, second) = wrapped(6, name + "左"), wrapped(6, name + "右")
        sheet.centre(y, f"云川市人民政府关于{name}半年节约用水工作有关事项的通知", 17)
        sheet.put(54, y + 40, *one)
        sheet.put(310, y + 40, *two)
        expected += [f"云川市人民政府关于{name}半年节约用水工作有关事项的通知", first, second]
    assert sheet.lines(tmp_path) == expected


def test_running_head_and_page_number_are_margins(tmp_path: Path) -> None:
    sheet = Sheet()
    one, text = wrapped(8, "正文")
    sheet.put(54, 52, "云川市人民政府公报 2026年第2期", size=9)
    sheet.rule(54, 58, 541, 58)
    sheet.put(54, 100, *one)
    sheet.put(290, 806, "— 17 —", size=9)
    source = sheet.read(tmp_path)
    assert margins_of(source) == ["云川市人民政府公报 2026年第2期", "— 17 —"]
    assert source.pages[0].printed == "17"
    assert text in source.text


def test_a_footnote_is_a_margin_and_stands_below_the_text(tmp_path: Path) -> None:
    sheet = Sheet()
    (one, first), (two, second) = wrapped(20, "左"), wrapped(20, "右")
    sheet.put(54, 100, *one)
    sheet.rule(54, 700, 120, 700)
    sheet.put(54, 715, "①数据来自云川市统计局二〇二五年年报。", size=8, leading=12)
    sheet.put(310, 100, *two)
    source = sheet.read(tmp_path)
    assert margins_of(source) == ["①数据来自云川市统计局二〇二五年年报。"]
    assert [line for line in source.text.split("\n") if line][:2] == [first, second]


def test_a_single_document_keeps_its_head_and_its_imprint(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.put(80, 110, "000123", size=16)
    sheet.put(80, 138, "特急", size=16)
    sheet.centre(210, "云川市人民政府文件", 40)
    sheet.centre(260, "云川府发〔2026〕7号", 16)
    sheet.rule(80, 275, 515, 275, 2)
    sheet.centre(330, "云川市人民政府", 22)
    sheet.centre(360, "关于进一步做好节约用水工作的通知", 22)
    y = sheet.put(80, 400, "各县（区）人民政府，市级各部门：", size=16, leading=29)
    y = sheet.put(112, y, "为进一步加强城市节约用水管理合理配置和高效利用", size=16, leading=29)
    y = sheet.put(80, y, "水资源，现将有关事项通知如下。", size=16, leading=29)
    y = sheet.put(370, y + 29, "云川市人民政府", size=16, leading=29)
    y = sheet.put(378, y, "2026年3月5日", size=16, leading=29)
    sheet.put(112, y, "（此件公开发布）", size=16)
    sheet.rule(80, 700, 515, 700, 1)
    sheet.put(92, 718, "抄送：市委各部门，市人大常委会办公室。", size=14)
    sheet.rule(80, 725, 515, 725)
    sheet.put(92, 742, "云川市人民政府办公室", size=14)
    sheet.put(390, 742, "2026年3月5日印发", size=14)
    sheet.rule(80, 750, 515, 750, 1)
    sheet.put(470, 775, "— 1 —", size=14)
    source = sheet.read(tmp_path)
    assert [line for line in source.text.split("\n") if line] == [
        "000123",
        "特急",
        "云川市人民政府文件",
        "云川府发〔2026〕7号",
        "云川市人民政府",
        "关于进一步做好节约用水工作的通知",
        "各县（区）人民政府，市级各部门：",
        "为进一步加强城市节约用水管理合理配置和高效利用水资源，现将有关事项通知如下。",
        "云川市人民政府",
        "2026年3月5日",
        "（此件公开发布）",
        "抄送：市委各部门，市人大常委会办公室。",
        "云川市人民政府办公室 2026年3月5日印发",
        "— 1 —",
    ]
    assert margins_of(source) == ["— 1 —"]


def test_names_side_by_side_are_read_row_by_row(tmp_path: Path) -> None:
    sheet = Sheet()
    (one, _), (two, _) = wrapped(6, "左"), wrapped(6, "右")
    sheet.put(54, 100, *one)
    sheet.put(310, 100, *two)
    sheet.put(90, 230, "云川市财政局", "云川市民政局")
    sheet.put(340, 230, "云川市教育体育局", "云川市残疾人联合会")
    sheet.put(440, 270, "2026年1月9日")
    assert sheet.lines(tmp_path)[2:] == [
        "云川市财政局",
        "云川市教育体育局",
        "云川市民政局",
        "云川市残疾人联合会",
        "2026年1月9日",
    ]


def test_a_heading_with_wide_spaces_is_one_line(tmp_path: Path) -> None:
    sheet = Sheet()
    for x, char in zip((180, 240, 300, 360), "部门文件", strict=True):
        sheet.put(x, 100, char, size=22)
    sheet.put(54, 150, "各县区人民政府，市级各部门：")
    assert sheet.lines(tmp_path) == ["部 门 文 件", "各县区人民政府，市级各部门："]


def test_what_is_printed_twice_over_itself_is_read_once(tmp_path: Path) -> None:
    sheet = Sheet()
    for shift in (0, 0.3):
        sheet.put(100 + shift, 100, "第一章 总则附则")
        sheet.put(100 + shift, 130, "云川市节约用水管理办法", size=16)
    assert sheet.lines(tmp_path) == ["第一章 总则附则", "云川市节约用水管理办法"]


def test_a_slanted_watermark_is_left_out(tmp_path: Path) -> None:
    sheet = Sheet()
    one, text = wrapped(8, "正文")
    sheet.put(54, 100, *one)
    centre: Any = pymupdf.Point(300, 300)
    sheet.put(200, 300, "内部资料严禁外传", size=40, morph=(centre, pymupdf.Matrix(45)))
    assert sheet.lines(tmp_path) == [text]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(tmp_path: Path, rotation: int) -> None:
    upright = Sheet()
    (one, first), (two, second) = wrapped(8, "左"), wrapped(8, "右")
    upright.put(54, 100, *one)
    upright.put(310, 100, *two)
    lying: Any = pymupdf.open()
    size = (HEIGHT, WIDTH) if rotation % 180 else (WIDTH, HEIGHT)
    page = lying.new_page(width=size[0], height=size[1])
    page.show_pdf_page(page.rect, upright.document, 0, rotate=rotation)
    page.set_rotation(rotation)
    sheet = Sheet()
    sheet.document = lying
    assert sheet.lines(tmp_path) == [first, second]


@pytest.mark.parametrize("rotation", [90, 270])
def test_text_that_is_drawn_turned_is_read_along_its_lines(tmp_path: Path, rotation: int) -> None:
    upright = Sheet(HEIGHT, WIDTH)
    rows = [["序号", "任务", "责任单位"], ["1", "节水型城市建设", "市水务局"], ["2", "管网改造", "市住房城乡建设局"]]
    grid(upright, rows, 100, 100, (60, 300, 200), 30)
    turned: Any = pymupdf.open()
    page = turned.new_page(width=WIDTH, height=HEIGHT)
    page.show_pdf_page(page.rect, upright.document, 0, rotate=rotation)
    sheet = Sheet()
    sheet.document = turned
    assert sheet.lines(tmp_path) == ["\t".join(row) for row in rows]


def grid(sheet: Sheet, rows: Sequence[Sequence[str]], x: float, y: float, wide: Sequence[float], high: float) -> None:
    """Draw a ruled table."""
    right, bottom = x + sum(wide), y + high * len(rows)
    for row in range(len(rows) + 1):
        sheet.rule(x, y + row * high, right, y + row * high)
    at = x
    for column in range(len(wide) + 1):
        sheet.rule(at, y, at, bottom)
        for row, cells in enumerate(rows):
            if column < len(wide):
                sheet.put(at + 4, y + row * high + 18, cells[column])
        at += wide[column] if column < len(wide) else 0


def test_a_mark_set_downwards_on_the_side_of_the_page_is_a_margin(tmp_path: Path) -> None:
    sheet = Sheet()
    one, text = wrapped(20, "正文")
    sheet.put(54, 100, *one)
    sheet.put(560, 300, *"部门文件", size=12)
    source = sheet.read(tmp_path)
    assert "".join(margins_of(source)) == "部门文件"
    assert text in source.text


def test_a_ruled_table_has_a_line_for_each_row(tmp_path: Path) -> None:
    sheet = Sheet()
    rows = [["序号", "任务", "责任单位"], ["1", "节水型城市建设", "市水务局"], ["2", "管网改造", ""]]
    grid(sheet, rows, 54, 100, (60, 250, 170), 30)
    assert sheet.lines(tmp_path) == ["\t".join(row) for row in rows]


def test_a_table_without_outer_uprights_has_its_outer_cells(tmp_path: Path) -> None:
    sheet = Sheet()
    for row in range(3):
        sheet.rule(54, 100 + row * 30, 500, 100 + row * 30)
        if row < 2:
            for x, text in zip(
                (60, 210, 360), ("项目", "标准", "期限") if row == 0 else ("水费", "2元", "3年"), strict=True
            ):
                sheet.put(x, 120 + row * 30, text)
    for x in (200, 350):
        sheet.rule(x, 100, x, 160)
    assert sheet.lines(tmp_path) == ["项目\t标准\t期限", "水费\t2元\t3年"]


def test_a_merged_cell_stands_in_its_first_row_and_column(tmp_path: Path) -> None:
    sheet = Sheet()
    for y, x0 in ((100, 54), (130, 154), (160, 54), (190, 54)):
        sheet.rule(x0, y, 454, y)
    for x, y0 in ((54, 100), (154, 100), (254, 130), (354, 130), (454, 100)):
        sheet.rule(x, y0, x, 190)
    sheet.put(60, 135, "项目名称")
    sheet.put(260, 120, "价格（元）")
    for x, text in zip((160, 260, 360), ("三甲", "三乙", "二甲"), strict=True):
        sheet.put(x, 150, text)
    for x, text in zip((60, 160, 260, 360), ("诊察费", "18", "16", "13"), strict=True):
        sheet.put(x, 180, text)
    assert sheet.lines(tmp_path) == ["项目名称\t价格（元）\t\t", "\t三甲\t三乙\t二甲", "诊察费\t18\t16\t13"]


def test_text_that_runs_into_the_next_cell_is_cut_at_the_border(tmp_path: Path) -> None:
    sheet = Sheet()
    grid(sheet, [["节水型城市建设", "市水务局组织"], ["管网改造", "市住房城乡建设局"]], 54, 100, (77.5, 150), 30)
    assert sheet.lines(tmp_path) == ["节水型城市建设\t市水务局组织", "管网改造\t市住房城乡建设局"]


def test_a_frame_round_text_is_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    one, text = wrapped(8, "正文")
    sheet.put(64, 100, *one)
    sheet.page.draw_rect((54, 80, 541, 300))
    assert sheet.lines(tmp_path) == [text]


def test_a_page_framed_and_divided_by_rules_is_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    (one, first), (two, second) = wrapped(20, "左"), wrapped(20, "右")
    sheet.page.draw_rect((45, 50, 550, 780))
    for line in ((45, 80, 550, 80), (297, 80, 297, 780)):
        sheet.rule(*line)
    sheet.put(54, 70, "云川市人民政府公报")
    sheet.put(54, 110, *one)
    sheet.put(310, 110, *two)
    assert sheet.lines(tmp_path) == ["云川市人民政府公报", first, second]


def test_a_column_rule_between_head_and_foot_rules_is_no_table(tmp_path: Path) -> None:
    sheet = Sheet()
    (one, first), (two, second) = wrapped(20, "左"), wrapped(20, "右")
    for line in ((54, 70, 541, 70), (54, 780, 541, 780), (297, 70, 297, 780)):
        sheet.rule(*line)
    sheet.put(54, 100, *one)
    sheet.put(310, 100, *two)
    assert sheet.lines(tmp_path) == [first, second]


def test_a_cell_of_several_lines_is_joined(tmp_path: Path) -> None:
    sheet = Sheet()
    grid(sheet, [["任务", "措施"], ["", ""]], 54, 100, (100, 120), 40)
    sheet.put(58, 155, "节水型城", "市建设", leading=13)
    sheet.put(158, 155, "see the plan", "of action", leading=13)
    assert sheet.lines(tmp_path) == ["任务\t措施", "节水型城市建设\tsee the plan of action"]


def test_columns_around_a_table_are_read_before_and_after_it(tmp_path: Path) -> None:
    sheet = Sheet()
    expected: list[str] = []
    for y, name in ((90, "上"), (400, "下")):
        (one, first), (two, second) = wrapped(6, name + "左"), wrapped(6, name + "右")
        sheet.put(54, y, *one)
        sheet.put(310, y, *two)
        expected += [first, second]
    rows = [["序号", "任务"], ["1", "管网改造"]]
    grid(sheet, rows, 54, 250, (100, 387), 30)
    assert sheet.lines(tmp_path) == [*expected[:2], *("\t".join(row) for row in rows), *expected[2:]]


def test_short_lines_stay_lines_of_their_own(tmp_path: Path) -> None:
    sheet = Sheet()
    one, text = wrapped(8, "正文")
    y = sheet.put(54, 100, *one)
    y = sheet.put(75, y, "（一）组织领导；", "（二）经费保障；")
    y = sheet.put(190, y + 17, "云川市水务局")
    sheet.put(180, y, "2026年2月4日")
    assert sheet.lines(tmp_path) == [text, "（一）组织领导；", "（二）经费保障；", "云川市水务局", "2026年2月4日"]


def test_a_hanging_item_of_a_list_is_one_line(tmp_path: Path) -> None:
    sheet = Sheet()
    one, _ = wrapped(8, "正文")
    y = sheet.put(54, 100, *one)
    sheet.put(75, y, "附件：1.云川市节约用水重点任务分工")
    sheet.put(120, y + 17, "表和责任清单")
    sheet.put(106.5, y + 34, "2.节约用水考核办法")
    assert sheet.lines(tmp_path)[1:] == ["附件：1.云川市节约用水重点任务分工表和责任清单", "2.节约用水考核办法"]


def test_contents_with_leaders_keep_an_entry_a_line(tmp_path: Path) -> None:
    sheet = Sheet()
    entries = [f"云川市人民政府关于第{number}项工作的通知{'…' * 12}{number + 2}" for number in range(1, 7)]
    sheet.put(54, 130, *entries)
    assert sheet.lines(tmp_path) == entries


def test_latin_words_are_joined_with_a_blank(tmp_path: Path) -> None:
    sheet = Sheet()
    lines = ["The municipal government", "publishes this gazette as", "a monthly in two columns"]
    sheet.put(54, 130, *lines, "for everyone.")
    assert " ".join(lines) in " ".join(sheet.lines(tmp_path))


def test_signatures_alone_on_the_last_page_are_lines_of_their_own(tmp_path: Path) -> None:
    sheet = Sheet()
    printed, text = wrapped(12, "第一段")
    sheet.put(90, 100, *printed, size=20)
    sheet.page = sheet.document.new_page(width=WIDTH, height=HEIGHT)
    embed(sheet.page)
    organs = ("云川市发展和改革委员会", "云川市自然资源和规划局办公室", "云川市住房和城乡建设局办公室")
    for row, organ in enumerate(organs):
        sheet.put(490 - 20 * len(organ), 100 + 34 * row, organ, size=20)
    assert sheet.lines(tmp_path) == [text, *organs]
