"""The page 认定: where the case of a document stands, what is to be done next, and all rounds, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.domain.case import Case, Route
from desktop.domain.record import Record
from desktop.review import case_words
from desktop.views.cases.form import CaseForm
from desktop.views.cases.parts import chip
from desktop.views.cases.rounds import RoundCard
from desktop.views.cases.signing import CaseSign
from desktop.widgets.appearance import Appearance
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.labels import plain_label, restyle
from desktop.widgets.panel_column import fixed_head, stack
from desktop.widgets.safe_words import safe_words, words_label

_ROUTES = {
    Route.ATTRIBUTION: "提出认定建议",
    Route.SECRECY: "提出定密建议",
    Route.CHANGE: "提出变更建议",
}
_ROOM = 24
"""Pixels of the neighbours that stay in sight around what is lacking."""


class CasePanel(QFrame):
    """Shows a case. Asks for what is to be shown when it is looked at; tells which way a person wants to go."""

    wanted = Signal()
    left = Signal()
    route_wanted = Signal(object)
    evidence_wanted = Signal(object)
    """A file of evidence is to be looked at."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("casePanel")
        self.setProperty("ground", "surface")
        self.setProperty("help", "cases")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("认定")
        self._look = appearance
        self.task: CaseForm | CaseSign | None = None
        self._standing = plain_label(size="heading", wrap=True)
        self._turn = words_label(tone="muted", size="note")
        self._ways: dict[Route, QPushButton] = {}
        self._scroll = stack(self, self._make_head())
        self._sought: QWidget | None = None

    def _make_head(self) -> QWidget:
        frame, column = fixed_head(4)
        column.addWidget(self._standing)
        column.addWidget(self._turn)
        ways = QWidget()
        row = FlowLayout(ways)
        for route, words in _ROUTES.items():
            button = self._ways[route] = chip(words)
            button.clicked.connect(self._on_way_clicked)
            row.addWidget(button)
        column.addWidget(ways)
        return frame

    def show_standing(self, words: str, turn: str, tone: str = "") -> None:
        """Say how far the case has come, and whose turn it is."""
        self._standing.setText(words)
        self._standing.setProperty("tone", tone)
        restyle(self._standing)
        self._turn.setText(safe_words(turn))
        self._turn.setVisible(bool(turn))

    @property
    def standing(self) -> str:
        """How far the case has come, in words."""
        return self._standing.text()

    def offer_ways(self, routes: Sequence[Route]) -> None:
        """Offer routes that a proposal can be made on now."""
        for route, button in self._ways.items():
            button.setVisible(route in routes)

    def show_case(self, record: Record, task: CaseForm | CaseSign | None) -> None:
        """Show another task, and below it everything that happened."""
        self.task, self._sought = task, None
        if self.isAncestorOf(self.focusWidget() or self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(18, 14, 16, 16)
        column.setSpacing(10)
        if task is not None:
            column.addWidget(task)
        for case in reversed(record.cases):
            self._add_rounds(column, case)
        column.addStretch(1)
        self._scroll.setWidget(holder)
        holder.setAutoFillBackground(False)

    def _add_rounds(self, column: QVBoxLayout, case: Case) -> None:
        column.addSpacing(6)
        column.addWidget(plain_label(case.route.value, tone="muted", size="note"))
        book = case_words.book_of(case)
        for one in reversed(case.rounds):
            card = RoundCard(self._look, case, one, book)
            card.evidence_opened.connect(self.evidence_wanted)
            column.addWidget(card)

    def show_part(self, part: QWidget | None) -> None:
        """Bring a part into sight once it is laid out."""
        if part is not None:
            self._sought = part
            QTimer.singleShot(0, self, self._scroll_to_sought)

    @Slot()
    def _scroll_to_sought(self) -> None:
        holder = self._scroll.widget()
        if holder is not None and self._sought is not None and holder.isAncestorOf(self._sought):
            self._scroll.ensureWidgetVisible(self._sought, 0, _ROOM)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.wanted.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    @Slot()
    def _on_way_clicked(self) -> None:
        route = next((route for route, button in self._ways.items() if button is self.sender()), None)
        if route is not None:
            self.route_wanted.emit(route)
