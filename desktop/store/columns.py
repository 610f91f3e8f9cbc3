"""The orders of columns that an office saved for its lists (目录), each under a name; columns stand by their keys."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from desktop.domain.edits import Entry, Json, Verb
from desktop.store import journal

_NAME = "columns"


def orders(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the orders by their names."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_NAME,)).fetchone()
    found: dict[str, list[str]] = json.loads(row[0]) if row is not None else {}
    return found


def set_order(connection: sqlite3.Connection, name: str, keys: Sequence[str] | None, actor: str) -> Entry | None:
    """Save an order, with its journal entry, or remove it where `keys` is None; None where nothing changes."""
    known = orders(connection)
    before = known.get(name)
    after = list(keys) if keys is not None else None
    if before == after:
        return None
    told: dict[str, Json] = {known_name: [*known_keys] for known_name, known_keys in known.items()}
    if after is None:
        del told[name]
    else:
        told[name] = [*after]
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_NAME, journal.canonical(told)),
    )
    payload: Json = {"order": name, "columns": [_as_json(before), _as_json(after)]}
    return journal.append(connection, Verb.COLUMNS, payload, actor, ())


def _as_json(keys: Sequence[str] | None) -> Json:
    return [*keys] if keys is not None else None
