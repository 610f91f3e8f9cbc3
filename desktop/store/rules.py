"""Which rules the office of a store decides by."""

from __future__ import annotations

import sqlite3

from desktop.disclosure.rulebook import DEFAULT
from desktop.domain.edits import Entry, Verb
from desktop.store import journal

_PROFILE = "profile"


def profile(connection: sqlite3.Connection) -> str:
    """Return the key of the profile that was chosen last."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_PROFILE,)).fetchone()
    return str(row[0]) if row is not None else DEFAULT


def choose_profile(connection: sqlite3.Connection, name: str, actor: str) -> Entry | None:
    """Set the profile, with its journal entry; None where it is that one already."""
    before = profile(connection)
    if before == name:
        return None
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_PROFILE, name),
    )
    return journal.append(connection, Verb.RULES, {"profile": [before, name]}, actor, ())
