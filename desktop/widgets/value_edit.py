"""An editor for one value: as tall as its text, plain text only, Enter commits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from desktop.widgets.offsets import Utf16Map

_TALLEST = 9
"""Lines; longer values scroll."""

LONGEST = 20_000
"""Code points that can be edited; the layout of more would hold the window up. Longer values are shown in part."""

_BEGINNING = 1000
"""Code points that are shown of a value that is too long."""

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
"""Reached without the mouse: all is selected, so that typing replaces the value."""

_BREAK = "\u2029"
"""How Qt writes the end of a line in a document."""

_DECIDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
"""Keys that decide about what was typed; while the input method composes they mean that."""

_KEEPS_EDITING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class ValueEdit(QPlainTextEdit):
    """Shows and edits a value. `entered` is Enter, `left` when the focus goes elsewhere, `abandoned` Esc.

    `descended` is Down where there is no further line; `overfilled` tells the code points that a paste would have come
    to: nothing of it is taken. A key held down since before does nothing here, and one that decides does it once.
    A value beyond `LONGEST` is shown in part and can only be replaced as a whole.
    """

    entered = Signal()
    left = Signal()
    abandoned = Signal()
    reached = Signal()
    descended = Signal()
    overfilled = Signal(int)

    def __init__(self, many_lines: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._many_lines = many_lines
        self._given = self._given_raw = ""
        self._is_part = False
        self._composed_over: str | None = None
        self._touched = False
        self.setProperty("kind", "value")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(False)  # what is dragged is for the row
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    # The text

    def set_text(self, text: str) -> None:
        """Show a value; forgets the editor's own undo history."""
        self._is_part = len(text) > LONGEST
        shown = f"{text[:_BEGINNING]}…（共 {len(text):,} 字，此处只显示开头）" if self._is_part else text
        if text != self._given or not self.is_untouched:
            self.setPlainText(shown)
        self._given, self._given_raw = text, self.document().toRawText()
        self.document().setModified(False)

    @property
    def text(self) -> str:
        """The value: exactly what was given as long as nothing was typed, else what stands in the editor."""
        raw = self.document().toRawText()
        return self._given if raw == self._given_raw else raw.replace(_BREAK, "\n")

    @property
    def is_untouched(self) -> bool:
        """Tell whether the editor shows what it was given."""
        return self.document().toRawText() == self._given_raw

    @property
    def shows_part(self) -> bool:
        """Tell whether a value is too long and only its beginning is shown."""
        return self._is_part and self.is_untouched

    def underline(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Underline ranges (code points) of the value; none where only a part of it is shown."""
        marks = []
        shown = () if self._is_part else ranges
        offsets, style = Utf16Map(self._given if shown else ""), QTextCharFormat()
        style.setFontUnderline(True)
        for start, end in shown:
            mark, cursor = QTextEdit.ExtraSelection(), QTextCursor(self.document())
            cursor.setPosition(offsets.to_units(start))
            cursor.setPosition(offsets.to_units(end), QTextCursor.MoveMode.KeepAnchor)
            mark.format, mark.cursor = style, cursor
            marks.append(mark)
        self.setExtraSelections(marks)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # Qt's name
        if self.shows_part:
            self.selectAll()
        text, chosen = source.text(), len(self.textCursor().selectedText())
        length = self.document().characterCount() - 1 - chosen + len(text)
        if length > LONGEST:
            self.overfilled.emit(length)
        else:
            self.insertPlainText(text if self._many_lines else " ".join(text.splitlines()))

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802  # Qt's name
        """Copy the whole of a value of which only a part is shown, and marks that Qt would turn into blanks as well."""
        data = QMimeData()
        selected = self.textCursor().selectedText().replace(_BREAK, "\n")
        data.setText(self._given if self.shows_part else selected)
        return data

    # Its height

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
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_text_changed()

    # Keys and focus

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
        deciding = event.key() in _DECIDING or (event.key() == Qt.Key.Key_Down and self._is_on_last_line())
        if (self.is_composing and deciding) or (event.isAutoRepeat() and (deciding or not self._touched)):
            return
        self._touched = True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if enter and held == Qt.KeyboardModifier.ShiftModifier and self._many_lines:
            self.insertPlainText("\n")
        elif enter and held == Qt.KeyboardModifier.NoModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif event.key() == Qt.Key.Key_Down and held == Qt.KeyboardModifier.NoModifier and self._is_on_last_line():
            self.descended.emit()
        else:
            if self.shows_part and _would_change(event):
                self.selectAll()
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters that are being composed are no text yet; where none come of them, what they replaced comes back."""
        if self.shows_part:
            self.selectAll()
        if event.preeditString() and self._composed_over is None:
            self._composed_over = self.document().toRawText()
        super().inputMethodEvent(event)
        if not self.is_composing:
            over, self._composed_over = self._composed_over, None
            if over not in (None, self.document().toRawText()) and not event.commitString():
                self.undo()

    @property
    def is_composing(self) -> bool:
        """Tell whether the input method shows letters that are no text yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def finish_composing(self) -> bool:
        """Let the input method make text of what it shows, or drop it; False where nothing was being composed."""
        if not self.is_composing:
            return False
        QGuiApplication.inputMethod().commit()
        if self.is_composing:
            self.inputMethodEvent(QInputMethodEvent())
        return True

    def _is_on_last_line(self) -> bool:
        return not self.textCursor().movePosition(QTextCursor.MoveOperation.Down)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._touched = False
        if event.reason() in _BY_KEY:
            self.selectAll()
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _KEEPS_EDITING:
            self.finish_composing()
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.left.emit()


def _would_change(event: QKeyEvent) -> bool:
    if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) or event.matches(QKeySequence.StandardKey.Cut):
        return True
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & commands
