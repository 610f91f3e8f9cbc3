"""What each printed line is."""

from __future__ import annotations

import pytest

from desktop.domain.text import Page, SourceText, Span
from desktop.parsing.lines import lines_of, mark_heads
from desktop.parsing.outline import LineKind


def source_of(text: str, pages: tuple[Page, ...] = ()) -> SourceText:
    return SourceText("x.txt", "", "txt", text, pages)


def kinds(text: str) -> list[LineKind]:
    return [line.kind for line in lines_of(source_of(text))]


@pytest.mark.parametrize(
    "mark", ["# Page 1316:", "## 第 12 页", "- 12 -", "—12—", "· 12 ·", "第12页", "第 3 页 共 68 页", "－ 7 －"]
)
def test_a_page_mark_is_told_by_its_form(mark: str) -> None:
    assert kinds(f"一、总体要求\n{mark}\n坚持统筹推进。")[1] is LineKind.PAGE_MARK


@pytest.mark.parametrize("text", ["- 附件1 -", "第12条", "-", "——坚持统筹推进。", "1316", "2024", "- 2024年 -"])
def test_what_is_no_page_mark(text: str) -> None:
    assert kinds(f"一、总体要求\n{text}\n坚持统筹推进。")[1] is LineKind.BODY


def test_lone_numbers_are_page_marks_where_they_run_through_the_text() -> None:
    page = "坚持统筹推进。\n抓好工作落实。\n加强组织领导。\n强化宣传引导。\n"
    lines = lines_of(source_of("".join(f"{page}{number}\n" for number in (7, 8, 9, 10))))
    assert [line.text for line in lines if line.kind is LineKind.PAGE_MARK] == ["7", "8", "9", "10"]


def test_the_numbers_of_a_list_are_no_page_marks() -> None:
    assert LineKind.PAGE_MARK not in kinds("1\n松树\n2\n柏树\n3\n杨树\n4\n柳树")


@pytest.mark.parametrize("row", ["序号\t名称", "\t\t小计", "一、重点任务\t\t\t", "甲\t\t\t乙"])
def test_a_row_is_told_by_its_tabs(row: str) -> None:
    assert kinds(row) == [LineKind.TABLE_ROW]


def test_an_indented_paragraph_is_no_row() -> None:
    assert kinds("\t各县人民政府：") == [LineKind.BODY]


def test_columns_that_repeat_are_running_heads_mis_read_ones_too() -> None:
    text = "市政府办公室文件\n甲。\n市政府办公室文件\n乙。\n市政府办公厅文件\n丙。\n市政府办公室填写"
    assert [line.text for line in lines_of(source_of(text)) if line.kind is LineKind.RUNNING_HEAD] == [
        "市政府办公室文件",
        "市政府办公室文件",
        "市政府办公厅文件",
    ]


def test_the_name_of_the_gazette_with_number_and_page_is_a_running_head() -> None:
    text = (
        "云川市人民政府公报 2024年第1期\n甲。\n12 云川市人民政府公报 2024年第1期\n"
        "乙。\n云川市人民政府公报 2024年第1期 13\n"
    )
    assert kinds(text).count(LineKind.RUNNING_HEAD) == 3


def test_what_stands_at_every_page_edge_is_a_running_head() -> None:
    text, pages = "", []
    for number in range(1, 7):
        body = (
            f"YUNCHUAN GONGBAO {number}\n坚持统筹推进，抓好落实{number}。\n"
            f"加强组织领导，强化宣传{number}。\n云川市人民政府\n"
        )
        pages.append(Page(Span(len(text), len(text) + len(body))))
        text += body
    marked = [line.text for line in lines_of(source_of(text, tuple(pages))) if line.kind is LineKind.RUNNING_HEAD]
    assert marked == [f"YUNCHUAN GONGBAO {number}" for number in range(1, 7)]


def test_columns_of_the_contents_list_are_running_heads_but_organs_are_not() -> None:
    lines = mark_heads(lines_of(source_of("人事信息\n云川市人民政府\n2024年1月8日")), ["人事信息", "云川市人民政府"])
    assert [line.kind for line in lines] == [LineKind.RUNNING_HEAD, LineKind.BODY, LineKind.BODY]
