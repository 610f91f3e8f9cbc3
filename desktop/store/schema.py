"""The tables of the store and the ordered migrations that make them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from desktop.store import people, register, summaries

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x47425A53
SCHEMA_VERSION = 6

_TABLES = (
    """CREATE TABLE journal (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, verb TEXT NOT NULL,
        payload TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT""",
    """CREATE TRIGGER journal_keeps_entries BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_loses_nothing BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TABLE source (
        id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
        heading TEXT NOT NULL, pages INTEGER NOT NULL, imported_at TEXT NOT NULL) STRICT""",
    "CREATE TABLE parsed_source (source_id INTEGER PRIMARY KEY REFERENCES source(id), data TEXT NOT NULL) STRICT",
    """CREATE TABLE record (
        id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source(id), number INTEGER NOT NULL,
        title TEXT NOT NULL, doc_number TEXT NOT NULL, "column" TEXT NOT NULL, genre TEXT NOT NULL,
        status TEXT NOT NULL, disclosure TEXT, doubts INTEGER NOT NULL, anomalies INTEGER NOT NULL,
        first_page INTEGER, last_page INTEGER, UNIQUE (source_id, number)) STRICT""",
    "CREATE TABLE parsed_record (record_id INTEGER PRIMARY KEY REFERENCES record(id), data TEXT NOT NULL) STRICT",
    """CREATE TABLE review (
        record_id INTEGER NOT NULL REFERENCES record(id), facet TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (record_id, facet)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE touched (
        record_id INTEGER NOT NULL REFERENCES record(id), entry INTEGER NOT NULL REFERENCES journal(number),
        PRIMARY KEY (record_id, entry)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE place (
        source_id INTEGER PRIMARY KEY REFERENCES source(id),
        record_id INTEGER NOT NULL REFERENCES record(id)) STRICT""",
)


def first_tables(database: Database) -> None:
    """Make the journal, the parsed sources and records, and the state of their review."""
    for statement in _TABLES:
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")


_BOUNDS_AND_QUEUE = (
    "CREATE TABLE claims (digest TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "ALTER TABLE record ADD COLUMN issuers TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE record ADD COLUMN date TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE record ADD COLUMN changed INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE record ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE record ADD COLUMN noted INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE record ADD COLUMN codes TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE record ADD COLUMN start INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE record ADD COLUMN search TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE record ADD COLUMN title_key TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX record_by_title ON record (title_key, source_id, number) WHERE number > 0",
    "CREATE INDEX record_by_date ON record (date, source_id, number) WHERE number > 0",
)


def bounds_and_queue(database: Database) -> None:
    """Make room for claims within bounds that a person drew, and for what the queue filters by."""
    for statement in _BOUNDS_AND_QUEUE:
        database.execute(statement)
    summaries.write_all(database.conn)
    database.execute("PRAGMA user_version = 2")


_QUEUE_INDEXES = (
    """CREATE INDEX record_for_queue ON record (
        source_id, number, search, status, disclosure, doubts, changed, noted, date, title_key) WHERE number > 0""",
    "CREATE INDEX record_by_doubts ON record (doubts DESC, source_id, number) WHERE number > 0",
)


def queue_indexes(database: Database) -> None:
    """Keep beside the wide rows what the queue filters and orders by: a list of 100,000 is read from it alone."""
    for statement in _QUEUE_INDEXES:
        database.execute(statement)
    database.execute("PRAGMA user_version = 3")


def rules_and_people(database: Database) -> None:
    """Make room for what holds for the whole store, and for the people who sign."""
    database.execute(people.TABLE)
    database.execute("CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
    database.execute("PRAGMA user_version = 4")


def search_order(database: Database) -> None:
    """Keep the documents in the order of their hits, newest first, beside all that a search filters by."""
    database.execute(
        "CREATE INDEX record_for_search ON record ("
        'date DESC, source_id, number, status, disclosure, genre, "column", issuers) WHERE number > 0'
    )
    database.execute("PRAGMA user_version = 5")


def register_of_documents(database: Database) -> None:
    """Make room for the register (台账), and find its entries in the journal."""
    for statement in register.TABLES:
        database.execute(statement)
    database.execute("PRAGMA user_version = 6")


_MIGRATIONS = (
    first_tables,
    bounds_and_queue,
    queue_indexes,
    rules_and_people,
    search_order,
    register_of_documents,
)
"""In their order."""


def version(connection: sqlite3.Connection) -> int | None:
    """Return the schema version, 0 for a database without any table, None for a database of another program."""
    number = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
        return number if number > 0 else None
    return None if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] else 0


def migrate(database: Database) -> None:
    """Bring the store to `SCHEMA_VERSION` inside the caller's transaction."""
    from sqlite_utils import Migrations

    migrations = Migrations("gongbao-desk")
    for step in _MIGRATIONS:
        migrations()(step)
    migrations.apply(database)


def definitions(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the SQL of every table, index and trigger by its name."""
    return {name: sql or "" for name, sql in connection.execute("SELECT name, sql FROM sqlite_master")}


def guards(names: Sequence[str]) -> tuple[str, ...]:
    """Return the statements that make triggers of the first version, by name."""
    return tuple(next(sql for sql in _TABLES if sql.startswith(f"CREATE TRIGGER {name} ")) for name in names)


TABLES = frozenset(("journal", "source", "parsed_source", "record", "parsed_record", "review", "touched", "place"))
"""The tables of every version."""


def is_complete(connection: sqlite3.Connection) -> bool:
    """Tell whether every table is there."""
    return definitions(connection).keys() >= TABLES


@cache
def expected_definitions() -> Mapping[str, str]:
    """Return the `definitions` of a store as this program makes it."""
    from sqlite_utils import Database

    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(Database(connection, execute_plugins=False))
        return definitions(connection)
    finally:
        connection.close()
