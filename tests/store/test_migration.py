"""A store of an older version opens as one of today, with everything in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Status
from desktop.store import Store, schema
from desktop.store.connection import DATABASE
from tests.store import samples

STORES = Path(__file__).parent / "stores"


def written(folder: Path, version: str) -> Path:
    """Return a store as an older program left it."""
    folder.mkdir(mode=0o700)
    connection = sqlite3.connect(folder / DATABASE)
    connection.executescript((STORES / f"{version}.sql").read_text("utf-8"))
    connection.close()
    return folder


def test_every_older_version_is_at_hand() -> None:
    assert {path.stem for path in STORES.glob("*.sql")} == {f"version-{n}" for n in range(1, schema.SCHEMA_VERSION)}


@pytest.mark.parametrize("version", sorted(path.stem for path in STORES.glob("*.sql")))
def test_older_store_opens_whole(tmp_path: Path, version: str) -> None:
    folder = written(tmp_path / "store", version)
    with Store.open(folder) as store:
        store.add_source(
            samples.issue(), samples.raw(samples.issue()), "李"
        )  # brings the file that the dump leaves out
        first, second = store.queue()
        assert (first.issuers, first.date, first.changed) == ("云川市人民政府、云川市信访局", "2026-01-13", 1)
        assert (second.status, second.disclosure) == (Status.APPROVED, Disclosure.PROACTIVE)
        assert store.record(1).value("date") == "2026-01-13"
        assert store.place(1) == 2
        assert store.verify().ok
