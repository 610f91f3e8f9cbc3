"""Which record here each document of a package is, and what becomes of bounds that differ on the two sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.domain.document import Document
from desktop.domain.edits import EXPUNGED, STATUS, Change, Entry, Json, Step, Verb, field_facet
from desktop.domain.facets import correction_from_json
from desktop.domain.record import Record, Status
from desktop.domain.text import Span
from desktop.review import exchange_bounds
from desktop.review.division import Division, division_of
from desktop.review.exchange_bounds import Stretch
from desktop.review.exchange_merge import NO_LONGER_APPROVED, Conflict, Merged, Verdict, history_of
from desktop.review.exchange_package import STAYING, HandedRecord, HandedSource
from desktop.review.past import changes_of
from desktop.review.redrawing import Redrawing
from desktop.store import journal

if TYPE_CHECKING:
    from desktop.review.desk import Desk

_SECRECY = field_facet("secrecy")
READ_DIFFERENTLY = "在两边的起止不同，没有接收；请先把起止调成一致"
_BOTH_DREW = "起止两边改得不同，保留本方的；对方在其中的改动没有并入，请把起止调成一致后再接收一次"


@dataclass(frozen=True, slots=True)
class Home:
    """The record here that a document of a package is, as it is once their bounds are taken over.

    `bounds` tells how the sides compare in its bounds, `coming` are the changes that taking bounds over makes to it.
    """

    record: Record
    facets: Mapping[str, Json]
    bounds: Verdict = Verdict.SAME
    coming: tuple[Change, ...] = ()

    def entries(self, known: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return the entries of the record with the one that is to come, but for the approval that it takes back."""
        coming = tuple(change for change in self.coming if change.facet != STATUS)
        if not coming:
            return tuple(known)
        payload = journal.step_to_json(Step(Verb.TAKE_OVER, coming), None)
        number, at = (known[-1].number + 1, known[-1].at) if known else (1, "")
        return (*known, Entry(number, at, "", Verb.TAKE_OVER, payload, "", ""))


@dataclass(slots=True)
class Places:
    """Where the documents of one source of a package belong; `homes` by their record.

    `redrawing` is the step that takes bounds over, `told` what it does as changes of BOUNDS, `handed` their steps on
    these bounds, as lines of an entry. `left` are conflicts by the record here that they are told of.
    """

    homes: dict[int, Home] = field(default_factory=dict)
    redrawing: Redrawing | None = None
    told: list[Change] = field(default_factory=list)
    handed: list[Json] = field(default_factory=list)
    born: dict[int, Record] = field(default_factory=dict)
    left: dict[int, Merged] = field(default_factory=dict)
    remarks: list[tuple[int, str]] = field(default_factory=list)


def is_secret(handed: HandedRecord, claims: Document) -> bool:
    """Tell whether a document of a package has a 密级."""
    correction = correction_from_json("secrecy", handed.facets.get(_SECRECY))
    claim = claims.fields.get("secrecy")
    return bool(correction.value if correction is not None else claim is not None and claim.value)


def title_of(handed: HandedRecord, claims: Document) -> str:
    """Return what a document of a package is called."""
    claim = claims.fields.get("title")
    return claim.value if claim is not None and isinstance(claim.value, str) else f"对方第 {handed.id} 号记录"


def place(desk: Desk, source: HandedSource, chosen: Sequence[HandedRecord], source_id: int, free_id: int) -> Places:
    """Return where the chosen records of a source belong here; new records are numbered from `free_id` on."""
    return _Placing(desk, source, chosen, source_id, free_id).done()


