"""A record's life in words, and going back to what it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Anomaly, Document, Table
from desktop.domain.edits import (
    CLAIMS,
    DISCLOSURE,
    DROPPED,
    NOTE,
    PUBLISHED,
    STATUS,
    TAGS,
    Change,
    Entry,
    Json,
    Verb,
    cell_facet,
    field_facet,
    ignored_facet,
    note_facet,
)
from desktop.domain.facets import check_facet, correction_to_json
from desktop.domain.fields import FIELDS, empty_value
from desktop.domain.record import Correction, Record, Status
from desktop.domain.text import Span
from desktop.review import past, saying, telling
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "yunchuan-2026-01.txt"
    path.write_bytes(samples.raw(samples.issue()))
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李青禾")
        desk.keep(samples.issue(), path)
        yield desk


def life(desk: Desk, record_id: int = 1) -> list[str]:
    """Return all that is told of a record, the newest first."""
    told = telling.tell(desk.store.entries(record_id), desk.record(record_id))
    return [" | ".join(part for part in (one.head, *(said.whole for said in one.said)) if part) for one in told]


def entry(
    number: int, verb: Verb, changes: list[Json], of: int | None = None, at: str = "2026-01-12T06:03:00+00:00"
) -> Entry:
    return Entry(number, at, "李青禾", verb, {"changes": changes, "of": of}, "", "")


def test_corrections_are_told_with_both_values(desk: Desk) -> None:
    desk.correct(1, "date", "2026-01-13")
    desk.correct(1, "date", None)
    desk.restore(1, "date")
    assert life(desk)[:3] == [
        "把“成文日期”恢复为识别值，从空改为“2026-01-12”",
        "把“成文日期”从“2026-01-13”改为空",
        "把“成文日期”从“2026-01-12”改为“2026-01-13”",
    ]


def test_confirmations_marks_and_approvals_are_told(desk: Desk) -> None:
    desk.confirm(1, "date")
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    desk.mark([1], Disclosure.WITHHELD)
    assert life(desk)[:4] == [
        "把公开属性由“主动公开”改为“不予公开” | 本件退回待核",
        "核准本件",
        "把公开属性标为“主动公开”",
        "确认“成文日期”为“2026-01-12”",
    ]


def test_the_import_is_where_a_life_begins(desk: Desk) -> None:
    assert life(desk) == ["导入“yunchuan-2026-01.txt”，识别出 2 件文件"]


def test_undoing_names_the_step_and_marks_it(desk: Desk) -> None:
    desk.correct(1, "date", "2026-01-13")
    desk.undo()
    told = telling.tell(desk.store.entries(1), desk.record(1))
    assert [(one.head, one.undone) for one in told[:2]] == [("撤销了第 2 号操作", False), ("", True)]
    desk.redo()
    told = telling.tell(desk.store.entries(1), desk.record(1))
    assert [(one.head, one.undone) for one in told[:3]] == [
        ("重做了第 2 号操作", False),
        ("撤销了第 2 号操作", False),
        ("", False),
    ]


def test_a_step_on_many_says_how_many_more(desk: Desk) -> None:
    desk.mark([1, 2], Disclosure.PROACTIVE)
    assert telling.tell(desk.store.entries(1), desk.record(1))[0].others == 1


def test_remarks_are_told(desk: Desk) -> None:
    identity = desk.record(1).anomalies[0].identity
    desk.remarks.note(1, "date", "请核对原件")
    desk.remarks.note(1, "date", "已核对原件")
    desk.remarks.tag([1], ["甲", "乙"])
    desk.remarks.untag([1], ["甲"])
    desk.remarks.ignore(1, identity, "原文如此")
    desk.remarks.heed(1, identity)
    assert life(desk)[:6] == [
        "重新提示：字号不连续。",
        "忽略提示“字号不连续。”，理由：原文如此",
        "去掉标签“甲”",
        "加上标签“乙”“甲”",
        "把“成文日期”的批注从“请核对原件”改为“已核对原件”",
        "写下“成文日期”的批注：请核对原件",
    ]


def test_the_parsers_value_is_not_named_before_the_text_was_read_anew(desk: Desk) -> None:
    record = desk.record(1)
    corrected: Json = correction_to_json(Correction("2026-01-13"))
    reparse = Entry(3, "2026-01-13T00:00:00+00:00", "李青禾", Verb.REPARSE, {"source": 1}, "", "")
    entries = [entry(2, Verb.CORRECT, [[1, field_facet("date"), None, corrected]]), reparse]
    told = telling.tell(entries, record)
    assert told[0].head.startswith("程序重新识别原文")
    assert told[1].said[0].whole == "把“成文日期”改为“2026-01-13”"


EVERY_FACET: dict[str, Json] = {
    **{
        field_facet(spec.key): correction_to_json(Correction(empty_value(spec.form) if spec.form.is_list else None))
        for spec in FIELDS
    },
    **{note_facet(spec.key): "注" for spec in FIELDS},
    NOTE: "注",
    TAGS: ["甲"],
    DISCLOSURE: "主动公开",
    STATUS: "已核准",
    CLAIMS: {"source": 1, "digest": "0" * 64},
    DROPPED: "目录",
    PUBLISHED: {"at": "2026-03-05", "where": "市政府网站"},
    ignored_facet("number-gap-0123456789abcdef"): "原文如此",
    cell_facet(60, 1, 2): "来访",
}


@pytest.mark.parametrize("verb", list(Verb), ids=[verb.name for verb in Verb])
def test_every_verb_and_every_facet_has_words(desk: Desk, verb: Verb) -> None:
    record = desk.record(1)
    for facet, value in EVERY_FACET.items():
        check_facet(facet, value)
        for before, after in ((None, value), (value, None)):
            told = telling.tell([entry(2, verb, [[1, facet, before, after]], of=1)], record)
            assert len(told) == 1
            assert all(said.whole and "{" not in said.whole and facet not in said.whole for said in told[0].said)
            assert told[0].said


def test_what_is_new_to_this_version_is_told_too(desk: Desk) -> None:
    told = telling.tell([entry(2, Verb.CORRECT, [[1, "future:x", None, 1]])], desk.record(1))
    assert told[0].said[0].whole == "有一处改动"


def test_a_value_of_ten_megabytes_is_told_in_short(desk: Desk) -> None:
    desk.correct(1, "title", "长" * 3_000_000)
    said = telling.tell(desk.store.entries(1), desk.record(1))[0].said[0]
    assert len(said.whole) < 5_000
    assert said.whole.endswith("…”")


def test_the_changes_of_a_step_are_told_before_it_is_made(desk: Desk) -> None:
    said = telling.tell_changes([Change(1, TAGS, None, ["甲"])], Verb.RETURN, desk.record(1))
    assert [one.whole for one in said] == ["加上标签“甲”"]


def test_times_are_local() -> None:
    record = Record(1, 1, 1, samples.issue().documents[0])
    told = telling.tell([entry(2, Verb.MARK, [[1, DISCLOSURE, None, "主动公开"]])], record)
    assert told[0].at == datetime(2026, 1, 12, 6, 3, tzinfo=UTC)
    assert told[0].at.tzinfo is not None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "今天 · 11月21日 星期六"),
        (date(2026, 11, 20), "昨天 · 11月20日 星期五"),
        (date(2026, 1, 5), "1月5日 星期一"),
        (date(2025, 12, 31), "2025年12月31日 星期三"),
    ],
    ids=["today", "yesterday", "this year", "another year"],
)
def test_days_are_named_as_people_name_them(day: date, words: str) -> None:
    assert telling.day_words(day, date(2026, 11, 21)) == words


# Going back


def set_up_three_states(desk: Desk) -> None:
    """Entry 2 corrects, 3 marks, 4 approves, 5 corrects again, 6 notes."""
    desk.correct(1, "date", "2026-01-13", (Span(53, 64),))
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    desk.correct(1, "date", "2026-01-14")
    desk.remarks.note(1, None, "注")


def test_the_state_after_an_entry_follows_from_the_journal(desk: Desk) -> None:
    set_up_three_states(desk)
    entries = desk.store.entries(1)
    for number in range(1, 7):
        then = past.facets_after(entries, 1, number)
        assert (field_facet("date") in then, STATUS in then, NOTE in then) == (number > 1, number == 4, number == 6)
    assert past.facets_after(entries, 1, 6) == desk.store.states([1])[1]


def test_going_back_restores_all_facets_in_one_step_that_can_be_undone(desk: Desk) -> None:
    set_up_three_states(desk)
    now = desk.store.states([1])
    done = desk.returns.to(desk.returns.preview(1, 2))
    assert done.step.verb is Verb.RETURN
    record = desk.record(1)
    assert (record.value("date"), record.disclosure, record.note) == ("2026-01-13", None, "")
    assert record.spans("date") == (Span(53, 64),)
    desk.undo()
    assert desk.store.states([1]) == now
    assert desk.verify().ok


def test_going_back_never_approves(desk: Desk) -> None:
    set_up_three_states(desk)
    plan = desk.returns.preview(1, 4)
    desk.returns.to(plan)
    assert desk.record(1).status is Status.PENDING
    assert past.APPROVAL_STAYS_BACK in plan.remarks


def test_going_back_takes_an_approval_of_other_content_back(desk: Desk) -> None:
    set_up_three_states(desk)
    desk.approve([1])
    plan = desk.returns.preview(1, 3)
    desk.returns.to(plan)
    assert desk.record(1).status is Status.PENDING
    assert past.APPROVAL_GOES in plan.remarks


def test_an_approval_stays_where_only_remarks_go_back(desk: Desk) -> None:
    desk.mark([1], Disclosure.PROACTIVE)
    desk.approve([1])
    desk.remarks.note(1, None, "注")
    desk.returns.to(desk.returns.preview(1, 3))
    assert (desk.record(1).status, desk.record(1).note) == (Status.APPROVED, "")


def test_bounds_stay_and_that_is_said(desk: Desk) -> None:
    record = desk.record(1)
    drawn: Json = {"source": 1, "digest": "0" * 64}
    entries = [
        entry(2, Verb.MARK, [[1, DISCLOSURE, None, "主动公开"]]),
        entry(3, Verb.SPLIT, [[1, CLAIMS, None, drawn]]),
    ]
    plan = past.return_to(record, entries, 2)
    assert plan.step.changes == ()
    assert plan.remarks == (past.BOUNDS_STAY,)


def test_evidence_outside_of_the_bounds_of_today_is_dropped(desk: Desk) -> None:
    record = desk.record(1)
    outside: Json = {"value": "2026-01-13", "spans": [[2, 8], [40, 44]]}
    entries = [
        entry(2, Verb.CORRECT, [[1, field_facet("date"), None, outside]]),
        entry(3, Verb.RESTORE, [[1, field_facet("date"), outside, None]]),
    ]
    assert past.return_to(record, entries, 2).step.changes[0].after == {"value": "2026-01-13", "spans": [[40, 44]]}


def test_a_field_gets_a_value_of_its_past_back(desk: Desk) -> None:
    set_up_three_states(desk)
    said = telling.tell(desk.store.entries(1), desk.record(1))[1].said[0]
    assert (said.key, said.before, said.after) == ("date", "2026-01-13", "2026-01-14")
    desk.returns.field(1, "date", said.old)
    assert desk.record(1).value("date") == "2026-01-13"
    assert desk.record(1).note == "注"


def test_a_life_of_ten_thousand_entries_is_told_in_a_blink(desk: Desk) -> None:
    record = desk.record(1)
    one, other = (correction_to_json(Correction(day)) for day in ("2026-01-13", "2026-01-14"))
    entries = [
        entry(
            number, Verb.CORRECT, [[1, field_facet("date"), one if number % 2 else other, other if number % 2 else one]]
        )
        for number in range(2, 10_002)
    ]
    begun = datetime.now(UTC)
    told = telling.tell(entries, record)
    assert len(told) == 10_000
    assert (datetime.now(UTC) - begun).total_seconds() < 3


def test_payloads_of_any_kind_are_told_without_a_fault(desk: Desk) -> None:
    odd: list[Json] = [
        None,
        [],
        "x",
        {"changes": "x"},
        {"changes": [1, [1], [1, 2, 3, 4]]},
        {"of": "x"},
        {"records": 3},
    ]
    for payload in odd:
        for verb in Verb:
            told = telling.tell([Entry(2, "2026-01-12T06:03:00+00:00", "李", verb, payload, "", "")], desk.record(1))
            assert json.dumps(told[0].head)
            assert told[0].said == ()


def test_a_hint_of_the_source_is_named_by_the_sentences_given(desk: Desk) -> None:
    anomaly = Anomaly("contents", "目录少一条。")
    change = Change(1, ignored_facet(anomaly.identity), None, "原文如此")
    known = saying.Known(desk.record(1), True, {anomaly.identity: anomaly.message})
    assert saying.sentences(change, Verb.IGNORE, known)[0].text == "忽略提示“目录少一条。”，理由：原文如此"


TABLES = tuple(
    Table(Span(start, start + 20), (("序号", "事项"), ("1", "来访"), ("2", "来信")), 1) for start in (60, 90)
)


@pytest.mark.parametrize(
    ("count", "place", "words"),
    [
        (1, (60, 0, 1), "把表格 B 列表头改为“甲”"),
        (1, (60, 2, 0), "把表格 A 列第 2 行改为“甲”"),
        (2, (90, 1, 1), "把表 2 的 B 列第 1 行改为“甲”"),
        (0, (60, 1, 1), "把表格 B 列第 2 行改为“甲”"),
    ],
    ids=["heading", "row below the heading", "one of several", "table that is no more"],
)
def test_cell_is_named_as_where_the_table_is_shown(count: int, place: tuple[int, int, int], words: str) -> None:
    record = Record(1, 1, 1, Document(Span(0, 200), {}, tables=TABLES[:count]))
    change = Change(1, cell_facet(*place), None, "甲")
    assert [said.whole for said in telling.tell_changes([change], Verb.CELL, record)] == [words]
