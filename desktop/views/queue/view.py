"""The list of the queue: walks by keys and clicks, and knows the heights of its rows without measuring all of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView

from desktop.itemmodels.queue_model import CURRENT_ROLE, QueueModel
from desktop.views.queue.delegate import QueueDelegate
from desktop.widgets.appearance import Appearance
from desktop.widgets.style_buttons import paint_ring

MEASURED = 400
"""Rows that are measured one by one; in a longer list all cards are of one height."""

_SELECTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueueView(QListView):
    """Tells which document a person turned to: `reached` by walking the list, `opened` by Enter or a click."""

    reached = Signal(int)
    opened = Signal(int)
    selection_moved = Signal()
    escaped = Signal()

    def __init__(self, model: QueueModel, appearance: Appearance) -> None:
        super().__init__()
        self._rows = model
        self._look, self._delegate = appearance, QueueDelegate(appearance)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName("文件队列")
        self.verticalScrollBar().setSingleStep(24)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._choose_heights)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        appearance.fitted.connect(self.scheduleDelayedItemsLayout)

    # Selection

    def selected(self) -> array[int]:
        """Return the selected documents in the order of the list."""
        found = array("q")
        for top, bottom in sorted(self._spans()):
            found.extend(self._rows.records_between(top, bottom))
        return found

    def select(self, record_ids: frozenset[int]) -> None:
        """Select documents, as far as they are shown; tells nobody."""
        chosen = QItemSelection()
        for record_id in record_ids:
            index = self._rows.index_of(record_id)
            if index.isValid():
                chosen.select(index, index)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def point_at(self, index: QModelIndex) -> None:
        """Walk on from a row, and show it; a selection of several documents stays."""
        flags = QItemSelectionModel.SelectionFlag
        several = len(self.selected_rows(2)) > 1
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate if several else flags.ClearAndSelect)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def clear_selection(self) -> None:
        """Select nothing."""
        self.selectionModel().clearSelection()

    def selected_rows(self, most: int) -> range:
        """Return as many places as rows are selected, but no more than asked for."""
        return range(min(sum(bottom - top + 1 for top, bottom in self._spans()), most))

    def _spans(self) -> list[tuple[int, int]]:
        """Return the first and last rows of what is selected, in no order."""
        chosen = self.selectionModel().selection()
        return [(part.top(), part.bottom()) for part in map(chosen.at, range(chosen.count()))]

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if self._delegate.set_several(len(self.selected_rows(2)) > 1):
            self.viewport().update()
        self.selection_moved.emit()

    # Keys and clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        if event.key() == Qt.Key.Key_Escape and len(self.selected_rows(2)) > 1:
            self.escaped.emit()
            return
        if event.key() in _OPENING and not event.modifiers() & _SELECTING:
            self._tell(self.opened)
            return
        super().keyPressEvent(event)
        if self.currentIndex() != before and not event.modifiers() & _SELECTING:
            self._tell(self.reached)

    def moveCursor(  # noqa: N802  # Qt's name
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Never stop at a heading: the document below it is meant."""
        reached = super().moveCursor(action, held)
        if reached.isValid() and self._rows.is_heading(reached.row()):
            return reached.siblingAtRow(reached.row() + 1)
        return reached

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers() & _SELECTING
        if plain and self.indexAt(event.position().toPoint()).isValid():
            self._tell(self.opened)

    def keyboardSearch(self, _words: str) -> None:  # noqa: N802  # Qt's name
        """Leave typed letters alone: looking for them row by row would fetch all documents."""

    def _tell(self, signal: object) -> None:
        index = self.currentIndex()
        record_id = self._rows.record_at(index.row()) if index.isValid() else None
        if record_id is not None:
            (self.opened if signal is self.opened else self.reached).emit(record_id)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint only the row anew around which it was shown where the keyboard is, not the whole list."""
        QAbstractScrollArea.focusOutEvent(self, event)
        current = self.currentIndex()
        self.viewport().update(self.visualRect(current) if current.isValid() else self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show where the keyboard is: around the row it stands on, or all of an empty list."""
        super().paintEvent(event)
        if self.hasFocus():
            row = self.visualRect(self.currentIndex()) if self.currentIndex().isValid() else self.viewport().rect()
            theme = self._look.theme
            paint_ring(QPainter(self.viewport()), theme, row.adjusted(1, 1, -1, -1), theme.radius("field"))

    # Heights

    def dataChanged(  # noqa: N802  # Qt's name
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Measure no row anew where only another document is under review: its row is as high as before."""
        if list(roles) == [CURRENT_ROLE]:
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)

    @Slot()
    def _on_model_about_to_be_reset(self) -> None:
        self.setUniformItemSizes(False)

    @Slot()
    def _choose_heights(self) -> None:
        """Give all cards one height where measuring them would take time; headings keep their own."""
        many = self._rows.rowCount() > MEASURED
        self._delegate.set_even(many)
        self.setUniformItemSizes(many and not self._rows.has_headings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.set_width(self.viewport().width())
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
