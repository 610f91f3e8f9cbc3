"""The store: a folder with the database and the source files; journal and state change together or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType

from desktop.domain.case import Case, Evidence
from desktop.domain.document import Anomaly, ContentsEntry, Document, Issue, ParsedSource
from desktop.domain.edits import CLAIMS, DROPPED, Change, Entry, Json, Step, Verb, case_facet
from desktop.domain.errors import RecordMissing, StoreDamaged, StoreReadOnly
from desktop.domain.facets import claims_from_json
from desktop.domain.person import Person
from desktop.domain.record import Record, RecordSummary, SourceSummary
from desktop.domain.redaction import RedactionPlan
from desktop.domain.tally import Tally
from desktop.domain.text import SourceText
from desktop.store import (
    bounds,
    clearing,
    columns,
    expunge,
    intake,
    journal,
    masking,
    opening,
    people,
    refresh,
    rules,
    state,
    summaries,
    tallies,
)
from desktop.store.codec import Claims, SourceData, decode_claims, decode_source
from desktop.store.connection import Connection
from desktop.store.files import SourceFiles
from desktop.store.listing import Listings
from desktop.store.recent import Recent
from desktop.store.register import RegisterItems
from desktop.store.search import Search
from desktop.store.timeline import Timeline
from desktop.store.verification import VerifyReport, verify, with_index_faults

_KEPT_DOCUMENTS = 256
_KEPT_SOURCES = 4


class Store:
    """A store that is open. Every method may be called from any thread; a write is durable when it returns."""

    def __init__(self, folder: Path, reader: Connection, writer: Connection | None) -> None:
        """Take over open connections; `open` is the way in."""
        self.folder = folder
        self._reader = reader
        self._writer = writer
        self.listings, self.timeline = Listings(reader), Timeline(folder, reader)
        self.search = Search(folder, writer is not None)
        self.register = RegisterItems(folder, reader, writer)
        self._files = SourceFiles(folder)
        self._claims: Recent[tuple[int, str], Claims | None] = Recent(_KEPT_DOCUMENTS)
        self._sources: Recent[int, SourceData] = Recent(_KEPT_SOURCES)

    @classmethod
    def open(cls, folder: Path, create: bool = True, read_only: bool = False) -> Store:
        """Open the store in a folder, and make it when `create` and there is none.

        A store that may be read but not written opens too; writing then raises StoreReadOnly.
        Raises StoreMissing, StoreForbidden, StoreLocked, StoreTooNew, StoreDamaged, DiskFull.
        """
        reader, writer = opening.open_connections(folder, create, read_only)
        return cls(folder, reader, writer)

    def close(self) -> None:
        """Close the store; it cannot be used after."""
        self.search.close()
        self._reader.close()
        if self._writer is not None:
            self._writer.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Tell whether the store can be written."""
        return self._writer is not None

    # Sources

    def add_source(self, parsed: ParsedSource, raw: bytes | Path, actor: str) -> int:
        """Keep a parsed source and its file, and return its number; a source that is known stays as it is.

        Raises SourceChanged when `raw` is no longer the file that was parsed.
        """
        if self._writer is None:
            raise StoreReadOnly(self.folder)
        known = self.find_source(parsed.source.sha256)
        if known is None or not masking.is_masked(self.text(known)):  # a file that was removed for its 密级 stays away
            self._files.keep(raw, parsed.source.sha256)
        with self._writing() as connection:
            known = intake.find(connection, parsed.source.sha256)
            return known if known is not None else intake.write_source(connection, parsed, actor)

    def find_source(self, sha256: str) -> int | None:
        """Return the number of the source whose file has this SHA-256."""
        with self._reader.reading() as connection:
            return intake.find(connection, sha256)

    def sources(self) -> tuple[SourceSummary, ...]:
        """Return all sources in the order of their import."""
        with self._reader.reading() as connection:
            rows = connection.execute(
                "SELECT id, name, sha256, kind, heading, pages, imported_at, record_id"
                " FROM source LEFT JOIN place ON source_id = id ORDER BY id"
            )
            return tuple(SourceSummary(*row) for row in rows)

    def tallies(self) -> dict[int, Tally]:
        """Return how far the review of each source is; one without documents is left out."""
        with self._reader.reading() as connection:
            return tallies.read_tallies(connection)

    def source_path(self, source_id: int) -> Path:
        """Return where the file of a source is kept."""
        return self._files.path(self._source(source_id).text.sha256)

    def text(self, source_id: int) -> SourceText:
        """Return the text of a source."""
        return self._source(source_id).text

    def issue(self, source_id: int) -> Issue | None:
        """Return the masthead of a source, None for a single document."""
        return self._source(source_id).issue

    def contents(self, source_id: int) -> tuple[ContentsEntry, ...]:
        """Return the contents list of a source."""
        return self._source(source_id).contents

    def source_anomalies(self, source_id: int) -> tuple[Anomaly, ...]:
        """Return the anomalies of a source as a whole."""
        return self._source(source_id).anomalies

    def place(self, source_id: int) -> int | None:
        """Return the record that the reviewer was last at in a source."""
        with self._reader.reading() as connection:
            row = connection.execute("SELECT record_id FROM place WHERE source_id = ?", (source_id,)).fetchone()
        return row[0] if row else None

    def set_place(self, source_id: int, record_id: int) -> None:
        """Remember the record that the reviewer is at. Raises RecordMissing for a record of another source."""
        with self._writing() as connection:
            known = connection.execute("SELECT 1 FROM record WHERE id = ? AND source_id = ?", (record_id, source_id))
            if known.fetchone() is None:
                raise RecordMissing(record_id)
            connection.execute(
                "INSERT INTO place (source_id, record_id) VALUES (?, ?)"
                " ON CONFLICT (source_id) DO UPDATE SET record_id = excluded.record_id",
                (source_id, record_id),
            )

    # Records

    def queue(self, source_id: int | None = None) -> tuple[RecordSummary, ...]:
        """Return the documents of one source or of all, without their texts; those that were dropped are left out."""
        with self._reader.reading() as connection, self._intact():
            return summaries.read_queue(connection, source_id)

    def record(self, record_id: int) -> Record:
        """Return a record with all its claims, also one that was dropped.

        Raises RecordMissing, also for one whose making was undone.
        """
        with self._reader.reading() as connection:
            return self._record(connection, record_id)

    def source_of(self, record_id: int) -> int:
        """Return the source of a record, also of one whose making was undone. Raises RecordMissing."""
        with self._reader.reading() as connection:
            row = connection.execute("SELECT source_id FROM record WHERE id = ?", (record_id,)).fetchone()
        if row is None:
            raise RecordMissing(record_id)
        return int(row[0])

    def dropped(self, source_id: int) -> tuple[Record, ...]:
        """Return the records of a source that were dropped."""
        with self._reader.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM record JOIN review ON record_id = id WHERE source_id = ? AND facet = ?"
                " ORDER BY start, id",
                (source_id, DROPPED),
            ).fetchall()
            return tuple(self._record(connection, record_id) for (record_id,) in rows)

    def document_at(self, record_id: int, claims: Json) -> Document | None:
        """Return the document that a record is, or was, with a value of its facet CLAIMS; None where it is none."""
        facets: dict[str, Json] = {} if claims is None else {CLAIMS: claims}
        with self._reader.reading() as connection, self._intact():
            found = self._claims_of(connection, record_id, facets)
        return found.document if found is not None else None

    def next_record_id(self) -> int:
        """Return the number that the next new record can have."""
        with self._reader.reading() as connection:
            return intake.next_id(connection, "record")

    def states(self, record_ids: Sequence[int]) -> dict[int, dict[str, Json]]:
        """Return the facets that are set of each record. Raises RecordMissing."""
        with self._reader.reading() as connection, self._intact():
            return state.read_states(connection, record_ids)

    def with_cases(self) -> tuple[Record, ...]:
        """Return all records whose 公开属性 was proposed at least once, in the order of their import."""
        with self._reader.reading() as connection:
            asked = "SELECT record_id FROM review WHERE facet = ? ORDER BY record_id"
            rows = connection.execute(asked, (case_facet(1),)).fetchall()
            return tuple(self._record(connection, record_id) for (record_id,) in rows)

    def cases(self) -> tuple[tuple[Case, ...], ...]:
        """Return the cases of each document whose 公开属性 was proposed at least once, in the order of their import."""
        with self._reader.reading() as connection, self._intact():
            return state.read_cases(connection)

    def plans(self, source_id: int) -> dict[int, RedactionPlan]:
        """Return what is decided about the text of a source, by the record that holds it, dropped ones too."""
        with self._reader.reading() as connection, self._intact():
            return state.read_plans(connection, source_id)

    def tags(self) -> tuple[str, ...]:
        """Return all tags of documents, each once, in order."""
        with self._reader.reading() as connection:
            return summaries.read_tags(connection)

    def starts(self, source_id: int) -> tuple[tuple[int, int], ...]:
        """Return the documents of a source in the order of its text, each with the code point where it begins."""
        with self._reader.reading() as connection:
            return summaries.read_starts(connection, source_id)

    def ignored(self, source_id: int) -> dict[str, tuple[int, str]]:
        """Return by identity the anomalies ignored anywhere in a source: by which record, and why."""
        with self._reader.reading() as connection, self._intact():
            return state.read_ignored(connection, source_id)

    def apply(
        self,
        step: Step,
        actor: str,
        undoes: int | None = None,
        held: Sequence[Change] = (),
        drafts: Sequence[str] = (),
    ) -> Entry:
        """Make a step: its journal entry and its state in one transaction, all or nothing.

        `held` are facets that the step relies on without changing them: their `before` must be the state. `drafts`
        are encoded documents that CLAIMS facets of the step name by their digests.
        Raises StepStale, RecordMissing, ApprovalRefused; ValueError or KeyError for a value that cannot be.
        """
        touched = {change.record_id for change in step.changes}
        with self._writing() as connection:
            bounds.keep(connection, drafts)
            bounds.bear(connection, step.changes)
            with self._intact():
                before = state.read_states(connection, touched | {change.record_id for change in held})
            after = state.check(before, step.changes, held)
            entry = journal.append(connection, step.verb, journal.step_to_json(step, undoes), actor, sorted(touched))
            state.write_facets(connection, step.changes)
            summaries.follow(connection, step.changes, after, partial(self._claims_of, connection))
            if bounds.moved(step.changes):
                bounds.renumber(connection, touched)
            return entry

    def replace_claims(
        self, source_id: int, parsed: ParsedSource, documents: Mapping[int, Document], actor: str
    ) -> Entry:
        """Give records of a source new claims, and the source its new contents list; what people set stays.

        Raises RecordMissing; StepStale for a record that is approved.
        """
        with self._writing() as connection:
            with self._intact():
                states = state.read_states(connection, documents)
            entry = refresh.write_claims(connection, source_id, parsed, documents, states, actor)
        self._sources.forget(source_id)
        for record_id in documents:
            self._claims.forget((record_id, ""))
        return entry

    # Text that must not stay

    def expunging(self, record_id: int) -> expunge.Expunging:
        """Say what removing the text of a document would reach. Raises RecordMissing, RecordExpunged."""
        with self._reader.reading() as connection, self._intact():
            return expunge.plan(connection, record_id)

    def expunge(self, record_id: int, reason: str, actor: str) -> tuple[Entry, bool]:
        """Remove the text of a document for good, from tables, files and free pages.

        Returns its entry, and whether all is done: where another program holds the store, the rest is done when it is
        opened next. Raises RecordMissing, RecordExpunged, StepStale.
        """
        if self._writer is None:
            raise StoreReadOnly(self.folder)
        with self._writing() as connection, self._intact():
            entry = expunge.write(connection, record_id, reason, actor)
        self._claims.clear()
        self._sources.clear()
        forgotten = self.search.forget()
        return entry, clearing.finish(self._writer, self._files) and forgotten

    # Rules

    def profile(self) -> str:
        """Return the key of the rules that the office of this store decides by."""
        with self._reader.reading() as connection:
            return rules.profile(connection)

    def choose_profile(self, name: str, actor: str) -> Entry | None:
        """Decide by other rules from now on; None where they are the ones already. Cases go on under their own."""
        with self._writing() as connection:
            return rules.choose_profile(connection, name, actor)

    def column_orders(self) -> dict[str, list[str]]:
        """Return the orders of columns that the office saved for its lists, by name."""
        with self._reader.reading() as connection, self._intact():
            return columns.orders(connection)

    def set_column_order(self, name: str, keys: Sequence[str] | None, actor: str) -> Entry | None:
        """Save an order of columns, or remove it where `keys` is None; None where nothing changes."""
        with self._writing() as connection:
            return columns.set_order(connection, name, keys, actor)

    def keep_evidence(self, path: Path) -> Evidence:
        """Keep a file that proves a reason, and return how it is named. Raises SourceMissing, SourceForbidden."""
        if self._writer is None:
            raise StoreReadOnly(self.folder)
        return self._files.keep_evidence(path)

    def evidence_path(self, evidence: Evidence) -> Path:
        """Return where a file of evidence is kept."""
        return self._files.path(evidence.sha256)

    # People

    def people(self) -> tuple[Person, ...]:
        """Return everybody who works on this store, by name."""
        with self._reader.reading() as connection:
            return people.people(connection)

    def set_person(self, person: Person, actor: str) -> Entry | None:
        """Take a person in or change one, whose password stays as it is; None where nothing changes."""
        with self._writing() as connection:
            return people.set_person(connection, person, actor)

    def secret(self, name: str) -> str:
        """Return the hash of a person's password, empty where there is none."""
        with self._reader.reading() as connection:
            return people.secret(connection, name)

    def set_secret(self, name: str, hashed: str, actor: str) -> Entry:
        """Set the hash of a person's password, or take it away. Raises KeyError for a person who is not there."""
        with self._writing() as connection:
            return people.set_secret(connection, name, hashed, actor)

    def note_wrong_password(self, name: str, actor: str) -> Entry:
        """Write down that a wrong password was tried for a person."""
        with self._writing() as connection:
            return people.note_wrong(connection, name, actor)

    # Journal

    def note(self, verb: Verb, facts: Json, actor: str) -> Entry:
        """Write an entry that changes no record, such as an export."""
        with self._writing() as connection:
            return journal.append(connection, verb, facts, actor)

    def entries(self, record_id: int | None = None) -> tuple[Entry, ...]:
        """Return the journal, or the entries that touch one record."""
        with self._reader.reading() as connection, self._intact():
            return journal.entries(connection, record_id)

    def approvals(self) -> dict[int, journal.Approval]:
        """Return who approved each record last."""
        with self._reader.reading() as connection, self._intact():
            return journal.approvals(connection)

    def verify(self, progress: Callable[[int, int], None] | None = None) -> VerifyReport:
        """Check the journal's chain, the state against it, the parsed data, the files, the database and the index."""
        with opening.open_for_checks(self.folder) as connection:
            report = verify(connection, self._files, progress)
        return with_index_faults(report, self.search.disagreements()) if report.ok else report

    def _record(self, connection: sqlite3.Connection, record_id: int) -> Record:
        row = connection.execute("SELECT source_id, number FROM record WHERE id = ?", (record_id,)).fetchone()
        if row is None:
            raise RecordMissing(record_id)
        with self._intact():
            facets = state.read_states(connection, (record_id,))[record_id]
            claims = self._claims_of(connection, record_id, facets)
            if claims is None:
                raise RecordMissing(record_id)
            return state.assemble(record_id, row[0], row[1], claims.document, facets)

    def _claims_of(self, connection: sqlite3.Connection, record_id: int, facets: state.Facets) -> Claims | None:
        text = partial(bounds.read, connection, record_id, facets)
        drawn = claims_from_json(facets.get(CLAIMS))
        key = (record_id, drawn[1] if drawn is not None else "")
        return self._claims.get(key, lambda: _decoded_claims(text()))

    def _source(self, source_id: int) -> SourceData:
        with self._reader.reading() as connection, self._intact():
            return self._sources.get(source_id, partial(_decoded_source, connection, source_id))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self._writer is None:
            raise StoreReadOnly(self.folder)
        with self._writer.writing() as connection:
            yield connection

    @contextmanager
    def _intact(self) -> Iterator[None]:
        """Name what can only come from damaged rows."""
        try:
            yield
        except (ValueError, KeyError, TypeError) as error:
            raise StoreDamaged(self.folder, str(error)) from error


def _decoded_claims(text: str | None) -> Claims | None:
    return decode_claims(text) if text is not None else None


def _decoded_source(connection: sqlite3.Connection, source_id: int) -> SourceData:
    row = connection.execute("SELECT data FROM parsed_source WHERE source_id = ?", (source_id,)).fetchone()
    if row is None:
        raise KeyError(source_id)
    return decode_source(row[0])
