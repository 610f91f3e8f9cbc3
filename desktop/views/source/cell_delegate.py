"""How a cell of a document's table is drawn: headings, text, and what a person corrected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.itemmodels.table_model import HEADING_ROLE, PARSED_ROLE
from desktop.widgets.appearance import Appearance

_WRAP = int(Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignVCenter)
_TALLEST = 12
"""Lines of a cell that are shown; the rest is reached by editing it."""
_EDITING = frozenset(
    (
        *(Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_X, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_A),
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_Delete),
        *(Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Shift, Qt.Key.Key_AltGr),
    )
)
"""Keys that together with Ctrl or Alt stay inside the cell."""
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class CellDelegate(QStyledItemDelegate):
    """Draws plain text in lines; a corner marks a cell that a person set."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, heading, corrected = self._look, bool(index.data(HEADING_ROLE)), index.data(PARSED_ROLE) is not None
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "selection" if selected else "accent-soft" if corrected else "sunken" if heading else "surface"
        painter.save()
        painter.setClipRect(option.rect)
        painter.fillRect(option.rect, look.color(ground))
        painter.setFont(look.sans("note", bold=heading))
        painter.setPen(look.color("text"))
        across = Qt.AlignmentFlag.AlignHCenter if heading else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self._inner(option.rect), _WRAP | int(across), str(index.data()))
        if corrected:
            self._mark(painter, option.rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Take over what is typed before a key of the window, which may lead elsewhere, does anything."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and isinstance(editor, QWidget) and isinstance(event, QKeyEvent) and _leads_on(event):
            self.commitData.emit(editor)
        return super().eventFilter(editor, event)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = QFontMetrics(self._look.sans("note", bold=bool(index.data(HEADING_ROLE))))
        across, down = self._room()
        width = option.rect.width() - 2 * across if option.rect.width() > 0 else 1 << 14
        box = metrics.boundingRect(QRect(0, 0, width, 1 << 14), _WRAP, str(index.data()))
        return QSize(box.width() + 2 * across, min(box.height(), metrics.lineSpacing() * _TALLEST) + 2 * down)

    def _room(self) -> tuple[int, int]:
        return self._look.theme.space("s"), self._look.theme.space("xs")

    def _inner(self, rect: QRect) -> QRect:
        across, down = self._room()
        return rect.adjusted(across, down, -across, -down)

    def _mark(self, painter: QPainter, rect: QRect) -> None:
        size = self._look.theme.space("s")
        corner = rect.topRight()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("accent"))
        painter.drawPolygon([corner, corner - QPoint(size, 0), corner + QPoint(0, size)])


def _leads_on(event: QKeyEvent) -> bool:
    """Tell whether a key may be one of the window's, and not of the cell that is being edited."""
    if Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
        return True
    return bool(event.modifiers() & _CHORDS) and event.key() not in _EDITING
