"""Replacing the claims of a source that is there, with its journal entry, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from desktop.domain.document import Document, ParsedSource
from desktop.domain.edits import CLAIMS, STATUS, Entry, Json, Verb
from desktop.domain.errors import StepStale
from desktop.domain.record import Status
from desktop.store import bounds, journal, summaries
from desktop.store.codec import claims_of, encode_document, encode_source
from desktop.store.state import Facets, assemble


def write_claims(
    connection: sqlite3.Connection,
    source_id: int,
    parsed: ParsedSource,
    documents: Mapping[int, Document],
    states: Mapping[int, Facets],
    actor: str,
) -> Entry:
    """Write new claims for some records; what people set in them stays. `states` are the facets of those records.

    Raises StepStale for a record that has been approved, or whose bounds a person has drawn, in the meantime.
    """
    replaced: list[Json] = []
    for record_id, document in sorted(documents.items()):
        if states[record_id].get(STATUS) == Status.APPROVED.value:
            raise StepStale(record_id, STATUS)
        if CLAIMS in states[record_id]:
            raise StepStale(record_id, CLAIMS)
        text = encode_document(document, parsed.source)
        row = connection.execute(
            "SELECT data, number FROM parsed_record JOIN record ON id = record_id WHERE record_id = ?", (record_id,)
        ).fetchone()
        replaced.append([record_id, journal.digest(row[0]), journal.digest(text)])
        connection.execute("UPDATE parsed_record SET data = ? WHERE record_id = ?", (text, record_id))
        record = assemble(record_id, source_id, row[1], document, states[record_id])
        summaries.update(connection, [summaries.summarize(record, claims_of(document, parsed.source))])
    bounds.renumber(connection, documents)
    data = encode_source(parsed)
    before = connection.execute("SELECT data FROM parsed_source WHERE source_id = ?", (source_id,)).fetchone()[0]
    connection.execute("UPDATE parsed_source SET data = ? WHERE source_id = ?", (data, source_id))
    facts: dict[str, Json] = {
        "source": source_id,
        "parsed": [journal.digest(before), journal.digest(data)],
        "records": replaced,
    }
    return journal.append(connection, Verb.REPARSE, facts, actor, touched=sorted(documents))
