"""The actions about cases, and where the case of the document at hand stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from desktop.disclosure.rulebook import RuleBook
from desktop.domain.case import Route, Standing, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Record
from desktop.review import case_words
from desktop.review.cases import open_ways
from desktop.views.cases.files import CaseFiles
from desktop.views.cases.form import CaseForm
from desktop.views.cases.handing import CaseHanding
from desktop.views.cases.signing import CaseSign
from desktop.views.cases.tasks import CaseTasks
from desktop.views.reading.opening import Opened

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

PAGE = "case"
"""The name of the page at the right."""
_ACTIONS = ("case_propose", "case_sign", "case_return", "case_change", "case_secrecy")
_TO_PROPOSE, _SENT_BACK = "待建议", "退回"


class CaseCommands(QObject):
    """Keeps the page 认定 true, and binds the actions about cases to it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow, self._panel = window, window.flow, window.case
        self.tasks = CaseTasks(window)
        self.handing = CaseHanding(window, self.tasks)
        files = CaseFiles(window)
        self.tasks.evidence_wanted.connect(files.open)
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
        self.tasks.forget_shown()
        self._show_by_case(opened is not None and opened.book.by_case)

    @Slot(object)
    def _on_rules_changed(self, book: RuleBook) -> None:
        self.tasks.forget_shown()
        self._show_by_case(book.by_case and self._flow.opened is not None)

    def _show_by_case(self, shown: bool) -> None:
        self._window.side.show_tab(PAGE, shown)
        for name in _ACTIONS:
            self._window.actions_by_name[name].setVisible(shown)

    @Slot(object)
    def _on_record_news(self, record: Record) -> None:
        if not self.by_case or self._flow.opened is None:
            return
        self.tasks.tidy(record)
        ways = open_ways(record, self._flow.opened.book)
        pending = record.case is not None and record.case.standing is Standing.PENDING
        self._enable(ways, pending)
        self._panel.show_standing(*_standing(record))
        self._panel.offer_ways([way for way in ways if way is not self.tasks.route(record)])
        self._window.side.set_badge(PAGE, _badge(record))
        self._window.decision.show_standing(_standing(record)[0])
        if self._panel.isVisible():
            self.tasks.show(record)

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
            self.tasks.show(self._flow.record)

    @Slot()
    def _on_panel_left(self) -> None:
        self._window.decision.marking.setVisible(True)

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
            self.tasks.choose_route(record.id, route)
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