class _Placing:
    def __init__(
        self, desk: Desk, source: HandedSource, chosen: Sequence[HandedRecord], source_id: int, free_id: int
    ) -> None:
        self._desk, self._source, self._source_id, self._free_id = desk, source, source_id, free_id
        self._chosen = {handed.id: handed for handed in chosen}
        self._claims = {document.span: document for document in source.parsed.documents}
        self._text = desk.store.text(source_id)
        standing = [desk.store.record(row.id) for row in desk.store.queue(source_id)]
        self._records = {record.id: record for record in (*standing, *desk.store.dropped(source_id))}
        self._states = desk.store.states([*self._records])
        self._found = Places()
        self._divisions: tuple[Division, Division] | None = None

    def done(self) -> Places:
        here = {record.document.span: record for record in self._records.values() if record.dropped is None}
        for handed in self._chosen.values():
            if handed.span in here:
                record = here[handed.span]
                self._found.homes[handed.id] = Home(record, self._states[record.id])
        if here.keys() != self._claims.keys():
            self._settle_bounds()
        return self._found

    def _settle_bounds(self) -> None:
        mine, theirs = division_of(self._desk.store, self._source_id), self._source.division
        if mine is None or theirs is None:
            self._leave(self._chosen, READ_DIFFERENTLY)
            return
        self._divisions = mine, theirs
        is_whole = self._chosen.keys() == theirs.now.keys()
        taken = [
            stretch
            for stretch in exchange_bounds.compare(mine, theirs)
            if (is_whole or self._chosen.keys() & stretch.theirs.keys()) and self._is_taken(stretch, mine, theirs)
        ]
        if taken:
            self._take(taken, mine, theirs)

    def _is_taken(self, stretch: Stretch, mine: Division, theirs: Division) -> bool:
        """Tell whether their bounds come; else say what becomes of the documents in the stretch."""
        involved = [
            record
            for record in self._records.values()
            if record.id in stretch.mine or (record.dropped is not None and record.document.span.overlaps(stretch.span))
        ]
        if self._holds_secret(stretch, involved):
            self._leave(stretch.theirs, "的起止与标有密级的文件有关，没有接收")
            return False
        if not exchange_bounds.is_apart(stretch) or exchange_bounds.is_read(stretch, mine, theirs):
            self._leave(stretch.theirs, READ_DIFFERENTLY)
            return False
        is_signed = any(record.case is not None and record.case.is_signed for record in involved)
        if stretch.verdict is Verdict.TAKE and not is_signed:
            return True
        anchor = next(iter((*stretch.mine, *(record.id for record in involved))), None)
        if anchor is None:
            self._leave(stretch.theirs, READ_DIFFERENTLY)
            return False
        if stretch.verdict is not Verdict.KEEP:
            conflict = exchange_bounds.conflict_of(stretch, anchor, mine, theirs, self._text)
            lines = exchange_bounds.lines_handed(stretch, {}, anchor, theirs, self._text)
            self._note(anchor, [conflict], lines)
            self._found.remarks.append((anchor, _BOTH_DREW))
        self._settle_contents(stretch, anchor)
        return False

    def _settle_contents(self, stretch: Stretch, anchor: int) -> None:
        """Find the records here of the documents in a stretch of which the bounds here stay."""
        for handed in (self._chosen[their_id] for their_id in stretch.theirs if their_id in self._chosen):
            record = self._records.get(stretch.known.get(handed.id, 0))
            if record is not None:
                is_newer = stretch.verdict is Verdict.KEEP and record.dropped is None
                bounds = Verdict.KEEP if is_newer else Verdict.CONFLICT
                self._found.homes[handed.id] = Home(record, self._states[record.id], bounds)
            else:
                self._leave_content(handed, anchor)

    def _leave_content(self, handed: HandedRecord, anchor: int) -> None:
        """List what they set in a document that is none here as conflicts of the record that has its text."""
        facets = [facet for facet in handed.facets if facet not in STAYING]
        conflicts = [
            Conflict(
                anchor, facet, None, handed.facets[facet], (), history_of(handed.entries, handed.id, facet, anchor)
            )
            for facet in facets
        ]
        lines: list[Json] = [
            [anchor, one.facet, entry.at, entry.actor, entry.verb.value, one.before, one.after]
            for entry in handed.entries
            for one in changes_of(entry, handed.id)
            if one.facet in facets
        ]
        if conflicts:
            self._note(anchor, conflicts, lines)

    def _take(self, stretches: Sequence[Stretch], mine: Division, theirs: Division) -> None:
        ground = replace(self._desk.bounds.ground(self._source_id), free_id=self._free_id)
        redrawing, homes = exchange_bounds.redraw(ground, stretches, mine, theirs, self._claims)
        self._found.redrawing = redrawing
        for stretch in stretches:
            self._found.told += exchange_bounds.told(stretch, homes, self._text)
            anchor = next(iter((*stretch.mine, *(homes[their_id] for their_id in stretch.theirs))))
            known = {**stretch.known, **homes}
            self._found.handed += exchange_bounds.lines_handed(stretch, known, anchor, theirs, self._text)
            for their_id, span in stretch.theirs.items():
                self._settle_home(their_id, homes[their_id], span, redrawing.step.changes)
            for record_id in stretch.mine.keys() - set(homes.values()):
                self._tell_left_behind(self._records[record_id])

    def _settle_home(self, their_id: int, record_id: int, span: Span, changes: Iterable[Change]) -> None:
        former, document = self._records.get(record_id), self._claims[span]
        coming = tuple(change for change in changes if change.record_id == record_id)
        facets = dict(self._states.get(record_id, {}))
        for change in coming:
            facets.pop(change.facet, None)
            if change.after is not None:
                facets[change.facet] = change.after
        if former is None:
            record = self._found.born[record_id] = Record(record_id, self._source_id, 0, document)
        else:
            record = replace(former, document=document, dropped=None, redrawn=True, status=Status.PENDING)
        if their_id in self._chosen:
            self._found.homes[their_id] = Home(record, facets, Verdict.TAKE, coming)
        elif former is not None and former.status is Status.APPROVED:
            self._found.remarks.append((record_id, NO_LONGER_APPROVED))

    def _tell_left_behind(self, record: Record) -> None:
        if record.corrections:
            self._found.remarks.append((record.id, "按对方的分篇不再单独成件，您在其中改过的值没有带到别件"))

    def _holds_secret(self, stretch: Stretch, involved: Iterable[Record]) -> bool:
        if any(EXPUNGED in self._states[record.id] or record.value("secrecy") for record in involved):
            return True
        for their_id, span in stretch.theirs.items():
            claim = self._claims[span].fields.get("secrecy")
            handed = self._chosen.get(their_id)
            if (claim is not None and claim.value) or (handed is not None and is_secret(handed, self._claims[span])):
                return True
        return False

    def _leave(self, their_ids: Iterable[int], told: str) -> None:
        for handed in (self._chosen[their_id] for their_id in their_ids if their_id in self._chosen):
            if handed.id not in self._found.homes:
                self._found.remarks.append((0, f"“{title_of(handed, self._claims[handed.span])}”{told}"))

    def _note(self, anchor: int, conflicts: Sequence[Conflict], lines: Sequence[Json]) -> None:
        known = self._found.left.get(anchor, Merged((), (), ()))
        self._found.left[anchor] = known.with_more(Merged((), tuple(conflicts), tuple(lines)))
