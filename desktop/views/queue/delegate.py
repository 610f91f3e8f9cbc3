"""How the rows of the queue are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.domain.record import Status
from desktop.itemmodels.queue_model import ROW_ROLE, QueueModel
from desktop.itemmodels.queue_rows import Awaited, Card, Heading, chip
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import fits_line, wrap_lines
from desktop.widgets.state_chip import chip_size, paint_chip
from desktop.widgets.theme import Theme

_SIDE, _TOP, _GAP = 16, 9, 4
_BAR = 3
_KEPT = 1000
"""Titles whose lines are remembered."""


class QueueDelegate(QStyledItemDelegate):
    """Paints headings and cards: title over up to two lines, 字号 and 公开属性, state chip, and a line of signs."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._look = appearance
        self._width = 280
        self._lines: dict[tuple[str, int, int], list[str]] = {}
        self._counts: dict[tuple[str, int, int], int] = {}
        self._heights: dict[tuple[int, bool], int] = {}
        self._measured_at: Theme | None = None
        self._even = self._several = False

    def set_width(self, width: int) -> None:
        """Set the width that heights are computed for."""
        self._width = width

    def set_even(self, even: bool) -> None:
        """Give all cards one height, or each what it needs."""
        self._even = even

    def set_several(self, several: bool) -> bool:
        """Say whether several documents are selected: only then the one under review is shown as selected too.

        Return whether that is news.
        """
        before, self._several = self._several, several
        return before is not several

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        look, model = self._look, index.model()
        if isinstance(model, QueueModel) and model.is_heading(index.row()):
            return QSize(self._width, self._small_pitch() + look.px(22 if index.row() else 14))
        row = model.row(index) if isinstance(model, QueueModel) and not self._even else None
        if not isinstance(row, Card):
            return QSize(self._width, self._card_height(2, self._even))
        return QSize(self._width, self._card_height(self._line_count(row), bool(row.signs)))

    def _card_height(self, lines: int, signs: bool) -> int:
        """Return the height of a card, computed once: the list asks for those of all its cards at many a step."""
        look, known = self._look, (lines, signs)
        if self._measured_at is not look.theme:
            self._heights, self._measured_at = {}, look.theme
        if known not in self._heights:
            foot = chip_size("待核", look).height() + (self._small_pitch() if signs else 0)
            self._heights[known] = 2 * look.px(_TOP) + lines * self._pitch() + look.px(_GAP) + foot
        return self._heights[known]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, rect = index.data(ROW_ROLE), option.rect
        painter.save()
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row)
        elif isinstance(row, Card):
            self._paint_card(painter, rect, row, option.state)
        elif isinstance(row, Awaited):
            self._paint_awaited(painter, rect)
        painter.restore()

    def _small_pitch(self) -> int:
        return round(self._look.theme.type("small") * 1.5)

    def _pitch(self) -> int:
        return round(self._look.theme.type("note") * 1.5)

    def _line_count(self, row: Card) -> int:
        """Return how many lines a title takes, which is found sooner than where they end."""
        known = self._wrapping(row, self._width)
        if known not in self._counts:
            if len(self._counts) >= _KEPT:
                self._counts.clear()
            title, room, _ = known
            self._counts[known] = 1 if fits_line(title, QFontMetrics(self._look.sans("note")), room) else 2
        return self._counts[known]

    def _wrapping(self, row: Card, width: int) -> tuple[str, int, int]:
        """Return what the lines of a title depend on: its words, the room, the size of the font."""
        return row.summary.title or "（无标题）", width - 2 * self._side(), self._look.theme.type("note")

    def _title_lines(self, row: Card, width: int) -> list[str]:
        """Wrap a title, once."""
        title, room, _ = known = self._wrapping(row, width)
        if known not in self._lines:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            self._lines[known] = wrap_lines(title, QFontMetrics(self._look.sans("note")), room, 2)
        return self._lines[known]

    def _side(self) -> int:
        return self._look.px(_SIDE)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Heading) -> None:
        painter.setPen(self._look.color("muted"))
        painter.setFont(self._look.sans("small"))
        box = rect.adjusted(self._side(), 0, -self._side(), -5)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, row.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, str(row.count))

    def _paint_awaited(self, painter: QPainter, rect: QRect) -> None:
        """Paint the shape of a card, so that fast scrolling shows no holes."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("line"))
        pitch, width = self._pitch(), rect.width() - 2 * self._side()
        for number, part in enumerate((1.0, 0.6, 0.4)):
            top = rect.top() + self._look.px(_TOP) + number * pitch + pitch // 3
            painter.drawRoundedRect(rect.left() + self._side(), top, round(width * part), pitch // 2, 3, 3)

    def _paint_card(self, painter: QPainter, rect: QRect, row: Card, state: QStyle.StateFlag) -> None:
        look = self._look
        selected = bool(state & QStyle.StateFlag.State_Selected) and (self._several or not row.current)
        if row.current or selected:
            painter.fillRect(rect, look.color("accent-soft" if selected else "surface"))
            painter.setPen(look.color("line"))
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("hover"))
        if row.current:
            painter.fillRect(QRect(rect.left(), rect.top(), look.px(_BAR), rect.height()), look.color("accent"))
        done = row.summary.status is Status.APPROVED or row.summary.dropped is not None
        painter.setFont(look.sans("note", bold=False))
        painter.setPen(look.color("muted" if done and not row.current else "text"))
        side, top = self._side(), rect.top() + look.px(_TOP)
        for line in self._title_lines(row, rect.width()):
            box = QRect(rect.left() + side, top, rect.width() - 2 * side, self._pitch())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
            top += self._pitch()
        foot = QRect(rect.left() + side, top + look.px(_GAP), rect.width() - 2 * side, 0)
        self._paint_foot(painter, foot, row)
        if row.signs:
            self._paint_signs(painter, QRect(foot.left(), foot.bottom() + 1, foot.width(), self._small_pitch()), row)

    def _paint_signs(self, painter: QPainter, box: QRect, row: Card) -> None:
        look = self._look
        shown = QFontMetrics(look.sans("small")).elidedText(row.signs, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(look.sans("small"))
        painter.setPen(look.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, shown)

    def _paint_foot(self, painter: QPainter, foot: QRect, row: Card) -> None:
        look, summary = self._look, row.summary
        said = chip(summary)
        size = chip_size(said.text, look)
        foot.setHeight(size.height())
        marked = summary.disclosure.value if summary.disclosure is not None else ""
        number = summary.doc_number or "无文号"
        parts = (number, marked) if summary.dropped is None else (summary.dropped, number)
        words = " · ".join(part for part in parts if part)
        painter.setFont(look.sans("small"))
        painter.setPen(look.color("muted"))
        room = foot.width() - size.width() - 8
        shown = QFontMetrics(look.sans("small")).elidedText(words, Qt.TextElideMode.ElideRight, room)
        box = QRect(foot.left(), foot.top(), room, foot.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        place = QRectF(foot.right() - size.width() + 1, foot.top(), size.width(), size.height())
        paint_chip(painter, place, said.text, said.tone, look)
