"""Sets, changes or takes away the password of a person: typed twice, the present one asked first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.domain.person import Person
from desktop.review.people import LONGEST_PASSWORD, SHORTEST_PASSWORD
from desktop.widgets.labels import plain_label, restyle

_ADVICE = f"至少 {SHORTEST_PASSWORD} 位，两次输入要一样。口令只有本人知道，程序只保存它的验证值，无法找回。"
_SHORT = f"口令太短，至少要 {SHORTEST_PASSWORD} 位。"
_DIFFERENT = "两次输入的口令不一样。"
_CLEARING = "清除之后，任何人都可以用这个人的名义签署。"


class PasswordBox(QWidget):
    """Shown while a password is set or cleared. `given` tells the present one and the new one, empty to clear it."""

    given = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: Person | None = None
        self._clears, self._trying = False, False
        self.present, self.first, self.again = _line("现在的口令"), _line("新口令"), _line("再输入一次新口令")
        self._words = plain_label(_ADVICE, tone="muted", size="note", wrap=True)
        self.take_button, self.cancel_button = QPushButton("设定口令"), QPushButton("取消")
        self.take_button.setProperty("kind", "primary")
        lines = QHBoxLayout()
        for line in (self.present, self.first, self.again):
            lines.addWidget(line, 1)
            line.textChanged.connect(self._judge)
            line.returnPressed.connect(self._on_take_clicked)
        for button in (self.cancel_button, self.take_button):
            button.setAutoDefault(False)
            lines.addWidget(button)
        self.take_button.clicked.connect(self._on_take_clicked)
        self.cancel_button.clicked.connect(self.close_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(lines)
        column.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """What is said below the lines."""
        return self._words.text()

    def begin(self, person: Person, clears: bool) -> None:
        """Ask for a new password of a person, or for the present one to take it away."""
        self._person, self._clears, self._trying = person, clears, False
        for line in (self.present, self.first, self.again):
            line.clear()
        self.present.setVisible(person.locked)
        self.first.setVisible(not clears)
        self.again.setVisible(not clears)
        self.take_button.setText("清除口令" if clears else "设定口令")
        self._judge()
        self.show()
        (self.present if person.locked else self.first).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_up(self) -> None:
        """Ask no more; nothing typed stays."""
        for line in (self.present, self.first, self.again):
            line.clear()
        self._person, self._trying = None, False
        self.hide()
        self.closed.emit()

    def refuse(self, words: str) -> None:
        """Say why a password was not taken, and take another."""
        self._trying = False
        self._judge()
        self._say(words, "bad")
        line = self.present if self._person is not None and self._person.locked else self.first
        line.selectAll()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _judge(self) -> None:
        """Say what is still wrong with what is typed."""
        new, again = self.first.text(), self.again.text()
        fault = ""
        if not self._clears:
            fault = _SHORT if 0 < len(new) < SHORTEST_PASSWORD else _DIFFERENT if again and again != new else ""
        filled = self._clears or (len(new) >= SHORTEST_PASSWORD and new == again)
        proves = self._person is None or not self._person.locked or bool(self.present.text())
        self.take_button.setEnabled(filled and proves and not self._trying)
        self._say(fault or (_CLEARING if self._clears else _ADVICE), "bad" if fault else "muted")

    @Slot()
    def _on_take_clicked(self) -> None:
        if self._person is not None and self.take_button.isEnabled():
            self._trying = True
            self._judge()
            self.given.emit(self.present.text(), "" if self._clears else self.first.text())

    def _say(self, words: str, tone: str) -> None:
        self._words.setText(words)
        self._words.setProperty("tone", tone)
        restyle(self._words)


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
    line.setMaxLength(LONGEST_PASSWORD)
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    return line
