"""The people of a store, with the secrets that guard their signatures; the journal tells no secret."""

from __future__ import annotations

import json
import sqlite3

from desktop.domain.edits import Entry, Json, Verb
from desktop.domain.person import Person
from desktop.store import journal

TABLE = """CREATE TABLE person (
    name TEXT PRIMARY KEY, office TEXT NOT NULL, roles TEXT NOT NULL, active INTEGER NOT NULL,
    secret TEXT NOT NULL) STRICT, WITHOUT ROWID"""


def people(connection: sqlite3.Connection) -> tuple[Person, ...]:
    """Return everybody, by name."""
    rows = connection.execute("SELECT name, office, roles, active, secret FROM person ORDER BY name")
    return tuple(
        Person(name, office, tuple(json.loads(roles)), bool(active), bool(secret))
        for name, office, roles, active, secret in rows
    )


Row = tuple[str, str, int, bool]
"""Of a person: the office, the roles as JSON, whether active, and whether there is a password."""


def rows(connection: sqlite3.Connection) -> dict[str, Row]:
    """Return what is stored of everybody, by name."""
    asked = "SELECT name, office, roles, active, secret != '' FROM person"
    return {
        name: (office, roles, active, bool(locked)) for name, office, roles, active, locked in connection.execute(asked)
    }


def row(person: Person) -> Row:
    """Return what is stored of a person."""
    return person.office, journal.canonical([*person.roles]), int(person.active), person.locked


def secret(connection: sqlite3.Connection, name: str) -> str:
    """Return the hash of a person's password, empty where there is none or no such person."""
    row = connection.execute("SELECT secret FROM person WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row is not None else ""


def set_person(connection: sqlite3.Connection, person: Person, actor: str) -> Entry | None:
    """Take a person in, or change one; the password stays as it is. None where nothing changes."""
    known = next((one for one in people(connection) if one.name == person.name), None)
    if known is not None and (known.office, known.roles, known.active) == (person.office, person.roles, person.active):
        return None
    connection.execute(
        "INSERT INTO person (name, office, roles, active, secret) VALUES (?, ?, ?, ?, '') ON CONFLICT (name)"
        " DO UPDATE SET office = excluded.office, roles = excluded.roles, active = excluded.active",
        (person.name, person.office, journal.canonical([*person.roles]), int(person.active)),
    )
    return journal.append(connection, Verb.PERSON, told(person), actor, ())


def set_secret(connection: sqlite3.Connection, name: str, hashed: str, actor: str) -> Entry:
    """Set or take away the hash of a password. Raises KeyError for a person who is not there."""
    changed = connection.execute("UPDATE person SET secret = ? WHERE name = ?", (hashed, name))
    if changed.rowcount != 1:
        raise KeyError(name)
    return journal.append(connection, Verb.PASSWORD, told_secret(name, hashed), actor, ())


def secrets(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the hashes of all passwords that are set, by name."""
    return dict(connection.execute("SELECT name, secret FROM person WHERE secret != ''"))


def told_secret(name: str, hashed: str) -> Json:
    """Return what the journal tells of a password: that it is set, and a digest by which another hash is noticed."""
    digest: dict[str, Json] = {"digest": journal.digest(hashed)} if hashed else {}
    return {"of": name, "set": bool(hashed), **digest}


def note_wrong(connection: sqlite3.Connection, name: str, actor: str) -> Entry:
    """Write down that a wrong password was tried."""
    return journal.append(connection, Verb.PASSWORD, {"of": name, "wrong": True}, actor, ())


def told(person: Person) -> Json:
    """Return what the journal tells of a person."""
    return {"name": person.name, "office": person.office, "roles": [*person.roles], "active": person.active}
