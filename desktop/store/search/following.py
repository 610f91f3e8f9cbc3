"""How the index follows the journal: which documents it lacks, and bringing it up to date in small transactions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from desktop.domain.edits import CLAIMS, DROPPED, Verb, cell_place, facet_key
from desktop.store import journal
from desktop.store.connection import Connection
from desktop.store.search import tables
from desktop.store.search.gathering import gather
from desktop.store.search.tables import Followed

Check = Callable[[], None]
"""Called now and then; what it raises ends the work."""

NEGLIGIBLE = 100
"""Documents that are read at every search rather than taken into the index."""
_MOST_ENTRIES = 500
_LONGEST = 200_000
"""Entries of the journal, and code points of them, that are read at every search."""
_AT_ONCE = 1000
"""Documents in one transaction."""
_LOOK = 50
"""Documents between two looks whether anybody waits still."""
_WHOLE_SOURCE = frozenset((Verb.IMPORT.value, Verb.REPARSE.value, Verb.EXPUNGE.value))


@dataclass(frozen=True, slots=True)
class Backlog:
    """What an index at `followed` lacks of a store whose newest entry is `number` with the hash `sealed`.

    `record_ids` may have changed since, one of them by EXPUNGE if `expunged`; `unfilled` were never in the index.
    `size` is how much of the journal was read to know that, in code points.
    """

    number: int
    sealed: str
    followed: Followed
    record_ids: tuple[int, ...]
    expunged: bool
    unfilled: tuple[int, ...]
    size: int = 0

    @property
    def lacking(self) -> tuple[int, ...]:
        """All records whose documents may be others than those in the index."""
        return tuple(sorted({*self.record_ids, *self.unfilled}))

    @property
    def is_far(self) -> bool:
        """Tell whether it is better to bring the index up to date than to do without at every search."""
        return (
            len(self.lacking) > NEGLIGIBLE
            or 0 < self.followed.number < self.number - _MOST_ENTRIES
            or self.size > _LONGEST
            or self.expunged
            or self.followed.unclean
        )

    @property
    def is_current(self) -> bool:
        """Tell whether the index lacks nothing."""
        return self.followed.number == self.number and not self.unfilled and not self.followed.unclean


def backlog(connection: sqlite3.Connection, followed: Followed | None) -> Backlog:
    """Return what an index lacks; `followed` is None where there is no index.

    An index of another journal, such as before a backup was restored, lacks everything.
    """
    number, sealed = journal.head(connection)
    if followed is not None and followed.number and _hash(connection, followed.number) != followed.sealed:
        followed = None
    if followed is None or (followed.filled == 0 and not followed.number):
        return Backlog(number, sealed, Followed(), (), False, _standing_behind(connection, 0))
    unfilled = _standing_behind(connection, followed.filled) if followed.filled is not None else ()
    changed: set[int] = set()
    expunged, size = False, 0
    for entry, _, _, verb, payload, _, _ in journal.rows(connection, followed.number):
        try:
            changed.update(_changed(connection, verb, payload))
        except ValueError:  # a damaged entry may have changed whatever it touched
            rows = connection.execute("SELECT record_id FROM touched WHERE entry = ?", (entry,))
            changed.update(record_id for (record_id,) in rows)
        expunged |= verb == Verb.EXPUNGE.value
        size += len(payload)
    return Backlog(number, sealed, followed, tuple(sorted(changed)), expunged, unfilled, size)


def _hash(connection: sqlite3.Connection, number: int) -> str | None:
    row = connection.execute("SELECT hash FROM journal WHERE number = ?", (number,)).fetchone()
    return row[0] if row is not None else None


def _standing_behind(connection: sqlite3.Connection, record_id: int) -> tuple[int, ...]:
    rows = connection.execute("SELECT id FROM record WHERE id > ? AND number > 0 ORDER BY id", (record_id,))
    return tuple(known for (known,) in rows)


def _changed(connection: sqlite3.Connection, verb: str, payload: str) -> Iterator[int]:
    """Give the records whose text or values an entry may have changed."""
    data = json.loads(payload)
    if verb in _WHOLE_SOURCE and isinstance(data, dict):
        rows = connection.execute("SELECT id FROM record WHERE source_id = ?", (data.get("source"),))
        yield from (record_id for (record_id,) in rows)
        return
    for change in journal.changes_from_json(data):
        facet = change.facet
        if facet in (CLAIMS, DROPPED) or facet_key(facet) is not None or cell_place(facet) is not None:
            yield change.record_id


class _Overtaken(Exception):
    """Another program works on the same index."""


def follow(reader: Connection, writer: Connection, check: Check) -> None:
    """Bring the index up to date with the store.

    `reader` sees the store, `writer` is the index; neither is used by others meanwhile. What is done is kept when
    `check` raises or the program is killed. Raises StoreError.
    """
    while True:
        check()
        with writer.reading() as index:
            state = tables.followed(index)
        with reader.reading() as store:
            lacking = backlog(store, state)
            try:
                if not lacking.is_current:
                    state = _bring_up(store, writer, state, lacking, check)
            except _Overtaken:
                continue
        if state.unclean:
            _clean(writer, state)
        return


def _bring_up(
    store: sqlite3.Connection, writer: Connection, state: Followed, lacking: Backlog, check: Check
) -> Followed:
    if lacking.followed != state or (state.filled == 0 and not state.number):
        state = _begin(writer, state, lacking)
    for record_ids in _parts(lacking.unfilled):
        check()
        with _turn(writer, state) as index:
            _replace(store, index, record_ids, lacking.number, check)
            state = replace(state, filled=record_ids[-1])
            tables.set_followed(index, state)
    for record_ids in _parts(lacking.record_ids):
        check()
        with _turn(writer, state) as index:
            _replace(store, index, record_ids, lacking.number, check)
    with _turn(writer, state) as index:
        unclean = state.unclean or lacking.expunged
        state = Followed(lacking.number, lacking.sealed, None, unclean)
        tables.set_followed(index, state)
    return state


def _begin(writer: Connection, state: Followed, lacking: Backlog) -> Followed:
    """Make the index anew: it is filled from here on, with what is the state after the newest entry."""
    with _turn(writer, state) as index:
        tables.make(index)
        begun = Followed(lacking.number, lacking.sealed, 0, state.unclean)
        tables.set_followed(index, begun)
    return begun


@contextmanager
def _turn(writer: Connection, state: Followed) -> Iterator[sqlite3.Connection]:
    """Give the index for writing. Raises _Overtaken when it is not as far any more as it was."""
    with writer.writing() as index:
        if tables.followed(index) != state:
            raise _Overtaken
        yield index


def _replace(
    store: sqlite3.Connection, index: sqlite3.Connection, record_ids: Sequence[int], entry: int, check: Check
) -> None:
    """Let the index hold records as they stand after an entry; one that it holds from later stays."""
    known = index.execute(
        "SELECT id FROM document WHERE entry >= ? AND id IN (SELECT value FROM json_each(?))",
        (entry, json.dumps(list(record_ids))),
    )
    newer = {record_id for (record_id,) in known}
    old = [record_id for record_id in record_ids if record_id not in newer]
    tables.remove(index, old)
    documents = gather(store, old)
    while some := tuple(islice(documents, _LOOK)):
        tables.insert(index, some, entry)
        if len(some) == _LOOK:
            check()


def _parts(record_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(record_ids), _AT_ONCE):
        yield record_ids[start : start + _AT_ONCE]


def _clean(writer: Connection, state: Followed) -> None:
    """Overwrite what was taken out of the index: its words in older parts of FTS5's tables, free pages, the log."""
    with writer.writing() as index:
        for table in tables.WORDS:
            index.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    with writer.resting() as index:
        index.execute("PRAGMA temp_store = MEMORY")
        index.execute("VACUUM")
        index.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with _turn(writer, state) as index:
        tables.set_followed(index, replace(state, unclean=False))
    with writer.resting() as index:
        index.execute("PRAGMA wal_checkpoint(TRUNCATE)")
