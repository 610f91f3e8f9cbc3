"""Opening a store: which way its folder allows, whether this program may, and what must be migrated first."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.errors import StoreDamaged, StoreForbidden, StoreMissing, StoreReadOnly, StoreTooNew
from desktop.store import backups, clearing, schema
from desktop.store.connection import DATABASE, Connection
from desktop.store.files import SourceFiles, make_file, make_private, named_file_faults, sync_folder


def open_connections(folder: Path, create: bool, read_only: bool) -> tuple[Connection, Connection | None]:
    """Return a connection for reading, and one for writing where that is wanted and possible."""
    path = _find(folder, create and not read_only)
    if not read_only and _is_writable(path):
        return _open_for_writing(folder, path)
    reader = Connection(path, reading_mode(path), query_only=True)
    try:
        with reader.reading() as connection:
            found = _check_version(connection, path)
        if found == 0:
            raise StoreMissing(path)
        if found < schema.SCHEMA_VERSION:
            raise StoreReadOnly(path, "migration")
    except BaseException:
        reader.close()
        raise
    return reader, None


@contextmanager
def open_for_checks(folder: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection of its own that reads one state of the store, broken text included."""
    path = folder / DATABASE
    connection = Connection(path, reading_mode(path), query_only=True)
    try:
        with connection.reading() as reader:
            reader.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
            yield reader
    finally:
        connection.close()


def _open_for_writing(folder: Path, path: Path) -> tuple[Connection, Connection]:
    writer = Connection(path, "rw")
    try:
        with writer.reading() as connection:
            found = _check_version(connection, path)
        writer.use_log()
        if found < schema.SCHEMA_VERSION:
            if found:
                backups.make(folder, backups.Reason.MIGRATION)
            with writer.writing() as connection:
                _check_version(connection, path)
                schema.migrate(writer.database)
            with named_file_faults(folder):
                sync_folder(folder)
        SourceFiles(folder).clear_unfinished()
        backups.clear_unfinished(folder)
        clearing.finish_at_opening(folder, writer)
        return Connection(path, "rw", query_only=True), writer
    except BaseException:
        writer.close()
        raise


def _find(folder: Path, create: bool) -> Path:
    path = folder / DATABASE
    with named_file_faults(path):
        if folder.exists() and not folder.is_dir():
            raise StoreDamaged(folder, "no folder")
        if create and not path.exists():
            make_private(folder)
            make_file(path)
        if not path.exists():
            raise StoreMissing(path)
        if not path.is_file():
            raise StoreDamaged(path, "no file")
    if not os.access(path, os.R_OK):
        raise StoreForbidden(path)
    return path


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def reading_mode(path: Path) -> str:
    """Return how to open for reading: as a writer would where possible, so that a write-ahead log is seen.

    On a medium that cannot be written SQLite can read only a database whose log is empty.
    """
    if _is_writable(path):
        return "rw"
    log = path.with_name(f"{path.name}-wal")
    return "ro" if log.exists() and log.stat().st_size else "immutable"


def _check_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version found. Raises StoreTooNew, StoreDamaged."""
    found = schema.version(connection)
    if found is None:
        raise StoreDamaged(path, "no store")
    if found > schema.SCHEMA_VERSION:
        raise StoreTooNew(path, str(found))
    if found and not schema.is_complete(connection):
        raise StoreDamaged(path, "tables missing")
    return found
