"""A note: its text, and an editor of several lines in its place. What was typed is taken over when it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.safe_words import safe_words, words_label

_LINES, _MARGIN, _INSET = 4, 8, 6
"""Lines of the editor, pixels around its text, and pixels before the words where it is closed."""
_PLAIN_FOCUS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class NoteBox(QWidget):
    """Shows and edits one note. `saved` tells its new text, `closed` that the editor was left."""

    saved = Signal(str)
    closed = Signal()

    def __init__(self, name: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._brief, self._empty = "", False, "写批注…"
        self._look = appearance
        self._words = words_label(size="small")
        self._begin = QPushButton(self._empty)
        self._begin.setProperty("kind", "quiet")
        self._begin.setCursor(Qt.CursorShape.PointingHandCursor)
        self._begin.clicked.connect(self.edit)
        self.editor = _NoteEdit()
        self.editor.document().setDocumentMargin(_MARGIN)
        self.editor.setAccessibleName(name)
        self.editor.setPlaceholderText("写给自己和下一位经办人")
        self.editor.finished.connect(self._on_editor_finished)
        self.editor.abandoned.connect(self._on_editor_abandoned)
        self._keys = plain_label("Ctrl+Enter 保存 · Esc 放弃", tone="muted", size="small")
        for label in (self._words, self._keys):
            label.setContentsMargins(_INSET, 0, 0, 0)
        row = self._row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._words, 1)
        row.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.editor)
        column.addWidget(self._keys)
        appearance.changed.connect(self._fit)
        self._fit()
        self._show_editor(False)

    @Slot()
    def _fit(self) -> None:
        pitch = QFontMetrics(self._look.sans("body")).lineSpacing()
        self.editor.setFixedHeight(_LINES * pitch + 2 * round(self.editor.document().documentMargin()) + 6)

    @property
    def text(self) -> str:
        """The note that is shown."""
        return self._text

    @property
    def editing(self) -> bool:
        """Tell whether the note is being written."""
        return not self.editor.isHidden()

    def show_text(self, text: str) -> None:
        """Show a note; what is being typed stays."""
        self._text = text
        self._tell()

    def set_brief(self, brief: bool) -> None:
        """Show only the note's first line, and nothing to do about it."""
        self._brief = brief
        self._tell()

    def _tell(self) -> None:
        first, more = self._text.strip().partition("\n")[0], "\n" in self._text.strip()
        words = f"注：{first[:60]}{'…' if more or len(first) > 60 else ''}" if self._brief else f"批注：{self._text}"
        self._words.setText(safe_words(words) if self._text else "")
        self._words.setVisible(bool(self._text) and not self.editing)
        self._begin.setText("修改" if self._text else self._empty)
        self._begin.setVisible(not self.editing and not self._brief)
        self._row.setStretch(0, int(bool(self._text)))
        self._row.setStretch(2, int(not self._text))

    @Slot()
    def edit(self) -> None:
        """Put the cursor into the note."""
        if not self.editing:
            self.editor.setPlainText(self._text)
            self._show_editor(True)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)

    def _show_editor(self, shown: bool) -> None:
        self.editor.setVisible(shown)
        self._keys.setVisible(shown)
        self._tell()

    @Slot()
    def _on_editor_finished(self) -> None:
        if not self.editing:
            return
        typed = self.editor.toPlainText()
        self._show_editor(False)
        if typed != _as_typed(self._text):
            self.saved.emit(typed)
        self.closed.emit()

    @Slot()
    def _on_editor_abandoned(self) -> None:
        self.editor.setPlainText(self._text)
        self._show_editor(False)
        self.closed.emit()


def _as_typed(text: str) -> str:
    """Return a text as the editor gives it back when nothing was typed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")


class _NoteEdit(QPlainTextEdit):
    """Ctrl+Enter and leaving finish, Esc abandons."""

    finished = Signal()
    abandoned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _finishes(event):
            event.accept()  # else the window would approve
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _finishes(event):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PLAIN_FOCUS:
            self.finished.emit()


def _finishes(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and held == Qt.KeyboardModifier.ControlModifier
