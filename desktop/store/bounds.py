"""Claims within bounds that a person drew: kept by their digest, and the records that come and go with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from desktop.domain.edits import CLAIMS, DROPPED, Change, Json
from desktop.domain.errors import StepStale
from desktop.domain.facets import claims_from_json
from desktop.store.journal import digest


def keep(connection: sqlite3.Connection, drafts: Iterable[str]) -> None:
    """Keep encoded documents under their digests; one that is kept already stays."""
    connection.executemany(
        "INSERT INTO claims (digest, data) VALUES (?, ?) ON CONFLICT DO NOTHING",
        ((digest(text), text) for text in drafts),
    )


def read(connection: sqlite3.Connection, record_id: int, facets: Mapping[str, Json]) -> str | None:
    """Return the encoded document that counts for a record, None for one that is not (any more) a document."""
    drawn = claims_from_json(facets.get(CLAIMS))
    if drawn is not None:
        row = connection.execute("SELECT data FROM claims WHERE digest = ?", (drawn[1],)).fetchone()
        if row is None:
            raise KeyError(drawn[1])
    else:
        row = connection.execute("SELECT data FROM parsed_record WHERE record_id = ?", (record_id,)).fetchone()
    return row[0] if row else None


def bear(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Make rows for the records that begin with a step. Raises StepStale for a number that was given otherwise."""
    for change in changes:
        drawn = claims_from_json(change.after) if change.facet == CLAIMS else None
        if drawn is None:
            continue
        row = connection.execute("SELECT source_id FROM record WHERE id = ?", (change.record_id,)).fetchone()
        if row is None:
            connection.execute(
                'INSERT INTO record (id, source_id, number, title, doc_number, "column", genre, status, doubts,'
                " anomalies) VALUES (?, ?, ?, '', '', '', '', '待核', 0, 0)",
                (change.record_id, drawn[0], -change.record_id),
            )
        elif row[0] != drawn[0]:
            raise StepStale(change.record_id, CLAIMS)


def moved(changes: Iterable[Change]) -> bool:
    """Tell whether changes touch what documents there are, or where they begin."""
    return any(change.facet in (CLAIMS, DROPPED) for change in changes)


def renumber(connection: sqlite3.Connection, record_ids: Iterable[int]) -> None:
    """Number the documents of these records' sources from 1 in the order of their text.

    A record that is no document (any more) is numbered by its own number below 0.
    """
    sources = {
        connection.execute("SELECT source_id FROM record WHERE id = ?", (record_id,)).fetchone()[0]
        for record_id in record_ids
    }
    for source_id in sources:
        connection.execute("UPDATE record SET number = -id WHERE source_id = ?", (source_id,))
        connection.execute(
            "UPDATE record SET number = place FROM ("
            "  SELECT id AS known, row_number() OVER (ORDER BY start, id) AS place FROM record"
            "  WHERE source_id = ?1"
            "  AND NOT EXISTS (SELECT 1 FROM review WHERE record_id = id AND facet = ?2)"
            "  AND (EXISTS (SELECT 1 FROM review WHERE record_id = id AND facet = ?3)"
            "       OR EXISTS (SELECT 1 FROM parsed_record WHERE record_id = id))"
            ") WHERE id = known",
            (source_id, DROPPED, CLAIMS),
        )
