"""A table of texts that is only read: rows are chosen whole, the first wide column takes what room there is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QToolTip,
)

from desktop.widgets.appearance import Appearance

_INSET, _LEAST, _HEIGHT = 9, 220, 34
"""Pixels at 100 %: the room beside a text, the width of the stretched column, the height of a row."""
_MOST_SAID = 1000
"""Code points of a text that a tooltip tells."""


class PlainTable(QTableWidget):
    """Shows rows of texts under headings. `stretched` is the column that takes the room that is left."""

    def __init__(self, appearance: Appearance, name: str, headings: Sequence[str], stretched: int) -> None:
        super().__init__(0, len(headings))
        self._look, self._stretched = appearance, stretched
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._delegate = _Cells(appearance)
        self.setItemDelegate(self._delegate)
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setHighlightSections(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; the row at hand stays where it can."""
        at_hand = max(self.currentRow(), 0)
        self.setRowCount(0)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self.setItem(number, column, QTableWidgetItem(" ".join(text.split())))
        self.verticalHeader().setDefaultSectionSize(self._look.px(_HEIGHT))
        self._fit()
        if rows:
            self.setCurrentCell(min(at_hand, len(rows) - 1), 0)

    def _fit(self) -> None:
        """Give every column what it needs, and the stretched one the rest, or what it needs least."""
        across, rest = self.horizontalHeader(), self.viewport().width()
        for column in range(self.columnCount()):
            if column != self._stretched:
                width = max(self.sizeHintForColumn(column), across.sectionSizeHint(column))
                self.setColumnWidth(column, width)
                rest -= width
        self.setColumnWidth(self._stretched, max(rest, self._look.px(_LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def texts(self) -> list[list[str]]:
        """What is shown, row by row."""
        columns = range(self.columnCount())
        return [[self._text(row, column) for column in columns] for row in range(self.rowCount())]

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""


class _Cells(QStyledItemDelegate):
    """Paints texts with room beside them, in line with the headings; a tooltip tells what is cut."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        text, whole.text = whole.text, ""
        whole.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, whole.widget)
        room = QRectF(self._room(whole))
        painter.save()
        painter.setFont(whole.font)
        painter.setPen(self._look.color("text"))
        shown = whole.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    def _room(self, option: QStyleOptionViewItem) -> QRect:
        inset = self._look.px(_INSET)
        return option.rect.adjusted(inset, 0, -inset, 0)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        if event.type() != QEvent.Type.ToolTip or not whole.text:
            return super().helpEvent(event, view, option, index)
        is_cut = whole.fontMetrics.horizontalAdvance(whole.text) > self._room(whole).width()
        said = whole.text if len(whole.text) <= _MOST_SAID else f"{whole.text[:_MOST_SAID]}…"
        # A paragraph is broken into lines; what stands in it is text alone.
        QToolTip.showText(event.globalPos(), f"<p>{escape(said)}</p>" if is_cut else "", view)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * self._look.px(_INSET), hint.height())
