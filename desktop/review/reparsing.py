"""What a better parser would change in a source that is under review, and what it may not touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.document import Document, ParsedSource
from desktop.domain.fields import SPEC, Value, empty_value
from desktop.domain.record import Record, Status
from desktop.domain.text import Span

_ALIKE = 0.6
"""Least part of the text that two spans share for them to be the same document."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A parsed value that would be another. `kept`: a person has set this field, and that value goes on counting."""

    record_id: int
    key: str
    before: Value
    after: Value
    kept: bool


@dataclass(frozen=True, slots=True)
class Reparse:
    """The plan of a re-parse: nothing is changed yet.

    `documents` are the new claims by record; `approved` records differ but are left alone, as are those `by_hand`, in
    bounds that a person drew, dropped, or without their text; `lost` records have no counterpart any more and `gained`
    counts documents without a record: both stay as they are for a person to decide.
    """

    source_id: int
    parsed: ParsedSource
    documents: Mapping[int, Document]
    differences: tuple[Difference, ...]
    approved: tuple[int, ...]
    lost: tuple[int, ...]
    gained: int
    by_hand: tuple[int, ...] = ()


def compare(source_id: int, known: Sequence[Record], parsed: ParsedSource) -> Reparse:
    """Hold the records of a source, the dropped ones too, against a new parse of the same text."""
    by_hand = [record for record in known if record.redrawn or record.dropped is not None or record.expunged]
    records = [record for record in known if record not in by_hand]
    settled = [record.document.span for record in by_hand]
    found = [document for document in parsed.documents if not any(span.overlaps(document.span) for span in settled)]
    pairs = _pairs(records, found)
    new = {record.id: found[pairs[record.id]] for record in records if record.id in pairs}
    changed = [record for record in records if record.id in new and new[record.id] != record.document]
    open_ones = [record for record in changed if record.status is not Status.APPROVED]
    return Reparse(
        source_id=source_id,
        parsed=parsed,
        documents={record.id: new[record.id] for record in open_ones},
        differences=tuple(difference for record in open_ones for difference in _differences(record, new[record.id])),
        approved=tuple(record.id for record in changed if record.status is Status.APPROVED),
        lost=tuple(record.id for record in records if record.id not in pairs),
        gained=len(found) - len(pairs),
        by_hand=tuple(record.id for record in by_hand),
    )


def _differences(record: Record, document: Document) -> list[Difference]:
    found = []
    for key, spec in SPEC.items():
        claim = document.fields.get(key)
        before, after = record.parsed(key), claim.value if claim is not None else empty_value(spec.form)
        if before != after:
            found.append(Difference(record.id, key, before, after, key in record.corrections))
    return found


def _pairs(records: Sequence[Record], documents: Sequence[Document]) -> dict[int, int]:
    """Return the index of the document that is each record's, the likest first, each only once."""
    scored = sorted(
        (
            (share, -record.id, -index)
            for record in records
            for index, document in enumerate(documents)
            if (share := _share(record.document.span, document.span)) >= _ALIKE
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for _, record_id, index in scored:
        if -record_id not in pairs and -index not in pairs.values():
            pairs[-record_id] = -index
    return pairs


def _share(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    return common / whole if common > 0 else 0.0
