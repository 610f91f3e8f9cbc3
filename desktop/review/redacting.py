"""The reviewer's verbs on 删减: findings removed or kept, passages marked, and what the public would read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.disclosure import sensitive
from desktop.disclosure.masking import masked
from desktop.disclosure.planning import (
    Decided,
    FindingState,
    decided,
    effective,
    touching,
    with_kept,
    with_removals,
    without,
)
from desktop.disclosure.public_values import PublicValues
from desktop.disclosure.redacting import Note, PublicText, note_for, public_text
from desktop.domain.case import Standing
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import DISCLOSURE, PLAN, STATUS, Change, Step, Verb
from desktop.domain.errors import FindingsOpen, ValueRefused
from desktop.domain.facets import disclosure_from_json, disclosure_to_json, status_to_json
from desktop.domain.finding import Advice, Finding
from desktop.domain.record import Record, Status
from desktop.domain.redaction import KeptFinding, RedactionPlan, Removal
from desktop.domain.redaction_json import facet_to_json
from desktop.domain.text import SourceText, Span
from desktop.review import redacting_text, steps

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.redaction.copies import Writer
    from desktop.review.desk import Desk, Done
    from desktop.review.redacting_copies import CopyReport

READY_REASONS = ("单位对外公布的联系方式", "本人同意公开", "依法应当公开", "不是个人信息")
"""Why a finding may stand in public, in the words that are offered."""
LONGEST_REASON = 2_000
"""Code points."""
_APPROVED = status_to_json(Status.APPROVED)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A document as its public copy would be.

    `scope` is the stretch of the source that it covers, `findings` stand in it in order, `text` is what the public
    reads, with the way back to the source, `notes` are the lines that the copy has besides.
    """

    record_id: int
    scope: Span
    plan: RedactionPlan
    findings: tuple[Decided, ...]
    text: PublicText
    notes: tuple[Note, ...]

    @property
    def open(self) -> tuple[Decided, ...]:
        """The findings that a person has to decide about."""
        return tuple(one for one in self.findings if one.is_open)


