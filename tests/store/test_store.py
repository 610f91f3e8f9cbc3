"""The store keeps sources, records and the reviewer's place, and gives them back after reopening."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Change, Step, Verb
from desktop.domain.errors import ApprovalRefused, RecordMissing, SourceChanged, SourceMissing, StepStale
from desktop.domain.record import Correction, Status
from desktop.domain.text import Span
from desktop.store import Store
from tests.store import samples

TITLE = "field:title"
NEW = {"value": "新题", "spans": [[1, 3]]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def empty(folder: Path) -> Iterator[Store]:
    with Store.open(folder) as store:
        yield store


@pytest.fixture
def store(empty: Store) -> Store:
    """Return a store that holds source 1 with the records 1 and 2."""
    assert empty.add_source(samples.issue(), samples.raw(samples.issue()), "李") == 1
    return empty


def step(*changes: Change, verb: Verb = Verb.CORRECT) -> Step:
    return Step(verb, changes)


def test_source_comes_back_after_reopening(folder: Path, store: Store) -> None:
    store.close()
    parsed = samples.issue()
    with Store.open(folder) as again:
        assert again.text(1) == parsed.source
        assert again.issue(1) == parsed.issue
        assert again.contents(1) == parsed.contents
        assert again.source_anomalies(1) == parsed.anomalies
        assert [again.record(row.id).document for row in again.queue()] == list(parsed.documents)
        assert again.source_path(1).read_bytes() == samples.raw(parsed)


def test_queue_sums_up_each_document(store: Store) -> None:
    first, second = store.queue(1)
    assert (first.number, first.title, first.doc_number, first.genre) == (
        1,
        "云川市人民政府关于印发云川市信访工作规定的通知",
        "云政发〔2026〕1号",
        "通知",
    )
    assert (first.doubts, first.anomalies, first.first_page, first.last_page) == (2, 1, 1, 2)
    assert (second.number, second.doubts, second.status, second.disclosure) == (2, 1, Status.PENDING, None)


def test_known_file_is_kept_once(store: Store) -> None:
    parsed = samples.issue()
    assert store.add_source(parsed, samples.raw(parsed), "王") == 1
    assert store.find_source(parsed.source.sha256) == 1
    assert len(store.queue()) == 2
    assert len(store.entries()) == 1


def test_each_source_has_its_own_records(store: Store) -> None:
    other = samples.issue("另")
    other_id = store.add_source(other, samples.raw(other), "李")
    assert [row.id for row in store.queue(1)] == [1, 2]
    assert [row.id for row in store.queue(other_id)] == [3, 4]
    assert [(row.source_id, row.number) for row in store.queue()] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_file_changed_since_parsing_is_refused(empty: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("别的内容")
    with pytest.raises(SourceChanged):
        empty.add_source(samples.issue(), path, "李")
    assert empty.queue() == ()
    assert list((tmp_path / "store" / "sources").iterdir()) == []


def test_file_gone_since_parsing_is_named(empty: Store, tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        empty.add_source(samples.issue(), tmp_path / "gone.txt", "李")


def test_kept_file_that_was_damaged_is_mended_by_importing_again(store: Store) -> None:
    parsed = samples.issue()
    store.source_path(1).write_bytes(b"?")
    assert not store.verify().ok
    store.add_source(parsed, samples.raw(parsed), "李")
    assert store.verify().ok


def test_step_changes_state_and_queue_together(store: Store) -> None:
    entry = store.apply(step(Change(1, TITLE, None, NEW)), "王")
    record = store.record(1)
    assert record.corrections == {"title": Correction("新题", (Span(1, 3),))}
    assert store.queue()[0].title == "新题"
    assert (entry.number, entry.actor, entry.verb) == (2, "王", Verb.CORRECT)
    assert entry.payload == {"changes": [[1, TITLE, None, NEW]], "of": None}


def test_inverse_step_leads_back(store: Store) -> None:
    before = (store.record(1), store.queue())
    change = step(Change(1, TITLE, None, NEW), Change(1, "disclosure", None, "主动公开"))
    entry = store.apply(change, "王")
    undo = store.apply(change.inverse(), "王", undoes=entry.number)
    assert (store.record(1), store.queue()) == before
    assert isinstance(undo.payload, dict)
    assert undo.payload["of"] == entry.number


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(Change(1, TITLE, NEW, None), id="field"),
        pytest.param(Change(1, "disclosure", "主动公开", None), id="disclosure"),
        pytest.param(Change(1, "status", "已核准", None), id="status"),
    ],
)
def test_stale_step_changes_nothing(store: Store, change: Change) -> None:
    good = Change(2, TITLE, None, NEW)
    with pytest.raises(StepStale) as caught:
        store.apply(step(good, change), "王")
    assert (caught.value.record_id, caught.value.facet) == (1, change.facet)
    assert store.record(2).corrections == {}
    assert len(store.entries()) == 1


def test_truth_is_not_taken_for_a_number(store: Store) -> None:
    facet = "field:normative"
    store.apply(step(Change(1, facet, None, {"value": True, "spans": []})), "王")
    with pytest.raises(StepStale):
        store.apply(step(Change(1, facet, {"value": 1, "spans": []}, None)), "王")


def test_step_on_missing_record_is_refused(store: Store) -> None:
    with pytest.raises(RecordMissing):
        store.apply(step(Change(1, TITLE, None, NEW), Change(99, TITLE, None, NEW)), "王")
    with pytest.raises(RecordMissing):
        store.record(99)
    assert len(store.entries()) == 1


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        ("field:title", "bare"),
        ("field:title", {"value": 3, "spans": []}),
        ("field:title", {"value": "x", "spans": [[5, 1]]}),
        ("field:issuers", {"value": "x", "spans": []}),
        ("field:unknown", {"value": "x", "spans": []}),
        ("disclosure", "公开"),
        ("status", "待核"),
        ("colour", "red"),
    ],
)
def test_value_that_cannot_be_is_refused(store: Store, facet: str, value: object) -> None:
    with pytest.raises((ValueError, KeyError)):
        store.apply(step(Change(1, facet, None, value)), "王")  # type: ignore[arg-type]
    assert len(store.entries()) == 1


def test_approval_needs_disclosure_whatever_the_step(store: Store) -> None:
    approve = Change(1, "status", None, "已核准")
    with pytest.raises(ApprovalRefused):
        store.apply(step(approve), "王")
    store.apply(step(Change(1, "disclosure", None, "主动公开"), approve), "王")
    with pytest.raises(ApprovalRefused):
        store.apply(step(Change(1, "disclosure", "主动公开", None)), "王")
    assert store.record(1).disclosure is Disclosure.PROACTIVE


def test_held_facet_that_changed_refuses_the_step(store: Store) -> None:
    hold = Change(1, "status", None, None)
    store.apply(step(Change(1, "disclosure", None, "主动公开"), Change(1, "status", None, "已核准")), "王")
    with pytest.raises(StepStale):
        store.apply(step(Change(1, TITLE, None, NEW)), "王", held=(hold,))


def test_entries_of_a_record_are_those_that_touch_it(store: Store) -> None:
    store.apply(step(Change(1, TITLE, None, NEW)), "王")
    store.apply(step(Change(2, TITLE, None, NEW)), "王")
    store.note(Verb.EXPORT, {"count": 0}, "王")
    assert [entry.number for entry in store.entries(1)] == [1, 2]
    assert [entry.number for entry in store.entries(2)] == [1, 3]
    assert [entry.verb for entry in store.entries()] == [Verb.IMPORT, Verb.CORRECT, Verb.CORRECT, Verb.EXPORT]


def test_place_is_remembered(folder: Path, store: Store) -> None:
    assert store.place(1) is None
    store.set_place(1, 2)
    store.set_place(1, 1)
    store.close()
    with Store.open(folder) as again:
        assert again.place(1) == 1
        assert again.sources()[0].place == 1
        assert len(again.entries()) == 1


def test_place_in_another_source_is_refused(store: Store) -> None:
    with pytest.raises(RecordMissing):
        store.set_place(1, 99)


def test_hostile_texts_are_kept_as_they_are(store: Store) -> None:
    hostile = "'); DROP TABLE journal; --\x00\u202e=cmd|'/c calc'!A1<b>𠮷\ud800"
    store.apply(step(Change(1, TITLE, None, {"value": hostile, "spans": []})), hostile.replace("\ud800", ""))
    assert store.record(1).value("title") == hostile
    assert store.queue()[0].title == hostile.replace("\ud800", "?")
    assert store.verify().ok


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile's folders private by itself")
@pytest.mark.usefixtures("store")
def test_only_the_owner_may_read(folder: Path) -> None:
    modes = {path.relative_to(folder).parts[0]: path.stat().st_mode & 0o777 for path in folder.rglob("*")}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert set(modes) >= {"desk.sqlite", "desk.sqlite-wal", "sources"}
    for path in folder.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_commits_reach_the_medium_before_they_return(folder: Path) -> None:
    with Store.open(folder) as store:
        assert store._writer is not None
        database = store._writer.database.conn
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA synchronous").fetchone() == (2,)
        assert database.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_threads_take_their_turn(store: Store) -> None:
    failures: list[BaseException] = []

    def work(thread: int) -> None:
        try:
            for turn in range(25):
                store.note(Verb.EXPORT, {"thread": thread, "turn": turn}, "李")
                store.record(1)
                store.queue()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [entry.number for entry in store.entries()] == list(range(1, 102))
    assert store.verify().ok
