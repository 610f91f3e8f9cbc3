"""Changing a store behind its back, one value at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

TABLES = (
    "journal",
    "source",
    "parsed_source",
    "record",
    "parsed_record",
    "review",
    "touched",
    "claims",
    "setting",
    "person",
    "register",
)

Cell = tuple[str, str, dict[str, int | str], int | str]
"""Table, column, the key of the row, the value."""


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """Give the bare database of a store."""
    with closing(sqlite3.connect(folder / "desk.sqlite", isolation_level=None)) as connection:
        yield connection


@contextmanager
def unguarded(connection: sqlite3.Connection) -> Iterator[None]:
    """Take the journal's triggers away for a while."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)


def cells(connection: sqlite3.Connection) -> list[Cell]:
    """Return every value that is not null, of every table that tells of the review."""
    found: list[Cell] = []
    for table in TABLES:
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        names = [column[1] for column in columns]
        keys = [column[1] for column in columns if column[5]]
        for row in connection.execute(f"SELECT * FROM {table}").fetchall():
            values = dict(zip(names, row, strict=True))
            key = {name: values[name] for name in keys}
            found += [(table, name, key, value) for name, value in values.items() if value is not None]
    return found


def changed(value: int | str, random: Random) -> int | bytes:
    """Return a value with one byte of it changed: a number's lowest byte, any byte of a text."""
    if isinstance(value, int):
        return value ^ random.randrange(1, 256)
    text = bytearray(value.encode())
    if not text:
        return bytes([random.randrange(1, 256)])
    text[random.randrange(len(text))] ^= random.randrange(1, 256)
    return bytes(text)


def write(connection: sqlite3.Connection, cell: Cell, value: int | bytes) -> Callable[[], None]:
    """Write a value into a cell; return how to put the old one back. Raises sqlite3.IntegrityError."""
    table, column, key, old = cell
    marker = "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"
    where = " AND ".join(f"{name} = ?" for name in key)
    connection.execute(f'UPDATE {table} SET "{column}" = {marker} WHERE {where}', (value, *key.values()))
    after = dict(key)
    if column in key:
        after[column] = value if isinstance(value, int) else value.decode("utf-8", "surrogateescape")

    def put_back() -> None:
        # The row is found by its place: a key that is no UTF-8 any more cannot be compared with.
        rows = connection.execute(
            f'UPDATE {table} SET "{column}" = ? WHERE {" AND ".join(_compared(name) for name in after)}',
            (old, *(_raw(item) for item in after.values())),
        )
        assert rows.rowcount == 1

    return put_back


def _compared(name: str) -> str:
    return f"CAST({name} AS BLOB) = CAST(? AS BLOB)"


def _raw(value: int | str) -> int | bytes:
    return value if isinstance(value, int) else value.encode("utf-8", "surrogateescape")
