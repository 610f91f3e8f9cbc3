"""Asks, before the text of a secret document is removed for good: what goes, why, and in whose name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.domain.person import Person
from desktop.review.expunging import Plan
from desktop.views.cases.proof_form import ProofForm
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

if TYPE_CHECKING:
    from desktop.views.flow import Flow

_WIDTH = 520
_NOBODY = "没有登记能清除涉密正文的人。请在“审阅”菜单的“人员…”里登记，并勾选定密的签署环节。"


class ExpungeDialog(QDialog):
    """Says what would go. `confirmed` gives the name of who was proved to be here, and the reason; then it goes."""

    confirmed = Signal(str, str)

    def __init__(
        self, appearance: Appearance, flow: Flow, number: int, plan: Plan, parent: QWidget | None = None
    ) -> None:
        """Ask about a document by its number in the source."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("help", "cases")
        self.setWindowTitle("清除涉密正文")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(appearance.px(_WIDTH))
        self._people: tuple[Person, ...] = ()
        self.sentences = plan.sentences
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("清除的理由，如清退通知的文号；记入日志，不要写文件内容")
        self.reason.setAccessibleName("清除的理由")
        self.sure = QCheckBox("我知道清除以后不能恢复")
        self.choice = QComboBox()
        self.choice.setAccessibleName("由谁清除")
        self.form = ProofForm(flow)
        self._nobody = plain_label(_NOBODY, tone="bad", wrap=True)
        self._nobody.hide()
        self.clear_button, self.cancel_button = QPushButton("彻底清除"), QPushButton("不清除")
        self._connect()
        self._arrange(f"彻底清除第 {number} 件（{plan.level}）的正文？")
        self._take_up()

    def _connect(self) -> None:
        connected: tuple[tuple[Callable[..., object], Callable[..., object]], ...] = (
            (self.reason.textChanged.connect, self._take_up),
            (self.sure.toggled.connect, self._take_up),
            (self.choice.currentIndexChanged.connect, self._on_choice_changed),
            (self.form.changed.connect, self._take_up),
            (self.form.proved.connect, self._on_proved),
            (self.clear_button.clicked.connect, self.form.try_it),
            (self.cancel_button.clicked.connect, self.reject),
        )
        for connect, slot in connected:
            connect(slot)

    def _arrange(self, title: str) -> None:
        self.cancel_button.setDefault(True)
        self.clear_button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.clear_button)
        foot.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label(title, size="heading", wrap=True))
        for sentence in self.sentences:
            column.addWidget(plain_label(f"· {sentence}", wrap=True))
        column.addSpacing(4)
        for part in (self.reason, self.choice, self._nobody, self.form, self.sure):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(foot)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, people: tuple[Person, ...], reviewer: str) -> None:
        """Offer those who may; whoever sits here is chosen where they are among them."""
        self._people = people
        self.choice.setVisible(bool(people))
        self._nobody.setVisible(not people)
        self.choice.clear()
        for person in people:
            self.choice.addItem(f"{person.name}　{person.office}" if person.office else person.name)
        names = [person.name for person in people]
        self.choice.setCurrentIndex(names.index(reviewer) if reviewer in names else 0)
        self._on_choice_changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Be as high as all sentences need at this width: nothing of what goes may be cut off."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    @Slot()
    def _on_choice_changed(self) -> None:
        index = self.choice.currentIndex()
        self.form.ask(self._people[index] if 0 <= index < len(self._people) else None)
        if self.isVisible():
            self._make_room()

    @Slot()
    def _take_up(self) -> None:
        self.clear_button.setEnabled(bool(self.reason.text().strip()) and self.sure.isChecked() and self.form.ready)

    @Slot(str)
    def _on_proved(self, name: str) -> None:
        self.accept()
        self.confirmed.emit(name, self.reason.text())
