"""The register in its table: items as JSON, changed step by step with the journal.

An entry of the register is no record: it may have none, or several. So its changes are no facets but items of their
own, told by their own kind of journal entry, rebuilt by replay and undone like steps.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from desktop.domain.edits import Entry, Json, Verb
from desktop.domain.errors import RegisterStale, StoreDamaged, StoreReadOnly
from desktop.domain.record import Status
from desktop.register import codec
from desktop.register.changes import ItemChange, RegisterStep
from desktop.register.content import Register, changed, read
from desktop.store import journal
from desktop.store.connection import Connection

TABLES = (
    """CREATE TABLE register (
        kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID""",
    f"CREATE INDEX register_entries ON journal (number) WHERE verb = '{Verb.REGISTER.value}'",
)
_CALLED = {
    codec.ENTRY: "台账第 {} 件",
    codec.STATEMENT: "台账里的一条来源记载",
    codec.DOUBT: "第 {} 条待确认的合并",
    codec.CAMPAIGN: "第 {} 次清理",
    codec.DECISION: "一件文件的清理结论",
    codec.OPINION: "起草单位的一条意见",
    codec.SETTING: "台账所用的规则",
}


class RegisterItems:
    """The register of an open store, read whole and kept until its journal goes on."""

    def __init__(self, folder: Path, reader: Connection, writer: Connection | None) -> None:
        """Work on the connections of a store."""
        self._folder, self._reader, self._writer = folder, reader, writer
        self._kept: tuple[int, Register] | None = None

    def last_entry(self) -> int:
        """Return the number of the journal entry that changed the register last, 0 for none."""
        with self._reader.reading() as connection:
            return last_entry(connection)

    def content(self) -> tuple[int, Register]:
        """Return the register, not to be changed, and the number of the entry that it is the state after."""
        with self._reader.reading() as connection:
            number = last_entry(connection)
            if self._kept is None or self._kept[0] != number:
                try:
                    self._kept = number, self._read(connection, number)
                except (ValueError, KeyError, TypeError) as error:
                    raise StoreDamaged(self._folder, str(error)) from error
            return self._kept

    def _read(self, connection: sqlite3.Connection, number: int) -> Register:
        """Return the register; where it was read before, only what the journal tells since is read anew."""
        if self._kept is None or number < self._kept[0]:
            return read(_items(connection))
        rows = connection.execute(
            "SELECT payload FROM journal WHERE verb = ? AND number > ? ORDER BY number",
            (Verb.REGISTER.value, self._kept[0]),
        )
        register = self._kept[1]
        for (payload,) in rows:
            register = changed(register, items_from_json(json.loads(payload)))
        return register

    def newest_entry(self) -> int:
        """Return the number of the last entry of the journal."""
        with self._reader.reading() as connection:
            return int(connection.execute("SELECT max(number) FROM journal").fetchone()[0] or 0)

    def approved_since(self, number: int) -> tuple[int, ...]:
        """Return the approved records that entries after `number` touch."""
        asked = (
            "SELECT id FROM record WHERE status = ? AND number > 0"
            " AND id IN (SELECT record_id FROM touched WHERE entry > ?) ORDER BY id"
        )
        with self._reader.reading() as connection:
            return tuple(row[0] for row in connection.execute(asked, (Status.APPROVED.value, number)))

    def not_approved(self, record_ids: Iterable[int]) -> tuple[int, ...]:
        """Return those of some records that are not approved any more, or that are no documents."""
        asked = (
            "SELECT id FROM record WHERE id IN (SELECT value FROM json_each(?))"
            " AND (status != ? OR number < 1) ORDER BY id"
        )
        with self._reader.reading() as connection:
            return tuple(
                row[0] for row in connection.execute(asked, (json.dumps([*record_ids]), Status.APPROVED.value))
            )

    def value(self, kind: str, key: str) -> Json:
        """Return one item as JSON, None where it is not there."""
        with self._reader.reading() as connection:
            row = connection.execute("SELECT value FROM register WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        value: Json = json.loads(row[0]) if row is not None else None
        return value

    def apply(self, step: RegisterStep, actor: str, undoes: int | None = None) -> Entry:
        """Make a step: its journal entry and its items in one transaction. Raises RegisterStale, StoreReadOnly."""
        if self._writer is None:
            raise StoreReadOnly(self._folder)
        with self._writer.writing() as connection:
            return apply(connection, step, actor, undoes)


def _items(connection: sqlite3.Connection) -> dict[tuple[str, str], Json]:
    rows = connection.execute("SELECT kind, key, value FROM register").fetchall()
    values = json.loads(f"[{','.join(value for _, _, value in rows)}]")  # at once: a third of the time of one by one
    return {(kind, key): value for (kind, key, _), value in zip(rows, values, strict=True)}


def read_texts(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return the stored text of all items by kind and key."""
    return {(kind, key): value for kind, key, value in connection.execute("SELECT kind, key, value FROM register")}


def last_entry(connection: sqlite3.Connection) -> int:
    """Return the number of the journal entry that changed the register last, 0 for none."""
    row = connection.execute("SELECT max(number) FROM journal WHERE verb = ?", (Verb.REGISTER.value,)).fetchone()
    return int(row[0] or 0)


def apply(connection: sqlite3.Connection, step: RegisterStep, actor: str, undoes: int | None) -> Entry:
    """Write a step and its journal entry.

    Raises RegisterStale where an item is not as the step found it; ValueError, KeyError or TypeError for an item that
    cannot be.
    """
    for change in step.changes:
        codec.check(change.kind, change.key, change.after)
        if _stored(connection, change) != _text(change.before):
            raise RegisterStale(called(change.kind, change.key))
        if change.after is None:
            connection.execute("DELETE FROM register WHERE kind = ? AND key = ?", (change.kind, change.key))
        else:
            connection.execute(
                "INSERT INTO register (kind, key, value) VALUES (?, ?, ?)"
                " ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value",
                (change.kind, change.key, journal.canonical(change.after)),
            )
    return journal.append(connection, Verb.REGISTER, step_to_json(step, undoes), actor)


def step_to_json(step: RegisterStep, undoes: int | None) -> Json:
    """Return the payload of a step's entry."""
    items: list[Json] = [[one.kind, one.key, one.before, one.after] for one in step.changes]
    return {"act": step.act, "items": items, "of": undoes}


def items_from_json(payload: Mapping[str, Json]) -> Iterator[ItemChange]:
    """Yield the changes of an entry's payload. Raises ValueError, KeyError or TypeError for other data."""
    listed = payload["items"]
    if not isinstance(listed, list):
        raise ValueError(f"no items: {listed!r}")
    for item in listed:
        if not isinstance(item, list) or len(item) != 4:
            raise ValueError(f"no item: {item!r}")
        kind, key, before, after = item
        if not isinstance(kind, str) or not isinstance(key, str):
            raise ValueError(f"no item: {item!r}")
        yield ItemChange(kind, key, before, after)


def list_files(items: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return the SHA-256 of every list that an item names, each with its name. Raises ValueError for other data."""
    found = {}
    for (kind, key), text in items.items():
        if kind == codec.STATEMENT:
            origin = codec.statement_from_json(int(key), json.loads(text))[1].origin
            if origin.file:
                found[origin.file] = origin.name
    return found


def called(kind: str, key: str) -> str:
    """Return what people call an item."""
    return _CALLED.get(kind, "台账里的一项").format(key)


def _stored(connection: sqlite3.Connection, change: ItemChange) -> str | None:
    row = connection.execute(
        "SELECT value FROM register WHERE kind = ? AND key = ?", (change.kind, change.key)
    ).fetchone()
    return row[0] if row is not None else None


def _text(value: Json) -> str | None:
    return None if value is None else journal.canonical(value)
