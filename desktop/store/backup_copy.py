"""Copying a store's database and source files while it is in use, and checking what was copied."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from desktop.domain.errors import DiskFull, StoreDamaged
from desktop.store import emptied, journal, schema
from desktop.store.connection import DATABASE, Connection, named_faults
from desktop.store.files import copy_private, file_digest, make_file, named_file_faults, sync_folder

_PAGES = 256
"""Pages of the database that are copied in one go: some milliseconds."""
_CALLS = 20_000
"""Steps of SQLite's engine between two looks at whether a check is to stop."""
_DIGEST = 64

Stopped = Callable[[], bool]


class Abandoned(Exception):
    """The making of a backup was stopped from outside; nothing of it is left."""


def never() -> bool:
    """Let a copy go on to its end."""
    return False


def copy_database(folder: Path, target: Path, stopped: Stopped, spare: int) -> int:
    """Copy one state of a store's database into a file without a write-ahead log; return its schema version.

    Raises DiskFull where less than `spare` bytes would be left on the medium; StoreDamaged, Abandoned.
    """
    path = folder / DATABASE
    if not path.is_file():
        raise StoreDamaged(path, "no file")
    free = shutil.disk_usage(target.parent).free
    if free < path.stat().st_size + spare:
        raise DiskFull(target.parent.parent, "backup")
    make_file(target)

    def turn(_status: int, _remaining: int, _total: int) -> None:
        if stopped():
            raise Abandoned

    source = Connection(path, "rw" if os.access(path, os.W_OK) else "ro", query_only=True)
    try:
        # The one reading transaction keeps the state: without it every change from outside would begin the copy anew.
        with source.reading() as reader, closing(sqlite3.connect(target, isolation_level=None)) as copy:
            version = schema.version(reader)
            with named_faults(target):
                reader.backup(copy, pages=_PAGES, progress=turn)
                copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        source.close()
    with named_file_faults(target), target.open("r+b") as file:
        os.fsync(file.fileno())
    if version is None:
        raise StoreDamaged(path, "no store")
    return version


def checked(path: Path, blamed: Path, stopped: Stopped) -> tuple[int, str, int]:
    """Check a copied database; return the number and hash of its newest entry and how many records it has.

    Raises StoreDamaged about `blamed`, Abandoned.
    """
    connection = Connection(path, "immutable", query_only=True)
    try:
        with connection.reading() as reader:
            reader.set_progress_handler(lambda: int(stopped()), _CALLS)
            for (message,) in reader.execute("PRAGMA integrity_check(1)"):
                if message != "ok":
                    raise StoreDamaged(blamed, str(message))
            head = _checked_chain(reader, blamed)
            reader.set_progress_handler(None, 0)
            return *head, int(reader.execute("SELECT count(*) FROM record").fetchone()[0])
    except sqlite3.OperationalError as error:
        if stopped():
            raise Abandoned from error
        raise StoreDamaged(blamed, str(error)) from error
    finally:
        connection.close()


def _checked_chain(reader: sqlite3.Connection, blamed: Path) -> tuple[int, str]:
    number, previous = 0, journal.GENESIS
    seals = emptied.named(reader)
    for row in journal.rows(reader):
        is_whole = emptied.row_seal(row) == seals[row[0]] if row[0] in seals else journal.seal(*row[:6]) == row[6]
        if not is_whole or row[0] != number + 1 or row[5] != previous:
            raise StoreDamaged(blamed, f"journal entry {row[0]}")
        number, previous = row[0], row[6]
    return number, previous


def keep_files(sources: Path, pool: Path, linked: bool, stopped: Stopped) -> Iterator[str]:
    """Keep each intact source file in the pool, and tell its digest; a damaged one must not take an intact one's place.

    `linked` shares the content where the medium can, which takes no room.
    """
    with named_file_faults(pool):
        pool.mkdir(exist_ok=True, mode=0o700)
        for path in sorted(sources.glob("*")):
            if len(path.name) != _DIGEST:
                continue
            if stopped():
                raise Abandoned
            target = pool / path.name
            if not target.exists() and file_digest(path) == path.name:
                if linked:
                    with suppress(OSError):
                        os.link(path, target)
                if not target.exists():
                    copy_private(path, target)
            if target.exists():
                yield path.name
        sync_folder(pool)
