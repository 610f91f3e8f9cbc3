"""The desk: every verb of the reviewer, for the window and the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import ParsedSource
from desktop.domain.edits import DISCLOSURE, STATUS, Change, Entry, Step, Verb
from desktop.domain.fields import Value
from desktop.domain.queue import QueueFilter
from desktop.domain.record import Correction, Record, RecordSummary, SourceSummary
from desktop.domain.tally import Tally
from desktop.domain.text import SourceText, Span
from desktop.review import reparsing, steps, values
from desktop.review.backups import Backups
from desktop.review.bounds import Bounds
from desktop.review.bulk import Bulk
from desktop.review.cases import Cases
from desktop.review.columns import Columns
from desktop.review.duties import Duties
from desktop.review.evaluation import Evaluation
from desktop.review.history import History, Past
from desktop.review.listing import Listings
from desktop.review.past import Returns
from desktop.review.people import People
from desktop.review.redacting import Redactions
from desktop.review.remarks import Remarks
from desktop.review.reparsing import Reparse
from desktop.review.searching import Searching
from desktop.review.sources import digest_of
from desktop.review.tables import Tables
from desktop.store import Store, VerifyReport

if TYPE_CHECKING:
    from desktop.review.exporting import ExportReport
    from desktop.review.register import Registry

Progress = Callable[[int, int], None]


_INDEXED_BY_THE_WAY = 2000
"""Documents that the index may lack for an import to bring it up to date; more are left to the first search."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb journalled; `entry` is None when there was nothing to change.

    `news` says in words what a person would not see by looking at the values.
    """

    entry: Entry | None
    step: Step
    news: str = ""


class Desk:
    """One person's verbs on one store. Any thread may call them; they take their turn."""

    def __init__(self, store: Store, actor: str) -> None:
        """Work on an open store in the name of `actor`."""
        self._store = store
        self.actor = actor
        self._history = History()
        self._turn = RLock()
        self.tables, self.bulk = Tables(self), Bulk(self)
        self.bounds, self.backups = Bounds(self), Backups(self)
        self.remarks = Remarks(self)
        self.returns = Returns(self)
        self.listings = Listings(self)
        self.search = Searching(self)
        self.cases = Cases(self)
        self.people, self.columns = People(self), Columns(self)
        self.duties, self.evaluation = Duties(self), Evaluation(self)
        self.redaction = Redactions(self)

    @property
    def store(self) -> Store:
        """The store that the verbs work on."""
        return self._store

    @cached_property
    def register(self) -> Registry:
        """The register (台账), loaded when it is first asked for."""
        from desktop.review.register import Registry

        return Registry(self)

    # Sources

    def find(self, path: Path) -> int | None:
        """Return the number of the source that is this very file, None for a new one. Raises SourceError."""
        return self._store.find_source(digest_of(path))

    def keep(self, parsed: ParsedSource, path: Path) -> int:
        """Keep a parsed file and return its number. Raises SourceChanged when the file is another by now."""
        with self._turn:
            kept = self._store.add_source(parsed, path, self.actor)
        if self.search.behind() <= _INDEXED_BY_THE_WAY:
            self.search.keep_up()
        return kept

    def open_source(self, path: Path) -> int:
        """Return the number of a file's source; a file that is known is not parsed again."""
        from desktop.parsing.pipeline import parse_file  # takes longer to load than the window may

        known = self.find(path)
        return known if known is not None else self.keep(parse_file(path), path)

    def sources(self) -> tuple[SourceSummary, ...]:
        """Return all sources in the order of their import."""
        return self._store.sources()

    def tallies(self) -> dict[int, Tally]:
        """Return how far the review of each source is."""
        return self._store.tallies()

    def queue(self, source_id: int | None = None) -> tuple[RecordSummary, ...]:
        """Return the records of one source, or of all."""
        return self._store.queue(source_id)

    def record(self, record_id: int) -> Record:
        """Return a record with all its claims. Raises RecordMissing."""
        return self._store.record(record_id)

    def text(self, source_id: int) -> SourceText:
        """Return the text of a source."""
        return self._store.text(source_id)

    def source_of(self, record_id: int) -> int:
        """Return the source of a record, also of one whose making was undone. Raises RecordMissing."""
        return self._store.source_of(record_id)

    def source_file(self, source_id: int) -> Path:
        """Return where the store keeps the file of a source."""
        return self._store.source_path(source_id)

    def place(self, source_id: int) -> int | None:
        """Return the record that the reviewer was last at."""
        return self._store.place(source_id)

    def remember(self, source_id: int, record_id: int) -> None:
        """Remember the record that the reviewer is at; a store that cannot be written remembers nothing."""
        if self._store.writable:
            self._store.set_place(source_id, record_id)

    # Fields

    def correct(self, record_id: int, key: str, value: Value, spans: tuple[Span, ...] = ()) -> Done:
        """Set a field's value, with its evidence if there is one.

        The value that counts already is nothing new. An approved record goes back to 待核 in the same step.
        Raises ValueRefused, StepStale.
        """
        value = values.checked(key, value)
        with self._turn:
            record = self._store.record(record_id)
            if value == record.value(key) and spans in ((), record.spans(key)):
                return Done(None, Step(Verb.CORRECT, ()))
            return self._set(Verb.CORRECT, record, key, Correction(value, spans))

    def confirm(self, record_id: int, key: str) -> Done:
        """Say that the value that counts is right; the field is no longer doubtful."""
        with self._turn:
            record = self._store.record(record_id)
            correction = record.corrections.get(key) or Correction(record.parsed(key))
            return self._set(Verb.CONFIRM, record, key, correction)

    def restore_all(self, record_id: int) -> Done:
        """Go back to the parser's values in every field with another one; confirmations stay."""
        with self._turn:
            record = self._store.record(record_id)
            step = steps.set_fields(Verb.RESTORE, record, dict.fromkeys(record.changed))
            return self.make(step, steps.held(record))

    def restore(self, record_id: int, key: str) -> Done:
        """Go back to the parser's value; a doubtful field is doubtful again."""
        with self._turn:
            return self._set(Verb.RESTORE, self._store.record(record_id), key, None)

    # Records

    def mark(self, record_ids: Sequence[int], disclosure: Disclosure | None) -> Done:
        """Set the 公开属性 of records in one step; approved ones that change go back to 待核.

        Raises CaseRefused where the rules of the store have it proposed and decided by stages, and for a 密级.
        """
        with self._turn:
            self.cases.refuse_marking(record_ids)
            states = self._store.states(record_ids)
            return self.make(steps.mark(states, record_ids, disclosure), steps.held_states(states, STATUS))

    def approve(self, record_ids: Sequence[int]) -> Done:
        """Approve records in one step.

        Raises ApprovalRefused, and approves none, when one has no 公开属性; FindingsOpen for one that is 主动公开 and
        has sensitive passages about which nobody decided.
        """
        with self._turn:
            states = self._store.states(record_ids)
            return self.make(steps.approve(states, record_ids), steps.held_states(states, DISCLOSURE))

    def withdraw(self, record_ids: Sequence[int]) -> Done:
        """Take the approval of records back in one step."""
        with self._turn:
            return self.make(steps.withdraw(self._store.states(record_ids), record_ids))

    # A better parser

    def compare(self, source_id: int) -> Reparse:
        """Parse the stored text of a source again and say what would differ. Changes nothing."""
        from desktop.parsing.pipeline import parse_text

        records = [self._store.record(row.id) for row in self._store.queue(source_id)]
        records += self._store.dropped(source_id)
        return reparsing.compare(source_id, records, parse_text(self._store.text(source_id)))

    def reparse(self, plan: Reparse) -> Entry | None:
        """Take over the new claims of a plan; every correction, confirmation, mark and approval stays as it is.

        Not undone step by step: nothing of a person is changed by it. None where the plan changes nothing.
        Raises StepStale when a record was approved since the plan was made.
        """
        if not plan.documents:
            return None
        with self._turn:
            return self._store.replace_claims(plan.source_id, plan.parsed, plan.documents, self.actor)

    # What the verbs share

    def make(self, step: Step, held: Sequence[Change] = (), drafts: Sequence[str] = ()) -> Done:
        """Make a step that a verb worked out from the present state, and remember it for undo.

        `held` are facets that the verb relied on, `drafts` the encoded documents that CLAIMS facets name.
        Raises StepStale when the state has become another since, CaseRefused for a mark that the rules forbid.
        """
        if not step.changes:
            return Done(None, step)
        with self._turn:
            self.cases.refuse_marks(step.changes)
            self.redaction.refuse_open(step.changes)
            step = steps.without_disclosure(step, self._store.record)
            done = Done(self._store.apply(step, self.actor, held=held, drafts=drafts), step)
            self._history.did(_past(done))
            return done

    def settle(self, step: Step, held: Sequence[Change] = ()) -> Done:
        """Make a step for good, such as a signature: no undo leads behind it. Raises StepStale."""
        with self._turn:
            return Done(self._store.apply(step, self.actor, held=held), step)

    def forget(self, record_ids: Sequence[int]) -> None:
        """Let no undo and no redo lead back to what these records were."""
        with self._turn:
            self._history.forget(record_ids)

    # Undo

    def apply(self, step: Step, undoes: int | None = None) -> Done:
        """Make a ready step, such as the inverse of one; it does not enter this desk's own undo and redo."""
        if not step.changes:
            return Done(None, step)
        with self._turn:
            self.cases.refuse_marks(step.changes)
            self.redaction.refuse_open(step.changes)
            held = steps.held_by_ready(step, self._store.record)
            return Done(self._store.apply(step, self.actor, undoes, held), step)

    def undo(self) -> Done | None:
        """Take back this desk's last step that still stands; None when there is none. Raises StepStale."""
        with self._turn:
            past = self._history.last
            if past is None:
                return None
            done = self.apply(past.step.inverse(Verb.UNDO), past.entry)
            self._history.undid(_past(done))
            return done

    def redo(self) -> Done | None:
        """Make the step again that was undone last; None when there is none. Raises StepStale."""
        with self._turn:
            past = self._history.last_undone
            if past is None:
                return None
            done = self.apply(past.step.inverse(Verb.REDO), past.entry)
            self._history.redid(_past(done))
            return done

    # Out of the store

    def export(
        self,
        format: str,
        path: Path,
        source_id: int | None = None,
        progress: Progress | None = None,
        *,
        wish: QueueFilter | None = None,
        columns: Sequence[str] = (),
    ) -> ExportReport:
        """Write approved records to a file or a folder; journalled. Raise from `progress` to stop.

        They are those of one source, of all, or those that a filter shows; `columns` are keys, for lists. Raises
        ExportFailed or FolderTaken, and leaves what was at `path` as it was, when it cannot be written.
        """
        from desktop.review import exporting

        wish = self.listings.meant(wish or QueueFilter(source_id))
        with self._turn:
            return exporting.export(self._store, self.actor, format, path, wish, columns, progress)

    def verify(self) -> VerifyReport:
        """Check the store: journal, state, parsed data, source files, database."""
        return self._store.verify()

    def _set(self, verb: Verb, record: Record, key: str, correction: Correction | None) -> Done:
        return self.make(steps.set_field(verb, record, key, correction), steps.held(record))


def _past(done: Done) -> Past:
    if done.entry is None:
        raise ValueError("a step without changes has no place in the history")
    return Past(done.entry.number, done.step)
