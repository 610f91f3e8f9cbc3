"""The reviewer's verbs: what each changes, refuses, and takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import ParsedSource
from desktop.domain.edits import Verb
from desktop.domain.errors import (
    ApprovalRefused,
    RecordMissing,
    SourceForbidden,
    SourceMissing,
    StepStale,
    StoreReadOnly,
    ValueRefused,
)
from desktop.domain.record import Correction, Status
from desktop.domain.text import Span
from desktop.parsing import pipeline
from desktop.review.desk import Desk, Done
from desktop.store import Store
from tests.store import samples


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "yunchuan-2026-01.txt"
    path.write_bytes(samples.raw(samples.issue()))
    return path


@pytest.fixture
def desk(tmp_path: Path, path: Path) -> Iterator[Desk]:
    """Return a desk with the records 1 and 2."""
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李")
        desk.keep(samples.issue(), path)
        yield desk


def approved(desk: Desk, *record_ids: int) -> None:
    desk.mark(record_ids, Disclosure.PROACTIVE)
    desk.approve(record_ids)


def test_known_file_is_not_parsed_again(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse_again(*_: object) -> ParsedSource:
        raise AssertionError("parsed again")

    monkeypatch.setattr(pipeline, "parse_file", parse_again)
    renamed = path.rename(path.with_name("another name.txt"))
    assert desk.find(renamed) == desk.open_source(renamed) == 1


def test_new_file_is_parsed_and_kept(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = samples.issue("另")
    monkeypatch.setattr(pipeline, "parse_file", lambda *_: parsed)
    path = tmp_path / "new.txt"
    path.write_bytes(samples.raw(parsed))
    assert desk.find(path) is None
    assert desk.open_source(path) == 2
    assert desk.text(2) == parsed.source
    assert [source.id for source in desk.sources()] == [1, 2]


def test_missing_file_and_folder_are_named(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        desk.open_source(tmp_path / "none.txt")
    with pytest.raises(SourceForbidden):
        desk.open_source(tmp_path)


def test_correction_counts_and_keeps_the_parsed_value(desk: Desk) -> None:
    done = desk.correct(1, "date", "2026-01-13", (Span(5, 9),))
    record = desk.record(1)
    assert (record.value("date"), record.parsed("date"), record.spans("date")) == (
        "2026-01-13",
        "2026-01-12",
        (Span(5, 9),),
    )
    assert not record.is_doubtful("date")
    assert done.entry is not None
    assert (done.entry.verb, done.entry.actor) == (Verb.CORRECT, "李")


def test_correction_to_the_value_that_counts_is_nothing_new(desk: Desk) -> None:
    assert desk.correct(1, "date", "2026-01-12").entry is None
    assert desk.record(1).is_doubtful("date")
    desk.correct(1, "title", "新题", (Span(0, 2),))
    assert desk.correct(1, "title", "新题").entry is None
    assert desk.record(1).spans("title") == (Span(0, 2),)


def test_evidence_alone_can_be_corrected(desk: Desk) -> None:
    assert desk.correct(1, "title", desk.record(1).value("title"), (Span(1, 4),)).entry is not None
    assert desk.record(1).spans("title") == (Span(1, 4),)


@pytest.mark.parametrize(("key", "value"), [("date", "2026-02-30"), ("title", ("a",)), ("issuers", ("a\nb",))])
def test_value_of_another_form_is_refused(desk: Desk, key: str, value: str | tuple[str, ...]) -> None:
    with pytest.raises(ValueRefused):
        desk.correct(1, key, value)
    assert len(desk.store.entries()) == 1


def test_confirmation_settles_a_doubt_without_a_change(desk: Desk) -> None:
    desk.confirm(1, "date")
    record = desk.record(1)
    assert record.corrections["date"] == Correction("2026-01-12")
    assert not record.is_changed("date")
    assert desk.queue()[0].doubts == 1
    assert desk.confirm(1, "date").entry is None


def test_restoring_brings_the_doubt_back(desk: Desk) -> None:
    desk.correct(1, "date", "2026-01-13")
    desk.restore(1, "date")
    assert desk.record(1).corrections == {}
    assert desk.queue()[0].doubts == 2
    assert desk.restore(1, "date").entry is None


def test_marking_many_is_one_step(desk: Desk) -> None:
    done = desk.mark([1, 2, 1], Disclosure.ON_REQUEST)
    assert [row.disclosure for row in desk.queue()] == [Disclosure.ON_REQUEST] * 2
    assert len(done.step.changes) == 2
    assert desk.mark([1, 2], Disclosure.ON_REQUEST).entry is None
    desk.undo()
    assert [row.disclosure for row in desk.queue()] == [None, None]


def test_approval_without_disclosure_is_refused_for_all(desk: Desk) -> None:
    desk.mark([1], Disclosure.PROACTIVE)
    with pytest.raises(ApprovalRefused) as caught:
        desk.approve([1, 2])
    assert (caught.value.record_id, caught.value.missing) == (2, "disclosure")
    assert [row.status for row in desk.queue()] == [Status.PENDING] * 2


def test_approving_twice_is_once(desk: Desk) -> None:
    approved(desk, 1, 2)
    assert [row.status for row in desk.queue()] == [Status.APPROVED] * 2
    assert desk.approve([1, 2]).entry is None
    assert desk.withdraw([2]).entry is not None
    assert [row.status for row in desk.queue()] == [Status.APPROVED, Status.PENDING]


@pytest.mark.parametrize(
    ("act", "status"),
    [
        pytest.param(lambda desk: desk.correct(1, "title", "新题"), Status.PENDING, id="corrected"),
        pytest.param(lambda desk: desk.mark([1], Disclosure.WITHHELD), Status.PENDING, id="marked otherwise"),
        pytest.param(lambda desk: desk.mark([1], None), Status.PENDING, id="mark taken away"),
        pytest.param(lambda desk: desk.confirm(1, "date"), Status.APPROVED, id="confirmed"),
        pytest.param(lambda desk: desk.mark([1], Disclosure.PROACTIVE), Status.APPROVED, id="marked the same"),
    ],
)
def test_approved_record_stays_approved_only_while_its_content_does(
    desk: Desk, act: Callable[[Desk], Done], status: Status
) -> None:
    approved(desk, 1)
    before = desk.record(1)
    done = act(desk)
    assert desk.record(1).status is status
    if done.entry is not None:
        assert len(desk.store.entries()) == done.entry.number
        desk.undo()
        assert desk.record(1) == before


def test_restoring_an_approved_record_takes_the_approval_back(desk: Desk) -> None:
    desk.correct(1, "title", "新题")
    approved(desk, 1)
    desk.restore(1, "title")
    assert desk.record(1).status is Status.PENDING


def test_undo_and_redo_are_entries_of_their_own(desk: Desk) -> None:
    first = desk.correct(1, "title", "新题").entry
    undo, redo = desk.undo(), desk.redo()
    assert first is not None
    assert undo is not None
    assert redo is not None
    assert undo.entry is not None
    assert redo.entry is not None
    assert [entry.verb for entry in desk.store.entries()] == [Verb.IMPORT, Verb.CORRECT, Verb.UNDO, Verb.REDO]
    assert isinstance(undo.entry.payload, dict)
    assert isinstance(redo.entry.payload, dict)
    assert (undo.entry.payload["of"], redo.entry.payload["of"]) == (first.number, undo.entry.number)
    assert desk.record(1).value("title") == "新题"


def test_nothing_to_undo_is_none(desk: Desk) -> None:
    assert desk.undo() is None
    assert desk.redo() is None


def test_new_step_ends_redo(desk: Desk) -> None:
    desk.correct(1, "title", "新题")
    desk.undo()
    desk.correct(1, "title", "另一题")
    assert desk.redo() is None


def test_undo_of_what_another_desk_changed_since_is_refused_and_stays(desk: Desk) -> None:
    other = Desk(desk.store, "王")
    desk.correct(1, "title", "新题")
    other.correct(1, "title", "王的题")
    with pytest.raises(StepStale):
        desk.undo()
    other.undo()
    assert desk.undo() is not None


def test_undo_does_not_change_a_record_that_was_approved_since(desk: Desk) -> None:
    desk.correct(1, "title", "新题")
    approved(Desk(desk.store, "王"), 1)
    with pytest.raises(StepStale) as caught:
        desk.undo()
    assert caught.value.facet == "status"
    assert desk.record(1).value("title") == "新题"


def test_ready_step_is_applied_as_it_is(desk: Desk) -> None:
    done = desk.correct(1, "title", "新题")
    assert done.entry is not None
    undone = desk.apply(done.step.inverse(Verb.UNDO), undoes=done.entry.number)
    assert undone.entry is not None
    assert undone.entry.verb is Verb.UNDO
    assert desk.record(1).corrections == {}


def test_missing_record_is_named(desk: Desk) -> None:
    for act in (desk.record, lambda number: desk.mark([1, number], None), lambda number: desk.approve([number])):
        with pytest.raises(RecordMissing):
            act(99)


def test_actor_can_change(desk: Desk) -> None:
    desk.actor = "王"
    done = desk.correct(1, "title", "新题")
    assert done.entry is not None
    assert done.entry.actor == "王"


def test_place_is_remembered_where_the_store_allows(desk: Desk, tmp_path: Path) -> None:
    desk.remember(1, 2)
    with Store.open(tmp_path / "store", read_only=True) as store:
        reader = Desk(store, "王")
        reader.remember(1, 1)
        assert reader.place(1) == 2
        with pytest.raises(StoreReadOnly):
            reader.correct(1, "title", "新题")
