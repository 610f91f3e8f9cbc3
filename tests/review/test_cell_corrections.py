"""Tables of a document: corrected, copied, written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Table
from desktop.domain.edits import Verb
from desktop.domain.errors import ExportWithheld
from desktop.domain.record import Status
from desktop.domain.text import Span
from desktop.review import tables
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples

START = 60
"""Where the table of the sample begins."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "store") as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        yield Desk(store, "李")


def shown(desk: Desk) -> tuple[tuple[str, ...], ...]:
    record = desk.record(1)
    return tables.filled(record, record.document.tables[0])


def test_corrected_cell_counts_and_the_parsed_one_stays(desk: Desk) -> None:
    done = desk.tables.set_cells(1, START, {(1, 1): "来电"})
    assert done.step.verb is Verb.CELL
    assert shown(desk) == (("序号", "事项"), ("1", "来电"))
    record = desk.record(1)
    assert record.document.tables[0].cells[1] == ("1", "来访")
    assert tables.corrected(record, record.document.tables[0]) == {(1, 1)}


def test_several_cells_are_one_step(desk: Desk) -> None:
    desk.tables.set_cells(1, START, {(1, 0): "一", (1, 1): "来电"})
    desk.undo()
    assert shown(desk)[1] == ("1", "来访")


@pytest.mark.parametrize("text", [None, "来访"], ids=["nothing", "what the parser read"])
def test_cell_is_given_back_to_the_parser(desk: Desk, text: str | None) -> None:
    desk.tables.set_cells(1, START, {(1, 1): "来电"})
    desk.tables.set_cells(1, START, {(1, 1): text})
    assert not desk.record(1).cells


def test_emptied_cell_is_empty(desk: Desk) -> None:
    desk.tables.set_cells(1, START, {(1, 1): ""})
    assert shown(desk)[1] == ("1", "")


def test_same_text_is_no_step(desk: Desk) -> None:
    assert desk.tables.set_cells(1, START, {(1, 1): "来访"}).entry is None


def test_corrected_cell_takes_the_approval_back(desk: Desk) -> None:
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    desk.tables.set_cells(1, START, {(1, 1): "来电"})
    assert desk.record(1).status is Status.PENDING
    desk.undo()
    assert desk.record(1).status is Status.APPROVED


def test_cells_are_told_by_the_journal(desk: Desk) -> None:
    desk.tables.set_cells(1, START, {(0, 0): "号", (1, 1): "𠮷\u202e<b>\x07"})
    assert desk.verify().ok
    assert shown(desk) == (("号", "事项"), ("1", "𠮷\u202e<b>\x07"))


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([["序号", "事项"], ["1", "来访"]], "序号\t事项\n1\t来访"),
        ([["甲\n乙", 'a"b']], '"甲\n乙"\t"a""b"'),
        ([["=1+1", "-3.5%"]], "'=1+1\t-3.5%"),
        ([], ""),
    ],
)
def test_copied_cells_are_plain_text_for_a_spreadsheet(rows: list[list[str]], text: str) -> None:
    assert tables.as_tsv(rows) == text


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t乙\r\n丙\t丁\r\n", (("甲", "乙"), ("丙", "丁"))),
        ('"甲\n乙"\t"a""b"', (("甲\n乙", 'a"b'),)),
        ("'=1+1\t'甲'\t-3", (("=1+1", "'甲'", "-3"),)),
        ("", ()),
        ("长" * 200_000, (("长" * 200_000,),)),
    ],
    ids=["two rows", "quoted", "made inert", "nothing", "beyond the reader's limit"],
)
def test_pasted_text_is_cells(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert tables.from_tsv(text) == rows


CELLS = st.text(st.sampled_from('=+-－@\t\n"，1234.%甲乙𠮷〔〕 '))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=3))
def test_copied_cells_are_the_same_when_they_are_pasted(rows: list[tuple[str, str]]) -> None:
    assert tables.from_tsv(tables.as_tsv(rows)) == tuple(rows)


def test_workbook_holds_the_text_that_counts(desk: Desk, tmp_path: Path) -> None:
    desk.tables.set_cells(1, START, {(1, 1): "=HYPERLINK(1)"})
    path = tmp_path / "表.xlsx"
    assert desk.tables.export(1, path) == 1
    sheet = load_workbook(path)["表1"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["序号", "事项"], ["1", "'=HYPERLINK(1)"]]
    assert sheet.freeze_panes == "A2"
    assert desk.store.entries()[-1].verb is Verb.EXPORT
    assert desk.verify().ok


def test_secret_tables_are_not_written(desk: Desk, tmp_path: Path) -> None:
    desk.correct(1, "secrecy", "秘密★1年")
    with pytest.raises(ExportWithheld):
        desk.tables.export(1, tmp_path / "表.xlsx")
    assert not (tmp_path / "表.xlsx").exists()


def test_table_is_named_by_number_headings_and_size(desk: Desk) -> None:
    record = desk.record(1)
    table = Table(Span(60, 70), (("序号", "事项\n名称", "", "备注", "更多"), ("1", "2", "3", "4", "5")), 1)
    named = replace(record, document=replace(record.document, tables=(table,)))
    assert tables.name_of(named, table, 2) == "表 2　序号、事项 名称、备注（1 行 5 列）"
