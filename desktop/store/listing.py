"""What the queue shows: the records that a filter lets through, in order, their rows in slices, and their counts."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.domain.edits import DROPPED, Verb
from desktop.domain.facets import text_from_json
from desktop.domain.queue import Facet, FacetCounts, Listing, Order, OrderBy, QueueFilter, Totals, words
from desktop.domain.record import RecordSummary, Status
from desktop.store.connection import Connection
from desktop.store.journal import storable
from desktop.store.summaries import SUMMARY, summary_of

MOST_VALUES = 2000
"""Values of a facet that are told; rarer ones are left out."""

_FIRST_LOOK = 500
_NOT_BY_PEOPLE = f"'{Verb.IMPORT.value}', '{Verb.EXPORT.value}', '{Verb.REPARSE.value}'"
# A payload ends with the number of the entry that it takes back: …,"of":123}
_TAKEN_BACK = (
    "SELECT CAST(substr(payload, length(rtrim(payload, '}0123456789')) + 1) AS INTEGER) FROM journal"
    f" WHERE verb IN ('{Verb.UNDO.value}', '{Verb.REDO.value}')"
)
_BY_PERSON = (
    f"SELECT number FROM journal WHERE actor = ? AND verb NOT IN ({_NOT_BY_PEOPLE}, '{Verb.UNDO.value}')"
    f" AND number NOT IN ({_TAKEN_BACK})"
)
"""The steps in a person's name that still stand."""
_LAST_STEPS = (
    "SELECT record_id FROM touched"
    f" WHERE entry IN (SELECT number FROM journal WHERE verb NOT IN ({_NOT_BY_PEOPLE}))"
    " GROUP BY record_id ORDER BY max(entry) {0}"
)
"""The records that people worked on, in the order of the last step on each."""
_DROPPED = f"EXISTS (SELECT 1 FROM review WHERE record_id = record.id AND facet = '{DROPPED}')"
_AS_PRINTED = "source_id {0}, start {0}, id {0}"
"""The order of the source for what was dropped, whose numbers say nothing."""
_ORDERS = {
    OrderBy.SOURCE: "source_id {0}, record.number {0}",
    OrderBy.DATE: "{1}date {0}, source_id, record.number",
    OrderBy.TITLE: "{1}title_key {0}, source_id, record.number",
    OrderBy.DOUBTS: "doubts {0}, source_id, record.number",
    OrderBy.TOUCHED: "source_id, record.number",
}
_COLUMNS = {
    Facet.STATUS: "status",
    Facet.DISCLOSURE: "coalesce(disclosure, '')",
    Facet.GENRE: "genre",
    Facet.YEAR: "substr(date, 1, 4)",
    Facet.ISSUER: "issuers",
    Facet.CODE: "codes",
    Facet.TAG: "tags",
}
_SEPARATORS = {Facet.ISSUER: "、", Facet.CODE: "\n", Facet.TAG: "\n"}
"""What stands between the values of a column that holds several."""


@dataclass(frozen=True, slots=True)
class _Where:
    """A condition with its parameters, all of them bound."""

    sql: str
    values: tuple[str | int, ...]


class Listings:
    """The reading side of the queue in an open store."""

    def __init__(self, reader: Connection) -> None:
        self._reader = reader

    def listing(self, wish: QueueFilter, order: Order) -> Listing:
        """Return the documents that a filter shows, in order."""
        with self._reader.reading() as connection:
            return read_listing(connection, wish, order)

    def summaries(self, record_ids: Sequence[int]) -> tuple[RecordSummary, ...]:
        """Return the rows of some records in no order; those whose making was undone are left out."""
        with self._reader.reading() as connection:
            return read_summaries(connection, record_ids)

    def matching(self, record_ids: Sequence[int], wish: QueueFilter) -> frozenset[int]:
        """Return those of some records that a filter shows."""
        with self._reader.reading() as connection:
            return matching(connection, record_ids, wish)

    def first_pending(self, record_ids: Sequence[int]) -> int | None:
        """Return the first of some records that is not approved."""
        with self._reader.reading() as connection:
            return first_pending(connection, record_ids)

    def totals(self, source_id: int | None, actor: str) -> Totals:
        """Return how far the review of a source, or of all, has come."""
        with self._reader.reading() as connection:
            return read_totals(connection, source_id, actor)

    def facet(self, facet: Facet, wish: QueueFilter) -> FacetCounts:
        """Count the documents of each value of a facet, as the filter without this facet shows them."""
        with self._reader.reading() as connection:
            return read_facet(connection, facet, wish)


