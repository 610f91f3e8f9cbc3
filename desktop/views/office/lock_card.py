"""The card that covers a locked window: nothing of a document is shown until the person is back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QPushButton, QVBoxLayout, QWidget

from desktop.domain.person import Person
from desktop.views.cases.proof_form import ProofForm
from desktop.views.flow import Flow
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_WIDTH = 420
"""Pixels at 100 %; the style makes them follow the zoom."""


class LockCard(QWidget):
    """Covers a window as long as it is shown. What the window shows is hidden, not closed: no work is lost.

    `opened` tells that the person gave the right password.
    """

    opened = Signal()

    def __init__(self, appearance: Appearance, flow: Flow, window: QMainWindow) -> None:
        super().__init__(window)
        self._look, self._window = appearance, window
        self.setProperty("help", "people")
        self.setAcceptDrops(True)  # and takes none: a file dropped on the card is not opened behind it
        self._name = plain_label(size="heading")
        self.form = ProofForm(flow)
        self.form.proved.connect(self._on_proved)
        self.form.changed.connect(self._on_form_changed)
        self.form.edit.returnPressed.connect(self.form.try_it)
        self.unlock_button = QPushButton("解锁")
        self.unlock_button.setProperty("kind", "primary")
        self.unlock_button.clicked.connect(self.form.try_it)
        self._compose()
        window.installEventFilter(self)
        self.hide()

    def _compose(self) -> None:
        card = QFrame()
        card.setFixedWidth(_WIDTH)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.unlock_button)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(28, 24, 28, 22)
        inner.setSpacing(12)
        inner.addWidget(self._name)
        inner.addWidget(
            plain_label("窗口已锁定，没有做完的内容都还在。请输入口令继续。", tone="muted", size="note", wrap=True)
        )
        inner.addWidget(self.form)
        inner.addLayout(foot)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._card = card

    def cover(self, person: Person) -> None:
        """Cover the window until this person is back."""
        self._name.setText(person.name)
        self.setAccessibleName(f"窗口已锁定，请{person.name}输入口令")
        self.form.ask(person)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.form.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._look.color("bg"))
        painter.setPen(self._look.color("line"))
        painter.setBrush(self._look.color("surface"))
        radius = self._look.theme.radius("card")
        painter.drawRoundedRect(self._card.geometry(), radius, radius)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    @Slot()
    def _on_form_changed(self) -> None:
        self.unlock_button.setEnabled(self.form.ready)

    @Slot(str)
    def _on_proved(self, _name: str) -> None:
        self.hide()
        self.opened.emit()
