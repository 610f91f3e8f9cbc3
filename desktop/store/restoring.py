"""Putting a backup in the place of a store. What was there is set aside first and never overwritten."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from desktop.domain.edits import Json, Verb
from desktop.domain.errors import StoreDamaged, StoreLocked
from desktop.store import backups, salvage
from desktop.store.backups import ASIDE, Backup
from desktop.store.connection import BUSY_SECONDS, DATABASE
from desktop.store.files import (
    SOURCES,
    SourceFiles,
    copy_private,
    file_digest,
    make_private,
    named_file_faults,
    sync_folder,
)
from desktop.store.opening import open_for_checks
from desktop.store.salvage import Replayed
from desktop.store.store import Store
from desktop.store.verification import verify

_BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-journal", f"{DATABASE}-shm")
"""What SQLite keeps beside a database; it must never meet another one."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to: `entries` the journal has now, `aside` the folder with what was there before.

    `replayed` tells what was brought back of the entries behind the backup, None where nothing was to be.
    """

    backup: Backup
    entries: int
    aside: Path | None
    replayed: Replayed | None = None


def restore(folder: Path, backup: Backup, actor: str, replay: bool = False) -> Restored:
    """Bring the store in a folder, which no program may have open, back to a backup; journalled.

    With `replay` the entries behind the backup that still hold are made once more on top of it. At every moment,
    killed or not, the folder holds either the old database or the new one. Raises BackupDamaged, StoreLocked,
    DiskFull, StoreDamaged where the outcome would be no sound store, and leaves everything as it is then.
    """
    backups.check(backup)
    make_private(folder)
    with _workplace(folder) as work:
        with named_file_faults(work):
            copy_private(backup.folder / DATABASE, work / DATABASE)
        _bring_files(folder, backup)
        replayed = _replay(folder, work, actor) if replay else None
        with Store.open(work, create=False) as store:
            applied = replayed.applied if replayed is not None else 0
            facts: dict[str, Json] = {"backup": backup.name, "entries": backup.entries, "replayed": applied}
            last = store.note(Verb.RECOVER, facts, actor).number
        _make_sure(folder, work)
        return Restored(backup, last, _put_in_place(folder, work / DATABASE), replayed)


def forecast(folder: Path, backup: Backup) -> Replayed:
    """Return what `restore` with `replay` would bring back. Changes nothing. Raises BackupDamaged, DiskFull."""
    backups.check(backup)
    with _workplace(folder) as work:
        with named_file_faults(work):
            copy_private(backup.folder / DATABASE, work / DATABASE)
        _bring_files(folder, backup)
        return _replay(folder, work, "")


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    with named_file_faults(folder):
        work = Path(mkdtemp(dir=folder, prefix="restore-", suffix=".part"))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _replay(folder: Path, work: Path, actor: str) -> Replayed:
    with salvage.remains(folder) as found:
        with Store.open(work, create=False) as store:
            replayed = salvage.replay(store, found, folder / SOURCES)
        if actor:
            salvage.bring_untold(work, found, actor)
        return replayed


def _bring_files(folder: Path, backup: Backup) -> None:
    """Give the store the source files of a backup that it has lost."""
    files = SourceFiles(folder)
    for digest in backup.files:
        known = files.path(digest)
        with suppress(OSError):
            if file_digest(known) == digest:
                continue
        kept = backups.source_file(backup, digest)
        if kept is not None:
            files.keep(kept, digest)


def _make_sure(folder: Path, work: Path) -> None:
    """Raise StoreDamaged where a database that is to be put in place is not in order; source files may be lost."""
    with open_for_checks(work) as connection:
        faults = [fault for fault in verify(connection, SourceFiles(folder)).faults if fault.kind != "file"]
    if faults:
        raise StoreDamaged(folder, faults[0].message_zh)


def _put_in_place(folder: Path, made: Path) -> Path | None:
    """Let a database take the place of the store's own, and return where that was set aside."""
    path = folder / DATABASE
    aside = None
    with named_file_faults(folder):
        if path.exists():
            _empty_log(path)
            aside = folder / ASIDE / f"{datetime.now():%Y%m%d-%H%M%S-%f}"
            aside.mkdir(parents=True, mode=0o700)
            aside.parent.chmod(0o700)
            for name in (DATABASE, *_BESIDE):
                if (folder / name).exists():
                    copy_private(folder / name, aside / name)
            sync_folder(aside)
            for name in _BESIDE:
                (folder / name).unlink(missing_ok=True)
        os.replace(made, path)
        sync_folder(folder)
    return aside


def _empty_log(path: Path) -> None:
    """Bring all that is in the log of a database into it, as far as it can be read. Raises StoreLocked."""
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        if mode != "delete":
            raise StoreLocked(path)
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreLocked(path, str(error)) from error
    finally:
        if connection is not None:
            connection.close()
