"""Catalogues in gazettes of other layouts: which tables are some, what their heading says, where their cells stand."""

from __future__ import annotations

import pytest

from desktop.domain.document import Document, Table
from desktop.domain.text import SourceText, Span
from desktop.parsing import catalogue, register_rows

HEAD = "序号\t文件名称\t发文字号\t施行时间"
ROWS = ("1\t云川市植树办法\t云府发〔2019〕3号\t2019.5.1", "2\t云川市护林办法\t云府发〔2020〕7号\t2020/6/1")


def gazette(*lines: str, header_rows: int = 1) -> tuple[SourceText, Document]:
    """Return a text whose rows with tabs are the document's one table, repeated heads left out."""
    text = "\n".join(lines)
    rows = [line for line in lines if "\t" in line]
    start = text.index(rows[0])
    end = text.rindex(rows[-1]) + len(rows[-1])
    cells = tuple(tuple(cell.strip() for cell in row.split("\t")) for row in dict.fromkeys(rows))
    table = Table(Span(start, end), cells, header_rows)
    return SourceText("公报.txt", "0" * 64, "txt", text), Document(Span(0, len(text)), {}, (table,))


def test_the_heading_gives_the_verdict_that_no_column_has() -> None:
    source, document = gazette("附件2", "失效的市政府规范性文件目录", "", HEAD, *ROWS)
    (found,) = catalogue.catalogues(source, document)
    assert (found.heading, found.verdict) == ("失效的市政府规范性文件目录", "失效")
    rows = catalogue.rows_of(source, found.table)
    listed = register_rows.read(rows, found.columns, verdict=found.verdict).listed
    assert [one.said["verdict"].value for one in listed] == ["失效", "失效"]
    assert [one.said["effective"].value for one in listed] == ["2019-05-01", "2020-06-01"]


def test_a_heading_of_two_verdicts_gives_none() -> None:
    source, document = gazette("废止和失效的规范性文件目录", HEAD, *ROWS)
    assert catalogue.catalogues(source, document)[0].verdict == ""


def test_cells_stand_where_they_are_printed_over_pages_and_repeated_heads() -> None:
    source, document = gazette("规范性文件目录", HEAD, ROWS[0], "", "市政府文件", "", HEAD, ROWS[1])
    (found,) = catalogue.catalogues(source, document)
    rows = catalogue.rows_of(source, found.table)
    assert len(rows) == 2
    for row in rows:
        assert [source.slice(span) for span in row.spans] == list(row.cells)


def test_a_row_that_a_page_cuts_has_the_place_of_its_first_part() -> None:
    first, rest = "1\t云川市植\t云府发〔2019〕\t2019.5.1", "\t树办法\t3号\t"
    text = "\n".join(("规范性文件目录", HEAD, first, "", rest, ROWS[1]))
    cells = (
        tuple(HEAD.split("\t")),
        ("1", "云川市植树办法", "云府发〔2019〕3号", "2019.5.1"),
        tuple(ROWS[1].split("\t")),
    )
    source = SourceText("公报.txt", "0" * 64, "txt", text)
    rows = catalogue.rows_of(source, Table(Span(8, len(text)), cells, 1))
    assert source.slice(rows[0].spans[1]) == "云川市植"
    assert [source.slice(span) for span in rows[1].spans] == list(rows[1].cells)


@pytest.mark.parametrize(
    "lines",
    [
        ("序号\t姓名\t职务\t电话", "1\t甲\t乙\t0000"),
        ("序号\t标题\t文号\t施行日期", "1\t甲\t无\t", "2\t乙\t/\t", "3\t丙\t丁\t"),
        ("序号\t标题\t文号", "1\t甲\t云府发〔2020〕1号"),
    ],
    ids=["no documents", "no numbers", "neither day nor verdict"],
)
def test_other_tables_are_no_catalogues(lines: tuple[str, ...]) -> None:
    assert catalogue.catalogues(*gazette("名单", *lines)) == ()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("确定继续有效52件，废止与失效73件，拟修改发布4件。", [52, 73, 4]),
        ("决定保留（继续有效）三十三件、废止二十件、失效5件。", [33, 20, 5]),
        ("全年办理来信120件。", []),
    ],
)
def test_numbers_of_an_announcement_are_read(text: str, want: list[int]) -> None:
    assert [count for _, count in catalogue.told_counts(text)] == want
