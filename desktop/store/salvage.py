"""What can be brought back of a damaged store: its journal, as far as it holds, made once more on top of a backup."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from desktop.domain.document import ParsedSource
from desktop.domain.edits import CLAIMS, Step, Verb
from desktop.domain.errors import DeskError
from desktop.domain.facets import claims_from_json
from desktop.domain.person import Person
from desktop.register.changes import RegisterStep
from desktop.store import journal, people
from desktop.store.codec import decode_claims, decode_source
from desktop.store.connection import DATABASE, Connection
from desktop.store.files import copy_private, named_file_faults
from desktop.store.register import items_from_json
from desktop.store.replay import Told
from desktop.store.store import Store

_LOG = f"{DATABASE}-wal"
_UNUSABLE = "lost"
"""A hash that no password has: who had one that could not be brought back is given another by the office."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """How far a journal was made once more: the entries that were, those that could not be, and why the first not.

    `stopped` is the number of that entry, None where all were brought back; `why` is one of "chain" (it does not fit
    the one before, or was changed), "data" (what it refers to is lost), "verb" (it cannot be made once more). `known`
    tells whether the journal could be read up to where the other one ends.
    """

    applied: int
    left: int
    stopped: int | None = None
    why: str = ""
    known: bool = True


class Remains:
    """What can still be read of a database, damaged or not. Nothing here raises for damage."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection

    def rows(self, after: int = 0) -> tuple[journal.Row, ...]:
        """Return the entries behind a number as far as they can be read."""
        found: list[journal.Row] = []
        if self._connection is not None:
            with suppress(sqlite3.DatabaseError):
                for row in journal.rows(self._connection, after):
                    found.append(row)  # noqa: PERF402 - what was read before the damage counts
        return tuple(found)

    def holds(self, number: int, sealed: str) -> bool:
        """Tell whether the journal has this entry."""
        return number == 0 or self._one("SELECT hash FROM journal WHERE number = ?", number) == sealed

    def text(self, query: str, key: int | str, digest: str) -> str:
        """Return the text that a query finds. Raises KeyError where it is lost, or not of this digest."""
        found = self._one(query, key)
        if not isinstance(found, str) or journal.digest(found) != digest:
            raise KeyError(digest)
        return found

    def secret(self, name: str) -> str:
        """Return the hash of a person's password, empty where there is none or it is lost."""
        found = self._one("SELECT secret FROM person WHERE name = ?", name)
        return found if isinstance(found, str) else ""

    def places(self) -> tuple[tuple[int, int], ...]:
        """Return where the reviewer was in each source."""
        if self._connection is not None:
            with suppress(sqlite3.DatabaseError):
                return tuple(self._connection.execute("SELECT source_id, record_id FROM place"))
        return ()

    def _one(self, query: str, key: int | str) -> object:
        if self._connection is not None:
            with suppress(sqlite3.DatabaseError):
                row = self._connection.execute(query, (key,)).fetchone()
                return row[0] if row is not None else None
        return None


@contextmanager
def remains(folder: Path) -> Iterator[Remains]:
    """Give what can be read of the store in a folder. A copy is read: looking must not change what is damaged."""
    with named_file_faults(folder):
        looked_at = Path(mkdtemp(dir=folder, prefix="look-", suffix=".part"))
    try:
        for name in (DATABASE, _LOG):
            if (folder / name).is_file():
                with named_file_faults(folder):
                    copy_private(folder / name, looked_at / name)
        with closing(sqlite3.connect(looked_at / DATABASE, isolation_level=None)) as connection:
            yield Remains(connection if _is_readable(connection) else None)
    finally:
        shutil.rmtree(looked_at, ignore_errors=True)


