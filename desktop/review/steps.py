"""What each verb of the reviewer changes, as steps: pure functions of the state that the reviewer acts on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import DISCLOSURE, STATUS, Change, Json, Step, Verb, facet_key, field_facet, is_remark
from desktop.domain.errors import ApprovalRefused
from desktop.domain.facets import correction_from_json, correction_to_json, disclosure_to_json, status_to_json
from desktop.domain.record import Correction, Record, Status

States = Mapping[int, Mapping[str, Json]]

_APPROVED = status_to_json(Status.APPROVED)
_SECRECY = field_facet("secrecy")


def set_field(verb: Verb, record: Record, key: str, correction: Correction | None) -> Step:
    """Return the step that sets a field, or gives it back to the parser."""
    return set_fields(verb, record, {key: correction})


def set_fields(verb: Verb, record: Record, corrections: Mapping[str, Correction | None]) -> Step:
    """Return the step that sets fields of one record; None gives a field back to the parser.

    An approved record of which a value that counts becomes another is no longer approved.
    """
    changes, differs = [], False
    for key, correction in corrections.items():
        before, after = correction_to_json(record.corrections.get(key)), correction_to_json(correction)
        if before == after:
            continue
        changes.append(Change(record.id, field_facet(key), before, after))
        value = correction.value if correction is not None else record.parsed(key)
        differs = differs or value != record.value(key)
    if differs and record.status is Status.APPROVED:
        changes.append(Change(record.id, STATUS, _APPROVED, None))
    return Step(verb, tuple(changes))


def without_disclosure(step: Step, record_of: Callable[[int], Record]) -> Step:
    """Return a step that takes the 公开属性, and the approval that rests on it, from every record it gives a 密级."""
    given = [change.record_id for change in step.changes if change.facet == _SECRECY]
    named = {(change.record_id, change.facet) for change in step.changes}
    more = []
    for record in map(record_of, given):
        if not level_after(record, step.changes) or record.disclosure is None or (record.id, DISCLOSURE) in named:
            continue
        more.append(Change(record.id, DISCLOSURE, disclosure_to_json(record.disclosure), None))
        if record.status is Status.APPROVED and (record.id, STATUS) not in named:
            more.append(Change(record.id, STATUS, _APPROVED, None))
    return Step(step.verb, (*step.changes, *more)) if more else step


def level_after(record: Record, changes: Iterable[Change]) -> bool:
    """Tell whether a record has a 密级 once changes are made."""
    for change in changes:
        if (change.record_id, change.facet) == (record.id, _SECRECY):
            correction = correction_from_json("secrecy", change.after)
            return bool(correction.value if correction is not None else record.parsed("secrecy"))
    return bool(record.value("secrecy"))


def held(record: Record) -> tuple[Change, ...]:
    """Return what a step on a field relies on: whether the record is approved."""
    return held_status(record.id, record.status)


def held_status(record_id: int, status: Status) -> tuple[Change, ...]:
    """Return what a step relies on that was worked out while a record had this status."""
    return (_hold(record_id, STATUS, status_to_json(status)),)


def mark(states: States, record_ids: Sequence[int], disclosure: Disclosure | None) -> Step:
    """Return the step that sets the 公开属性; an approved record marked otherwise is no longer approved."""
    changes = []
    after = disclosure_to_json(disclosure)
    for record_id in dict.fromkeys(record_ids):
        before = states[record_id].get(DISCLOSURE)
        if before == after:
            continue
        changes.append(Change(record_id, DISCLOSURE, before, after))
        if states[record_id].get(STATUS) == _APPROVED:
            changes.append(Change(record_id, STATUS, _APPROVED, None))
    return Step(Verb.MARK, tuple(changes))


def approve(states: States, record_ids: Sequence[int]) -> Step:
    """Return the step that approves. Raises ApprovalRefused for the first record without 公开属性."""
    for record_id in record_ids:
        if states[record_id].get(DISCLOSURE) is None:
            raise ApprovalRefused(record_id, DISCLOSURE)
    return _set_status(Verb.APPROVE, states, record_ids, _APPROVED)


def withdraw(states: States, record_ids: Sequence[int]) -> Step:
    """Return the step that takes approvals back."""
    return _set_status(Verb.WITHDRAW, states, record_ids, None)


def _set_status(verb: Verb, states: States, record_ids: Sequence[int], after: Json) -> Step:
    return Step(
        verb,
        tuple(
            Change(record_id, STATUS, states[record_id].get(STATUS), after)
            for record_id in dict.fromkeys(record_ids)
            if states[record_id].get(STATUS) != after
        ),
    )


def held_by_ready(step: Step, record_of: Callable[[int], Record]) -> tuple[Change, ...]:
    """Return what a ready step relies on: that no record is approved whose content it changes but not its status."""
    settled = {change.record_id for change in step.changes if change.facet == STATUS}
    return tuple(
        _hold(change.record_id, STATUS, None)
        for change in step.changes
        if change.record_id not in settled and _changes_content(change, record_of)
    )


def _changes_content(change: Change, record_of: Callable[[int], Record]) -> bool:
    key = facet_key(change.facet)
    if key is None:
        return not is_remark(change.facet)
    before, after = (correction_from_json(key, data) for data in (change.before, change.after))
    if before is not None and after is not None:
        return before.value != after.value
    stated = before or after
    return stated is not None and stated.value != record_of(change.record_id).parsed(key)


def held_states(states: States, facet: str) -> tuple[Change, ...]:
    """Return what a bulk step relies on: the value of one facet of every record."""
    return tuple(_hold(record_id, facet, facets.get(facet)) for record_id, facets in states.items())


def _hold(record_id: int, facet: str, value: Json) -> Change:
    return Change(record_id, facet, value, value)
