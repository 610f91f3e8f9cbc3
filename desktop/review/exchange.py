"""Handing records over to another store, and taking over what was handed over: two people divide an issue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from desktop.disclosure.profile import rule_book
from desktop.domain.case import Standing
from desktop.domain.document import Document
from desktop.domain.edits import DISCLOSURE, EXPUNGED, STATUS, Change, Entry, Json, Step, Verb, case_number
from desktop.domain.errors import ApprovalRefused, CaseRefused, HandoverDamaged, ProfileWrong, SourceChanged
from desktop.domain.record import Record
from desktop.export.package import copy_part, write_package
from desktop.review import steps, whole_file
from desktop.review.exchange_merge import NO_LONGER_APPROVED, Conflict, Merged, merge, touching
from desktop.review.exchange_package import Handed, HandedRecord, evidence_of, part_of, parts_of, read
from desktop.review.exchange_places import Home, Places, is_secret, place
from desktop.store import masking
from desktop.store.journal import canonical
from desktop.store.signing import cases_of

if TYPE_CHECKING:
    from desktop.review.desk import Desk


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What came of a package. `entry` is None where there was nothing new, or nothing was to be written.

    `sources` are the names of the files that are new here; `taken` are the changes, `remarks` say in Chinese, record by
    record (0 for a whole file), what did not come over and why. Bounds that were taken over are among `taken` as
    changes of BOUNDS; `born` are the records that begin with them.
    """

    entry: Entry | None
    sources: tuple[str, ...]
    taken: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[tuple[int, str], ...]
    born: Mapping[int, Record] = field(default_factory=dict)


def hand_over(desk: Desk, record_ids: Sequence[int], path: Path) -> int:
    """Write a package of records, journalled, and return how many there are.

    Raises RecordMissing; CaseRefused where a file has a document with a 密级, or one that was removed for it;
    ExportFailed.
    """
    records = [desk.record(record_id) for record_id in dict.fromkeys(record_ids)]
    for record in records:
        if record.dropped is not None:
            raise CaseRefused(record.id, (f"第 {record.id} 号记录已被排除，不是一件文件，不能移交",))
    for source_id in {record.source_id for record in records}:
        _refuse_secrets(desk, source_id)
    parts = tuple(parts_of(desk, records))
    title = f"移交包：{len(records)} 件"
    unfinished, _ = whole_file.write(path, partial(write_package, title, parts))
    listed: list[Json] = [record.id for record in records]
    facts: dict[str, Json] = {"format": "handover", "handed_over": listed, "count": len(records)}
    whole_file.hand_out(desk.store, desk.actor, unfinished, path, facts)
    return len(records)


def take_over(desk: Desk, path: Path, dry_run: bool = False) -> TakenOver:
    """Merge a package into the store of a desk; one entry tells of it, besides those of files that are new here, and
    one before it of bounds.

    What only the other side changed is taken over, what both changed stays as it is here and is a conflict. It can be
    undone unless a signature came over. Raises HandoverDamaged, OSError, and what the store raises.
    """
    with _named_faults(path):
        return _Taking(desk, read(path)).run(dry_run)


def _refuse_secrets(desk: Desk, source_id: int) -> None:
    store = desk.store
    if masking.is_masked(store.text(source_id)) or not store.source_path(source_id).is_file():
        told = "文件中有涉密正文已经清除，原件不在了，不能移交"
        raise CaseRefused(store.queue(source_id)[0].id, (told,))
    records = [store.record(row.id) for row in store.queue(source_id)]
    for record in (*records, *store.dropped(source_id)):
        if record.value("secrecy"):
            told = f"第 {record.id} 号记录标有密级，它所在的整个原件都不能移交"
            raise CaseRefused(record.id, (told,))


@contextmanager
def _named_faults(path: Path) -> Iterator[None]:
    """Turn what a part that is not there or not whole raises into the fault of its package."""
    try:
        yield
    except (KeyError, ValueError, SourceChanged) as error:
        raise HandoverDamaged(path, str(error)) from error


