"""The state of a record after an entry of its journal, and the steps that bring it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.edits import (
    CLAIMS,
    DROPPED,
    STATUS,
    Change,
    Entry,
    Json,
    Step,
    Verb,
    case_number,
    facet_key,
    field_facet,
    is_remark,
)
from desktop.domain.facets import correction_from_json, correction_to_json, status_to_json
from desktop.domain.record import Correction, Record, Status
from desktop.review import steps

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done

_BOUNDS = (CLAIMS, DROPPED)
_APPROVED = status_to_json(Status.APPROVED)

BOUNDS_STAY = "文件的起止不随之退回，要改请用拆分、合并或调整起止"
READING_STAYS = "程序在那以后重新识别过，没有人更正过的字段保持现在的识别值"
APPROVAL_STAYS_BACK = "核准不会自动恢复，请核对后重新核准"
APPROVAL_GOES = "内容有变，本件会退回待核"


@dataclass(frozen=True, slots=True)
class Return:
    """What going back to a state would do: the step, what it relies on, and in words what it leaves as it is."""

    number: int
    step: Step
    held: tuple[Change, ...]
    remarks: tuple[str, ...] = ()


def changes_of(entry: Entry, record_id: int) -> tuple[Change, ...]:
    """Return what an entry changed of one record; nothing for an import or for a payload of another kind."""
    listed = entry.payload.get("changes") if isinstance(entry.payload, dict) else None
    if not isinstance(listed, list):
        return ()
    return tuple(
        Change(record_id, item[1], item[2], item[3])
        for item in listed
        if isinstance(item, list) and len(item) == 4 and item[0] == record_id and isinstance(item[1], str)
    )


def handed_changes(entry: Entry, record_id: int) -> Iterator[tuple[str, Verb, Change]]:
    """Yield what an entry keeps of another store's journal about a record: who, by which verb, and what."""
    listed = entry.payload.get("handed") if isinstance(entry.payload, dict) else None
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, list) and len(item) == 7 and item[0] == record_id:
            yield str(item[3]), Verb(item[4]), Change(record_id, str(item[1]), item[5], item[6])


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the steps that were not taken back, in order: an undo takes a step away, a redo gives it back."""
    roots: dict[int, int] = {}
    made: dict[int, Entry] = {}
    active: dict[int, bool] = {}
    for entry in entries:
        of = entry.payload.get("of") if isinstance(entry.payload, dict) else None
        root = roots.get(of, of) if isinstance(of, int) else None
        if root is None or root not in made:
            made[entry.number], active[entry.number] = entry, True
            roots[entry.number] = entry.number
        else:
            roots[entry.number] = root
            active[root] = not active[root]
    return tuple(entry for number, entry in made.items() if active[number])


def facets_after(entries: Iterable[Entry], record_id: int, number: int) -> dict[str, Json]:
    """Return the facets that were set of a record after an entry. `entries` are those of the record, in order."""
    facets: dict[str, Json] = {}
    for entry in entries:
        if entry.number > number:
            break
        for change in changes_of(entry, record_id):
            facets[change.facet] = change.after
    return {facet: value for facet, value in facets.items() if value is not None}


def return_to(record: Record, entries: Sequence[Entry], number: int) -> Return:
    """Return what going back to the state after an entry would do. `entries` are all those of the record, in order.

    Bounds stay. An approval is never given again by it: a person signs what stands there now.
    """
    now = facets_after(entries, record.id, entries[-1].number) if entries else {}
    then = facets_after(entries, record.id, number)
    places = [facet for facet in dict.fromkeys((*now, *then)) if not _stays(facet)]
    changes = [
        change
        for facet in places
        if (change := Change(record.id, facet, now.get(facet), _fitting(record, facet, then.get(facet)))).before
        != change.after
    ]
    remarks = [BOUNDS_STAY] if any(now.get(facet) != then.get(facet) for facet in _BOUNDS) else []
    if any(entry.verb is Verb.REPARSE and entry.number > number for entry in entries):
        remarks.append(READING_STAYS)
    differs = any(_counts(record, change) for change in changes)
    if record.status is Status.APPROVED and (differs or then.get(STATUS) != _APPROVED):
        changes.append(Change(record.id, STATUS, _APPROVED, None))
        remarks.append(APPROVAL_GOES)
    if then.get(STATUS) == _APPROVED and (differs or record.status is not Status.APPROVED):
        remarks.append(APPROVAL_STAYS_BACK)
    return Return(number, Step(Verb.RETURN, tuple(changes)), steps.held(record), tuple(remarks))


def _stays(facet: str) -> bool:
    """Tell whether no return to a former state touches a facet: approvals, bounds, and what was signed."""
    return facet == STATUS or facet in _BOUNDS or case_number(facet) is not None


def _fitting(record: Record, facet: str, value: Json) -> Json:
    """Return a facet's value with the evidence that lies inside the bounds of today."""
    key = facet_key(facet)
    correction = correction_from_json(key, value) if key is not None else None
    if correction is None:
        return value
    spans = tuple(span for span in correction.spans if record.document.span.encloses(span))
    return value if spans == correction.spans else correction_to_json(Correction(correction.value, spans))


def _counts(record: Record, change: Change) -> bool:
    """Tell whether a change gives another content, not only a remark or a confirmation."""
    key = facet_key(change.facet)
    if key is None:
        return not is_remark(change.facet)
    correction = correction_from_json(key, change.after)
    value = correction.value if correction is not None else record.parsed(key)
    return value != record.value(key)


class Returns:
    """The reviewer's verbs that bring back what was."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk

    def preview(self, record_id: int, number: int) -> Return:
        """Say what going back to the state after an entry would do."""
        return return_to(self._desk.record(record_id), self._desk.store.entries(record_id), number)

    def to(self, plan: Return) -> Done:
        """Go back as a plan says. Raises StepStale when the record has become another since."""
        return self._desk.make(plan.step, plan.held)

    def field(self, record_id: int, key: str, value: Json) -> Done:
        """Give a field the correction that it once had, as JSON; None gives it back to the parser."""
        record = self._desk.record(record_id)
        correction = correction_from_json(key, _fitting(record, field_facet(key), value))
        return self._desk.make(steps.set_field(Verb.RETURN, record, key, correction), steps.held(record))
