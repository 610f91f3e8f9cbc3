"""The rows of the queue: what is shown, filtered and ordered of every record, kept up to date with its state."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import DISCLOSURE, STATUS, Change
from desktop.domain.facets import status_from_json
from desktop.domain.queue import folded, sorting_key
from desktop.domain.record import Record, RecordSummary, Status
from desktop.store.codec import Claims, decode_claims
from desktop.store.journal import storable
from desktop.store.state import Facets, assemble, read_states

Row = tuple[str | int | None, ...]

SUMMARY = (
    'id, source_id, number, title, doc_number, "column", genre, status, disclosure, doubts, anomalies, '
    "first_page, last_page, issuers, date, changed, tags, noted"
)
"""The columns of a summary, in the order of `summary_of`."""

COLUMNS = f"{SUMMARY}, codes, start, search, title_key"
"""The columns of the table `record`, in the order of `summarize`."""

_FIELDS = tuple(name.strip('"') for name in SUMMARY.split(", "))
_SHOWN = ("title", "doc_number", "column", "genre")
_UNWRITTEN = 3  # a record's numbers, which its state does not change
_STATUSES = {status.value: status for status in Status}
_DISCLOSURES: dict[str | None, Disclosure | None] = {None: None, **{value.value: value for value in Disclosure}}


def summarize(record: Record, claims: Claims) -> Row:
    """Return the row of a record, in the order of `COLUMNS`.

    `tags` and `codes`, those of the anomalies that nobody ignored, stand each on a line between line breaks; `search`
    holds what a search looks at, `title_key` the title as it is sorted.
    """
    named = record.value("issuers")
    issuers = storable("、".join(str(name) for name in named)) if isinstance(named, tuple) else ""
    title, doc_number = _shown(record, "title"), _shown(record, "doc_number")
    return (
        record.id,
        record.source_id,
        record.number,
        *(_shown(record, key) for key in _SHOWN),
        record.status.value,
        record.disclosure.value if record.disclosure is not None else None,
        len(record.doubts),
        len(record.anomalies),
        claims.first_page,
        claims.last_page,
        issuers,
        _shown(record, "date"),
        len(record.changed),
        _lines(record.tags),
        int(bool(record.note or record.field_notes)),
        _lines(sorted({anomaly.code for anomaly in record.anomalies})),
        record.document.span.start,
        "\n".join(map(folded, (title, doc_number, issuers))),
        sorting_key(title),
    )


def insert(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Write the rows of new records."""
    places = ", ".join("?" * len(COLUMNS.split(",")))
    connection.executemany(f"INSERT INTO record ({COLUMNS}) VALUES ({places})", rows)


def update(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Write the rows of known records anew; their numbers stay."""
    written = ", ".join(f"{column} = ?" for column in COLUMNS.split(", ")[_UNWRITTEN:])
    connection.executemany(f"UPDATE record SET {written} WHERE id = ?", ((*row[_UNWRITTEN:], row[0]) for row in rows))


def follow(
    connection: sqlite3.Connection,
    changes: Sequence[Change],
    after: Mapping[int, Facets],
    claims_of: Callable[[int, Facets], Claims | None],
) -> None:
    """Bring the rows up to date; the claims are needed only where more changed than a decision."""
    decided = {change.record_id for change in changes}
    other = {change.record_id for change in changes if change.facet not in (DISCLOSURE, STATUS)}
    connection.executemany(
        "UPDATE record SET status = ?, disclosure = ? WHERE id = ?",
        (
            (status_from_json(after[record_id].get(STATUS)).value, after[record_id].get(DISCLOSURE), record_id)
            for record_id in decided - other
        ),
    )
    rows = []
    for record_id in sorted(other):
        claims = claims_of(record_id, after[record_id])
        if claims is not None:
            rows.append(summarize(assemble(record_id, 0, 0, claims.document, after[record_id]), claims))
    update(connection, rows)


def read_queue(connection: sqlite3.Connection, source_id: int | None) -> tuple[RecordSummary, ...]:
    """Return the rows of the documents in the order of the sources and of the documents in them."""
    where, values = ("", ()) if source_id is None else ("AND source_id = ?", (source_id,))
    rows = connection.execute(
        f"SELECT {SUMMARY} FROM record WHERE number > 0 {where} ORDER BY source_id, number", values
    )
    return tuple(summary_of(row) for row in rows)


def read_starts(connection: sqlite3.Connection, source_id: int) -> tuple[tuple[int, int], ...]:
    """Return the documents of a source in the order of its text, each with the code point where it begins."""
    rows = connection.execute(
        "SELECT id, start FROM record WHERE source_id = ? AND number > 0 ORDER BY start, id", (source_id,)
    )
    return tuple((record_id, start) for record_id, start in rows)


def read_tags(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return all tags of documents, each once, in order."""
    rows = connection.execute("SELECT DISTINCT tags FROM record WHERE tags != ''")
    return tuple(sorted({tag for (tags,) in rows for tag in tags.split("\n")[1:-1]}))


def summary_of(row: tuple[Any, ...]) -> RecordSummary:
    """Return the summary that a row of the queue's columns holds."""
    values = dict(zip(_FIELDS, row, strict=True))
    values["status"] = _STATUSES[values["status"]]
    values["disclosure"] = _DISCLOSURES[values["disclosure"]]
    values["tags"] = tuple(values["tags"].split("\n")[1:-1])
    values["noted"] = bool(values["noted"])
    return RecordSummary(**values)


def write_all(connection: sqlite3.Connection) -> None:
    """Write every row anew from the claims and the state, as a store needs that is brought to this version."""
    numbers = connection.execute("SELECT id, source_id, number FROM record ORDER BY id").fetchall()
    for record_id, source_id, number in numbers:
        data = connection.execute("SELECT data FROM parsed_record WHERE record_id = ?", (record_id,)).fetchone()
        claims = decode_claims(data[0])
        facets = read_states(connection, (record_id,))[record_id]
        update(connection, [summarize(assemble(record_id, source_id, number, claims.document, facets), claims)])


def _shown(record: Record, key: str) -> str:
    value = record.value(key)
    return storable(value) if isinstance(value, str) else ""


def _lines(words: Sequence[str]) -> str:
    return storable("".join(f"\n{word}" for word in words) + "\n") if words else ""
