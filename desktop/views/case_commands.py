"""What the page 认定 and its actions do: proposals written and handed in, stages signed, documents sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from desktop.disclosure.blocks import Block, Place, open_findings
from desktop.disclosure.rulebook import RuleBook
from desktop.disclosure.suggestion import suggest
from desktop.domain.case import Case, Evidence, Proposal, Route, Standing, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Record
from desktop.review import case_words
from desktop.review.cases import Answer, open_ways
from desktop.views.case_form import CaseForm, FormTask
from desktop.views.case_sign import CaseSign, SignDraft
from desktop.views.opening import Opened
from desktop.views.sign_as import SignAs, in_the_name_of, signers

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.views.main_window import MainWindow

PAGE = "case"
"""The name of the page at the right."""
_PAUSE_MS = 250
"""What is lacking is asked for when nothing was typed for this time."""
_ACTIONS = ("case_propose", "case_sign", "case_return", "case_change", "case_secrecy")
_TO_PROPOSE, _SENT_BACK = "待建议", "退回"


@dataclass(frozen=True, slots=True)
class _Key:
    """Whose draft it is: a document, the way it goes, and how much happened to it before."""

    record_id: int
    route: Route
    past: int
    stage: str = ""


class CaseCommands(QObject):
    """Keeps the panel true, holds drafts that are not handed in, and binds the panel and the actions about cases."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow, self._panel = window, window.flow, window.case
        self._drafts: dict[_Key, Proposal] = {}
        self._sayings: dict[_Key, SignDraft] = {}
        self._routes: dict[int, Route] = {}
        """The way that a person chose for a document."""
        self._shown: tuple[_Key, Record] | None = None
        self._asked = 0
        self._insisted = False
        """Whether handing in was tried: from then on what is lacking is said aloud."""
        self.office = ""
        """The 牵头起草单位 that was named last."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self._ask)
        self._flow.source_opened.connect(self._on_source_opened)
        self._flow.rules_changed.connect(self._on_rules_changed)
        for signal in (self._flow.record_shown, self._flow.record_changed):
            signal.connect(self._on_record_news)
        self._panel.wanted.connect(self._on_panel_wanted)
        self._panel.left.connect(self._on_panel_left)
        self._panel.route_wanted.connect(self.propose)
        slots = {
            "case_propose": self.propose_attribution,
            "case_sign": self.sign,
            "case_return": self.send_back,
            "case_change": self.propose_change,
            "case_secrecy": self.propose_secrecy,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)
        self._show_by_case(False)

    @property
    def by_case(self) -> bool:
        """Tell whether the rules of the open store ask for proposals and signatures."""
        return self._flow.opened is not None and self._flow.opened.book.by_case

    # What is shown

    @Slot(object)
    def _on_source_opened(self, opened: Opened | None) -> None:
        self._shown = None
        self._show_by_case(opened is not None and opened.book.by_case)

    @Slot(object)
    def _on_rules_changed(self, book: RuleBook) -> None:
        self._shown = None
        self._show_by_case(book.by_case and self._flow.opened is not None)

    def _show_by_case(self, shown: bool) -> None:
        self._window.side.show_tab(PAGE, shown)
        for name in _ACTIONS:
            self._window.actions_by_name[name].setVisible(shown)

    @Slot(object)
    def _on_record_news(self, record: Record) -> None:
        if not self.by_case or self._flow.opened is None:
            return
        ways = open_ways(record, self._flow.opened.book)
        pending = record.case is not None and record.case.standing is Standing.PENDING
        self._enable(ways, pending)
        self._panel.show_standing(*_standing(record))
        self._panel.offer_ways([way for way in ways if way is not self._route(record)])
        self._window.side.set_badge(PAGE, _badge(record))
        self._window.decision.show_standing(_standing(record)[0])
        if self._panel.isVisible():
            self._show(record)

    def _enable(self, ways: Sequence[Route], pending: bool) -> None:
        able = {
            "case_propose": Route.ATTRIBUTION in ways,
            "case_sign": pending,
            "case_return": pending,
            "case_change": Route.CHANGE in ways,
            "case_secrecy": Route.SECRECY in ways,
        }
        for name, is_able in able.items():
            self._window.actions_by_name[name].setEnabled(is_able)

    @Slot()
    def _on_panel_wanted(self) -> None:
        self._window.decision.marking.setVisible(False)
        if self._flow.record is not None:
            self._show(self._flow.record)

    @Slot()
    def _on_panel_left(self) -> None:
        self._window.decision.marking.setVisible(True)

    def _route(self, record: Record) -> Route | None:
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

    def _show(self, record: Record, anew: bool = False) -> None:
        """Show the task of a document; one that is being written stays as it is."""
        route, case = self._route(record), record.case
        past = sum(len(one.opinions) + 1 for known in record.cases for one in known.rounds)
        stage = (case.stage or "") if case is not None else ""
        key = _Key(record.id, route or (case.route if case is not None else Route.ATTRIBUTION), past, stage)
        if not anew and self._shown is not None and self._shown[0] == key and _same_rules(self._shown[1], record):
            self._later.start()
            return
        self._shown, self._insisted = (key, record), False
        task: CaseForm | CaseSign | None = None
        if route is not None:
            task = self._make_form(record, route, key)
        elif case is not None and stage:
            task = self._make_sign(case, stage, key)
        self._panel.show_case(record, task)
        self._later.start()

    def _make_form(self, record: Record, route: Route, key: _Key) -> CaseForm | None:
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
        form.evidence.files_given.connect(self._on_files_given)
        form.advice.reason_chosen.connect(self._window.source.show_places)
        return form

    def _make_sign(self, case: Case, stage_key: str, key: _Key) -> CaseSign | None:
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
            self._drafts[key] = task.draft
            self.office = task.lead_office.text().strip() or self.office
        elif isinstance(task, CaseSign):
            self._sayings[key] = task.draft
        self._later.start()

    @Slot()
    def _ask(self) -> None:
        """Ask what the task at hand lacks."""
        desk, task = self._flow.desk, self._panel.task
        if desk is None or task is None or self._shown is None:
            return
        self._asked += 1
        key, number = self._shown[0], self._asked
        if isinstance(task, CaseForm):
            job = self._flow.ask(desk.cases.lacking, key.record_id, task.proposal, key.route)
            job.finished.connect(partial(self._on_lacking, number))
        else:
            job = self._flow.ask(_obstacles, desk, key.record_id, key.stage, task.draft)
            job.finished.connect(partial(self._on_lacking, number))

    def _on_lacking(self, number: int, blocks: tuple[Block, ...]) -> None:
        if number == self._asked and self._panel.task is not None:
            self._panel.task.show_blocks(blocks, "bad" if self._insisted else "muted")

    @Slot(object)
    def _on_files_given(self, files: Sequence[Path]) -> None:
        desk = self._flow.desk
        if desk is not None:
            self._flow.ask(_keep, desk, tuple(files)).finished.connect(self._on_files_kept)

    @Slot(object)
    def _on_files_kept(self, evidence: tuple[Evidence, ...]) -> None:
        if isinstance(self._panel.task, CaseForm):
            self._panel.task.evidence.add(evidence)

    # Handing in and signing

    @Slot()
    def _on_form_handed_in(self) -> None:
        desk, task = self._flow.desk, self._panel.task
        if desk is None or self._shown is None or not isinstance(task, CaseForm):
            return
        self._insisted = True
        self._asked += 1
        key, proposal = self._shown[0], task.proposal
        job = self._flow.ask(desk.cases.lacking, key.record_id, proposal, key.route)
        job.finished.connect(
            partial(self._on_ready, self._asked, partial(_propose, key.record_id, proposal, key.route))
        )

    @Slot()
    def _on_card_signed(self) -> None:
        desk, task = self._flow.desk, self._panel.task
        if desk is None or self._shown is None or not isinstance(task, CaseSign):
            return
        self._insisted = True
        self._asked += 1
        key = self._shown[0]
        job = self._flow.ask(_obstacles, desk, key.record_id, key.stage, task.draft)
        job.finished.connect(partial(self._on_ready_to_sign, self._asked))

    def _on_ready_to_sign(self, number: int, blocks: tuple[Block, ...]) -> None:
        task = self._panel.task
        if number != self._asked or self._shown is None or not isinstance(task, CaseSign):
            return
        if blocks:
            self._panel.show_part(task.show_blocks(blocks, "bad"))
            return
        dialog = SignAs(
            self._window.look,
            self._flow,
            self._shown[0].stage,
            task.stage.label,
            self._window.top_bar.reviewer.name,
            self._window,
            task.verb,
        )
        dialog.proved.connect(partial(self._on_signer_proved, self._shown[0], task.draft))
        dialog.show()

    def _on_signer_proved(self, key: _Key, draft: SignDraft, name: str) -> None:
        desk = self._flow.desk
        if desk is None or self._shown is None or self._shown[0] != key:
            return
        self._asked += 1
        job = self._flow.ask(_obstacles, desk, key.record_id, key.stage, draft, name)
        job.finished.connect(partial(self._on_signer_known, self._asked, key, draft, name))

    def _on_signer_known(self, number: int, key: _Key, draft: SignDraft, name: str, blocks: tuple[Block, ...]) -> None:
        """Sign, unless the person who was proved to be here may not."""
        if number != self._asked or self._panel.task is None:
            return
        if blocks:
            self._panel.show_part(self._panel.task.show_blocks(blocks, "bad"))
        else:
            self._flow.settle(partial(in_the_name_of, name, partial(_sign, key.record_id, key.stage, draft)))

    def _on_ready(self, number: int, act: partial[Done], blocks: tuple[Block, ...]) -> None:
        if number != self._asked or self._panel.task is None:
            return
        if blocks:
            self._panel.show_part(self._panel.task.show_blocks(blocks, "bad"))
            return
        self._routes.pop(self._shown[0].record_id if self._shown is not None else 0, None)
        self._flow.do(act)

    # Actions

    @Slot()
    def propose_attribution(self) -> None:
        """Write a proposal on the 公开属性."""
        self.propose(Route.ATTRIBUTION)

    @Slot()
    def propose_secrecy(self) -> None:
        """Write a 定密建议."""
        self.propose(Route.SECRECY)

    @Slot()
    def propose_change(self) -> None:
        """Write a proposal to change what was decided."""
        self.propose(Route.CHANGE)

    @Slot(object)
    def propose(self, route: Route, disclosure: Disclosure | None = None) -> None:
        """Turn to the form of a route; with the option of a 公开属性 chosen where one is given."""
        record, opened = self._flow.record, self._flow.opened
        if record is None or opened is None or not self._window.fields.take_over():
            return
        if route in open_ways(record, opened.book):
            self._routes[record.id] = route
        self.show_panel()
        self._on_record_news(record)
        form = self._panel.task
        if not isinstance(form, CaseForm):
            self._window.toast.say(f"本件{_standing(record)[0]}，现在不能提出建议")
        elif disclosure is not None:
            form.choose(disclosure)

    def propose_value(self, disclosure: Disclosure | None) -> None:
        """Write a proposal of a 公开属性, as its key or its button in the decision bar asks for."""
        record = self._flow.record
        if record is not None and record.case is not None and record.case.standing is Standing.DECIDED:
            self.show_panel()
            self._window.toast.say("本件已认定；要更改，请提出变更建议或者重新提出认定建议")
        else:
            self.propose(Route.ATTRIBUTION, disclosure)

    @Slot()
    def sign(self) -> None:
        """Turn to the card of the stage whose turn it is."""
        self.show_panel()
        card = self._panel.task
        if isinstance(card, CaseSign):
            card.verdict.button(Verdict.AGREE.name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def send_back(self) -> None:
        """Turn to the card of the stage whose turn it is, with 退文 chosen."""
        self.sign()
        card = self._panel.task
        if isinstance(card, CaseSign):
            card.verdict.choose(Verdict.RETURN.name)

    @Slot()
    def show_panel(self) -> None:
        """Turn to the page."""
        if self.by_case and self._window.fields.take_over():
            self._window.side.show_page(PAGE)


def _same_rules(before: Record, after: Record) -> bool:
    """Tell whether a form that is being written fits a document as it is now."""
    return before.value("sensitive") == after.value("sensitive")


def _standing(record: Record) -> tuple[str, str, str]:
    """Return how far the case of a document has come, whose turn it is, and the tone to say it in."""
    case = record.case
    if case is None:
        return "还没有认定建议", "请起草单位提出建议", ""
    words = case_words.standing_words(case)
    book = case_words.book_of(case)
    if case.standing is Standing.RETURNED:
        last = case.last.opinions[-1]
        return words, f"{case_words.of_opinion(case, last, book)}（{last.person}）", "warn"
    if case.standing is Standing.DECIDED:
        option = case_words.option_label(case.option, book) if case.option else ""
        return f"{words}：{option}" if option else words, "已签署，不再改动；要更改，请另提建议", ""
    stages = book.ways[case.route].stages if book is not None and case.route in book.ways else ()
    office = next((stage.office for stage in stages if stage.key == case.stage), "")
    proposed = case_words.of_proposal(case, case.last, book)
    return words, f"{office} · {proposed}" if office else proposed, ""


def _badge(record: Record) -> str:
    case = record.case
    if case is None:
        return _TO_PROPOSE
    if case.standing is Standing.RETURNED:
        return _SENT_BACK
    return case_words.stage_label(case, case.stage, case_words.book_of(case)) if case.stage is not None else ""


# In the store's lane


def _keep(desk: Desk, files: tuple[Path, ...]) -> tuple[Evidence, ...]:
    return tuple(desk.store.keep_evidence(path) for path in files)


def _propose(record_id: int, proposal: Proposal, route: Route, desk: Desk) -> Done:
    done = desk.cases.propose(record_id, proposal, route)
    case = desk.record(record_id).case
    return replace(done, news=f"已提交，{case_words.standing_words(case)}" if case is not None else "")


def _answer(draft: SignDraft) -> Answer:
    verdict = draft.verdict or Verdict.AGREE
    return Answer(verdict, draft.reason, draft.ground, draft.option, draft.secrecy_reviewed)


def _obstacles(desk: Desk, record_id: int, stage: str, draft: SignDraft, name: str = "") -> tuple[Block, ...]:
    """Return what stops an opinion; who signs counts once the name is given, or where only one can be meant."""
    if draft.verdict is None:
        return ()
    known = (name,) if name else tuple(one.name for one in signers(desk, stage, desk.actor))
    sits_here, desk.actor = desk.actor, known[0] if known else desk.actor
    try:
        blocks = desk.cases.obstacles(record_id, stage, _answer(draft))
    finally:
        desk.actor = sits_here
    return blocks if len(known) == 1 else tuple(block for block in blocks if block.place is not Place.PERSON)


def _sign(record_id: int, stage: str, draft: SignDraft, desk: Desk) -> Done:
    done = desk.cases.sign(record_id, stage, _answer(draft))
    case = desk.record(record_id).case
    return replace(done, news=f"已签署，{case_words.standing_words(case)}" if case is not None else "")
