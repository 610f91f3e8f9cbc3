"""The journal: append-only, numbered without gaps, each entry sealed with the hash of the one before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from desktop.domain.edits import STATUS, Change, Entry, Json, Step, Verb
from desktop.domain.record import Status

GENESIS = "0" * 64
"""The `previous` of the first entry."""

HANDED = "handed"
"""The key of a payload that lists what another store told."""
COLUMNS = "number, at, actor, verb, payload, previous, hash"

Row = tuple[int, str, str, str, str, str, str]
"""An entry as it is stored: number, time, actor, verb, payload, previous hash, hash."""

_AGAIN: ContextVar[Row | None] = ContextVar("again", default=None)


def canonical(data: Json) -> str:
    """Return the one spelling of JSON that is hashed and compared."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate from a broken file name or font
        return json.dumps(data, sort_keys=True, separators=(",", ":"))
    return text


def storable(text: str) -> str:
    """Return a text with its lone surrogates, which no column can hold, replaced."""
    return text.encode("utf-8", "replace").decode()


def digest(text: str) -> str:
    """Return the SHA-256 of a text in hex."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def seal(number: int, at: str, actor: str, verb: str, payload: str, previous: str) -> str:
    """Return the hash of an entry; `payload` is the text as stored."""
    return digest(canonical([number, at, actor, verb, payload, previous]))


def follows(row: Row, number: int, previous: str) -> bool:
    """Tell whether a stored entry is whole and comes right after the one with this number and hash."""
    return row[0] == number + 1 and row[5] == previous and seal(*row[:6]) == row[6]


@contextmanager
def again(row: Row) -> Iterator[None]:
    """Let the entry that is written within the block be one that was written before, to the last byte.

    Writing raises ValueError where it would be another.
    """
    token = _AGAIN.set(row)
    try:
        yield
    finally:
        _AGAIN.reset(token)


def append(connection: sqlite3.Connection, verb: Verb, payload: Json, actor: str, touched: Iterable[int] = ()) -> Entry:
    """Write the next entry inside the caller's transaction, and which records it touches.

    Raises ValueError inside `again`, where it is not the entry that was written before.
    """
    known = _AGAIN.get()
    last, previous = head(connection)
    number = last + 1
    at = known[1] if known is not None else datetime.now(UTC).isoformat(timespec="microseconds")
    text, actor = canonical(payload), storable(actor)
    sealed = seal(number, at, actor, verb.value, text, previous)
    if known is not None and sealed != known[6]:
        raise ValueError(f"entry {number} was another")
    connection.execute(
        f"INSERT INTO journal ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, at, actor, verb.value, text, previous, sealed),
    )
    connection.executemany(
        "INSERT INTO touched (record_id, entry) VALUES (?, ?)", ((record_id, number) for record_id in touched)
    )
    return Entry(number, at, actor, verb, payload, previous, sealed)


def rows(connection: sqlite3.Connection, after: int = 0) -> Iterator[Row]:
    """Return the entries behind the number `after` as stored, in order."""
    return connection.execute(f"SELECT {COLUMNS} FROM journal WHERE number > ? ORDER BY number", (after,))


def row(connection: sqlite3.Connection, number: int) -> Row:
    """Return one entry as stored. Raises KeyError."""
    found: Row | None = connection.execute(f"SELECT {COLUMNS} FROM journal WHERE number = ?", (number,)).fetchone()
    if found is None:
        raise KeyError(number)
    return found


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the number and the hash of the newest entry; 0 and GENESIS where there is none."""
    row = connection.execute("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row is not None else (0, GENESIS)


def entries(connection: sqlite3.Connection, record_id: int | None = None) -> tuple[Entry, ...]:
    """Return the entries in order; of one record those that touch it, its import included."""
    where = "" if record_id is None else "WHERE number IN (SELECT entry FROM touched WHERE record_id = ?)"
    found = connection.execute(
        f"SELECT {COLUMNS} FROM journal {where} ORDER BY number", () if record_id is None else (record_id,)
    )
    return tuple(map(entry_of, found))


def entry_of(row: Row) -> Entry:
    """Return an entry as it is stored. Raises ValueError for an unknown verb or a payload that is no JSON."""
    number, at, actor, verb, payload, previous, sealed = row
    return Entry(number, at, actor, Verb(verb), json.loads(payload), previous, sealed)


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a record, and when (ISO 8601 in UTC)."""

    actor: str
    at: str


def approvals(connection: sqlite3.Connection) -> dict[int, Approval]:
    """Return the last approval of every record that was ever approved."""
    found: dict[int, Approval] = {}
    rows = connection.execute(
        "SELECT actor, at, payload FROM journal WHERE verb NOT IN (?, ?) ORDER BY number",
        (Verb.IMPORT.value, Verb.EXPORT.value),
    )
    for actor, at, payload in rows:
        if Status.APPROVED.value in payload:
            data = json.loads(payload)
            for change in changes_from_json(data):
                if change.facet == STATUS and change.after == Status.APPROVED.value:
                    found[change.record_id] = _approved_there(data, change.record_id) or Approval(actor, at)
    return found


def _approved_there(payload: Json, record_id: int) -> Approval | None:
    """Return who approved a record in the other store that an entry took it over from."""
    last = None
    for line in handed_from_json(payload) if isinstance(payload, dict) else ():
        match line:
            case [number, facet, str(at), str(actor), _, _, after] if (number, facet) == (record_id, STATUS):
                last = Approval(actor, at) if after == Status.APPROVED.value else None
    return last


def step_to_json(step: Step, undoes: int | None) -> Json:
    """Return the payload of a step's entry."""
    changes: list[Json] = [[change.record_id, change.facet, change.before, change.after] for change in step.changes]
    payload: dict[str, Json] = {"changes": changes, "of": undoes}
    return {**payload, HANDED: [*step.handed]} if step.handed else payload


def handed_from_json(payload: Mapping[str, Json]) -> tuple[Json, ...]:
    """Return what a step's payload keeps of another store. Raises ValueError for other data."""
    listed = payload.get(HANDED, [])
    if not isinstance(listed, list):
        raise ValueError(f"no lines: {listed!r}")
    return tuple(listed)


def changes_from_json(payload: Json) -> tuple[Change, ...]:
    """Return the changes of an entry's payload; none for an import or an export. Raises ValueError for other data."""
    if not isinstance(payload, dict):
        raise ValueError(f"no payload: {payload!r}")
    listed = payload.get("changes", [])
    if not isinstance(listed, list):
        raise ValueError(f"no changes: {listed!r}")
    changes = []
    for item in listed:
        if not isinstance(item, list) or len(item) != 4:
            raise ValueError(f"no change: {item!r}")
        record_id, facet, before, after = item
        if not isinstance(record_id, int) or not isinstance(facet, str):
            raise ValueError(f"no change: {item!r}")
        changes.append(Change(record_id, facet, before, after))
    return tuple(changes)
