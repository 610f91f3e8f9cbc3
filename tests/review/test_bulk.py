"""One edit of many documents: planned row by row, made as one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.errors import PatternRefused, StepStale
from desktop.domain.record import Status
from desktop.review.bulk import BulkEdit, Replace, Retag, SetDisclosure, SetField, replacer
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples

ALL = (1, 2, 3, 4)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two issues of two documents: 通知 and 人事任免 each."""
    with Store.open(tmp_path / "store") as store:
        for extra in ("", "另"):
            parsed = samples.issue(extra)
            store.add_source(parsed, samples.raw(parsed), "李")
        yield Desk(store, "李")


def make(desk: Desk, edit: BulkEdit, chosen: tuple[int, ...] = ALL) -> None:
    desk.bulk.make(desk.bulk.plan(ALL, edit), chosen)


def test_plan_shows_before_and_after_and_changes_nothing(desk: Desk) -> None:
    rows = desk.bulk.plan(ALL, SetField("column", "市政府文件"))
    assert [(row.record_id, row.number, row.before, row.after) for row in rows] == [
        (1, 1, "", "市政府文件"),
        (2, 2, "", "市政府文件"),
        (3, 1, "", "市政府文件"),
        (4, 2, "", "市政府文件"),
    ]
    assert desk.record(1).value("column") is None


def test_edit_is_one_step_in_the_chosen_documents(desk: Desk) -> None:
    make(desk, SetField("column", "市政府文件"), (1, 4))
    assert [desk.record(number).value("column") for number in ALL] == ["市政府文件", None, None, "市政府文件"]
    done = desk.undo()
    assert done is not None
    assert [desk.record(number).value("column") for number in ALL] == [None] * 4
    assert [entry.verb for entry in desk.store.entries()][-2:] == [Verb.BULK, Verb.UNDO]
    assert desk.verify().ok


def test_documents_that_have_the_value_are_left_out_of_the_plan(desk: Desk) -> None:
    assert [row.record_id for row in desk.bulk.plan(ALL, SetField("genre", "通知"))] == [2, 4]


def test_list_is_set_item_by_item(desk: Desk) -> None:
    make(desk, SetField("issuers", "云川市人民政府\n云川市财政局"), (2,))
    assert desk.record(2).value("issuers") == ("云川市人民政府", "云川市财政局")


def test_value_that_cannot_be_is_refused_in_words(desk: Desk) -> None:
    rows = desk.bulk.plan((1,), SetField("date", "2026-02-30"))
    assert not rows[0].changes
    assert "2026-02-30" in rows[0].refused
    assert desk.bulk.make(rows, ALL).entry is None


@pytest.mark.parametrize(
    ("edit", "value"),
    [
        (Replace("issuers", "云川市", "云川县"), ("云川县人民政府", "云川县信访局")),
        (Replace("issuers", "^云川市(.+)局$", r"市\1局", is_pattern=True), ("云川市人民政府", "市信访局")),
        (Replace("issuers", ".", "", is_pattern=False), None),
        (Replace("issuers", "^云川市信访局$", "", is_pattern=True), ("云川市人民政府",)),
        (Replace("doc_number", "云政发", "云政规"), "云政规〔2026〕1号"),
        (Replace("doc_number", r"\1", "x"), None),
        (Replace("doc_number", "1号", r"\1号"), r"云政发〔2026〕\1号"),
    ],
    ids=["plain", "pattern", "a dot is a dot", "item emptied", "text", "backslash sought", "backslash put in"],
)
def test_text_is_found_and_replaced(desk: Desk, edit: Replace, value: object) -> None:
    before = desk.record(1).value(edit.key)
    make(desk, edit)
    assert desk.record(1).value(edit.key) == (before if value is None else value)


def test_case_is_ignored_on_demand() -> None:
    assert replacer(Replace("title", "gb/t", "GB/T", any_case=True))("Gb/T 9704") == "GB/T 9704"
    assert replacer(Replace("title", "gb/t", "x"))("GB/T 9704") == "GB/T 9704"


@pytest.mark.parametrize("pattern", ["(", "[", "(?P<n>a)(?P<n", "*"])
def test_what_is_no_pattern_is_refused(desk: Desk, pattern: str) -> None:
    with pytest.raises(PatternRefused):
        desk.bulk.plan(ALL, Replace("title", pattern, "", is_pattern=True))


def test_replacement_that_names_no_group_is_refused(desk: Desk) -> None:
    with pytest.raises(PatternRefused):
        desk.bulk.plan(ALL, Replace("title", "云川", r"\7", is_pattern=True))


def test_pattern_that_takes_too_long_is_stopped() -> None:
    slow = replacer(Replace("title", "(x+x+)+y", "", is_pattern=True))
    with pytest.raises(PatternRefused):
        slow("x" * 3000)


@given(st.text(max_size=20), st.text(max_size=8), st.text(max_size=8), st.text(max_size=20))
def test_plain_replacement_is_that_of_the_language(head: str, find: str, put: str, tail: str) -> None:
    if find:
        text = head + find + tail
        assert replacer(Replace("title", find, put))(text) == text.replace(find, put)


def test_mark_and_tags_are_set_in_bulk(desk: Desk) -> None:
    make(desk, SetDisclosure(Disclosure.WITHHELD))
    make(desk, Retag(more=("待查", "人事")))
    make(desk, Retag(fewer=("待查",)), (1, 2))
    assert {desk.record(number).disclosure for number in ALL} == {Disclosure.WITHHELD}
    assert [desk.record(number).tags for number in ALL] == [("人事",), ("人事",), ("人事", "待查"), ("人事", "待查")]
    assert [row.tags for row in desk.queue(2)] == [("人事", "待查")] * 2


def test_approved_document_goes_back_for_review_and_the_plan_says_so(desk: Desk) -> None:
    desk.mark([1, 2], Disclosure.PROACTIVE)
    desk.approve([1, 2])
    rows = desk.bulk.plan(ALL, SetField("genre", "通知"))
    assert [(row.record_id, row.reopened) for row in rows] == [(2, True), (4, False)]
    desk.bulk.make(rows, ALL)
    assert [desk.record(number).status for number in (1, 2)] == [Status.APPROVED, Status.PENDING]
    desk.undo()
    assert desk.record(2).status is Status.APPROVED


def test_tags_leave_an_approval_alone(desk: Desk) -> None:
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    make(desk, Retag(more=("人事",)))
    assert desk.record(1).status is Status.APPROVED


def test_document_changed_since_the_plan_stops_the_whole_step(desk: Desk) -> None:
    rows = desk.bulk.plan(ALL, SetField("genre", "决定"))
    desk.correct(3, "genre", "公告")
    with pytest.raises(StepStale):
        desk.bulk.make(rows, ALL)
    assert desk.record(1).value("genre") == "通知"


def test_document_approved_since_the_plan_stops_the_whole_step(desk: Desk) -> None:
    rows = desk.bulk.plan(ALL, SetField("genre", "决定"))
    desk.mark([3], Disclosure.PROACTIVE)
    desk.approve([3])
    with pytest.raises(StepStale):
        desk.bulk.make(rows, ALL)


def test_number_of_no_document_is_passed_over(desk: Desk) -> None:
    assert [row.record_id for row in desk.bulk.plan((1, 99), SetField("genre", "决定"))] == [1]