class _Taking:
    """One package on its way into a store."""

    def __init__(self, desk: Desk, handed: Handed) -> None:
        self._desk, self._handed = desk, handed
        self._remarks: list[tuple[int, str]] = []
        self._merged: dict[int, Merged] = {}
        self._places: list[Places] = []

    def run(self, dry_run: bool) -> TakenOver:
        known = {sha: self._desk.store.find_source(sha) for sha in self._handed.sources}
        new = tuple(self._handed.sources[sha].parsed.source.name for sha, number in known.items() if number is None)
        if not dry_run:
            for sha in [sha for sha, number in known.items() if number is None]:
                known[sha] = self._keep_source(sha)
        usable = {sha: number for sha, number in known.items() if number is not None and self._is_alike(sha, number)}
        for sha, number in usable.items():
            self._take_source(sha, number)
        entry = None if dry_run else self._write_bounds()
        entry = entry if dry_run else self._write() or entry
        taken = [change for places in self._places for change in places.told]
        taken += [change for merged in self._merged.values() for change in merged.changes]
        conflicts = tuple(conflict for merged in self._merged.values() for conflict in merged.conflicts)
        born = {record_id: record for places in self._places for record_id, record in places.born.items()}
        return TakenOver(entry, new, tuple(taken), conflicts, tuple(self._remarks), born)

    def _keep_source(self, sha256: str) -> int:
        source = self._handed.sources[sha256]
        with self._unpacked(source.file) as file:
            return self._desk.keep(source.parsed, file)

    @contextmanager
    def _unpacked(self, part: str) -> Iterator[Path]:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "part"
            with path.open("wb") as file:
                copy_part(self._handed.path, part, file)
            yield path

    def _is_alike(self, sha256: str, source_id: int) -> bool:
        """Tell whether the text here is the text there; places mean the same only then."""
        here, there = self._desk.store.text(source_id), self._handed.sources[sha256].parsed.source
        if masking.is_masked(here):
            self._remarks.append((0, f"“{here.name}”的涉密正文已在本资料库清除，没有接收"))
            return False
        if here.text != there.text:
            self._remarks.append((0, f"“{here.name}”在两边读出的文字不同（程序版本不同），没有接收"))
            return False
        return True

    def _take_source(self, sha256: str, source_id: int) -> None:
        source = self._handed.sources[sha256]
        chosen = [handed for handed in self._handed.records if handed.sha256 == sha256]
        born = sum(len(places.born) for places in self._places)
        places = place(self._desk, source, chosen, source_id, self._desk.store.next_record_id() + born)
        self._places.append(places)
        self._remarks += places.remarks
        self._merged |= places.left
        claims = {document.span: document for document in source.parsed.documents}
        for handed in chosen:
            if handed.id in places.homes:
                self._take(handed, claims[handed.span], places.homes[handed.id])

    def _take(self, handed: HandedRecord, claims: Document, home: Home) -> None:
        record = home.record
        if EXPUNGED in home.facets or record.value("secrecy") or is_secret(handed, claims):
            self._remarks.append((record.id, "标有密级，没有接收"))
            return
        known = self._desk.store.entries(record.id) if record.id not in self._places[-1].born else ()
        merged = merge(record, home.facets, home.entries(known), handed, claims, home.bounds)
        merged = self._allowed(merged, handed.facets)
        self._remarks += [(record.id, told) for told in merged.remarks]
        was_approved = any(change.facet == STATUS for change in home.coming)
        if was_approved and not any(change.facet == STATUS for change in merged.changes):
            self._remarks.append((record.id, NO_LONGER_APPROVED))
        if merged.changes or merged.conflicts:
            self._merged[record.id] = self._merged.get(record.id, Merged((), (), ())).with_more(merged)

    def _allowed(self, merged: Merged, theirs: Mapping[str, Json]) -> Merged:
        """Leave out what the rules of this store do not let in."""
        cases = cases_of(theirs)
        takes_case = any(case_number(change.facet) is not None for change in merged.changes)
        if takes_case and not all(_has_book(case.book) for case in cases):
            return _without(
                merged,
                lambda facet: case_number(facet) is not None,
                "本程序没有对方认定所用的规则，认定没有带来",
            )
        decided = takes_case and any(case.standing is Standing.DECIDED for case in cases)
        marks = any(change.facet == DISCLOSURE and change.after is not None for change in merged.changes)
        if marks and not decided and self._desk.cases.book.by_case:
            told = "本资料库的规则要求逐级签署，对方直接标注的公开属性没有带来"
            return _without(merged, (DISCLOSURE, STATUS).__contains__, told)
        return merged

    def _write_bounds(self) -> Entry | None:
        """Divide the sources as far as only the other side did, in a step of its own, which can be undone."""
        drawn = [places.redrawing for places in self._places if places.redrawing is not None]
        changes = tuple(change for redrawing in drawn for change in redrawing.step.changes)
        lines = tuple(line for places in self._places for line in places.handed)
        held = [change for redrawing in drawn for change in redrawing.held]
        drafts = [draft for redrawing in drawn for draft in redrawing.drafts]
        return self._desk.make(Step(Verb.TAKE_OVER, changes, lines), held, drafts).entry

    def _write(self) -> Entry | None:
        while True:
            step, held = self._step()
            if not step.changes:
                return None
            try:
                self._keep_evidence(step)
                return self._make(step, held)
            except ApprovalRefused as refused:
                if not any(one.facet == STATUS for one in self._merged[refused.record_id].changes):
                    raise
                record = self._desk.record(refused.record_id)
                told = "对方的核准没有带来：本资料库还有没有处理的敏感信息或没有公开属性"
                self._merged[record.id] = _without(self._merged[record.id], STATUS.__eq__, told)
                self._remarks.append((record.id, told))

    def _step(self) -> tuple[Step, tuple[Change, ...]]:
        """Return the step of all that is new; conflicts that an entry tells of already are not."""
        told = {
            canonical(line)
            for record_id in self._merged
            for entry in self._desk.store.entries(record_id)
            for line in _handed_lines(entry)
        }
        changes: list[Change] = []
        lines: list[Json] = []
        for record_id, merged in self._merged.items():
            fresh = [line for line in merged.handed if canonical(line) not in told]
            lines += fresh
            changes += merged.changes
            if fresh and not merged.changes:
                changes.append(touching(self._desk.record(record_id)))
        states = self._desk.store.states([*self._merged])
        held = steps.held_states(states, STATUS)
        return Step(Verb.TAKE_OVER, tuple(changes), tuple(lines)), held

    def _make(self, step: Step, held: Sequence[Change]) -> Entry | None:
        """Make the step: so that it can be undone, unless a signature came over or it only notes conflicts."""
        is_noted = all(change.before == change.after for change in step.changes)
        if not is_noted and not any(case_number(change.facet) is not None for change in step.changes):
            return self._desk.make(step, held).entry
        self._desk.redaction.refuse_open(
            [change for change in step.changes if change.record_id not in self._with_cases(step)]
        )
        return self._desk.settle(step, held).entry

    def _with_cases(self, step: Step) -> frozenset[int]:
        return frozenset(change.record_id for change in step.changes if case_number(change.facet) is not None)

    def _keep_evidence(self, step: Step) -> None:
        for record_id in self._merged:
            facets = {
                change.facet: change.after
                for change in step.changes
                if change.record_id == record_id and change.after is not None
            }
            for file in evidence_of(facets):
                if self._desk.store.evidence_path(file).is_file():
                    continue
                with self._unpacked(part_of(file)) as path:
                    if self._desk.store.keep_evidence(path).sha256 != file.sha256:
                        raise ValueError(file.sha256)


def _has_book(name: str) -> bool:
    try:
        return bool(rule_book(name).key)
    except ProfileWrong:
        return False


def _without(merged: Merged, is_left: Callable[[str], bool], told: str) -> Merged:
    """Return what is taken over without facets, and without an approval that rests on them."""
    changes = tuple(
        change
        for change in merged.changes
        if not is_left(change.facet) and not (change.facet == STATUS and change.after is not None)
    )
    return replace(merged, changes=changes, remarks=(*merged.remarks, told))


def _handed_lines(entry: Entry) -> Sequence[Json]:
    listed = entry.payload.get("handed") if isinstance(entry.payload, dict) else None
    return listed if isinstance(listed, list) else []
