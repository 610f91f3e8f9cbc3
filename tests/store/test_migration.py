"""A store of an older version opens as one of today, with everything in it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.errors import DiskFull, StoreDamaged
from desktop.domain.record import Status
from desktop.store import Store, backup_copy, backups, schema
from desktop.store.backups import Reason
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


VERSIONS = pytest.mark.parametrize("version", sorted(path.stem for path in STORES.glob("*.sql")))


@VERSIONS
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


def dumped(folder: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{folder / DATABASE}?mode=ro", uri=True)) as connection:
        return [*connection.iterdump(), str(connection.execute("PRAGMA user_version").fetchone())]


@VERSIONS
def test_older_store_is_backed_up_before_it_is_changed(tmp_path: Path, version: str) -> None:
    folder = written(tmp_path / "store", version)
    before = dumped(folder)
    Store.open(folder).close()
    (backup,) = backups.listed(folder)
    assert (backup.reason, backup.version) == (Reason.MIGRATION, int(version[-1]))
    assert dumped(backup.folder) == before
    backups.check(backup)
    Store.open(folder).close()
    assert backups.listed(folder) == (backup,)


def test_fresh_store_needs_no_backup(tmp_path: Path) -> None:
    Store.open(tmp_path / "store").close()
    assert not (tmp_path / "store" / "backups").exists()


def test_store_that_cannot_be_backed_up_is_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path / "store", "version-1")
    before = dumped(folder)

    def full(*_: object) -> None:
        raise DiskFull(folder)

    monkeypatch.setattr(backup_copy, "copy_private", full)
    monkeypatch.setattr(backups, "copy_database", full)
    with pytest.raises(DiskFull):
        Store.open(folder)
    assert dumped(folder) == before
    monkeypatch.undo()
    Store.open(folder).close()


def test_damaged_older_store_is_not_changed(tmp_path: Path) -> None:
    folder = written(tmp_path / "store", "version-2")
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER journal_keeps_entries")
        connection.execute("UPDATE journal SET actor = '赵' WHERE number = 2")
    before = dumped(folder)
    with pytest.raises(StoreDamaged):
        Store.open(folder)
    assert dumped(folder) == before


_DIE_IN_THE_MIDDLE = """
import os, signal, sys
from pathlib import Path
from desktop.store import Store, schema
step = schema._MIGRATIONS[int(sys.argv[2])]
def dying(database):
    step(database)
    database.execute("CREATE TABLE half (x)")
    os.kill(os.getpid(), signal.SIGKILL)
dying.__name__ = step.__name__
schema._MIGRATIONS = tuple(dying if one is step else one for one in schema._MIGRATIONS)
Store.open(Path(sys.argv[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of POSIX")
@pytest.mark.parametrize("version", ["version-1", f"version-{schema.SCHEMA_VERSION - 1}"])
def test_migration_that_is_killed_leaves_the_old_version(tmp_path: Path, version: str) -> None:
    folder = written(tmp_path / "store", version)
    before = dumped(folder)
    step = str(schema.SCHEMA_VERSION - 1)  # the last one, when all others are done
    line = [sys.executable, "-c", _DIE_IN_THE_MIDDLE, str(folder), step]
    done = subprocess.run(line, cwd=STORES.parents[2], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-9, "")
    assert dumped(folder) == before
    with Store.open(folder) as store:
        store.add_source(samples.issue(), samples.raw(samples.issue()), "李")
        assert store.verify().ok
