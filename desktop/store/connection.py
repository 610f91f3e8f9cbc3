"""One connection to the store's database: how it is opened and locked, and how its faults are named."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING
from urllib.parse import quote

from desktop.domain.errors import (
    DiskFull,
    StoreDamaged,
    StoreError,
    StoreFailing,
    StoreForbidden,
    StoreLocked,
    StoreReadOnly,
    StoreReplaced,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

DATABASE = "desk.sqlite"
BUSY_SECONDS = 3.0

_FAULTS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreLocked,
    sqlite3.SQLITE_LOCKED: StoreLocked,
    sqlite3.SQLITE_PROTOCOL: StoreLocked,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreForbidden,
    sqlite3.SQLITE_AUTH: StoreForbidden,
    sqlite3.SQLITE_CANTOPEN: StoreForbidden,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: StoreFailing,
}
_SPOILT = ("unsupported file format", "malformed database schema", "no such table", "no such column")
"""What SQLite says, under codes of wrong statements and values, of a database whose head or schema was overwritten.

The statements of the program itself are tried against every table that it makes.
"""


@contextmanager
def named_faults(path: Path) -> Iterator[None]:
    """Turn what SQLite reports of the world into a StoreError; a fault of the program passes unchanged."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes a name out of a damaged schema
        raise StoreDamaged(path, "schema") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            if "decode" in str(error):  # text that is no UTF-8 has no code of its own
                raise StoreDamaged(path, str(error)) from error
            raise
        fault = StoreDamaged if any(words in str(error) for words in _SPOILT) else _FAULTS.get(code & 0xFF)
        if fault is None:
            raise
        raise fault(path, str(error)) from error


class Connection:
    """A SQLite connection that several threads may use in turn, each inside one transaction."""

    def __init__(self, path: Path, mode: str, query_only: bool = False) -> None:
        """Open the database file, which must exist. `mode` is "rw", "ro", or "immutable"."""
        self.path = path
        self._lock = RLock()
        with named_faults(path):
            self._connection = sqlite3.connect(
                _uri(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare(query_only)
            except BaseException:
                self._connection.close()
                raise
        self._identity = identity(path)

    @property
    def database(self) -> Database:
        """The connection as sqlite-utils sees it; loading that takes long, and only a migration needs it."""
        from sqlite_utils import Database

        # A connection of the standard library: by itself sqlite_utils prefers pysqlite3 where it is found.
        return Database(self._connection, execute_plugins=False)

    def _prepare(self, query_only: bool) -> None:
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute("PRAGMA trusted_schema = OFF")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA fullfsync = ON")
        self._connection.execute("PRAGMA checkpoint_fullfsync = ON")
        self._connection.execute("PRAGMA cache_size = -32768")  # kibibytes, for the queue of 100,000 documents
        if query_only:
            self._connection.execute("PRAGMA query_only = ON")
        self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def use_log(self) -> None:
        """Let readers and the writer work side by side from now on: SQLite's write-ahead log."""
        with self._lock, named_faults(self.path):
            self._connection.execute("PRAGMA journal_mode = WAL")

    def attach(self, path: Path | None, mode: str, name: str) -> None:
        """Let reads see another database file under a name, an empty one for None. `mode` is as for this one."""
        with self._lock, named_faults(self.path):
            self._connection.execute(f"ATTACH ? AS {name}", (_uri(path, mode) if path is not None else ":memory:",))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for several reads that see one state of the store."""
        with self._lock, named_faults(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._leave()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for one transaction, durable when the block is left without an error, else undone."""
        with self._lock, named_faults(self.path):
            if identity(self.path) != self._identity:
                raise StoreReplaced(self.path)
            # IMMEDIATE: a read that later turns into a write would fail at once instead of waiting for its turn.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                self._leave()

    @contextmanager
    def resting(self) -> Iterator[sqlite3.Connection]:
        """Give the connection outside of any transaction, for what SQLite does to the file as a whole."""
        with self._lock, named_faults(self.path):
            yield self._connection

    def _leave(self) -> None:
        if self._connection.in_transaction:  # a full disk may have ended it already
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connection; the last one to close empties the write-ahead log into the database."""
        with self._lock, named_faults(self.path):
            self._connection.close()


def _uri(path: Path, mode: str) -> str:
    place = quote(os.fsencode(path.absolute().as_posix()))
    options = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return f"file://{'' if place.startswith('/') else '/'}{place}?{options}"


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells this file from another one at the same place."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
