"""The review state of records in their tables: read, checked against a step, written, and summed up for the queue."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Document
from desktop.domain.edits import DISCLOSURE, STATUS, Change, Json, facet_key
from desktop.domain.errors import ApprovalRefused, RecordMissing, StepStale
from desktop.domain.facets import check_facet, correction_from_json, disclosure_from_json, status_from_json
from desktop.domain.record import Correction, Record, RecordSummary, Status
from desktop.store.journal import canonical, storable

Facets = dict[str, Json]

SUMMARY = (
    'id, source_id, number, title, doc_number, "column", genre, status, disclosure, doubts, anomalies, '
    "first_page, last_page"
)
_SHOWN = ("title", "doc_number", "column", "genre")


def read_states(connection: sqlite3.Connection, record_ids: Iterable[int]) -> dict[int, Facets]:
    """Return the facets that are set, by record. Raises RecordMissing."""
    numbers = sorted(set(record_ids))
    wanted = json.dumps(numbers)
    known = connection.execute("SELECT id FROM record WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    states: dict[int, Facets] = {record_id: {} for (record_id,) in known}
    for record_id in numbers:
        if record_id not in states:
            raise RecordMissing(record_id)
    rows = connection.execute(
        "SELECT record_id, facet, value FROM review WHERE record_id IN (SELECT value FROM json_each(?))", (wanted,)
    )
    for record_id, facet, value in rows:
        states[record_id][facet] = json.loads(value)
    return states


def check(states: Mapping[int, Facets], changes: Sequence[Change], held: Sequence[Change]) -> dict[int, Facets]:
    """Return the facets that the changes lead to.

    Raises StepStale where a `before` of a change, or of what is `held`, is not the state; ApprovalRefused where a
    record would be approved without 公开属性; ValueError or KeyError for a facet or a value that cannot be.
    """
    after = {record_id: dict(facets) for record_id, facets in states.items()}
    for change in held:
        if not _same(after[change.record_id].get(change.facet), change.before):
            raise StepStale(change.record_id, change.facet)
    for change in changes:
        check_facet(change.facet, change.after)
        facets = after[change.record_id]
        if not _same(facets.get(change.facet), change.before):
            raise StepStale(change.record_id, change.facet)
        facets[change.facet] = change.after
    for record_id, facets in after.items():
        if facets.get(STATUS) == Status.APPROVED.value and facets.get(DISCLOSURE) is None:
            raise ApprovalRefused(record_id, DISCLOSURE)
    return after


def _same(one: Json, other: Json) -> bool:
    return canonical(one) == canonical(other)  # in Python True == 1


def write_facets(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Write the changed facets; one that is null again leaves no row."""
    last = {(change.record_id, change.facet): change.after for change in changes}
    connection.executemany(
        "DELETE FROM review WHERE record_id = ? AND facet = ?",
        (place for place, value in last.items() if value is None),
    )
    connection.executemany(
        "INSERT INTO review (record_id, facet, value) VALUES (?, ?, ?)"
        " ON CONFLICT (record_id, facet) DO UPDATE SET value = excluded.value",
        ((*place, canonical(value)) for place, value in last.items() if value is not None),
    )


def assemble(record_id: int, source_id: int, number: int, document: Document, facets: Mapping[str, Json]) -> Record:
    """Return a record of its parsed document and its facets."""
    corrections: dict[str, Correction] = {}
    for facet, value in facets.items():
        key = facet_key(facet)
        correction = correction_from_json(key, value) if key is not None else None
        if key is not None and correction is not None:
            corrections[key] = correction
    return Record(
        record_id,
        source_id,
        number,
        document,
        corrections,
        disclosure_from_json(facets.get(DISCLOSURE)),
        status_from_json(facets.get(STATUS)),
    )


def summarize(record: Record, first_page: int | None, last_page: int | None) -> tuple[str | int | None, ...]:
    """Return the row of the queue, in the order of `SUMMARY`."""
    return (
        record.id,
        record.source_id,
        record.number,
        *(_shown(record, key) for key in _SHOWN),
        record.status.value,
        record.disclosure.value if record.disclosure is not None else None,
        len(record.doubts),
        len(record.document.anomalies),
        first_page,
        last_page,
    )


def write_summaries(
    connection: sqlite3.Connection,
    changes: Sequence[Change],
    after: Mapping[int, Facets],
    document_of: Callable[[int], Document],
) -> None:
    """Bring the rows of the queue up to date; the claims are needed only where a field changed."""
    fields_changed = {change.record_id: False for change in changes}
    for change in changes:
        fields_changed[change.record_id] |= facet_key(change.facet) is not None
    connection.executemany(
        "UPDATE record SET status = ?, disclosure = ? WHERE id = ?",
        (
            (status_from_json(after[record_id].get(STATUS)).value, after[record_id].get(DISCLOSURE), record_id)
            for record_id in fields_changed
        ),
    )
    for record_id in (record_id for record_id, changed in fields_changed.items() if changed):
        record = assemble(record_id, 0, 0, document_of(record_id), after[record_id])
        connection.execute(
            'UPDATE record SET title = ?, doc_number = ?, "column" = ?, genre = ?, doubts = ? WHERE id = ?',
            (*(_shown(record, key) for key in _SHOWN), len(record.doubts), record_id),
        )


def _shown(record: Record, key: str) -> str:
    value = record.value(key)
    return storable(value) if isinstance(value, str) else ""


def read_queue(connection: sqlite3.Connection, source_id: int | None) -> tuple[RecordSummary, ...]:
    """Return the rows of the queue in the order of the sources and of the documents in them."""
    where, values = ("", ()) if source_id is None else ("WHERE source_id = ?", (source_id,))
    rows = connection.execute(f"SELECT {SUMMARY} FROM record {where} ORDER BY source_id, number", values)
    status, disclosure = _STATUSES, _DISCLOSURES
    return tuple(
        RecordSummary(
            a, b, c, title, doc_number, column, genre, status[s], disclosure[d], doubts, anomalies, first, last
        )
        for a, b, c, title, doc_number, column, genre, s, d, doubts, anomalies, first, last in rows
    )


_STATUSES = {status.value: status for status in Status}
_DISCLOSURES: dict[str | None, Disclosure | None] = {None: None, **{value.value: value for value in Disclosure}}
