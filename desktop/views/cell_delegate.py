"""How a cell of a document's table is drawn: headings, text, and what a person corrected."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.itemmodels.table_model import HEADING_ROLE, PARSED_ROLE
from desktop.widgets.appearance import Appearance

_WRAP = int(Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignVCenter)
_TALLEST = 12
"""Lines of a cell that are shown; the rest is reached by editing it."""


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
