"""An editor for one value: as tall as its text, plain text only, Enter commits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

_TALLEST = 9
"""Lines; longer values scroll."""

_LONGEST = 200_000
"""Characters; a longer paste is cut."""

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
"""Reached without the mouse: all is selected, so that typing replaces the value."""


class ValueEdit(QPlainTextEdit):
    """Shows and edits a value. `entered` is Enter, `left` when the focus goes elsewhere, `abandoned` Esc."""

    entered = Signal()
    left = Signal()
    abandoned = Signal()
    reached = Signal()

    def __init__(self, many_lines: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._many_lines = many_lines
        self.setProperty("kind", "value")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def set_text(self, text: str) -> None:
        """Show a value; forgets the editor's own undo history."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self.document().setModified(False)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # Qt's name
        text = source.text()[:_LONGEST]
        self.insertPlainText(text if self._many_lines else " ".join(text.splitlines()))

    def sizeHint(self) -> QSize:
        return QSize(120, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._height())

    def _height(self) -> int:
        lines = max(1, min(_TALLEST, round(self.document().size().height())))
        return lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin()) + 6

    @Slot()
    def _on_text_changed(self) -> None:
        height = self._height()
        if self.height() != height:
            self.setFixedHeight(height)
        tall = self.document().size().height() > _TALLEST
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if tall else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_text_changed()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while nothing was typed here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            document = self.document()
            if (undo and not document.isUndoAvailable()) or (redo and not document.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if enter and held == Qt.KeyboardModifier.ShiftModifier and self._many_lines:
            self.insertPlainText("\n")
        elif enter and held == Qt.KeyboardModifier.NoModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self.selectAll()
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.left.emit()
