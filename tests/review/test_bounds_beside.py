"""Documents with bounds drawn by hand beside everything else: reparse, verification, listings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop import paths
from desktop.cli import main
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.queue import Order, QueueFilter
from desktop.parsing.pipeline import parse_file
from desktop.review.desk import Desk
from desktop.store import Store

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with a split document, records 3 and 13, a merged one, 6, and a dropped one, 9."""
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李敏")
        desk.keep(parse_file(SAMPLE), SAMPLE)
        text, span = desk.text(1), desk.record(3).document.span
        desk.bounds.split(3, text.line_span(text.lines_of(span)[0] + 20).start)
        desk.bounds.merge(6)
        desk.bounds.drop(9)
        yield desk


def test_a_reparse_leaves_drawn_and_dropped_records_alone(desk: Desk) -> None:
    before = [desk.record(number) for number in (3, 13, 6, 7, 9)]
    plan = desk.compare(1)
    assert sorted(plan.by_hand) == [3, 6, 7, 9, 13]
    assert (plan.documents, plan.lost, plan.gained) == ({}, (), 0)
    assert desk.reparse(plan) is None
    assert [desk.record(number) for number in (3, 13, 6, 7, 9)] == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claims SET data = replace(data, '云川', '云州')",
        "DELETE FROM claims",
        "INSERT INTO claims (digest, data) VALUES ('0', '{}')",
        "DELETE FROM review WHERE facet = 'claims'",
        "DELETE FROM review WHERE facet = 'dropped'",
        "UPDATE record SET number = 99 WHERE id = 13",
    ],
)
def test_bounds_changed_behind_the_back_are_found(desk: Desk, sql: str) -> None:
    with closing(sqlite3.connect(desk.store.folder / "desk.sqlite", isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)
        for _, trigger in triggers:
            connection.execute(trigger)
    assert not desk.verify().ok


def test_only_standing_documents_are_exported(desk: Desk, tmp_path: Path) -> None:
    standing = [row.id for row in desk.queue()]
    desk.mark(standing, Disclosure.ON_REQUEST)
    desk.approve(standing)
    report = desk.export("csv", tmp_path / "out.csv")
    assert report.count == len(standing) == 11
    assert desk.store.entries()[-1].verb is Verb.EXPORT


def test_the_command_line_lists_only_standing_documents(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.store.close()
    assert main(["records", "--store", str(desk.store.folder)]) == 0
    numbers = [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert numbers == ["1", "2", "3", "13", "4", "5", "6", "8", "10", "11", "12"]


def test_dropped_records_are_listed_apart_in_the_order_of_the_text(desk: Desk) -> None:
    gone = QueueFilter(1, dropped=True)
    listing, summaries = desk.listings.listing(gone, Order(), 9)
    assert list(listing.ids) == [7, 9]
    assert {known.id: known.dropped for known in summaries} == {7: "并入第 7 件", 9: "不是公文"}
    assert desk.listings.totals(1).dropped == desk.listings.totals(None).dropped == 2
    assert list(desk.listings.listing(QueueFilter(1), Order(), 0)[0].ids) == [row.id for row in desk.queue()]


def test_dropped_records_are_searched_like_others(desk: Desk) -> None:
    title = str(desk.record(9).value("title"))
    found, _ = desk.listings.listing(QueueFilter(dropped=True, text=title), Order(), 0)
    assert list(found.ids) == [9]
    assert list(desk.listings.listing(QueueFilter(text=title), Order(), 0)[0].ids) == []


def test_a_record_whose_making_was_undone_is_not_listed_as_dropped(desk: Desk) -> None:
    for _ in range(3):
        desk.undo()
    assert desk.listings.totals(1).dropped == 0
    assert list(desk.listings.listing(QueueFilter(1, dropped=True), Order(), 9)[0].ids) == []
    assert desk.listings.summaries([13]) == ()