def _is_readable(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT number FROM journal LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


def replay(store: Store, found: Remains, sources: Path) -> Replayed:
    """Make the entries that a store does not have yet once more, in order, until one does not hold.

    `store` is a copy of a backup whose journal the other one goes on from; `sources` is the folder of the source files.
    """
    entries = store.entries()
    number, previous = (entries[-1].number, entries[-1].hash) if entries else (0, journal.GENESIS)
    if not found.holds(number, previous):
        return Replayed(0, 0, known=False)
    rows = found.rows(number)
    again = _Again(store, found, sources)
    for done, row in enumerate(rows):
        if not journal.follows(row, number, previous):
            return Replayed(done, len(rows) - done, row[0], "chain")
        try:
            with journal.again(row):
                again.make(Verb(row[3]), json.loads(row[4]), row[2])
        except _Unmade:
            return Replayed(done, len(rows) - done, row[0], "verb")
        except (DeskError, ValueError, KeyError, TypeError, IndexError):
            return Replayed(done, len(rows) - done, row[0], "data")
        number, previous = row[0], row[6]
    return Replayed(len(rows), 0)


class _Unmade(Exception):
    """An entry of a kind that cannot be made once more."""


class _Again:
    """Makes entries once more through the store's own verbs, so that all that hangs on these follows."""

    def __init__(self, store: Store, found: Remains, sources: Path) -> None:
        self._store = store
        self._found = found
        self._sources = sources

    def make(self, verb: Verb, data: Any, actor: str) -> None:
        """Make one entry. Raises whatever its verb raises; ValueError, KeyError or TypeError where it has no sense."""
        kinds: Mapping[Verb, Callable[[Any, str], object]] = {
            Verb.IMPORT: self._import,
            Verb.REPARSE: self._reparse,
            Verb.RULES: self._choose,
            Verb.COLUMNS: self._columns,
            Verb.REGISTER: self._register,
            Verb.PERSON: self._person,
        }
        kind = kinds.get(verb)
        if kind is not None:
            if kind(data, actor) is None:
                raise ValueError("nothing changed")
        elif "changes" in data:
            step = Step(verb, journal.changes_from_json(data), journal.handed_from_json(data))
            self._store.apply(step, actor, data["of"], drafts=self._drafts(step))
        elif verb in (Verb.EXPORT, Verb.PASSWORD, Verb.RECOVER):
            self._store.note(verb, data, actor)  # the hashes of passwords follow when all is made
        else:
            raise _Unmade(verb)

    def _drafts(self, step: Step) -> list[str]:
        drawn = [claims_from_json(change.after) for change in step.changes if change.facet == CLAIMS]
        query = "SELECT data FROM claims WHERE digest = ?"
        return [self._found.text(query, one[1], one[1]) for one in drawn if one is not None]

    def _parsed(self, source_id: int, digest: str, records: list[tuple[int, str]]) -> ParsedSource:
        data = decode_source(self._found.text(_SOURCE_DATA, source_id, digest))
        texts = [self._found.text(_RECORD_DATA, record_id, known) for record_id, known in records]
        documents = tuple(decode_claims(text).document for text in texts)
        return ParsedSource(data.text, documents, data.issue, data.contents, data.anomalies)

    def _import(self, data: Any, actor: str) -> object:
        parsed = self._parsed(data["source"], data["parsed"], [(one[0], one[1]) for one in data["records"]])
        return self._store.add_source(parsed, self._sources / data["sha256"], actor)

    def _reparse(self, data: Any, actor: str) -> object:
        records = [(one[0], one[2]) for one in data["records"]]
        parsed = self._parsed(data["source"], data["parsed"][1], records)
        documents = {record_id: document for (record_id, _), document in zip(records, parsed.documents, strict=True)}
        return self._store.replace_claims(data["source"], parsed, documents, actor)

    def _choose(self, data: Any, actor: str) -> object:
        return self._store.choose_profile(data["profile"][1], actor)

    def _columns(self, data: Any, actor: str) -> object:
        return self._store.set_column_order(data["order"], data["columns"][1], actor)

    def _register(self, data: Any, actor: str) -> object:
        return self._store.register.apply(RegisterStep(data["act"], tuple(items_from_json(data))), actor, data["of"])

    def _person(self, data: Any, actor: str) -> object:
        person = Person(data["name"], data["office"], tuple(data["roles"]), data["active"])
        return self._store.set_person(person, actor)


_SOURCE_DATA = "SELECT data FROM parsed_source WHERE source_id = ?"
_RECORD_DATA = "SELECT data FROM parsed_record WHERE record_id = ?"


def bring_untold(folder: Path, found: Remains, actor: str) -> None:
    """Bring into a store what its journal does not tell: where the reviewer was, and the hashes of passwords.

    Whose hash is lost cannot sign until another password is set; that is journalled.
    """
    told, lost = Told(), []
    connection = Connection(folder / DATABASE, "rw")
    try:
        with connection.writing() as writer:
            for number, at, _, verb, payload, _, _ in journal.rows(writer):
                told.follow(number, at, verb, payload)
            known = people.secrets(writer)
            for name, person in told.people.items():
                if person.locked and not _fits(told, name, known.get(name, "")):
                    hashed = found.secret(name)
                    if not _fits(told, name, hashed):
                        lost.append(name)
                        continue
                    writer.execute("UPDATE person SET secret = ? WHERE name = ?", (hashed, name))
                elif not person.locked:
                    writer.execute("UPDATE person SET secret = '' WHERE name = ?", (name,))
    finally:
        connection.close()
    with Store.open(folder) as store:
        for name in lost:
            store.set_secret(name, _UNUSABLE, actor)
        for source_id, record_id in found.places():
            with suppress(DeskError):
                store.set_place(source_id, record_id)


def _fits(told: Told, name: str, hashed: str) -> bool:
    return bool(hashed) and told.secrets.get(name) in ("", journal.digest(hashed))
