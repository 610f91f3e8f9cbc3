"""Notes, tags and answers to hints: what they change, what they leave, and that all of it is undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.errors import ValueRefused
from desktop.domain.record import Record, Status
from desktop.review import remarks
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples

HOSTILE = "<b>粗</b>\u202e倒着\u0000\u0007\t𠮷👨‍👩‍👧\n第二行 &amp; \ud800"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with the records 1 and 2; record 1 has one hint."""
    path = tmp_path / "yunchuan-2026-01.txt"
    path.write_bytes(samples.raw(samples.issue()))
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李青禾")
        desk.keep(samples.issue(), path)
        yield desk


def approve(desk: Desk, record_id: int) -> None:
    desk.mark([record_id], Disclosure.PROACTIVE)
    desk.approve([record_id])


def hint_of(record: Record) -> str:
    return record.document.anomalies[0].identity


@pytest.mark.parametrize("text", [HOSTILE, "两\n行", " 前后有空格 "], ids=["hostile", "lines", "blanks"])
def test_a_note_is_kept_as_it_was_written(desk: Desk, text: str) -> None:
    desk.remarks.note(1, "date", text)
    desk.remarks.note(1, None, text)
    assert desk.record(1).field_notes == {"date": text}
    assert desk.record(1).note == text


def test_an_empty_note_takes_the_note_away(desk: Desk) -> None:
    desk.remarks.note(1, None, "请核对原件")
    assert desk.remarks.note(1, None, " \n ").step.verb is Verb.NOTE
    assert desk.record(1).note == ""


def test_the_same_note_again_is_nothing_new(desk: Desk) -> None:
    desk.remarks.note(1, "title", "甲")
    assert desk.remarks.note(1, "title", "甲").entry is None


def test_a_note_beyond_all_measure_is_refused(desk: Desk) -> None:
    with pytest.raises(ValueRefused):
        desk.remarks.note(1, None, "字" * (remarks.LONGEST_NOTE + 1))


def test_tags_are_added_to_many_and_taken_from_many_in_one_step(desk: Desk) -> None:
    assert len(desk.remarks.tag([1, 2], ["待补", " 重点  件 "]).step.changes) == 2
    assert desk.record(2).tags == ("待补", "重点 件")
    assert desk.remarks.tags_in_use() == ("待补", "重点 件")
    desk.remarks.untag([1, 2], ["待补"])
    assert [desk.record(number).tags for number in (1, 2)] == [("重点 件",)] * 2


@pytest.mark.parametrize("tag", ["", "  ", "长" * 41, "铃\u0007"], ids=["empty", "blank", "long", "control"])
def test_what_can_be_no_tag_is_refused(desk: Desk, tag: str) -> None:
    with pytest.raises(ValueRefused):
        desk.remarks.tag([1], [tag])


def test_an_ignored_hint_is_no_longer_told_and_told_again_on_demand(desk: Desk) -> None:
    identity = hint_of(desk.record(1))
    desk.remarks.ignore(1, identity, "原文如此")
    assert desk.record(1).anomalies == ()
    assert desk.queue()[0].anomalies == 0
    desk.remarks.heed(1, identity)
    assert len(desk.record(1).anomalies) == 1


def test_a_hint_is_not_ignored_without_a_reason(desk: Desk) -> None:
    with pytest.raises(ValueRefused):
        desk.remarks.ignore(1, hint_of(desk.record(1)), " \n")


def test_remarks_leave_an_approval_and_are_undone_beside_it(desk: Desk) -> None:
    approve(desk, 1)
    desk.remarks.note(1, "title", "甲")
    desk.remarks.tag([1], ["乙"])
    desk.remarks.ignore(1, hint_of(desk.record(1)), "原文如此")
    assert desk.record(1).status is Status.APPROVED
    for _ in range(3):
        desk.undo()
    record = desk.record(1)
    assert (record.field_notes, record.tags, record.ignored) == ({}, (), {})
    assert record.status is Status.APPROVED
    for _ in range(3):
        desk.redo()
    record = desk.record(1)
    assert (record.field_notes, record.tags, len(record.ignored)) == ({"title": "甲"}, ("乙",), 1)


def test_steps_for_many_records_follow_from_their_states_alone() -> None:
    states = {1: {}, 2: {"tags": ["甲"], "note": "旧"}}
    assert [change.after for change in remarks.tagged(states, (1, 2), ["乙"], ["甲"]).changes] == [["乙"], ["乙"]]
    assert [change.before for change in remarks.noted(states, (1, 2), None, "新").changes] == [None, "旧"]


def test_everything_said_survives_a_check_of_the_store(desk: Desk) -> None:
    desk.remarks.note(1, "date", HOSTILE)
    desk.remarks.tag([1, 2], ["重点"])
    desk.remarks.ignore(1, hint_of(desk.record(1)), HOSTILE)
    desk.undo()
    assert desk.verify().ok