def read_listing(connection: sqlite3.Connection, wish: QueueFilter, order: Order) -> Listing:
    """Return the documents that a filter shows, in order; with headings in the order of one source."""
    where = _where(wish)
    # Where much is left out, sorting what remains is faster than looking up every row in the order of an index.
    way = _AS_PRINTED if wish.dropped and order.by is OrderBy.SOURCE else _ORDERS[order.by]
    by = way.format("DESC" if order.descending else "ASC", "+" if wish.narrows else "")
    ordered = f"FROM record WHERE {where.sql} ORDER BY {by}"
    if wish.source_id is not None and order == Order():
        rows = connection.execute(f'SELECT id, "column" {ordered}', where.values).fetchall()
        return Listing(array("q", [row[0] for row in rows]), _headings(row[1] for row in rows))
    # One long text is handed over in a third of the time that 100,000 rows take.
    (listed,) = connection.execute(f"SELECT json_group_array(id) FROM (SELECT id {ordered})", where.values).fetchone()
    ids: list[int] = json.loads(listed)
    return Listing(
        array("q", _touched_first(connection, ids, order.descending) if order.by is OrderBy.TOUCHED else ids)
    )


def _touched_first(connection: sqlite3.Connection, ids: list[int], descending: bool) -> list[int]:
    """Return records with those first that people worked on, by the last step; the others keep their order."""
    shown = set(ids)
    steps = connection.execute(_LAST_STEPS.format("DESC" if descending else "ASC"))
    touched = {record_id: None for (record_id,) in steps if record_id in shown}
    return [*touched, *(record_id for record_id in ids if record_id not in touched)]


def read_summaries(connection: sqlite3.Connection, record_ids: Sequence[int]) -> tuple[RecordSummary, ...]:
    """Return the rows of some records, in no order, those that were dropped with their reason.

    Records whose making was undone are left out.
    """
    wanted = json.dumps(list(record_ids))
    rows = connection.execute(
        f"SELECT {SUMMARY} FROM record WHERE id IN (SELECT value FROM json_each(?)) AND (number > 0 OR {_DROPPED})",
        (wanted,),
    )
    found = tuple(summary_of(row) for row in rows)
    if all(known.number > 0 for known in found):
        return found
    reasons = read_reasons(connection, record_ids)
    return tuple(replace(known, dropped=reasons.get(known.id)) for known in found)


def read_reasons(connection: sqlite3.Connection, record_ids: Sequence[int]) -> dict[int, str]:
    """Return why records were dropped, by their numbers."""
    rows = connection.execute(
        "SELECT record_id, value FROM review WHERE facet = ? AND record_id IN (SELECT value FROM json_each(?))",
        (DROPPED, json.dumps(list(record_ids))),
    )
    return {record_id: text_from_json(json.loads(value)) for record_id, value in rows}


def matching(connection: sqlite3.Connection, record_ids: Sequence[int], wish: QueueFilter) -> frozenset[int]:
    """Return those of some records that a filter shows."""
    where = _where(wish)
    rows = connection.execute(
        f"SELECT id FROM record WHERE id IN (SELECT value FROM json_each(?)) AND {where.sql}",
        (json.dumps(list(record_ids)), *where.values),
    )
    return frozenset(record_id for (record_id,) in rows)


def first_pending(connection: sqlite3.Connection, record_ids: Sequence[int]) -> int | None:
    """Return the first of some records that is not approved."""
    begun, size = 0, _FIRST_LOOK
    while begun < len(record_ids):
        part = record_ids[begun : begun + size]
        rows = connection.execute(
            "SELECT id FROM record WHERE number > 0 AND status = ? AND id IN (SELECT value FROM json_each(?))",
            (Status.PENDING.value, json.dumps(list(part))),
        )
        pending = {record_id for (record_id,) in rows}
        if pending:
            return next(record_id for record_id in part if record_id in pending)
        begun, size = begun + size, size * 10
    return None


