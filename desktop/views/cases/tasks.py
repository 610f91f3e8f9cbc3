"""Which task of a case the page 认定 shows, what was written in it so far, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.disclosure.blocks import Block, Place, open_findings
from desktop.disclosure.suggestion import suggest
from desktop.domain.case import Case, Evidence, Proposal, Route, Standing, Verdict
from desktop.domain.record import Record
from desktop.review import case_words, drafts
from desktop.review.cases import Answer, open_ways
from desktop.review.drafts import DraftKey, Drafts
from desktop.views.cases.form import CaseForm, FormTask
from desktop.views.cases.sign_as import signers
from desktop.views.cases.signing import CaseSign, SignDraft

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.views.main_window import MainWindow

Then = Callable[[tuple[Block, ...]], None]

_PAUSE_MS = 250
"""What is lacking is asked for, and drafts are kept, when nothing was typed for this time."""


class CaseTasks(QObject):
    """Shows the task that is due, and holds what is written in it until it is handed in or signed."""

    handed_in = Signal(object, object)
    """Whose proposal, and the proposal."""
    signed = Signal(object, object)
    """Whose signature, and what was filled in."""
    evidence_wanted = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow, self._panel = window, window.flow, window.case
        self._drafts: dict[DraftKey, Proposal] = {}
        self._sayings: dict[DraftKey, SignDraft] = {}
        self._routes: dict[int, Route] = {}
        """The way that a person chose for a document."""
        self._shown: tuple[DraftKey, Record] | None = None
        self._folder: Path | None = None
        self._asked = self._checked = 0
        self.insisted = False
        """Whether handing in was tried: from then on what is lacking is said aloud."""
        self.office = ""
        """The 牵头起草单位 that was named last."""
        self._secret: set[int] = set()
        """Documents with a 密级 that were shown: nothing that is written on them is kept."""
        self._unkept = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._on_later_timeout)
        window.closing.connect(self.keep)

    @property
    def key(self) -> DraftKey | None:
        """Whose task is shown."""
        return self._shown[0] if self._shown is not None else None

    def forget_shown(self) -> None:
        """Let the next document be shown anew; another store's drafts are read."""
        self._shown = None
        desk = self._flow.desk
        folder = desk.store.folder if desk is not None else None
        if folder is not None and folder != self._folder:
            self.keep()
            self._folder = folder
            known = drafts.load(folder)
            self._drafts, self.office = dict(known.proposals), known.office

    def choose_route(self, record_id: int, route: Route) -> None:
        """Let a proposal on a document go a way."""
        self._routes[record_id] = route

    def leave_route(self, key: DraftKey) -> None:
        """Take in that a proposal was handed in; its draft stays until somebody has signed, for who takes it back."""
        self._routes.pop(key.record_id, None)

    def route(self, record: Record) -> Route | None:
        """Return the way that a proposal is written for now, None where none is."""
        opened, case = self._flow.opened, record.case
        if opened is None or (case is not None and case.standing is Standing.PENDING):
            return None
        ways = open_ways(record, opened.book)
        chosen = self._routes.get(record.id)
        if chosen in ways:
            return chosen
        if case is not None:
            return case.route if case.standing is Standing.RETURNED and case.route in ways else None
        suggestion = suggest(opened.facts(record), opened.book)
        no_value = suggestion is not None and suggestion.option is None
        return Route.SECRECY if no_value and Route.SECRECY in ways else Route.ATTRIBUTION

    def show(self, record: Record, anew: bool = False) -> None:
        """Show the task of a document; one that is being written stays as it is."""
        route, case = self.route(record), record.case
        past = sum(len(one.opinions) + 1 for known in record.cases for one in known.rounds)
        stage = (case.stage or "") if case is not None else ""
        key = DraftKey(record.id, route or (case.route if case is not None else Route.ATTRIBUTION), past, stage)
        if not anew and self._shown is not None and self._shown[0] == key and _same_rules(self._shown[1], record):
            self._later.start()
            return
        self._shown, self.insisted = (key, record), False
        task: CaseForm | CaseSign | None = None
        if route is not None:
            task = self._make_form(record, route, key)
        elif case is not None and stage:
            task = self._make_sign(case, stage, key)
        self._panel.show_case(record, task)
        self._later.start()

    def _make_form(self, record: Record, route: Route, key: DraftKey) -> CaseForm | None:
        opened = self._flow.opened
        if opened is None:
            return None
        facts, case = opened.facts(record), record.case
        task = FormTask(opened.book, route, open_findings(facts), suggest(facts, opened.book))
        is_back = case is not None and case.standing is Standing.RETURNED and case.route is route
        begun = case.last.proposal if case is not None and is_back else Proposal(lead_office=self.office)
        form = CaseForm(self._window.look, task, self._drafts.get(key, begun))
        form.changed.connect(self._on_form_changed)
        form.handed_in.connect(self._on_form_handed_in)
        form.evidence.opened.connect(self.evidence_wanted)
        form.evidence.files_given.connect(self._on_files_given)
        form.advice.reason_chosen.connect(self._window.source.show_places)
        return form

    def _make_sign(self, case: Case, stage_key: str, key: DraftKey) -> CaseSign | None:
        book = case_words.book_of(case)
        stages = book.ways[case.route].stages if book is not None and case.route in book.ways else ()
        stage = next((known for known in stages if known.key == stage_key), None)
        if book is None or stage is None:
            return None
        card = CaseSign(self._window.look, stage, book, self._sayings.get(key, SignDraft()))
        card.changed.connect(self._on_form_changed)
        card.signed.connect(self._on_card_signed)
        return card

    # Drafts, and what they lack

    @Slot()
    def _on_form_changed(self) -> None:
        if self._shown is None:
            return
        task, key = self._panel.task, self._shown[0]
        if isinstance(task, CaseForm):
            self._drafts.pop(key, None)  # the newest comes last
            self._drafts[key] = task.draft
            self.office = task.lead_office.text().strip() or self.office
            self._unkept = True
        elif isinstance(task, CaseSign):
            self._sayings[key] = task.draft
        self._later.start()

    def _keep_soon(self) -> None:
        self._unkept = True
        self._later.start()

    @Slot()
    def keep(self) -> None:
        """Keep the drafts beside the store, save those on documents with a 密级."""
        if not self._unkept or self._folder is None:
            return
        self._unkept = False
        kept = {key: draft for key, draft in self._drafts.items() if key.record_id not in self._secret}
        drafts.save(self._folder, Drafts(self.office, kept))

    @Slot()
    def _on_later_timeout(self) -> None:
        self.keep()
        self._ask()

    def tidy(self, record: Record) -> None:
        """Keep nothing that was written on a document that was signed for, or that has a 密级."""
        if bool(record.value("secrecy")) != (record.id in self._secret):
            (self._secret.add if record.value("secrecy") else self._secret.discard)(record.id)
            self._keep_soon()
        if record.case is not None and record.case.is_signed:
            gone = [key for key in self._drafts if key.record_id == record.id]
            for key in gone:
                del self._drafts[key]
            if gone:
                self._keep_soon()

    def _ask(self) -> None:
        """Ask what the task at hand lacks."""
        if self._panel.task is not None and self._shown is not None:
            self._asked += 1
            self._check(partial(self._on_asked, self._asked))

    def check(self, then: Then, name: str = "") -> None:
        """Ask what the task at hand lacks, when `name` signs; `then` is given it unless this was asked again since."""
        self._checked += 1
        self._check(partial(self._on_checked, self._checked, then), name)

    def _check(self, then: Then, name: str = "") -> None:
        desk, task, shown = self._flow.desk, self._panel.task, self._shown
        if desk is None or task is None or shown is None:
            return
        key = shown[0]
        if isinstance(task, CaseForm):
            job = self._flow.ask(desk.cases.lacking, key.record_id, task.proposal, key.route)
        else:
            job = self._flow.ask(_obstacles, desk, key.record_id, key.stage, task.draft, name)
        job.finished.connect(then)

    def _on_checked(self, number: int, then: Then, blocks: tuple[Block, ...]) -> None:
        if number == self._checked and self._panel.task is not None and self._shown is not None:
            then(blocks)

    def _on_asked(self, number: int, blocks: tuple[Block, ...]) -> None:
        if number == self._asked and self._panel.task is not None:
            self._panel.task.show_blocks(blocks, "bad" if self.insisted else "muted")

    def show_lacking(self, blocks: tuple[Block, ...]) -> None:
        """Say aloud what is lacking, and where."""
        if self._panel.task is not None:
            self._panel.show_part(self._panel.task.show_blocks(blocks, "bad"))

    @Slot(object)
    def _on_files_given(self, files: Sequence[Path]) -> None:
        desk = self._flow.desk
        if desk is not None:
            self._flow.ask(_keep, desk, tuple(files)).finished.connect(self._on_files_kept)

    @Slot(object)
    def _on_files_kept(self, evidence: tuple[Evidence, ...]) -> None:
        if isinstance(self._panel.task, CaseForm):
            self._panel.task.evidence.add(evidence)

    @Slot()
    def _on_form_handed_in(self) -> None:
        task = self._panel.task
        if self._shown is not None and isinstance(task, CaseForm):
            self.insisted = True
            self.handed_in.emit(self._shown[0], task.proposal)

    @Slot()
    def _on_card_signed(self) -> None:
        task = self._panel.task
        if self._shown is not None and isinstance(task, CaseSign):
            self.insisted = True
            self.signed.emit(self._shown[0], task.draft)


