"""The table of entries: titles over two lines, states as chips."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.itemmodels.register_model import (
    COLUMNS,
    DRAFTER,
    END,
    NUMBER,
    ROW_ROLE,
    START,
    STATE,
    TITLE,
    RegisterModel,
    cell,
    state_words,
)
from desktop.register.overview import RegisterRow
from desktop.views.register.tones import TONES
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import wrap_lines
from desktop.widgets.state_chip import chip_size, paint_chip

_INSET, _ROW = 10, 50
"""Pixels at 100 %: the room beside a text, the height of a row."""
_WIDTHS = {DRAFTER: 132, NUMBER: 172, START: 92, END: 92, STATE: 118}
"""Pixels at 100 % of the columns beside the title, which takes the rest."""
_LEAST_TITLE = 200


class EntryTable(QTableView):
    """Tells which entry is at hand."""

    reached = Signal(int)

    def __init__(self, model: RegisterModel, appearance: Appearance) -> None:
        super().__init__()
        self._look, self._entries = appearance, model
        self.setModel(model)
        self._delegate = _Cells(appearance)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("台账")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        appearance.fitted.connect(self._fit)
        self._fit()

    def point_at(self, number: int | None) -> None:
        """Be at an entry; at the first where it is not shown."""
        position = self._entries.position(number) if number is not None else None
        if self._entries.rowCount():
            self.setCurrentIndex(self._entries.index(position or 0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(_ROW))
        rest = self.viewport().width()
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, self._look.px(width))
            rest -= self._look.px(width)
        self.setColumnWidth(TITLE, max(rest, self._look.px(_LEAST_TITLE)))

    @Slot(QModelIndex, QModelIndex)
    def _on_current_row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, RegisterRow):
            self.reached.emit(row.number)


class _Cells(QStyledItemDelegate):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, look, rect = index.data(ROW_ROLE), self._look, option.rect
        if not isinstance(row, RegisterRow):
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("accent-soft"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(look.px(_INSET), 0, -look.px(_INSET) // 2, 0)
        if index.column() == STATE:
            self._paint_state(painter, room, row)
        else:
            self._paint_words(painter, room, cell(row, index.column()), index.column() == TITLE)
        painter.restore()

    def _paint_state(self, painter: QPainter, room: QRect, row: RegisterRow) -> None:
        words = state_words(row)
        size = chip_size(words, self._look)
        place = QRectF(room.left(), room.center().y() - size.height() / 2, size.width(), size.height())
        paint_chip(painter, place, words, TONES[row.state], self._look)

    def _paint_words(self, painter: QPainter, room: QRect, words: str, strong: bool) -> None:
        look = self._look
        painter.setFont(look.sans("note"))
        painter.setPen(look.color("text" if strong else "muted"))
        metrics = QFontMetrics(painter.font())
        lines = wrap_lines(words, metrics, room.width(), 2)
        pitch = round(look.theme.type("note") * 1.45)
        top = room.center().y() - pitch * len(lines) / 2
        for number, line in enumerate(lines):
            box = QRectF(room.left(), top + number * pitch, room.width(), pitch)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._look.px(_WIDTHS.get(index.column(), len(COLUMNS))), self._look.px(_ROW))
