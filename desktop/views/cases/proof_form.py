"""The line for the password that guards a person's signature: tried in the lane, a wrong one said in place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.errors import PasswordWrong, PersonUnknown
from desktop.domain.person import Person
from desktop.widgets.labels import plain_label, restyle

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.views.flow import Flow

_TICK_MS = 1000
_TRYING = "正在核对口令……"
_FITS_NOW = "可以再试了。请核对大小写和全角半角。"
_GONE = "这个人没有登记，或者已停用。请在“人员”里登记或启用。"


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of a try: whether it is that person, and if not, the seconds to wait; None for one who is not there."""

    name: str
    is_right: bool
    wait: float | None = 0.0


def prove(desk: Desk, name: str, password: str) -> Proof:
    """Try a password, in the lane: what guards it is slow on purpose."""
    if not desk.people.all():
        return Proof(name, True)
    try:
        desk.people.prove(name, password)
    except PasswordWrong as error:
        return Proof(name, False, error.wait)
    except PersonUnknown:
        return Proof(name, False, None)
    return Proof(name, True)


class ProofForm(QWidget):
    """Asks a person for the password where there is one. `proved` gives the name of one who is that person."""

    proved = Signal(str)
    changed = Signal()
    """Whether a try can be made now has changed."""

    def __init__(self, flow: Flow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._person: Person | None = None
        self._asking, self._left = False, 0
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.edit.setPlaceholderText("口令")
        self.edit.setAccessibleName("口令")
        self.edit.textChanged.connect(self._on_edit_text_changed)
        self._words = plain_label(tone="muted", size="note", wrap=True)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may come too early
        self._timer.timeout.connect(self._on_timer_timeout)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.edit)
        column.addWidget(self._words)
        self.ask(None)

    @property
    def words(self) -> str:
        """What is said below the line."""
        return self._words.text()

    @property
    def ready(self) -> bool:
        """Tell whether a try can be made now."""
        person = self._person
        return person is not None and not self._asking and not self._left and self._is_filled(person)

    def _is_filled(self, person: Person) -> bool:
        return not person.locked or bool(self.edit.text())

    def ask(self, person: Person | None) -> None:
        """Ask another person; None asks nobody."""
        self._person, self._left = person, 0
        self._timer.stop()
        self.edit.clear()
        self.edit.setVisible(person is not None and person.locked)
        self._say("" if person is None or person.locked else "这个人没有设口令，以姓名为准。")
        self.changed.emit()

    @Slot()
    def try_it(self) -> None:
        """Try what is typed, if it is time."""
        desk, person = self._flow.desk, self._person
        if desk is None or person is None or not self.ready:
            return
        self._asking = True
        self._say(_TRYING if person.locked else "")
        self.changed.emit()
        job = self._flow.ask(prove, desk, person.name, self.edit.text())
        job.finished.connect(self._on_tried)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_tried(self, proof: Proof) -> None:
        self._asking = False
        if self._person is None or proof.name != self._person.name:
            self.changed.emit()
            return
        if proof.is_right:
            self.edit.clear()
            self._say("")
            self.proved.emit(proof.name)
            return
        if proof.wait is None:
            self._say(_GONE, "bad")
        else:
            self._left = max(math.ceil(proof.wait), 1)
            self._timer.start()
            self._count_down()
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        """What happened is told elsewhere; here one may try again."""
        self._asking = False
        self._say("")
        self.changed.emit()

    def _count_down(self) -> None:
        self._say(f"口令不对。{self._left} 秒之后可以再试；这次尝试已记入日志。", "bad")

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._count_down()
            return
        self._timer.stop()
        self._say(_FITS_NOW)
        self.changed.emit()

    @Slot()
    def _on_edit_text_changed(self) -> None:
        self.changed.emit()

    def _say(self, words: str, tone: str = "muted") -> None:
        self._words.setText(words)
        self._words.setProperty("tone", tone)
        restyle(self._words)
        self._words.setVisible(bool(words))