def _same_rules(before: Record, after: Record) -> bool:
    """Tell whether a form that is being written fits a document as it is now."""
    return before.value("sensitive") == after.value("sensitive")


def answer_of(draft: SignDraft) -> Answer:
    """Return what a filled card says in its stage."""
    verdict = draft.verdict or Verdict.AGREE
    return Answer(verdict, draft.reason, draft.ground, draft.option, draft.secrecy_reviewed)


# In the store's lane


def _keep(desk: Desk, files: tuple[Path, ...]) -> tuple[Evidence, ...]:
    return tuple(desk.store.keep_evidence(path) for path in files)


def _obstacles(desk: Desk, record_id: int, stage: str, draft: SignDraft, name: str = "") -> tuple[Block, ...]:
    """Return what stops an opinion; who signs counts once the name is given, or where only one can be meant."""
    if draft.verdict is None:
        return ()
    known = (name,) if name else tuple(one.name for one in signers(desk, stage, desk.actor))
    sits_here, desk.actor = desk.actor, known[0] if known else desk.actor
    try:
        blocks = desk.cases.obstacles(record_id, stage, answer_of(draft))
    finally:
        desk.actor = sits_here
    return blocks if len(known) == 1 else tuple(block for block in blocks if block.place is not Place.PERSON)
