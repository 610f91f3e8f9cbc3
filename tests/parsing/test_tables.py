"""Logical tables: joined over pages, repeated headers dropped, cells kept."""

from __future__ import annotations

from desktop.domain.document import Table
from desktop.domain.text import SourceText
from desktop.parsing.lines import lines_of
from desktop.parsing.outline import Outline
from desktop.parsing.tables import read_tables


def tables_of(text: str) -> tuple[Table, ...]:
    source = SourceText("x.txt", "", "txt", text)
    return read_tables(source, lines_of(source), Outline(1, source.line_count))


def test_a_continued_table_is_one_and_its_header_stands_once() -> None:
    text = "序号\t名称\t年份\n1\t甲\t2020\n\n市政府文件\n\n序号\t名称\t年份\n2\t乙\t2021\n市政府文件\n3\t丙\t2022\n"
    (table,) = tables_of(text)
    assert table.header_rows == 1
    assert table.cells == (("序号", "名称", "年份"), ("1", "甲", "2020"), ("2", "乙", "2021"), ("3", "丙", "2022"))


def test_a_header_of_two_rows_is_dropped_as_a_whole_mis_read_or_not() -> None:
    head = "序号\t项目名称\t除外内容\t价格(元)\t\n\t\t\t三级\t二级\n"
    text = f"{head}1\t检查\t\t9\t8\n\n{head.replace('除外', '除')}2\t治疗\t\t7\t6\n"
    (table,) = tables_of(text)
    assert (table.rows, table.columns, table.header_rows) == (4, 5, 2)


def test_words_between_make_two_tables() -> None:
    text = "序号\t名称\n1\t甲\n\n附件2\n失效文件目录\n\n序号\t名称\n1\t乙\n"
    assert [table.rows for table in tables_of(text)] == [2, 2]


def test_another_header_makes_another_table() -> None:
    assert [table.columns for table in tables_of("序号\t名称\t年份\n1\t甲\t2020\n\n序号\t姓名\n1\t乙\n2\t丙\n")] == [
        3,
        2,
    ]


def test_rows_are_filled_to_one_length() -> None:
    (table,) = tables_of("序号\t措施\t单位\n一、总体要求\n1\t检查\n2\t治疗\t医院\n")
    assert table.cells == (("序号", "措施", "单位"), ("一、总体要求", "", ""), ("1", "检查", ""), ("2", "治疗", "医院"))


def test_a_form_goes_on_after_a_blank_line() -> None:
    assert [table.rows for table in tables_of("单位名称\t\t性质\t\n姓名\t\t职务\t\n\n单位意见\t负责人签字\n")] == [3]


def test_no_table_where_there_are_no_rows() -> None:
    assert tables_of("一、总体要求\n坚持统筹推进。") == ()


HEAD = "序号\t名称\t字号\t年份\n"


def test_a_row_that_the_end_of_a_page_cuts_is_one() -> None:
    (table,) = tables_of(
        f"{HEAD}1\t甲\t云府〔2020〕1号\t2020\n2\t乙的\t云府规\t2021\n\n\t办法\t〔2021〕2号\t\n3\t丙\t云府〔2022〕3号\t2022\n"
    )
    assert table.cells[2:] == (("2", "乙的办法", "云府规〔2021〕2号", "2021"), ("3", "丙", "云府〔2022〕3号", "2022"))


def test_a_row_without_number_in_a_table_that_has_such_rows_is_whole() -> None:
    (table,) = tables_of(
        f"{HEAD}1\t甲\t〔2020〕1号\t2020\n\t乙\t〔2020〕2号\t2020\n2\t丙\t〔2021〕3号\t2021\n\n\t丁\t〔2021〕4号\t2021\n3\t戊\t〔2022〕5号\t2022\n"
    )
    assert table.rows == 6
