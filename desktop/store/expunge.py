"""Removing the text of a document with a 密级 for good: the journal keeps the fact, not the text.

What is written is one transaction. Files and free pages follow in `clearing`, at the latest when the store is opened
again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.domain.case import Case, Evidence
from desktop.domain.case_json import case_to_json
from desktop.domain.document import Document
from desktop.domain.edits import CLAIMS, DROPPED, EXPUNGED, Entry, Json, Verb, case_facet, facet_key
from desktop.domain.errors import RecordExpunged, RecordMissing, StepStale
from desktop.domain.facets import claims_from_json, claims_to_json, correction_from_json
from desktop.domain.fields import Field
from desktop.domain.text import Span
from desktop.store import bounds, clearing, emptied, journal, masking, schema, summaries
from desktop.store.codec import (
    Claims,
    SourceData,
    claims_of,
    decode_claims,
    decode_source,
    encode_document,
    encode_source,
)
from desktop.store.emptied import STUB
from desktop.store.signing import cases_of
from desktop.store.state import Facets, assemble, read_states

TITLE = "〔涉密文件，正文已清除〕"
"""The title that the claims of such a document state."""
_REASON = "涉密文件的正文已按规定清除，识别结果随之删去"
_NAMES = ("title", "doc_number", "enclosed_title")
"""The fields whose values are looked for outside of the document's own passage."""


@dataclass(frozen=True, slots=True)
class Expunging:
    """What removing the text of a record would reach.

    `swallowed` are records merged into it, `neighbours` those whose history goes too because they once held part of it;
    `overlapping` stand in the way. `others` are the documents of the same source that keep their text, but no longer
    their pages. `entries` are the numbers of the journal entries to be emptied. `registered` says that the register
    (台账), which is not reached, names the document.
    """

    record_id: int
    source_id: int
    swallowed: tuple[int, ...]
    neighbours: tuple[int, ...]
    overlapping: tuple[int, ...]
    others: tuple[int, ...]
    entries: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    registered: bool = False

    @property
    def own(self) -> frozenset[int]:
        """The records that lose their text."""
        return frozenset((self.record_id, *self.swallowed))


@dataclass(frozen=True, slots=True)
class _Known:
    """A record of the source as it stands: the claims that count, those of the parse, and the drawn ones by digest."""

    facets: Facets
    claims: Claims | None
    parsed: Claims | None
    drawn: Mapping[str, Span]

    @property
    def is_live(self) -> bool:
        return self.claims is not None and DROPPED not in self.facets


def plan(connection: sqlite3.Connection, record_id: int) -> Expunging:
    """Say what removing a document's text would reach. Raises RecordMissing, RecordExpunged."""
    return _Work(connection, record_id).plan


def write(connection: sqlite3.Connection, record_id: int, reason: str, actor: str) -> Entry:
    """Remove the text of a document from every table, with its journal entry, inside the caller's transaction.

    Raises RecordMissing, RecordExpunged; StepStale where another document holds part of the text.
    """
    work = _Work(connection, record_id)
    if work.plan.overlapping:
        raise StepStale(work.plan.overlapping[0], CLAIMS)
    return work.write(reason, actor)


