"""Merging a record that was handed over with the one that is here: what is taken, what stays, what is in conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from desktop.domain.case import Case
from desktop.domain.case_json import case_from_json, case_to_json
from desktop.domain.document import Document
from desktop.domain.edits import (
    DISCLOSURE,
    EXAMINED,
    NOTE,
    PLAN,
    PUBLISHED,
    STATUS,
    Change,
    Entry,
    Json,
    Verb,
    case_number,
    cell_place,
    facet_key,
    is_remark,
)
from desktop.domain.facets import correction_from_json, status_to_json
from desktop.domain.record import Record, Status
from desktop.review.exchange_package import STAYING, HandedRecord
from desktop.review.past import changes_of, standing
from desktop.store.journal import canonical
from desktop.store.signing import cases_of

_APPROVED = status_to_json(Status.APPROVED)
NO_LONGER_APPROVED = "接收后内容有变，本件退回待核"
_BESIDE = frozenset((STATUS, PUBLISHED, EXAMINED))
"""Facets that follow a document without being its content."""


class Verdict(Enum):
    """What becomes of a facet of which the two sides differ."""

    SAME = "相同"
    TAKE = "接收"
    KEEP = "本方较新"
    CONFLICT = "两边不同"


@dataclass(frozen=True, slots=True)
class Told:
    """One change in the history of a facet, of a record numbered as here. `at` is ISO 8601 in UTC."""

    at: str
    actor: str
    verb: Verb
    change: Change


@dataclass(frozen=True, slots=True)
class Conflict:
    """A facet that both sides changed differently, with both histories; what is here stays."""

    record_id: int
    facet: str
    mine: Json
    theirs: Json
    my_history: tuple[Told, ...]
    their_history: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a record takes over, and what not. `handed` are the other side's changes of all these, as JSON lines.

    A line is [record, facet, time, person, verb, before, after]; the record is numbered as here.
    """

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    handed: tuple[Json, ...]
    remarks: tuple[str, ...] = ()

    def with_more(self, more: Merged) -> Merged:
        """Return both together."""
        return Merged(
            self.changes + more.changes,
            self.conflicts + more.conflicts,
            self.handed + more.handed,
            self.remarks + more.remarks,
        )


def merge(
    record: Record,
    mine: Mapping[str, Json],
    entries: Sequence[Entry],
    handed: HandedRecord,
    claims: Document,
    bounds: Verdict = Verdict.SAME,
) -> Merged:
    """Merge a record that was handed over; `claims` are what its store had read of it, `entries` are those here.

    `bounds` tells how the two sides compare in where the document begins and ends: in bounds that are newer here,
    evidence that lies outside of them is a conflict; in bounds about which there is one, all content is.
    """
    return _Merge(record, mine, entries, handed, claims, bounds).done()


def judge(mine: Sequence[str], theirs: Sequence[str]) -> Verdict:
    """Compare the values that a facet had on two sides, the present one last, each as canonical JSON.

    The side whose present value the other one has had before is the older one.
    """
    if mine[-1] == theirs[-1]:
        return Verdict.SAME
    mine_known, theirs_known = mine[-1] in theirs, theirs[-1] in mine
    if mine_known and theirs_known:
        mine_known, theirs_known = _is_within(mine, theirs), _is_within(theirs, mine)
    if mine_known == theirs_known:
        return Verdict.CONFLICT
    return Verdict.TAKE if mine_known else Verdict.KEEP


def values_of(entries: Iterable[Entry], record_id: int, facet: str) -> list[str]:
    """Return the values that a facet had, in order, as canonical JSON; what was undone counts as never done."""
    found = [canonical(None)]
    for entry in standing(entries):
        found += [canonical(one.after) for one in changes_of(entry, record_id) if one.facet == facet]
    return found


def history_of(entries: Iterable[Entry], record_id: int, facet: str, here: int) -> tuple[Told, ...]:
    """Return what entries did to a facet of a record, told of the record that has the number `here`."""
    return tuple(
        Told(entry.at, entry.actor, entry.verb, replace(one, record_id=here))
        for entry in entries
        for one in changes_of(entry, record_id)
        if one.facet == facet and one.before != one.after
    )


def _is_within(some: Sequence[str], all_of: Sequence[str]) -> bool:
    rest = iter(all_of)
    return all(value in rest for value in some)


