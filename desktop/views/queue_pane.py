"""The queue: how far the review is, which documents are shown, and the documents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.record import RecordSummary
from desktop.itemmodels.queue_model import QueueModel
from desktop.itemmodels.queue_rows import Card, Filter
from desktop.views.queue_delegate import QueueDelegate
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.progress_bar import PartsBar


class QueuePane(QFrame):
    """Shows the documents of the open source. Tells which one a person turned to."""

    record_chosen = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queuePane")
        self._look = appearance
        self.model = QueueModel(self)
        self._current: int | None = None
        self._bar = PartsBar(appearance)
        self._done = plain_label(tone="muted", size="small")
        self._left = plain_label(tone="muted", size="small")
        self._chips = QButtonGroup(self)
        self._view = _QueueView(self.model, QueueDelegate(appearance))
        self._empty = plain_label("没有符合条件的文件。\n点“全部”查看所有文件。", tone="muted", size="note", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self._make_filters())
        column.addWidget(self._empty)
        column.addWidget(self._view, 1)
        column.addStretch(0)
        self._view.selectionModel().currentChanged.connect(self._on_view_current_changed)
        appearance.changed.connect(self._view.lay_out_again)
        self._tell_counts()

    def _make_head(self) -> QWidget:
        head = QFrame()
        head.setObjectName("queueHead")
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(9)
        column.addWidget(plain_label("本期文件", size="heading"))
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addWidget(self._done)
        row.addStretch(1)
        row.addWidget(self._left)
        column.addLayout(row)
        return head

    def _make_filters(self) -> QWidget:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(14, 10, 14, 4)
        rows.setSpacing(6)
        for start in (0, 2):
            row = QHBoxLayout()
            row.setSpacing(6)
            for number in (start, start + 1):
                button = QPushButton()
                button.setProperty("kind", "chip")
                button.setCheckable(True)
                button.setCursor(Qt.CursorShape.PointingHandCursor)
                self._chips.addButton(button, _CHIP_ORDER[number])
                row.addWidget(button)
            row.addStretch(1)
            rows.addLayout(row)
        self._chips.button(0).setChecked(True)
        self._chips.idClicked.connect(self._on_chip_clicked)
        return holder

    def show_queue(self, summaries: Sequence[RecordSummary]) -> None:
        """Show the documents as they are now; the current one stays current."""
        self.model.set_summaries(summaries)
        self._tell_counts()
        self._point_at_current()

    def set_current(self, record_id: int | None) -> None:
        """Mark the document under review; tells nobody."""
        self._current = record_id
        self._point_at_current()

    def set_filter(self, choice: Filter) -> None:
        """Show other documents."""
        self._chips.button(tuple(Filter).index(choice)).setChecked(True)
        self.model.set_filter(choice)
        self._tell_counts()
        self._point_at_current()

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_counts(self) -> None:
        counts = self.model.counts
        doubtful = counts.of(Filter.DOUBTFUL)
        parts = ((counts.approved, "ok"), (counts.pending - doubtful, "accent"))
        self._bar.show_parts(counts.approved + counts.pending, parts)
        self._bar.setAccessibleName(f"已核准 {counts.approved} 件，待核 {counts.pending} 件")
        self._bar.setToolTip("绿：已核准　蓝：待核且无存疑　灰：存疑")
        self._done.setText(f"已核准 {counts.approved}")
        self._left.setText(f"待核 {counts.pending} · 存疑 {counts.doubts} 处")
        for number, choice in enumerate(Filter):
            self._chips.button(number).setText(f"{choice.value} {counts.of(choice)}")
        nothing = bool(self.model.summaries) and not self.model.rowCount()
        self._empty.setVisible(nothing)
        self._view.setVisible(not nothing)

    def _point_at_current(self) -> None:
        index = self.model.index_of(self._current)
        selection = self._view.selectionModel()
        selection.blockSignals(True)
        if index.isValid():
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            selection.clear()
        selection.blockSignals(False)
        if index.isValid():
            self._view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._view.viewport().update()

    @Slot(int)
    def _on_chip_clicked(self, number: int) -> None:
        self.set_filter(tuple(Filter)[number])

    @Slot(QModelIndex, QModelIndex)
    def _on_view_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row(index)
        if isinstance(row, Card) and row.summary.id != self._current:
            self._current = row.summary.id
            self.record_chosen.emit(row.summary.id)


_CHIP_ORDER = (0, 1, 3, 2)
"""The long label stands last."""


class _QueueView(QListView):
    """The list; knows its width before rows are measured."""

    def __init__(self, model: QueueModel, delegate: QueueDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName("文件队列")
        self.verticalScrollBar().setSingleStep(24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.set_width(self.viewport().width())
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @Slot()
    def lay_out_again(self) -> None:
        """Measure all rows anew."""
        self.scheduleDelayedItemsLayout()
