"""The review state of records in their tables: read, checked against a step, and written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from desktop.domain.case import Case
from desktop.domain.document import Document
from desktop.domain.edits import (
    CLAIMS,
    COPIES,
    DISCLOSURE,
    DROPPED,
    EXAMINED,
    EXPUNGED,
    NOTE,
    PLAN,
    PUBLISHED,
    STATUS,
    TAGS,
    Change,
    Json,
    cell_place,
    facet_key,
    ignored_anomaly,
    is_remark,
    noted_key,
)
from desktop.domain.errors import ApprovalRefused, RecordExpunged, RecordMissing, StepStale
from desktop.domain.facets import (
    check_facet,
    correction_from_json,
    disclosure_from_json,
    examination_from_json,
    publication_from_json,
    status_from_json,
    tags_from_json,
    text_from_json,
)
from desktop.domain.record import Correction, Record, Status
from desktop.domain.redaction import RedactionPlan
from desktop.domain.redaction_json import copies_from_json, facet_from_json
from desktop.store import signing
from desktop.store.journal import canonical

Place = TypeVar("Place", bound=Hashable)
Facets = dict[str, Json]

_CASES = "case:*"
"""The facets that `case_facet` names."""


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


def read_cases(connection: sqlite3.Connection) -> tuple[tuple[Case, ...], ...]:
    """Return the cases of each document that has any, in the order of import; nothing else of it is read."""
    rows = connection.execute(
        "SELECT record_id, facet, value FROM review WHERE facet GLOB ? ORDER BY record_id", (_CASES,)
    )
    documents = groupby(rows, key=itemgetter(0))
    return tuple(signing.cases_of({facet: json.loads(value) for _, facet, value in found}) for _, found in documents)


def read_ignored(connection: sqlite3.Connection, source_id: int) -> dict[str, tuple[int, str]]:
    """Return by identity the anomalies ignored anywhere in a source: by which record, and why."""
    rows = connection.execute(
        "SELECT record_id, facet, value FROM record JOIN review ON record_id = id WHERE source_id = ?", (source_id,)
    )
    found = ((ignored_anomaly(facet), record_id, value) for record_id, facet, value in rows)
    return {
        anomaly: (record_id, text_from_json(json.loads(value)))
        for anomaly, record_id, value in found
        if anomaly is not None
    }


def read_plans(connection: sqlite3.Connection, source_id: int) -> dict[int, RedactionPlan]:
    """Return the plans of the records of a source that have one."""
    rows = connection.execute(
        "SELECT record_id, value FROM record JOIN review ON record_id = id WHERE source_id = ? AND facet = ?"
        " ORDER BY record_id",
        (source_id, PLAN),
    )
    return {record_id: facet_from_json(json.loads(value)) for record_id, value in rows}


def check(states: Mapping[int, Facets], changes: Sequence[Change], held: Sequence[Change]) -> dict[int, Facets]:
    """Return the facets that the changes lead to.

    Raises StepStale where a `before` of a change, or of what is `held`, is not the state; ApprovalRefused where a
    record would be approved without 公开属性; RecordSigned where the document of a signed case would change;
    RecordExpunged where its text is gone;
    ValueError or KeyError for a facet or a value that cannot be.
    """
    after = {record_id: dict(facets) for record_id, facets in states.items()}
    for change in held:
        if not _same(after[change.record_id].get(change.facet), change.before):
            raise StepStale(change.record_id, change.facet)
    for change in changes:
        check_facet(change.facet, change.after)
        facets = after[change.record_id]
        if change.facet == EXPUNGED or (EXPUNGED in facets and not _is_open_for_ever(change.facet)):
            raise RecordExpunged(change.record_id)
        if not _same(facets.get(change.facet), change.before):
            raise StepStale(change.record_id, change.facet)
        if change.after is None:
            facets.pop(change.facet, None)
        else:
            facets[change.facet] = change.after
    signing.check(states, after, changes)
    for record_id, facets in after.items():
        if facets.get(STATUS) == Status.APPROVED.value and facets.get(DISCLOSURE) is None:
            raise ApprovalRefused(record_id, DISCLOSURE)
    return after


def _is_open_for_ever(facet: str) -> bool:
    """Tell whether something may be said of a document even when its text is gone."""
    return facet == EXAMINED or is_remark(facet)


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
    """Return a record of its claims and its facets."""
    return Record(
        record_id,
        source_id,
        number,
        document,
        _corrections(facets),
        disclosure_from_json(facets.get(DISCLOSURE)),
        status_from_json(facets.get(STATUS)),
        tags=tags_from_json(facets.get(TAGS)),
        note=text_from_json(facets.get(NOTE, "")),
        field_notes=_texts(facets, noted_key),
        ignored=_texts(facets, ignored_anomaly),
        cells=_texts(facets, cell_place),
        dropped=text_from_json(facets[DROPPED]) if DROPPED in facets else None,
        redrawn=CLAIMS in facets,
        cases=signing.cases_of(facets),
        published=publication_from_json(facets.get(PUBLISHED)),
        plan=facet_from_json(facets.get(PLAN)),
        copies=copies_from_json(facets.get(COPIES)),
        examined=examination_from_json(facets.get(EXAMINED)),
        expunged=text_from_json(facets[EXPUNGED]) if EXPUNGED in facets else None,
    )


def _corrections(facets: Mapping[str, Json]) -> dict[str, Correction]:
    corrections: dict[str, Correction] = {}
    for facet, value in facets.items():
        key = facet_key(facet)
        correction = correction_from_json(key, value) if key is not None else None
        if key is not None and correction is not None:
            corrections[key] = correction
    return corrections


def _texts(facets: Mapping[str, Json], place_of: Callable[[str], Place | None]) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for facet, value in facets.items():
        place = place_of(facet)
        if place is not None:
            found[place] = text_from_json(value)
    return found
