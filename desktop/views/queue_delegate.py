"""How the rows of the queue are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.record import Status
from desktop.itemmodels.queue_model import ROW_ROLE
from desktop.itemmodels.queue_rows import Card, Heading, chip
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import wrap_lines
from desktop.widgets.state_chip import chip_size, paint_chip

_SIDE, _TOP, _GAP = 16, 9, 4
_BAR = 3


class QueueDelegate(QStyledItemDelegate):
    """Paints headings and cards: title over up to two lines, 字号 and 公开属性, state chip."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._look = appearance
        self._width = 280

    def set_width(self, width: int) -> None:
        """Set the width that heights are computed for."""
        self._width = width

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW_ROLE)
        if isinstance(row, Heading):
            return QSize(self._width, round(self._look.theme.type("small") * 1.5) + (22 if index.row() else 14))
        if isinstance(row, Card):
            lines = len(self._title_lines(row, self._width))
            return QSize(self._width, 2 * _TOP + lines * self._pitch() + _GAP + self._foot_height())
        return QSize(self._width, 0)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, rect = index.data(ROW_ROLE), option.rect
        painter.save()
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row)
        elif isinstance(row, Card):
            state = option.state
            self._paint_card(painter, rect, row, state)
        painter.restore()

    def _pitch(self) -> int:
        return round(self._look.theme.type("note") * 1.5)

    def _foot_height(self) -> int:
        return chip_size("待核", self._look).height()

    def _title_lines(self, row: Card, width: int) -> list[str]:
        metrics = QFontMetrics(self._look.sans("note"))
        return wrap_lines(row.summary.title or "（无标题）", metrics, width - 2 * _SIDE, 2)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Heading) -> None:
        painter.setPen(self._look.color("muted"))
        painter.setFont(self._look.sans("small"))
        box = rect.adjusted(_SIDE, 0, -_SIDE, -5)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, row.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, str(row.count))

    def _paint_card(self, painter: QPainter, rect: QRect, row: Card, state: QStyle.StateFlag) -> None:
        look, summary = self._look, row.summary
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, look.color("surface"))
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), look.color("accent"))
            painter.setPen(look.color("line"))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("hover"))
        done = summary.status is Status.APPROVED
        painter.setFont(look.sans("note", bold=False))
        painter.setPen(look.color("muted" if done and not selected else "text"))
        top = rect.top() + _TOP
        for line in self._title_lines(row, rect.width()):
            box = QRect(rect.left() + _SIDE, top, rect.width() - 2 * _SIDE, self._pitch())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
            top += self._pitch()
        self._paint_foot(painter, QRect(rect.left() + _SIDE, top + _GAP, rect.width() - 2 * _SIDE, 0), row)

    def _paint_foot(self, painter: QPainter, foot: QRect, row: Card) -> None:
        look, summary = self._look, row.summary
        said = chip(summary)
        size = chip_size(said.text, look)
        foot.setHeight(size.height())
        marked = summary.disclosure.value if summary.disclosure is not None else ""
        words = " · ".join(part for part in (summary.doc_number or "无文号", marked) if part)
        painter.setFont(look.sans("small"))
        painter.setPen(look.color("muted"))
        room = foot.width() - size.width() - 8
        shown = QFontMetrics(look.sans("small")).elidedText(words, Qt.TextElideMode.ElideRight, room)
        box = QRect(foot.left(), foot.top(), room, foot.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        place = QRectF(foot.right() - size.width() + 1, foot.top(), size.width(), size.height())
        paint_chip(painter, place, said.text, said.tone, look)
