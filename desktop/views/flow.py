"""The reviewer's verbs as the window uses them: sent into the store's lane, and told back as news."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoStack

from desktop.disclosure.profile import rule_book
from desktop.disclosure.rulebook import RuleBook
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import CLAIMS, DROPPED, STATUS, Step, Verb, facet_key
from desktop.domain.errors import RecordMissing
from desktop.domain.fields import Value
from desktop.domain.record import Record, RecordSummary, Status
from desktop.domain.text import Span
from desktop.itemmodels.queue_rows import Place, next_open
from desktop.itemmodels.undo import StepCommand, Turn, drop_forgotten, forget_steps
from desktop.tasks.lane import Job, Lane
from desktop.views.reading.opening import Opened, load

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.review.reparsing import Reparse


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a verb did, and how things stand after it.

    `record` is the one under review, None when it is no document any more; `opened` is the source anew when a step
    changed what documents it has.
    """

    done: Done
    source_id: int
    record: Record | None
    queue: tuple[RecordSummary, ...]
    opened: Opened | None = None


class Flow(QObject):
    """Holds what is under review. All news arrives in the order in which the verbs were given.

    Until a document that was asked for is shown, verbs about the one at hand do nothing: a key that comes too early is
    meant for a document that nobody has seen, and must not change the one before.
    """

    source_coming = Signal()
    """A source is being loaded."""
    source_opened = Signal(object)
    sources_listed = Signal(object)
    queue_changed = Signal(object)
    record_coming = Signal(object)
    """The document that is to be shown next: its text may be shown."""
    record_shown = Signal(object)
    record_changed = Signal(object)
    divided = Signal(object)
    dropped_met = Signal(object)
    """A person turned to a record that is no document any more; the one under review stays."""
    touched = Signal(object)
    """The numbers of the records that a verb changed; None where there are others now."""
    turned = Signal(object)
    """The keys of the fields of the document at hand that a step was about which was taken back or made again."""
    rules_changed = Signal(object)
    """The rule book that the store decides by from now on."""
    saved = Signal()
    told = Signal(str)
    failed = Signal(object)
    exported = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._desk: Desk | None = None
        self.stack = QUndoStack(self)
        self.opened: Opened | None = None
        self.queue: tuple[RecordSummary, ...] = ()
        self.record: Record | None = None
        self._coming: Record | None = None
        self._arriving = False
        self.failed.connect(self._on_failed)

    @property
    def desk(self) -> Desk | None:
        """The desk, once the store is open."""
        return self._desk

    def attach(self, desk: Desk) -> None:
        """Begin to work on a store."""
        self._desk = desk
        self.list_sources()

    def detach(self) -> None:
        """Work on nothing any more; what comes in from verbs that were given before is not shown."""
        self._desk = self._coming = None
        self.opened, self.queue, self.record = None, (), None

    def _run(self, finished: Callable[..., None] | None, function: Callable[..., object], *arguments: object) -> Job:
        job = self._lane.run(function, *arguments)
        if finished is not None:
            job.finished.connect(finished)
        job.failed.connect(self.failed)
        return job

    def ask(self, function: Callable[..., object], *arguments: object) -> Job:
        """Ask the store something, in its turn. A failure is told by `failed`."""
        return self._run(None, function, *arguments)

    def ask_at_leisure(self, function: Callable[..., object], *arguments: object) -> Job:
        """Ask the store something when it has nothing else to do and the window is painted."""
        job = self._lane.run_at_leisure(function, *arguments)
        job.failed.connect(self.failed)
        return job

    # Sources

    def list_sources(self) -> None:
        """Ask for the sources of the store."""
        if self._desk is not None:
            self._run(self._on_sources, self._desk.sources)

    def open_source(self, source_id: int, record_id: int | None = None) -> None:
        """Show a source of the store, at a document of it or where its review stopped."""
        if self._desk is not None:
            self.source_coming.emit()
            self._run(self._on_source_loaded, _load_at, self._desk, source_id, record_id)

    def close_source(self) -> None:
        """Show no source."""
        self.opened, self.queue, self.record, self._coming = None, (), None, None
        self._arriving = False
        self.source_opened.emit(None)

    @Slot(object)
    def _on_sources(self, sources: object) -> None:
        self.sources_listed.emit(sources)

    @Slot(object)
    def _on_source_loaded(self, opened: Opened) -> None:
        if self.opened is None or self.opened.summary.id != opened.summary.id:
            self.opened, self.record = opened, None
            self.source_opened.emit(opened)
        self.queue = opened.queue
        self.queue_changed.emit(self.queue)
        self.list_sources()
        known = [summary.id for summary in opened.queue]
        place = opened.summary.place
        if place not in known:
            place = next_open(self.queue, None) or (known[0] if known else None)
        self._arriving = False
        if place is not None:
            self.go_to(place)

    # Records

    @Slot(object)
    def _on_failed(self, _: object) -> None:
        self._arriving = False

    def go_to(self, record_id: int) -> None:
        """Show a document and remember the place."""
        if self._desk is not None:
            self._arriving = True
            self._run(self._on_record_loaded, self._desk.record, record_id)

    def visit(self, record_id: int) -> None:
        """Show a document of the open source or of another one, which is opened then."""
        if self._desk is not None:
            self._arriving = True
            self._run(self._on_visited, self._desk.record, record_id)

    @Slot(object)
    def _on_visited(self, record: Record) -> None:
        if record.dropped is not None:
            self._arriving = False
            self.dropped_met.emit(record)
        elif self.opened is not None and self.opened.summary.id == record.source_id:
            self._on_record_loaded(record)
        else:
            self.open_source(record.source_id, record.id)

    @Slot(object)
    def _on_record_loaded(self, record: Record) -> None:
        """Show a document in two turns of the event loop, its text before its fields: neither makes a person wait."""
        self._coming = record
        self.record_coming.emit(record)
        QTimer.singleShot(0, self, self._on_record_come)

    @Slot()
    def _on_record_come(self) -> None:
        record, self._coming = self._coming, None
        if record is None:  # another one came at once, or the source was closed
            return
        self.record, self._arriving = record, False
        self.record_shown.emit(record)
        if self._desk is not None:
            self._run(None, self._desk.remember, record.source_id, record.id)

    # Verbs

    def correct(self, key: str, value: Value, spans: tuple[Span, ...] = ()) -> None:
        """Set a field's value."""
        self._do("correct", key, value, spans)

    def confirm(self, key: str) -> None:
        """Say that the parser's doubtful value is right."""
        self._do("confirm", key)

    def restore(self, key: str) -> None:
        """Go back to the parser's value."""
        self._do("restore", key)

    def mark(self, disclosure: Disclosure | None) -> None:
        """Set the 公开属性."""
        self._do_bulk(self._on_verb_done, "mark", disclosure)

    def withdraw(self) -> None:
        """Take the approval back."""
        self._do_bulk(self._on_verb_done, "withdraw")

    def approve_and_go_on(self, place: Place) -> None:
        """Approve the document, and show the next one that is not approved in the list as it is shown."""
        if self.record is None or self._arriving:
            return
        following = place.following()
        if self.record.status is Status.APPROVED:
            self._go_on(following)
        else:
            self._do_bulk(partial(self._on_approved, following), "approve")
        self._arriving = True

    def reparse(self, plan: Reparse) -> None:
        """Take over what a new reading of the open source says. It changes nothing of a person, and is not undone."""
        if self._desk is not None:
            at = self.record.id if self.record is not None else None
            self._run(self._on_reparsed, _reparse, self._desk, plan, at)

    @Slot(object)
    def _on_reparsed(self, outcome: _Outcome) -> None:
        self._take_in(outcome)
        self.told.emit("已采用重新识别的结果")

    def rename_actor(self, name: str) -> None:
        """Work in another person's name from now on."""
        if self._desk is not None:
            self._run(None, setattr, self._desk, "actor", name)

    def choose_rules(self, name: str) -> None:
        """Decide by another profile from now on. What was done before cannot be undone any more."""
        if self._desk is not None:
            self._run(self._on_rules_chosen, _choose_rules, self._desk, name)

    @Slot(object)
    def _on_rules_chosen(self, book: RuleBook) -> None:
        self.stack.clear()
        if self.opened is not None:
            self.opened = replace(self.opened, book=book)
        self.saved.emit()
        self.rules_changed.emit(book)
        if self.record is not None:
            self.record_changed.emit(self.record)

    def do(self, act: Callable[[Desk], Done], follow: int | None = None) -> None:
        """Let the desk do something, in its turn; it can be undone. `follow` is the record to be at afterwards."""
        if self._desk is not None and self.opened is not None:
            at = follow if follow is not None else self.record.id if self.record is not None else None
            self._run(self._on_verb_done, _act, self._desk, act, self.opened.summary.id, at)

    def settle(self, act: Callable[[Desk], Done]) -> None:
        """Let the desk do something for good, such as a signature; what came before on its records is not undone."""
        if self._desk is not None and self.opened is not None:
            at = self.record.id if self.record is not None else None
            self._run(self._on_settled, _act, self._desk, act, self.opened.summary.id, at)

    @Slot(object)
    def _on_settled(self, outcome: _Outcome) -> None:
        if self._desk is None:
            return
        self._take_in(outcome)
        forget_steps(self.stack, {change.record_id for change in outcome.done.step.changes})
        if outcome.done.news:
            self.told.emit(outcome.done.news)

    def _do(self, verb: str, *arguments: object) -> None:
        if self.record is not None and not self._arriving:
            self.do(_Verb(verb, (self.record.id, *arguments)))

    def _do_bulk(self, finished: Callable[[_Outcome], None], verb: str, *arguments: object) -> None:
        if self._desk is not None and self.record is not None and not self._arriving:
            act = _Verb(verb, ([self.record.id], *arguments))
            self._run(finished, _act, self._desk, act, self.record.source_id, self.record.id)

    @Slot(object)
    def _on_verb_done(self, outcome: _Outcome) -> None:
        if self._desk is None:
            return
        self._take_in(outcome)
        done = outcome.done
        if done.entry is not None:
            text = done.step.verb.value
            self.stack.push(StepCommand(done.step, done.entry.number, text, self._apply))
        news = done.news or ("核准已随这次改动撤回，请再核准" if _takes_approval(done.step) else "")
        if news:
            self.told.emit(f"{news}，按 {{undo}} 可以撤销" if done.entry is not None else news)

    def _on_approved(self, following: Sequence[int], outcome: _Outcome) -> None:
        self._on_verb_done(outcome)
        if outcome.record is not None and self._arriving:
            self._go_on(following)
        else:
            self._arriving = False

    def _go_on(self, following: Sequence[int]) -> None:
        if self._desk is not None:
            self._run(self._on_following_found, self._desk.listings.first_pending, following)

    @Slot(object)
    def _on_following_found(self, record_id: int | None) -> None:
        if not self._arriving:  # the source was closed meanwhile
            return
        self._arriving = False
        if record_id is not None:
            self.visit(record_id)
        elif any(known.status is Status.PENDING for known in self.queue):
            self.told.emit("列表里的文件已全部核准；本期还有待核的，清除筛选就能看到")
        else:
            self.told.emit("本期文件已全部核准，可以导出（{export}）")

    def _take_in(self, outcome: _Outcome) -> None:
        """Show how things stand after a verb, and say that they are kept."""
        self._show(outcome)
        if outcome.done.entry is not None:
            self.saved.emit()

    def _show(self, outcome: _Outcome) -> None:
        whole = outcome.opened is not None
        self.touched.emit(None if whole else tuple({change.record_id for change in outcome.done.step.changes}))
        if self.opened is None or outcome.source_id != self.opened.summary.id:
            return
        if outcome.opened is not None:
            self.opened = outcome.opened
            self.divided.emit(self.opened)
        self.queue = outcome.queue
        self.queue_changed.emit(self.queue)
        self._take_in_record(outcome)

    def _take_in_record(self, outcome: _Outcome) -> None:
        """Show the record as it is now; another one where it is no document any more."""
        record = outcome.record
        if self.record is None or record is None:
            gone = self.record is not None and all(known.id != self.record.id for known in self.queue)
            if gone and self.record is not None:
                self._go_near(self.record)
        elif self.record.id == record.id:
            self.record = record
            self.record_changed.emit(record)
        elif outcome.opened is not None:
            self.go_to(record.id)

    def _go_near(self, gone: Record) -> None:
        """Show the document that stands where one was, or the last before it."""
        if self.opened is None or not self.queue:
            self.record = None
            return
        at = self.opened.record_at(gone.document.span.start)
        self.go_to(at if at is not None else self.queue[min(max(abs(gone.number), 1), len(self.queue)) - 1].id)

    # Undo

    def undo(self) -> None:
        """Take the last step back, after all that was asked for before."""
        self._run(self._on_undo_turn, _nothing)

    def redo(self) -> None:
        """Make the step again that was taken back."""
        self._run(self._on_redo_turn, _nothing)

    @Slot(object)
    def _on_undo_turn(self, _: object) -> None:
        self.stack.undo()
        drop_forgotten(self.stack)

    @Slot(object)
    def _on_redo_turn(self, _: object) -> None:
        self.stack.redo()
        drop_forgotten(self.stack)

    def _apply(self, turn: Turn) -> None:
        if self._desk is None:
            return
        at = self.record.id if self.record is not None else None
        job = self._lane.run(_apply, self._desk, turn, at)
        job.finished.connect(partial(self._on_turn_done, turn))
        job.failed.connect(self._on_turn_failed)

    def _on_turn_done(self, turn: Turn, outcome: _Outcome) -> None:
        turn.entered(outcome.done.entry.number if outcome.done.entry is not None else None)
        record = outcome.record
        shown = self.record is not None and record is not None and self.record.id == record.id
        self._take_in(outcome)
        if self.opened is None or self.opened.summary.id != outcome.source_id:
            self.open_source(outcome.source_id)
        elif record is not None and not shown and outcome.opened is None:
            self.go_to(record.id)
        self._run(partial(self._on_turn_shown, turn.step), _nothing)
        self.told.emit(f"{'已撤销' if turn.step.verb is Verb.UNDO else '已重做'}：{turn.text}")

    def _on_turn_shown(self, step: Step, _: object) -> None:
        at = self.record.id if self.record is not None else None
        keys = [facet_key(change.facet) for change in step.changes if change.record_id == at]
        self.turned.emit(tuple(key for key in keys if key is not None))

    @Slot(object)
    def _on_turn_failed(self, error: BaseException) -> None:
        self.stack.clear()
        self.failed.emit(error)


