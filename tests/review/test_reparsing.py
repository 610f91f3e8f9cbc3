"""A better parser refreshes what no person touched, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Document, ParsedSource
from desktop.domain.edits import Verb
from desktop.domain.errors import StepStale
from desktop.domain.record import Status
from desktop.parsing.pipeline import parse_file
from desktop.review.desk import Desk
from desktop.store import Store

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"


def worse(document: Document) -> Document:
    """Return the document as a worse parser would have read it."""
    fields = dict(document.fields)
    fields["title"] = replace(fields["title"], value="旧的标题", flagged=True)
    fields["genre"] = replace(fields["genre"], value="议案")
    return replace(document, fields=fields)


@pytest.fixture(scope="module")
def better() -> ParsedSource:
    return parse_file(SAMPLE)


@pytest.fixture
def desk(better: ParsedSource, tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李敏")
        desk.keep(replace(better, documents=tuple(map(worse, better.documents))), SAMPLE)
        yield desk


def test_a_plan_lists_what_would_differ_and_changes_nothing(desk: Desk, better: ParsedSource) -> None:
    desk.correct(2, "title", "人工的标题")
    before = [desk.record(row.id) for row in desk.queue()]
    plan = desk.compare(1)
    assert {(found.record_id, found.key) for found in plan.differences} == {
        (number, key) for number in range(1, 13) for key in ("title", "genre")
    }
    assert [found.record_id for found in plan.differences if found.kept] == [2]
    assert (plan.lost, plan.gained, plan.approved) == ((), 0, ())
    assert [desk.record(row.id) for row in desk.queue()] == before
    assert plan.parsed.documents == better.documents


def test_a_reparse_keeps_everything_that_a_person_set(desk: Desk, better: ParsedSource) -> None:
    desk.correct(2, "title", "人工的标题")
    desk.confirm(3, "title")
    desk.mark([2, 4], Disclosure.WITHHELD)
    desk.mark([5], Disclosure.PROACTIVE)
    desk.approve([5])
    entry = desk.reparse(desk.compare(1))
    assert entry is not None
    assert entry.verb is Verb.REPARSE

    assert desk.record(2).value("title") == "人工的标题"
    assert desk.record(2).value("genre") == better.documents[1].fields["genre"].value
    assert desk.record(3).value("title") == "旧的标题"
    assert [desk.record(number).disclosure for number in (2, 4)] == [Disclosure.WITHHELD] * 2
    assert (desk.record(5).status, desk.record(5).value("title")) == (Status.APPROVED, "旧的标题")
    assert desk.record(6).document == better.documents[5]
    assert [row.title for row in desk.queue()][5] == better.documents[5].fields["title"].value
    assert desk.verify().ok


def test_the_new_claims_are_there_when_the_store_is_opened_again(desk: Desk, better: ParsedSource) -> None:
    desk.reparse(desk.compare(1))
    with Store.open(desk.store.folder) as store:
        assert store.record(1).document == better.documents[0]
        assert store.verify().ok


def test_a_second_reparse_has_nothing_to_do(desk: Desk) -> None:
    desk.reparse(desk.compare(1))
    assert desk.reparse(desk.compare(1)) is None
    assert len(desk.store.entries()) == 2


def test_a_record_approved_since_the_plan_stops_it_all(desk: Desk) -> None:
    plan = desk.compare(1)
    desk.mark([3], Disclosure.PROACTIVE)
    desk.approve([3])
    with pytest.raises(StepStale):
        desk.reparse(plan)
    assert desk.record(1).value("title") == "旧的标题"
    assert desk.verify().ok


def test_steps_from_before_can_still_be_undone(desk: Desk, better: ParsedSource) -> None:
    desk.correct(2, "title", "人工的标题")
    desk.reparse(desk.compare(1))
    desk.undo()
    assert desk.record(2).value("title") == better.documents[1].fields["title"].value
    assert desk.verify().ok


def test_another_division_into_documents_is_told_and_left_alone(desk: Desk, better: ParsedSource) -> None:
    from desktop.review import reparsing

    records = [desk.record(row.id) for row in desk.queue()]
    plan = reparsing.compare(1, records, replace(better, documents=better.documents[1:]))
    assert plan.lost == (1,)
    plan = reparsing.compare(1, records[1:], better)
    assert plan.gained == 1


def test_a_changed_digest_of_a_reparse_is_found(desk: Desk) -> None:
    import sqlite3

    desk.reparse(desk.compare(1))
    connection = sqlite3.connect(desk.store.folder / "desk.sqlite")
    connection.execute("UPDATE parsed_record SET data = replace(data, '通知', '通报') WHERE record_id = 2")
    connection.commit()
    connection.close()
    assert not desk.verify().ok
