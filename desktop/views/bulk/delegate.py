"""How a line of a bulk edit is drawn: the document, its value now, and the new value with the difference marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem, QWidget

from desktop.itemmodels.bulk_model import AFTER, BEFORE, ROW_ROLE, TITLE, BulkModel
from desktop.review.bulk import BulkRow
from desktop.widgets.appearance import Appearance
from desktop.widgets.difference import Part, Piece, difference
from desktop.widgets.difference_label import lay_out, pitch, shortened

Index = QModelIndex | QPersistentModelIndex

_LINES = 3
_MOST = 160
"""Code points of a value that are drawn."""
_REOPENED = "已核准，修改后退回待核"


class BulkDelegate(QStyledItemDelegate):
    """Draws plain text on three lines at most; a click anywhere on the first column turns the tick."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance

    @property
    def height(self) -> int:
        """The height of every line, in pixels."""
        return pitch(self._look, "note") * _LINES + 2 * self._look.theme.space("xs")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: BulkRow = index.data(ROW_ROLE)
        look = self._look
        painter.save()
        painter.setClipRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, look.color("accent-soft" if selected else "surface"))
        room = look.theme.space("s")
        inner = option.rect.adjusted(room, look.theme.space("xs"), -room, -look.theme.space("xs"))
        if index.column() == TITLE:
            inner = self._tick(painter, option, index, inner)
        self._draw(painter, inner, _pieces(row, index.column()), _tone(row, index.column()))
        painter.restore()

    def _tick(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, inner: QRect) -> QRect:
        size = self._look.theme.type("heading")
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None and isinstance(option.widget, QWidget):
            box = QStyleOptionButton()
            box.rect = QRect(inner.left(), inner.center().y() - size // 2, size, size)
            box.state = QStyle.StateFlag.State_Enabled
            ticked = Qt.CheckState(state) == Qt.CheckState.Checked
            box.state |= QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
            box.palette = option.palette
            style = option.widget.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, option.widget)
        return inner.adjusted(size + self._look.theme.space("s"), 0, 0, 0)

    def _draw(self, painter: QPainter, inner: QRect, pieces: tuple[Piece, ...], tone: str) -> None:
        layout, lines = lay_out(self._look, shortened(pieces, _MOST), "note", inner.width(), _LINES, tone)
        down = (inner.height() - lines * pitch(self._look, "note")) / 2
        layout.draw(painter, QPointF(inner.left(), inner.top() + max(0.0, down)))

    def editorEvent(self, event: QEvent, model: object, _option: QStyleOptionViewItem, index: Index) -> bool:
        released = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if released and index.column() == TITLE and isinstance(model, BulkModel):
            model.toggle(index)
            return True
        return False


def _pieces(row: BulkRow, column: int) -> tuple[Piece, ...]:
    if column == AFTER and row.changes and not row.reopened:
        return difference(row.before, row.after)
    if column == AFTER and row.changes:
        return (*difference(row.before, row.after), Piece(Part.SAME, f"　（{_REOPENED}）"))
    text = {TITLE: f"{row.number}　{row.title}", BEFORE: row.before or "（空）", AFTER: row.refused}[column]
    return (Piece(Part.SAME, text),)


def _tone(row: BulkRow, column: int) -> str:
    if column == AFTER:
        return "bad" if row.refused else "muted"
    return "muted" if column == BEFORE or not row.changes else "text"