def _load_at(desk: Desk, source_id: int, record_id: int | None) -> Opened:
    opened = load(desk, source_id)
    return opened if record_id is None else replace(opened, summary=replace(opened.summary, place=record_id))


def _choose_rules(desk: Desk, name: str) -> RuleBook:
    book = rule_book(name)
    desk.store.choose_profile(name, desk.actor)
    return book


def _takes_approval(step: Step) -> bool:
    """Tell whether a step takes an approval back although that is not what it is for."""
    taken = any(
        change.facet == STATUS and change.before is not None and change.after is None for change in step.changes
    )
    return taken and step.verb is not Verb.WITHDRAW


def _nothing() -> None:
    """Take a place in the lane."""


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb of the desk by its name, with what it is given."""

    name: str
    arguments: tuple[object, ...]

    def __call__(self, desk: Desk) -> Done:
        done: Done = getattr(desk, self.name)(*self.arguments)
        return done


def _act(desk: Desk, act: Callable[[Desk], Done], source_id: int, record_id: int | None) -> _Outcome:
    return _outcome(desk, act(desk), source_id, record_id)


def _reparse(desk: Desk, plan: Reparse, record_id: int | None) -> _Outcome:
    from desktop.review.desk import Done

    done = Done(desk.reparse(plan), Step(Verb.REPARSE, ()))
    opened = load(desk, plan.source_id)
    record = _standing(desk, record_id) if record_id is not None else None
    return _Outcome(done, plan.source_id, record, opened.queue, opened)


def _apply(desk: Desk, turn: Turn, at: int | None) -> _Outcome:
    """Apply a step and be at a record that it touched: the one under review, `at`, where it is one of them."""
    step: Step = turn.step
    done = desk.apply(step, turn.undoes)
    touched = sorted({change.record_id for change in step.changes}, key=lambda record_id: (record_id != at, record_id))
    standing = next((known for known in map(partial(_standing, desk), touched) if known is not None), None)
    source_id = standing.source_id if standing is not None else desk.source_of(touched[0])
    return _outcome(desk, done, source_id, standing.id if standing is not None else None)


def _outcome(desk: Desk, done: Done, source_id: int, record_id: int | None) -> _Outcome:
    divided = any(change.facet in (CLAIMS, DROPPED) for change in done.step.changes)
    opened = load(desk, source_id) if divided else None
    queue = opened.queue if opened is not None else desk.queue(source_id)
    record = _standing(desk, record_id) if record_id is not None else None
    return _Outcome(done, source_id, record, queue, opened)


def _standing(desk: Desk, record_id: int) -> Record | None:
    """Return a record, None when it is no document (any more)."""
    try:
        record = desk.record(record_id)
    except RecordMissing:
        return None
    return record if record.dropped is None else None
