"""Other values for a field as a short list under its editor: chosen with 1 to 9, Enter or the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

_SEEN, _LONGEST = 5, 200
"""Rows in sight, and code points shown of a value."""


class CandidateList(QListView):
    """Shows values as plain text. `highlighted` tells the row that is looked at, -1 for none."""

    picked = Signal(int)
    highlighted = Signal(int)
    escaped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "candidates")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("备选值")
        self._lines = QStringListModel(self)
        self.setModel(self._lines)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_clicked)
        self.entered.connect(self.setCurrentIndex)

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Show values, each with a word that says where it comes from, or ""."""
        lines = []
        for number, (text, note) in enumerate(values, start=1):
            key = f"{number}  " if number <= 9 else "    "
            lines.append(f"{key}{f'{note}：' if note else ''}{_on_one_line(text)}")
        if lines != self._lines.stringList():
            self._lines.setStringList(lines)
        self._fit()

    @property
    def count(self) -> int:
        """How many values there are."""
        return self._lines.rowCount()

    def begin(self) -> None:
        """Take the keyboard, with the first value looked at."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.setCurrentIndex(self._lines.index(0))

    def _fit(self) -> None:
        row = self.sizeHintForRow(0) if self.count else 0
        self.setFixedHeight(min(_SEEN, self.count) * row + 4)

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    @Slot(QModelIndex)
    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.highlighted.emit(current.row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._look_away()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look_away()
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def _look_away(self) -> None:
        self.setCurrentIndex(QModelIndex())
        self.highlighted.emit(-1)

    def event(self, event: QEvent) -> bool:
        """Keep the digits from the window's shortcuts while the list has the keyboard."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _digit(event) in range(1, 10)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number, row = _digit(event), self.currentIndex().row()
        if number in range(1, self.count + 1):
            self.picked.emit(number - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.picked.emit(row)
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and row <= 0):
            self.escaped.emit()
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())


_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def _digit(event: QKeyEvent) -> int:
    """Return the digit that was pressed alone, -1 for another key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
        return -1
    number = event.key() - Qt.Key.Key_0.value
    return number if 0 <= number <= 9 else -1


def _on_one_line(text: str) -> str:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return "；".join(shown.split("\n")) or "（空）"
