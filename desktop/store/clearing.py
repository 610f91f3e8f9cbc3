"""What must follow on the disk when text was removed: files deleted, free pages overwritten, the log emptied.

It is begun in the transaction that removes the text and ended when nothing is left to do, so that a store that was
killed in between does it when it is opened again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from desktop.domain.edits import Json
from desktop.domain.errors import StoreError
from desktop.store.connection import Connection
from desktop.store.files import SourceFiles, named_file_faults
from desktop.store.journal import canonical

_PENDING = "clearing"
"""The setting that lists by SHA-256 the files that must go; there while something is left to do."""


def begin(connection: sqlite3.Connection, files: Sequence[str]) -> None:
    """Note inside the caller's transaction which files must go; what was noted before stays."""
    wanted: list[Json] = [*sorted({*files, *pending(connection)})]
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_PENDING, canonical(wanted)),
    )


def pending(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the files that must go still."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_PENDING,)).fetchone()
    return tuple(str(digest) for digest in json.loads(row[0])) if row is not None else ()


def is_begun(connection: sqlite3.Connection) -> bool:
    """Tell whether something is left to do."""
    return connection.execute("SELECT 1 FROM setting WHERE name = ?", (_PENDING,)).fetchone() is not None


INDEX = "search.sqlite"
"""The file of the search index, which holds nothing that the store cannot give again."""


def finish_at_opening(folder: Path, writer: Connection) -> None:
    """Do what a killed program left to do; the search index, which may hold the text still, is made anew later."""
    with writer.reading() as connection:
        if not is_begun(connection):
            return
    for name in (INDEX, f"{INDEX}-wal", f"{INDEX}-shm"):
        with named_file_faults(folder / name):
            (folder / name).unlink(missing_ok=True)
    finish(writer, SourceFiles(folder))


def finish(writer: Connection, files: SourceFiles) -> bool:
    """Do what is left to do; False where another program held the store, so that it remains for the next time.

    Raises StoreError where a file cannot be deleted.
    """
    with writer.reading() as connection:
        if not is_begun(connection):
            return True
        digests = pending(connection)
    for digest in digests:
        files.delete(digest)
    with suppress(StoreError), writer.resting() as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("VACUUM")
        if not _empty_log(connection):
            return False
        connection.execute("DELETE FROM setting WHERE name = ?", (_PENDING,))
        return _empty_log(connection)
    return False


def _empty_log(connection: sqlite3.Connection) -> bool:
    """Move SQLite's write-ahead log into the database and cut it to nothing; False where somebody reads from it."""
    busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return busy == 0
