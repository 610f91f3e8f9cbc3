"""Verification passes a sound store, finds every change made behind its back, and names the first broken entry."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from desktop.domain.edits import Change, Step, Verb
from desktop.store import Store
from tests.helpers.examples import examples
from tests.store import samples, tampering


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store with an entry of each kind."""
    folder = tmp_path / "store"
    with Store.open(folder) as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        correct = Step(Verb.CORRECT, (Change(1, "field:title", None, {"value": "新题", "spans": [[1, 3]]}),))
        entry = store.apply(correct, "王")
        store.apply(correct.inverse(), "王", undoes=entry.number)
        both = tuple(Change(number, "disclosure", None, "主动公开") for number in (1, 2))
        store.apply(Step(Verb.MARK, both), "李")
        store.apply(Step(Verb.APPROVE, (Change(2, "status", None, "已核准"),)), "李")
        store.apply(
            Step(Verb.CORRECT, (Change(2, "field:issuers", None, {"value": ["云川市公安局"], "spans": []}),)), "李"
        )
        store.note(Verb.EXPORT, {"format": "csv", "count": 1}, "李")
        store.set_place(1, 2)
    return folder


def faults(folder: Path) -> list[tuple[str, int | None]]:
    with Store.open(folder, read_only=True) as store:
        report = store.verify()
    assert all(fault.message_zh for fault in report.faults)
    assert report.ok is (report.faults == ())
    return [(fault.kind, fault.entry_number) for fault in report.faults]


def test_sound_store_passes(folder: Path) -> None:
    with Store.open(folder) as store:
        report = store.verify()
    assert (report.ok, report.faults, report.entries, report.first_broken_entry) == (True, (), 7, None)


@pytest.mark.parametrize(
    ("sql", "kind", "entry"),
    [
        pytest.param("UPDATE journal SET actor = '赵' WHERE number = 4", "chain", 4, id="actor"),
        pytest.param("UPDATE journal SET payload = '{}' WHERE number = 2", "chain", 2, id="payload"),
        pytest.param("DELETE FROM journal WHERE number = 4", "chain", 4, id="entry removed"),
        pytest.param("DELETE FROM journal WHERE number = 1", "chain", 1, id="first entry removed"),
        pytest.param("UPDATE journal SET number = 9 WHERE number = 7", "chain", 7, id="gap"),
        pytest.param("UPDATE journal SET hash = previous, previous = hash WHERE number = 3", "chain", 3, id="swapped"),
        pytest.param("DELETE FROM journal WHERE number > 5", "state", None, id="newest entries removed"),
        pytest.param("DELETE FROM review WHERE facet = 'status'", "state", None, id="facet removed"),
        pytest.param("UPDATE record SET status = '已核准' WHERE id = 1", "state", None, id="approved in the queue"),
        pytest.param("UPDATE journal SET payload = '[]'", "replay", 1, id="payloads of another shape"),
        pytest.param(
            """UPDATE journal SET payload = '{"source": "1", "records": [["a", 1]]}'""", "replay", 1, id="no numbers"
        ),
        pytest.param("UPDATE record SET source_id = 7", "database", None, id="foreign key"),
        pytest.param("DELETE FROM record WHERE id = 2", "state", None, id="record removed"),
        pytest.param("DELETE FROM parsed_record WHERE record_id = 2", "parsed", None, id="claims removed"),
        pytest.param("DELETE FROM parsed_source", "parsed", None, id="text removed"),
        pytest.param("DELETE FROM source", "state", None, id="source removed"),
        pytest.param("DELETE FROM touched WHERE entry = 3", "state", None, id="index of the history"),
        pytest.param("INSERT INTO review VALUES (1, 'status', '\"已核准\"')", "state", None, id="approval slipped in"),
        pytest.param("UPDATE place SET record_id = 9", "state", None, id="place elsewhere"),
        pytest.param("CREATE TABLE other (x)", "database", None, id="table added"),
    ],
)
def test_tampering_is_found(folder: Path, sql: str, kind: str, entry: int | None) -> None:
    with tampering.opened(folder) as connection, tampering.unguarded(connection):
        connection.execute(sql)
    found = faults(folder)
    assert (kind, entry) in found
    if entry is not None:
        assert min(number for _, number in found if number is not None) == entry


def test_trigger_removed_is_found(folder: Path) -> None:
    with tampering.opened(folder) as connection:
        connection.execute("DROP TRIGGER journal_loses_nothing")
    assert faults(folder) == [("database", None)]


@pytest.mark.parametrize("sql", ["UPDATE journal SET actor = '赵'", "DELETE FROM journal"])
def test_journal_refuses_to_be_changed(folder: Path, sql: str) -> None:
    with tampering.opened(folder) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(sql)


def _remove(path: Path) -> None:
    path.unlink()


def _overwrite(path: Path) -> None:
    path.write_bytes(b"?")


@pytest.mark.parametrize("spoil", [_remove, _overwrite])
def test_source_file_spoiled_is_found(folder: Path, spoil: Callable[[Path], None]) -> None:
    for path in (folder / "sources").iterdir():
        spoil(path)
    assert faults(folder) == [("file", None)]


def test_broken_page_is_found(folder: Path) -> None:
    with tampering.opened(folder) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'record'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with (folder / "desk.sqlite").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 64)
    assert "database" in {kind for kind, _ in faults(folder)}


def _flip(folder: Path, times: int, seed: int) -> None:
    random = Random(seed)
    missed = []
    with Store.open(folder, read_only=True) as store, tampering.opened(folder) as connection:
        cells = tampering.cells(connection)
        done = 0
        while done < times:
            cell = random.choice(cells)
            with tampering.unguarded(connection):
                try:
                    put_back = tampering.write(connection, cell, tampering.changed(cell[3], random))
                except sqlite3.IntegrityError:  # a key that another row has: no store can come to this
                    continue
            done += 1
            if store.verify().ok:
                missed.append(cell)
            with tampering.unguarded(connection):
                put_back()
        assert store.verify().ok
    assert missed == []


def test_any_changed_byte_is_found(folder: Path) -> None:
    _flip(folder, examples(300), seed=1)


@pytest.mark.long
def test_any_of_ten_thousand_changed_bytes_is_found(folder: Path) -> None:
    _flip(folder, 10_000, seed=2)
