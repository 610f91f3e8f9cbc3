"""Writing a parsed source into the tables, with its journal entry, inside the caller's transaction."""

from __future__ import annotations

import sqlite3

from desktop.domain.document import ParsedSource
from desktop.domain.edits import Json, Verb
from desktop.domain.record import Record
from desktop.store import journal, summaries
from desktop.store.codec import claims_of, encode_document, encode_source, heading_of


def find(connection: sqlite3.Connection, sha256: str) -> int | None:
    """Return the source with this SHA-256."""
    row = connection.execute("SELECT id FROM source WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row else None


def write_source(connection: sqlite3.Connection, parsed: ParsedSource, actor: str) -> int:
    """Write a source that is not there yet, and return its number."""
    source = parsed.source
    source_id = next_id(connection, "source")
    first_record = next_id(connection, "record")
    data = encode_source(parsed)
    texts = [encode_document(document, source) for document in parsed.documents]
    records = range(first_record, first_record + len(texts))
    facts: dict[str, Json] = {
        "source": source_id,
        "sha256": source.sha256,
        "name": journal.storable(source.name),
        "kind": source.kind,
        "heading": journal.storable(heading_of(parsed)),
        "pages": len(source.pages),
        "parsed": journal.digest(data),
        "records": [[record_id, journal.digest(text)] for record_id, text in zip(records, texts, strict=True)],
    }
    rows = [
        summaries.summarize(Record(record_id, source_id, number, document), claims_of(document, source))
        for number, (record_id, document) in enumerate(zip(records, parsed.documents, strict=True), start=1)
    ]
    # The records come before the entry that tells of them: `touched` refers to both.
    source_row = [facts[key] for key in ("source", "sha256", "name", "kind", "heading", "pages")]
    connection.execute(
        "INSERT INTO source (id, sha256, name, kind, heading, pages, imported_at) VALUES (?, ?, ?, ?, ?, ?, '')",
        source_row,
    )
    connection.execute("INSERT INTO parsed_source (source_id, data) VALUES (?, ?)", (source_id, data))
    summaries.insert(connection, rows)
    connection.executemany(
        "INSERT INTO parsed_record (record_id, data) VALUES (?, ?)", zip(records, texts, strict=True)
    )
    entry = journal.append(connection, Verb.IMPORT, facts, actor, touched=records)
    connection.execute("UPDATE source SET imported_at = ? WHERE id = ?", (entry.at, source_id))
    return source_id


def next_id(connection: sqlite3.Connection, table: str) -> int:
    """Return the number that the next row of `source` or `record` gets."""
    return int(connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])