def read_totals(connection: sqlite3.Connection, source_id: int | None, actor: str) -> Totals:
    """Return how far the review of a source, or of all, has come."""
    where = _where(QueueFilter(source_id))
    counted = connection.execute(
        "SELECT count(*), coalesce(sum(status = ?1), 0), coalesce(sum(iif(status = ?1, 0, doubts)), 0),"
        " coalesce(sum(status <> ?1 AND doubts > 0), 0), coalesce(sum(disclosure IS NULL), 0)"
        f" FROM record WHERE {where.sql.replace('?', '?2')}",
        (Status.APPROVED.value, *where.values),
    ).fetchone()
    mine = _where(QueueFilter(source_id, changed_by=actor))
    touched = connection.execute(f"SELECT count(*) FROM record WHERE {mine.sql}", mine.values).fetchone()
    gone = _where(QueueFilter(source_id, dropped=True))
    dropped = connection.execute(f"SELECT count(*) FROM record WHERE {gone.sql}", gone.values).fetchone()
    return Totals(*counted, *touched, *dropped)


def read_facet(connection: sqlite3.Connection, facet: Facet, wish: QueueFilter) -> FacetCounts:
    """Count the documents of each value of a facet, as the filter without this facet shows them."""
    where = _where(wish.choosing(facet, ()))
    column = _COLUMNS[facet]
    rows = connection.execute(
        f"SELECT {column}, count(*) FROM record WHERE {where.sql} GROUP BY {column}", where.values
    )
    counts: Counter[str] = Counter()
    for held, count in rows:
        for value in _values(facet, held):
            counts[value] += count
    for value in wish.chosen(facet):
        counts.setdefault(value, 0)
    listed = sorted(counts.items(), key=_rarest_last)
    if facet is Facet.YEAR:
        listed = sorted(counts.items(), reverse=True)
    return FacetCounts(facet, tuple(listed[:MOST_VALUES]))


def _values(facet: Facet, held: str) -> tuple[str, ...]:
    separator = _SEPARATORS.get(facet)
    if separator is None:
        return (held,)
    found = tuple(dict.fromkeys(value for value in held.split(separator) if value))
    return found or (("",) if facet is Facet.ISSUER else ())


def _rarest_last(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _where(wish: QueueFilter) -> _Where:
    parts = [f"record.number < 0 AND {_DROPPED}" if wish.dropped else "record.number > 0"]
    values: list[str | int] = []
    if wish.source_id is not None:
        parts.append("source_id = ?")
        values.append(wish.source_id)
    for facet in Facet:
        chosen = sorted(wish.chosen(facet))
        if chosen:
            parts.append(_one_of(facet, len(chosen)))
            values.extend(map(storable, chosen))
    if wish.doubtful:
        parts.append(f"doubts > 0 AND status <> '{Status.APPROVED.value}'")
    if wish.changed:
        parts.append("changed > 0")
    if wish.noted:
        parts.append("noted > 0")
    for word in words(wish.text):
        parts.append("instr(search, ?) > 0")
        values.append(storable(word))
    if wish.changed_by is not None:
        # Of one source only its records are looked up, each with its few steps (+), not with all steps of the person;
        # of all, the table is read once.
        parts.append(
            f"EXISTS (SELECT 1 FROM touched WHERE record_id = record.id AND +entry IN ({_BY_PERSON}))"
            if wish.source_id is not None
            else f"id IN (SELECT record_id FROM touched WHERE entry IN ({_BY_PERSON}))"
        )
        values.append(storable(wish.changed_by))
    return _Where(" AND ".join(parts), tuple(values))


def _one_of(facet: Facet, count: int) -> str:
    column, separator = _COLUMNS[facet], _SEPARATORS.get(facet)
    if separator is None:
        return f"{column} IN ({', '.join('?' * count)})"
    held = f"'{separator}' || {column} || '{separator}'"
    return "(" + " OR ".join([f"instr({held}, '{separator}' || ? || '{separator}') > 0"] * count) + ")"


def _headings(columns: Iterable[str]) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for position, column in enumerate(columns):
        if not found or found[-1][1] != column:
            found.append((position, column))
    return tuple(found) if any(column for _, column in found) else ()