class Redactions:
    """The plan of each document, and what follows from it."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk
        self._found: dict[tuple[int, Span], tuple[Finding, ...]] = {}

    # What is there

    def findings(self, record_id: int) -> tuple[Decided, ...]:
        """Return the sensitive data of a document in order, each open, removed or kept."""
        record = self._desk.record(record_id)
        return decided(self._findings(record), self.plan(record))

    def plan(self, record: Record) -> RedactionPlan:
        """Return what is decided about the text of a document: also what was decided before its bounds were redrawn."""
        return effective(self._desk.store.plans(record.source_id), record.id, self.scope(record))

    def scope(self, record: Record) -> Span:
        """Return the stretch of its source that a document's copy covers: all of it where it is the only one."""
        alone = len(self._desk.store.starts(record.source_id)) == 1 and record.dropped is None
        return Span(0, len(self._desk.text(record.source_id).text)) if alone else record.document.span

    def preview(self, record_id: int) -> Redacted:
        """Return a document as its public copy would be."""
        record = self._desk.record(record_id)
        source, scope, plan = self._desk.text(record.source_id), self.scope(record), self.plan(record)
        notes = notes_of(record, source, scope, plan)
        found = decided(self._findings(record), plan)
        return Redacted(record_id, scope, plan, found, public_text(source.text, scope, plan, notes), notes)

    def like(self, record_id: int, span: Span) -> tuple[Span, ...]:
        """Return where else in a document the text of a span stands, whatever blanks and widths it has there."""
        record = self._desk.record(record_id)
        text, scope = self._desk.text(record.source_id).text, self.scope(record)
        return redacting_text.alike(text, scope, span)

    def public_values(self, record: Record) -> PublicValues:
        """Return the values of a record as the public may read them."""
        return PublicValues(replace(record, plan=self.plan(record)), self._desk.text(record.source_id).text)

    # What a person decides

    def remove(self, record_id: int, findings: Iterable[Finding], preset: str = "", reason: str = "") -> Done:
        """Remove findings, each masked by its kind's usual preset or by this one.

        Raises KeyError for an unknown preset, ValueRefused for a reason that is too long.
        """
        return self._decide(
            record_id,
            reason,
            lambda plan: with_removals(plan, (_removal(finding, preset, reason) for finding in findings)),
        )

    def keep(self, record_id: int, findings: Iterable[Finding], reason: str) -> Done:
        """Let findings stand in public. Raises ValueRefused without a reason."""
        if not reason.strip():
            raise ValueRefused("reason", reason)
        kept = [KeptFinding(finding.spans, finding.kind, reason.strip()) for finding in findings]
        return self._decide(record_id, reason, lambda plan: with_kept(plan, kept))

    def mark(self, record_id: int, spans: Sequence[Span], preset: str = "", reason: str = "") -> Done:
        """Remove text that a person marked, each span by itself.

        Raises ValueRefused for a span outside of the document or of blanks, KeyError for an unknown preset.
        """
        removals = [self._by_hand(record_id, span, preset, reason) for span in spans]
        return self._decide(record_id, reason, lambda plan: with_removals(plan, removals))

    def passage(self, record_id: int, span: Span, reason: str = "") -> Done:
        """Remove a whole passage without trace (mixed content, art. 5); what was decided inside is taken up in it."""
        return self.mark(record_id, (span,), "removed", reason)

    def all_like(self, record_id: int, span: Span, preset: str = "", reason: str = "") -> Done:
        """Remove a text and all others like it in the document."""
        return self.mark(record_id, (span, *self.like(record_id, span)), preset, reason)

    def drop(self, record_id: int, span: Span) -> Done:
        """Take back what was decided about whatever a span touches: it is open again."""
        record = self._desk.record(record_id)
        held = self._desk.store.plans(record.source_id)
        changes: list[Change] = []
        for owner, plan in held.items():
            left = without(plan, span)
            if left != plan:
                changes += self._changes(self._desk.record(owner), left)
        return self._make(changes)

    def accept_all_advised(self, record_id: int) -> Done:
        """Remove every open finding that is advised to be masked; those to ask about stay open."""
        advised = [
            one.finding
            for one in self.findings(record_id)
            if one.state is FindingState.OPEN and one.finding.advice is Advice.MASK
        ]
        return self.remove(record_id, advised)

    # What it stops

    def refuse_open(self, changes: Sequence[Change]) -> None:
        """Raise FindingsOpen where a step would approve a document as 主动公开 that has open findings (art. 4(4)).

        One that was decided by stages was looked at there.
        """
        marks = {change.record_id: change.after for change in changes if change.facet == DISCLOSURE}
        approved = [change.record_id for change in changes if change.facet == STATUS and change.after == _APPROVED]
        for record_id in approved:
            record = self._desk.record(record_id)
            mark = marks.get(record_id, disclosure_to_json(record.disclosure))
            case = record.case
            if disclosure_from_json(mark) is not Disclosure.PROACTIVE:
                continue
            if case is not None and case.standing is Standing.DECIDED:
                continue
            still_open = tuple(one.finding for one in self.findings(record_id) if one.is_open)
            if still_open:
                raise FindingsOpen(record_id, "findings", still_open)

    # Copies

    def copy(self, record_id: int, path: Path, strict: bool = False, writer: Writer | None = None) -> CopyReport:
        """Write the public copy of a document, prove it, and keep copy and proof with the record; journalled.

        `writer` does what `redaction.copies.write_copy` does, for instance in another process.
        Raises CopyFailed with the reasons where the proof fails: no copy is left then. Raises ExportWithheld for a
        document with a 密级, ExportFailed, SourceError.
        """
        from desktop.review import redacting_copies  # its libraries take long to load

        if writer is None:
            return redacting_copies.make(self._desk, record_id, path, strict)
        return redacting_copies.make(self._desk, record_id, path, strict, writer)

    def _decide(self, record_id: int, reason: str, change: Callable[[RedactionPlan], RedactionPlan]) -> Done:
        """Change what is decided about a document; what other records of its source hold of its text stays theirs."""
        if len(reason) > LONGEST_REASON:
            raise ValueRefused("reason", reason)
        record = self._desk.record(record_id)
        whole = self.plan(record)
        after = change(whole)
        if after == whole:
            return self._make(())
        others = [plan for owner, plan in self._desk.store.plans(record.source_id).items() if owner != record_id]
        taken = {one for plan in others for one in (*plan.removals, *plan.kept)}
        own = RedactionPlan(
            tuple(one for one in after.removals if one not in taken),
            tuple(one for one in after.kept if one not in taken),
        )
        changes = self._changes(record, own)
        for owner, plan in self._desk.store.plans(record.source_id).items():
            if owner == record_id:
                continue
            inside = touching(plan, self.scope(record))
            gone = {*inside.removals, *inside.kept} - {*after.removals, *after.kept}
            if gone:
                left = RedactionPlan(
                    tuple(one for one in plan.removals if one not in gone),
                    tuple(one for one in plan.kept if one not in gone),
                )
                changes += self._changes(self._desk.record(owner), left)
        return self._make(changes)

    def _changes(self, record: Record, after: RedactionPlan) -> list[Change]:
        """Return what gives a record another plan; an approved one is approved no more."""
        if after == record.plan:
            return []
        changes = [Change(record.id, PLAN, facet_to_json(record.plan), facet_to_json(after))]
        if record.status is Status.APPROVED:
            changes.append(Change(record.id, STATUS, _APPROVED, None))
        return changes

    def _make(self, changes: Sequence[Change]) -> Done:
        held = [hold for change in changes for hold in self._held(change)]
        return self._desk.make(Step(Verb.REDACT, tuple(changes)), held)

    def _held(self, change: Change) -> tuple[Change, ...]:
        return steps.held(self._desk.record(change.record_id))

    def _findings(self, record: Record) -> tuple[Finding, ...]:
        scope = self.scope(record)
        known = self._found.get((record.source_id, scope))
        if known is None:
            known = sensitive.find_in(self._desk.text(record.source_id), scope)
            self._found = {(record.source_id, scope): known}
        return known

    def _by_hand(self, record_id: int, span: Span, preset: str, reason: str) -> Removal:
        record = self._desk.record(record_id)
        text = self._desk.text(record.source_id).text
        said = text[span.start : span.end]
        if not self.scope(record).encloses(span) or not said.strip():
            raise ValueRefused("redaction", said)
        return Removal((span,), masked(None, said, preset), None, reason.strip())


def notes_of(record: Record, source: SourceText, scope: Span, plan: RedactionPlan) -> tuple[Note, ...]:
    """Return the note that the copy of a document carries under its 成文日期."""
    has_note = record.value("has_redaction_mark") is True
    note = note_for(source.text, record.document.span, plan, record.spans("date"), has_note, scope)
    return (note,) if note is not None else ()


def _removal(finding: Finding, preset: str, reason: str) -> Removal:
    printed = masked(finding.kind, finding.text, preset)
    return Removal(finding.spans, printed, finding.kind, reason.strip())