class _Merge:
    def __init__(
        self,
        record: Record,
        mine: Mapping[str, Json],
        entries: Sequence[Entry],
        handed: HandedRecord,
        claims: Document,
        bounds: Verdict,
    ) -> None:
        self._record, self._mine, self._entries = record, dict(mine), entries
        self._handed, self._theirs, self._claims = handed, handed.facets, claims
        self._after = dict(mine)
        self._conflicts: list[str] = []
        self._remarks: list[str] = []
        self._bounds = bounds
        self._is_signed = record.case is not None and record.case.is_signed

    def done(self) -> Merged:
        facets = [facet for facet in dict.fromkeys((*self._mine, *self._theirs)) if facet not in STAYING]
        for facet in facets:
            if case_number(facet) is None and facet != STATUS:
                self._settle(facet)
        self._settle_cases([facet for facet in facets if case_number(facet) is not None])
        self._settle_status()
        changes = tuple(
            change
            for facet in dict.fromkeys((*self._mine, *self._after))
            if canonical(self._mine.get(facet)) != canonical(self._after.get(facet))
            for change in self._changes(facet)
        )
        told = {change.facet for change in changes} | {*self._conflicts}
        conflicts = tuple(map(self._conflict, self._conflicts))
        return Merged(changes, conflicts, tuple(self._lines(told)), tuple(self._remarks))

    def _changes(self, facet: str) -> Iterable[Change]:
        """Return the change of a facet; a case comes the way it went, opinion by opinion."""
        before, after = self._mine.get(facet), self._after.get(facet)
        stages = [after] if case_number(facet) is None else [*map(case_to_json, _growth(case_from_json(after)))]
        return [Change(self._record.id, facet, old, new) for old, new in pairwise((before, *stages))]

    def _verdict(self, facet: str) -> Verdict:
        mine = values_of(self._entries, self._record.id, facet)
        return judge(mine, values_of(self._handed.entries, self._handed.id, facet))

    def _settle(self, facet: str) -> None:
        verdict = self._verdict(facet)
        if verdict is Verdict.TAKE and facet not in _BESIDE and not is_remark(facet) and not self._has_room(facet):
            verdict = Verdict.CONFLICT
        if verdict is Verdict.TAKE:
            self._set(facet, self._theirs.get(facet))
        elif verdict is Verdict.CONFLICT:
            self._conflicts.append(facet)

    def _has_room(self, facet: str) -> bool:
        """Tell whether the document that stands here may take content over."""
        if self._is_signed or self._bounds is Verdict.CONFLICT:
            return False
        return self._bounds is not Verdict.KEEP or _lies_within(self._record.document, facet, self._theirs.get(facet))

    def _settle_cases(self, facets: Sequence[str]) -> None:
        """Take cases over as they are where there are none here, and the document is the same."""
        mine, theirs = cases_of(self._mine), cases_of(self._theirs)
        if not theirs or mine == theirs:
            return
        if not mine and self._is_same():
            for facet in facets:
                self._set(facet, self._theirs[facet])
            return
        for facet in facets:
            if canonical(self._mine.get(facet)) != canonical(self._theirs.get(facet)) and (
                not mine or self._verdict(facet) is not Verdict.KEEP
            ):
                self._conflicts.append(facet)

    def _settle_status(self) -> None:
        """Keep or take an approval only where what was approved is what stands here."""
        is_approved, verdict = self._mine.get(STATUS) == _APPROVED, self._verdict(STATUS)
        if verdict is Verdict.TAKE or (verdict is Verdict.SAME and self._bounds is Verdict.TAKE):
            if self._theirs.get(STATUS) != _APPROVED or (self._is_same() and DISCLOSURE in self._after):
                self._set(STATUS, self._theirs.get(STATUS))
            else:
                self._remarks.append("对方的核准没有带来：两边的内容不同，请核对后再核准")
        agreed = self._theirs.get(STATUS) == _APPROVED and self._is_same()
        if is_approved and self._changes_content() and not agreed and STATUS in self._after:
            self._set(STATUS, None)
            self._remarks.append(NO_LONGER_APPROVED)

    def _set(self, facet: str, value: Json) -> None:
        if value is None:
            self._after.pop(facet, None)
        else:
            self._after[facet] = value

    def _is_same(self) -> bool:
        """Tell whether what stands here after all is what the other side has."""
        facets = {facet for facet in (*self._after, *self._theirs) if _is_content(facet)}
        if any(canonical(self._after.get(facet)) != canonical(self._theirs.get(facet)) for facet in facets):
            return False
        document, claims = self._record.document, self._claims
        return document.span == claims.span and _values(document) == _values(claims)

    def _changes_content(self) -> bool:
        facets = {facet for facet in (*self._after, *self._mine) if _is_content(facet)}
        return any(canonical(self._after.get(facet)) != canonical(self._mine.get(facet)) for facet in facets)

    def _conflict(self, facet: str) -> Conflict:
        return Conflict(
            self._record.id,
            facet,
            self._mine.get(facet),
            self._theirs.get(facet),
            history_of(self._entries, self._record.id, facet, self._record.id),
            history_of(self._handed.entries, self._handed.id, facet, self._record.id),
        )

    def _lines(self, facets: set[str]) -> Iterable[Json]:
        for entry in self._handed.entries:
            for one in changes_of(entry, self._handed.id):
                if one.facet in facets:
                    verb = entry.verb.value
                    yield [self._record.id, one.facet, entry.at, entry.actor, verb, one.before, one.after]


def _growth(case: Case) -> Iterable[Case]:
    """Yield a case as it was after each proposal and each opinion, in order."""
    for at, one in enumerate(case.rounds):
        for count in range(len(one.opinions) + 1):
            yield replace(case, rounds=(*case.rounds[:at], replace(one, opinions=one.opinions[:count])))


def _is_content(facet: str) -> bool:
    return facet not in _BESIDE | STAYING and not is_remark(facet) and case_number(facet) is None


def _lies_within(document: Document, facet: str, value: Json) -> bool:
    """Tell whether what a facet says is about text of a document."""
    key, place = facet_key(facet), cell_place(facet)
    if key is not None:
        correction = correction_from_json(key, value)
        return correction is None or all(document.span.encloses(span) for span in correction.spans)
    if place is not None:
        return any(table.span.start == place[0] for table in document.tables)
    return facet != PLAN


def _values(document: Document) -> dict[str, object]:
    return {key: claim.value for key, claim in document.fields.items() if claim.value not in (None, ())}


def touching(record: Record) -> Change:
    """Return the change that changes nothing, by which an entry comes to stand in a record's history."""
    note = record.note or None
    return Change(record.id, NOTE, note, note)