class _Work:
    def __init__(self, connection: sqlite3.Connection, record_id: int) -> None:
        self.connection = connection
        row = connection.execute("SELECT source_id FROM record WHERE id = ?", (record_id,)).fetchone()
        if row is None:
            raise RecordMissing(record_id)
        self.source_id: int = row[0]
        self.known = self._read_records()
        known = self.known[record_id]
        if known.claims is None:
            raise RecordMissing(record_id)
        if EXPUNGED in known.facets:
            raise RecordExpunged(record_id)
        self.span = known.claims.document.span
        self.plan = self._plan(record_id)

    def _read_records(self) -> dict[int, _Known]:
        connection = self.connection
        rows = connection.execute("SELECT id FROM record WHERE source_id = ? ORDER BY id", (self.source_id,))
        ids = [row[0] for row in rows]
        states, drawn = read_states(connection, ids), self._drawn_spans()
        found = {}
        for record_id in ids:
            now = bounds.read(connection, record_id, states[record_id])
            parsed = bounds.read(connection, record_id, {})
            found[record_id] = _Known(
                states[record_id],
                decode_claims(now) if now is not None else None,
                decode_claims(parsed) if parsed is not None else None,
                {digest: span for number, digest, span in drawn if number == record_id},
            )
        return found

    def _entries(self) -> list[tuple[int, Json]]:
        """Return the entries that touch a record of the source, with their payloads."""
        rows = self.connection.execute(
            "SELECT number, payload FROM journal WHERE number IN"
            " (SELECT entry FROM touched JOIN record ON id = record_id WHERE source_id = ?) ORDER BY number",
            (self.source_id,),
        )
        return [(number, json.loads(payload)) for number, payload in rows]

    def _drawn_spans(self) -> list[tuple[int, str, Span]]:
        """Return which claims were drawn for which record, and where they lie; those that are gone are left out."""
        found: dict[tuple[int, str], Span] = {}
        for _, payload in self._entries():
            for change in journal.changes_from_json(payload):
                for value in (change.before, change.after) if change.facet == CLAIMS else ():
                    drawn = claims_from_json(value)
                    if drawn is None or (change.record_id, drawn[1]) in found:
                        continue
                    row = self.connection.execute("SELECT data FROM claims WHERE digest = ?", (drawn[1],)).fetchone()
                    if row is not None:
                        found[change.record_id, drawn[1]] = decode_claims(row[0]).document.span
        return [(record_id, digest, span) for (record_id, digest), span in found.items()]

    def _plan(self, record_id: int) -> Expunging:
        swallowed, neighbours, overlapping, others = [], [], [], []
        for other, known in self.known.items():
            if other == record_id or known.claims is None:
                continue
            overlaps = known.claims.document.span.overlaps(self.span)
            if not known.is_live and overlaps:
                swallowed.append(other)
            elif overlaps:
                overlapping.append(other)
            elif self._once_held(known):
                neighbours.append(other)
            if known.is_live and EXPUNGED not in known.facets:
                others.append(other)
        own = frozenset((record_id, *swallowed))
        numbers = tuple(number for number, _, _ in self._emptied(own, own | {*neighbours}))
        evidence = tuple(self._evidence(own))
        return Expunging(
            record_id,
            self.source_id,
            tuple(swallowed),
            tuple(neighbours),
            tuple(overlapping),
            tuple(others),
            numbers,
            evidence,
            self._is_registered(own),
        )

    def _once_held(self, known: _Known) -> bool:
        spans = [*known.drawn.values(), *([known.parsed.document.span] if known.parsed is not None else [])]
        return any(span.overlaps(self.span) for span in spans)

    def _emptied(self, own: frozenset[int], touched: frozenset[int]) -> Iterator[tuple[int, Json, Json]]:
        """Yield the entries that hold text of the document, with what they hold and what is left of it."""
        entries = dict(self._entries())
        rows = self.connection.execute(
            "SELECT number, payload FROM journal WHERE verb = ? ORDER BY number", (Verb.EXPORT.value,)
        )
        entries |= {number: json.loads(payload) for number, payload in rows}
        for number, payload in sorted(entries.items(), key=lambda item: item[0]):
            about = own if isinstance(payload, dict) and "name" in payload else touched
            left = emptied.without(payload, about)
            if left is not payload:
                yield number, payload, left

    def _evidence(self, own: frozenset[int]) -> Iterator[Evidence]:
        """Yield the evidence that was ever given for the documents and for nothing else."""
        found: dict[str, Evidence] = {}
        for _, payload in self._entries():
            for change in journal.changes_from_json(payload):
                if change.record_id in own and change.facet.startswith(case_facet(1)[:-1]):
                    for case in cases_of({change.facet: change.after}) if change.after is not None else ():
                        found |= {file.sha256: file for one in case.rounds for file in one.proposal.evidence}
        for sha256, file in found.items():
            rows = self.connection.execute("SELECT payload FROM journal WHERE payload LIKE ?", (f"%{sha256}%",))
            if not any(_names(json.loads(payload), sha256, own) for (payload,) in rows):
                yield file

    def write(self, reason: str, actor: str) -> Entry:
        """Empty the entries, put stubs for the claims, mask the text, and append what was done."""
        own, touched = self.plan.own, self.plan.own | {*self.plan.neighbours}
        names = tuple(self._names(own))
        _lower_guards(self.connection)
        listed = {
            number: emptied.empty(self.connection, number, left)
            for number, _, left in tuple(self._emptied(own, touched))
        }
        facets = {record_id: self._facets_after(record_id) for record_id in sorted(touched)}
        for record_id in own:
            facets[record_id][EXPUNGED] = reason
        facts: dict[str, Json] = {
            "record": self.plan.record_id,
            "source": self.source_id,
            "reason": reason,
            "evidence": [file.sha256 for file in self.plan.evidence],
        }
        facts |= self._mask(names, listed)
        facts |= self._put_stubs(facets)
        facts[emptied.ENTRIES] = [listed[number] for number in sorted(listed)]
        facts["facets"] = {str(record_id): values for record_id, values in facets.items()}
        self._write_state(facets)
        _raise_guards(self.connection)
        clearing.begin(self.connection, [str(facts["file"]), *(file.sha256 for file in self.plan.evidence)])
        return journal.append(self.connection, Verb.EXPUNGE, facts, actor, sorted(touched))

    def _is_registered(self, own: frozenset[int]) -> bool:
        """Tell whether an entry of the register ever named the documents by title or number."""
        rows = self.connection.execute("SELECT payload FROM journal WHERE verb = ?", (Verb.REGISTER.value,))
        names = [name for name in self._names(own) if len(name) >= masking.SHORTEST]
        return bool(names) and any(name in payload for (payload,) in rows for name in names)

    def _names(self, own: Iterable[int]) -> Iterator[str]:
        """Yield the titles and numbers under which the documents may be named elsewhere."""
        for record_id in own:
            known = self.known[record_id]
            for claims in (known.claims, known.parsed):
                for key in _NAMES if claims is not None and claims.document.span.overlaps(self.span) else ():
                    claim = claims.document.fields.get(key) if claims is not None else None
                    if claim is not None:
                        yield from (text for text in (claim.value, claim.printed) if isinstance(text, str))
            for facet, value in known.facets.items():
                field = facet_key(facet)
                correction = correction_from_json(field, value) if field is not None and field in _NAMES else None
                if correction is not None and isinstance(correction.value, str):
                    yield correction.value

    def _facets_after(self, record_id: int) -> Facets:
        """Return what stays set of a record: of one that loses its text, who decided what in its cases."""
        facets = self.known[record_id].facets
        if record_id not in self.plan.own:
            return dict(facets)
        kept: Facets = {}
        for number, case in enumerate(cases_of(facets), 1):
            kept[case_facet(number)] = case_to_json(_stripped(case))
        if DROPPED in facets:
            kept[DROPPED] = STUB
        return kept

    def _mask(self, names: Sequence[str], listed: dict[int, list[Json]]) -> dict[str, Json]:
        connection, source_id = self.connection, self.source_id
        data: str = connection.execute("SELECT data FROM parsed_source WHERE source_id = ?", (source_id,)).fetchone()[0]
        source: SourceData = decode_source(data)
        others = [self._span(other) for other in self.plan.others]
        spans = [self.span, *(self._span(record_id) for record_id in self.plan.swallowed)]
        parsed = masking.masked(source, spans, names, others)
        called = connection.execute("SELECT heading FROM source WHERE id = ?", (source_id,)).fetchone()[0]
        heading = journal.storable(masking.heading(parsed, called, names))
        name = journal.storable(parsed.source.name)
        after = encode_source(parsed)
        connection.execute("UPDATE parsed_source SET data = ? WHERE source_id = ?", (after, source_id))
        connection.execute(
            "UPDATE source SET name = ?, heading = ?, kind = ? WHERE id = ?",
            (name, heading, parsed.source.kind, source_id),
        )
        self.source = parsed.source
        for number, payload in self._entries():
            if isinstance(payload, dict) and payload.get("source") == source_id and "heading" in payload:
                left = emptied.renamed(payload, name, heading)
                if left is not payload:
                    listed[number] = emptied.empty(connection, number, left)
        return {
            "parsed": [journal.digest(data), journal.digest(after)],
            "row": [name, heading, parsed.source.kind],
            "file": parsed.source.sha256,
        }

    def _span(self, record_id: int) -> Span:
        claims = self.known[record_id].claims
        if claims is None:
            raise RecordMissing(record_id)
        return claims.document.span

    def _put_stubs(self, facets: dict[int, Facets]) -> dict[str, Json]:
        """Write stubs over claims that held part of the text; facets that named drawn ones follow."""
        replaced: list[Json] = []
        drawn: list[Json] = []
        own = self.plan.own
        for record_id in sorted(facets):
            known = self.known[record_id]
            parsed = known.parsed
            if parsed is not None and (record_id in own or parsed.document.span.overlaps(self.span)):
                span = self._span(record_id) if record_id in own else parsed.document.span
                row = self.connection.execute("SELECT data FROM parsed_record WHERE record_id = ?", (record_id,))
                before, stub = row.fetchone()[0], self._stub(record_id, span)
                self.connection.execute("UPDATE parsed_record SET data = ? WHERE record_id = ?", (stub, record_id))
                replaced.append([record_id, journal.digest(before), journal.digest(stub)])
            elif parsed is None and record_id in own:
                stub = self._stub(record_id, self._span(record_id))
                bounds.keep(self.connection, (stub,))
                facets[record_id][CLAIMS] = claims_to_json(self.source_id, journal.digest(stub))
                drawn.append(journal.digest(stub))
        return {"claims": replaced, "drawn": drawn, "deleted": [*self._delete_drawn()]}

    def _stub(self, record_id: int, span: Span) -> str:
        """Return claims that state nothing but that the text is gone, and the 密级."""
        fields = {"title": Field(TITLE, reason=_REASON)}
        known = self.known[record_id]
        if known.claims is not None and record_id in self.plan.own:
            level = assemble(record_id, 0, 0, known.claims.document, known.facets).value("secrecy")
            fields |= {"secrecy": Field(level, reason=_REASON)} if level else {}
        return encode_document(Document(span, fields, evidence=(_REASON,)), self.source)

    def _delete_drawn(self) -> Iterator[Json]:
        """Delete drawn claims that hold part of the text, and yield their digests."""
        kept = {
            drawn[1]
            for record_id, known in self.known.items()
            if record_id not in self.plan.own and (drawn := claims_from_json(known.facets.get(CLAIMS))) is not None
        }
        gone = {
            digest
            for record_id, known in self.known.items()
            for digest, span in known.drawn.items()
            if record_id in self.plan.own or span.overlaps(self.span)
        }
        for digest in sorted(gone - kept):
            used = self.connection.execute(
                "SELECT 1 FROM review JOIN record ON id = record_id"
                " WHERE facet = ? AND value LIKE ? AND source_id != ?",
                (CLAIMS, f"%{digest}%", self.source_id),
            )
            if used.fetchone() is None:
                self.connection.execute("DELETE FROM claims WHERE digest = ?", (digest,))
                yield digest

    def _write_state(self, facets: Mapping[int, Facets]) -> None:
        for record_id in self.plan.own:
            self.connection.execute("DELETE FROM review WHERE record_id = ?", (record_id,))
            self.connection.executemany(
                "INSERT INTO review (record_id, facet, value) VALUES (?, ?, ?)",
                ((record_id, facet, journal.canonical(value)) for facet, value in facets[record_id].items()),
            )
            text = bounds.read(self.connection, record_id, facets[record_id])
            if text is not None:
                document = decode_claims(text).document
                record = assemble(record_id, self.source_id, 0, document, facets[record_id])
                summaries.update(self.connection, [summaries.summarize(record, claims_of(document, self.source))])


def _stripped(case: Case) -> Case:
    """Return who proposed and decided what in a case, without their words."""
    rounds = tuple(
        replace(
            one,
            proposal=replace(
                one.proposal,
                explanation="",
                basis="",
                evidence=(),
                kept=(),
                opinion="",
                joint=tuple(replace(joint, opinion="") for joint in one.proposal.joint),
            ),
            opinions=tuple(replace(opinion, reason="") for opinion in one.opinions),
        )
        for one in case.rounds
    )
    return replace(case, rounds=rounds)


def _names(payload: Json, sha256: str, own: Iterable[int]) -> bool:
    """Tell whether an entry names a file otherwise than as evidence of these records."""
    left = emptied.without(payload, frozenset(own))
    return sha256 in journal.canonical(left)


_GUARDS = ("journal_keeps_entries", "journal_loses_nothing")


def _lower_guards(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    for name in _GUARDS:
        connection.execute(f"DROP TRIGGER {name}")


def _raise_guards(connection: sqlite3.Connection) -> None:
    for statement in schema.guards(_GUARDS):
        connection.execute(statement)
