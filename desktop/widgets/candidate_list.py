"""Other values for a field as a short list under its editor: chosen with 1 to 9, Enter or the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.widgets.appearance import Appearance
from desktop.widgets.difference import Part, Piece, difference, side
from desktop.widgets.difference_label import lay_out, pitch, shortened

_TALLEST, _LINES = 9, 3
"""Lines in sight, what is more scrolls; and lines of one value."""
_LONGEST = 160
"""Code points shown of a value."""
_KEY_ROOM, _PAD = 18, 6
"""Pixels for the digit at the plain size, and around a value."""


class CandidateList(QListView):
    """Shows values as plain text. `highlighted` tells the row that is looked at, -1 for none."""

    picked = Signal(int)
    highlighted = Signal(int)
    escaped = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = appearance
        self._pieces: tuple[tuple[Piece, ...], ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_ValuePainter(self))
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("备选值")
        self._lines = QStringListModel(self)
        self.setModel(self._lines)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_clicked)
        self.entered.connect(self.setCurrentIndex)

    def show_values(self, values: Sequence[tuple[str, str]], beside: str) -> None:
        """Show values, each with a word that says where it comes from, or "". What differs from `beside` is marked."""
        self._pieces = tuple(_pieces(text, note, beside) for text, note in values)
        lines = ["".join(piece.text for piece in side(pieces, Part.ADDED)) for pieces in self._pieces]
        if lines != self._lines.stringList():
            self._lines.setStringList(lines)
        self._fit()

    def pieces(self, row: int) -> tuple[Piece, ...]:
        """Return what is drawn of a value."""
        return self._pieces[row]

    @property
    def count(self) -> int:
        """How many values there are."""
        return self._lines.rowCount()

    def begin(self) -> None:
        """Take the keyboard, with the first value looked at."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.setCurrentIndex(self._lines.index(0))

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        whole = sum(self.sizeHintForRow(row) for row in range(self.count))
        height = min(whole, _TALLEST * pitch(self.look, "note"))
        if self.height() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

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


class _ValuePainter(QStyledItemDelegate):
    """Draws a value with the digit that chooses it."""

    def __init__(self, view: CandidateList) -> None:
        super().__init__(view)
        self._view, self._look = view, view.look

    def _key_room(self) -> int:
        return round(_KEY_ROOM * self._look.zoom)

    def _room(self) -> int:
        return max(40, self._view.viewport().width() - self._key_room() - 2 * _PAD)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        _, lines = lay_out(self._look, self._view.pieces(index.row()), "note", self._room(), _LINES, "text")
        return QSize(100, max(1, lines) * pitch(self._look, "note") + _PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, row = self._look, index.row()
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(look.color("accent"))
            painter.setBrush(look.color("surface"))
            radius = look.theme.radius("chip")
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        layout, _ = lay_out(look, self._view.pieces(row), "note", self._room(), _LINES, "text")
        key = QRectF(box.left() + _PAD, box.top() + _PAD / 2, self._key_room(), pitch(look, "note"))
        painter.setPen(look.color("accent"))
        painter.setFont(look.sans("note", bold=True))
        words = str(row + 1) if row < 9 else ""
        painter.drawText(key, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        layout.draw(painter, QPointF(key.right(), key.top()))
        painter.restore()


def _pieces(text: str, note: str, beside: str) -> tuple[Piece, ...]:
    """Return a value after the word that says where it comes from; what differs is marked where most is the same."""
    shown = "；".join(text[: 4 * _LONGEST].split("\n")) or "（空）"
    compared = difference(beside[: 4 * _LONGEST], shown) if beside and text else ()
    same = sum(len(piece.text) for piece in compared if piece.part is Part.SAME)
    marked = compared if 2 * same >= len(shown) else (Piece(Part.SAME, shown),)
    head = (Piece(Part.SAME, f"{note}："),) if note else ()
    return (*head, *shortened(marked, _LONGEST))
