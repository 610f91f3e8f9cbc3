"""The line in which one types what is to be found, and walks through the hits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.text_search import MOST_HITS

_LONGEST = 200


class FindBar(QFrame):
    """Tells what is typed and which way to go; shows how many hits there are."""

    words_changed = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._look = appearance
        self.edit = QLineEdit()
        self.edit.setMaxLength(_LONGEST)
        self.edit.setPlaceholderText("在原文中查找")
        self.edit.setAccessibleName("在原文中查找")
        self.edit.setMinimumWidth(80)
        self.edit.installEventFilter(self)
        self._count = plain_label(tone="muted", size="note")
        self._count.setMinimumWidth(60)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._previous = self._button("上一处（Shift+F3）", self.previous_wanted)
        self._next = self._button("下一处（F3）", self.next_wanted)
        self._close = self._button("关闭查找（Esc）", self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self._count)
        row.addSpacing(4)
        for button in (self._previous, self._next, self._close):
            row.addWidget(button)
        self.edit.textChanged.connect(self.words_changed)
        appearance.changed.connect(self._tint)
        self._tint()
        self.hide()

    def _button(self, words: str, signal: object) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "icon")
        button.setToolTip(words)
        button.setAccessibleName(words.partition("（")[0])
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(signal)
        return button

    def open(self, words: str) -> None:
        """Show the line, with some words to begin with, ready to be typed over."""
        self.show()
        if words:
            self.edit.setText(words)
        self.edit.selectAll()
        self.edit.setFocus()

    @property
    def words(self) -> str:
        """What is typed."""
        return self.edit.text()

    def show_count(self, number: int, whole: int) -> None:
        """Say which hit of how many is at hand; nothing while nothing is typed."""
        more = "+" if whole >= MOST_HITS else ""
        said = f"{number} / {whole}{more}" if whole else "没有找到"
        self._count.setText(said if self.words.strip() else "")
        self._count.setProperty("tone", "muted" if whole else "bad")
        self._count.style().unpolish(self._count)
        self._count.style().polish(self._count)
        for button in (self._previous, self._next):
            button.setEnabled(whole > 0)

    @property
    def count_words(self) -> str:
        """What is said about the number of hits."""
        return self._count.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                (self.previous_wanted if back else self.next_wanted).emit()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _tint(self) -> None:
        color = self._look.theme.color("muted")
        for button, name in ((self._previous, "up"), (self._next, "chevron"), (self._close, "close")):
            button.setIcon(icons.icon(name, color, 18))
