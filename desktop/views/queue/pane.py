"""The queue: how far the review is, which documents are shown and in which order, and the documents."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.domain.queue import (
    FacetCounts,
    Listing,
    Order,
    QueueFilter,
    Quick,
    SavedFilter,
    Totals,
    from_json,
    to_json,
    with_quick,
)
from desktop.domain.record import RecordSummary
from desktop.itemmodels.queue_model import QueueModel
from desktop.itemmodels.queue_rows import Place
from desktop.views.queue.filter_row import QueueTools
from desktop.views.queue.head import QueueHead
from desktop.views.queue.view import QueueView
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_KEPT = 2000
"""A selection of more documents is not brought back after the list has changed as a whole."""


class QueuePane(QFrame):
    """Shows documents. Tells which one a person turned to, and what is to be shown instead."""

    record_chosen = Signal(int)
    list_wanted = Signal()
    facets_wanted = Signal()
    totals_wanted = Signal()
    bulk_wanted = Signal()
    saved_changed = Signal()
    menu_opening = Signal(object, int)
    """A menu is about to open over a document."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queuePane")
        self.model = QueueModel(self)
        self._filter, self._order = QueueFilter(), Order()
        self._source: int | None = None
        self._names: Mapping[int, str] = {}
        self._head, self.tools = QueueHead(appearance), QueueTools(appearance)
        self.view = QueueView(self.model, appearance)
        self._make_empty()
        self._make_selection_bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._head, self.tools, self._empty):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addStretch(0)
        column.addWidget(self._bar)
        self._bind()

    def _make_empty(self) -> None:
        self._empty = QWidget()
        self._nothing = plain_label(tone="muted", size="note", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clear = QPushButton("清除筛选")
        self.clear.clicked.connect(self.clear_filter)
        column = QVBoxLayout(self._empty)
        column.setContentsMargins(20, 28, 20, 20)
        column.setSpacing(12)
        column.addWidget(self._nothing)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        self._empty.hide()

    def _make_selection_bar(self) -> None:
        self._bar = QFrame()
        self._bar.setProperty("ground", "accent-soft")
        self._bar.setProperty("edge", "top")
        self._selected = plain_label(size="note")
        self.bulk = QPushButton("批量修改…")
        self.bulk.setProperty("kind", "quiet")
        self.bulk.clicked.connect(self.bulk_wanted)
        self._unselect = QPushButton("取消")
        self._unselect.setProperty("kind", "quiet")
        self._unselect.setAccessibleName("取消多选")
        self._unselect.clicked.connect(self.unselect)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(4)
        row.addWidget(self._selected, 1)
        row.addWidget(self.bulk)
        row.addWidget(self._unselect)
        self._bar.hide()

    def _bind(self) -> None:
        self.view.opened.connect(self._on_view_opened)
        self.view.reached.connect(self._on_view_reached)
        self.view.escaped.connect(self.unselect)
        self.view.selection_moved.connect(self._on_view_selection_moved)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._on_view_menu_requested)
        self._head.scope_chosen.connect(self.show_everywhere)
        self.tools.filter_changed.connect(self.show_filter)
        self.tools.order_chosen.connect(self.show_order)
        self.tools.saved_wanted.connect(self._on_saved_wanted)
        self.tools.left.connect(self._on_tools_left)
        self.tools.facets_wanted.connect(self.facets_wanted)
        self.tools.saved.changed.connect(self.saved_changed)

    # What is asked for

    @property
    def filter(self) -> QueueFilter:
        """What the documents must be like."""
        return self._filter

    @property
    def order(self) -> Order:
        """The order of the documents."""
        return self._order

    @property
    def as_left(self) -> str:
        """The filter and the order as JSON, to be kept in the settings; what was searched for is left out."""
        return json.dumps(to_json(SavedFilter("", replace(self._filter, text=""), self._order)), ensure_ascii=False)

    def show_as_left(self, text: str) -> None:
        """Show documents as the settings hold it; what makes no sense changes nothing."""
        try:
            left = from_json(json.loads(text))
        except (ValueError, RecursionError):
            return
        self.show_filter(replace(left.filter, source_id=self._filter.source_id))
        self.show_order(left.order)

    @Slot(object)
    def show_filter(self, wish: QueueFilter) -> None:
        """Show other documents."""
        if wish == self._filter:
            return
        scope_changed = wish.source_id != self._filter.source_id
        self._filter = wish
        self.tools.show_filter(wish, self._order)
        self.view.clear_selection()
        self.list_wanted.emit()
        if scope_changed:
            self.totals_wanted.emit()
        if self.tools.sheet_open:
            self.facets_wanted.emit()

    @Slot(object)
    def show_order(self, order: Order) -> None:
        """Show the documents in another order."""
        self._order = order
        self.tools.show_filter(self._filter, order)
        self.list_wanted.emit()

    @Slot()
    def clear_filter(self) -> None:
        """Show all documents of the source, or of all sources."""
        self.show_filter(QueueFilter(self._filter.source_id))
        self.focus_list()

    @Slot(bool)
    def show_everywhere(self, everywhere: bool) -> None:
        """Show the documents of all sources, or only those of the open one."""
        self._head.show_scope(everywhere)
        self.show_filter(replace(self._filter, source_id=None if everywhere else self._source))

    @property
    def everywhere(self) -> bool:
        """Tell whether the documents of all sources are shown."""
        return self._head.everywhere

    def set_quick(self, choice: Quick) -> None:
        """Filter by one of those that are always at hand."""
        self.show_filter(with_quick(self._filter, choice))

    @Slot(object)
    def _on_saved_wanted(self, saved: SavedFilter) -> None:
        self.show_filter(replace(saved.filter, source_id=self._filter.source_id))
        self.show_order(saved.order)

    # What is shown

    def show_source(self, source_id: int | None) -> None:
        """Work on another source; its own queue begins unfiltered."""
        before, self._source = self._source, source_id
        if self.everywhere:
            return
        wish = self._filter if source_id == before else QueueFilter(source_id)
        if wish != self._filter:
            self._order = Order()
            self.show_filter(wish)
        else:
            self.list_wanted.emit()

    def name_sources(self, names: Mapping[int, str]) -> None:
        """Name the sources, for lists of documents of several."""
        self._names = names
        if self.everywhere:
            self.list_wanted.emit()

    def show_listing(self, listing: Listing, summaries: Iterable[RecordSummary]) -> None:
        """Show another list; what was selected stays selected."""
        several = len(self.view.selected_rows(_KEPT + 1))
        kept = frozenset(self.view.selected()) if 1 < several <= _KEPT else frozenset()
        self.model.show(listing, summaries, self._names if self.everywhere else {})
        if kept:
            self.view.select(kept)
        self._tell_emptiness()
        self._point_at_current()

    def drop(self, gone: frozenset[int]) -> None:
        """Show no more the documents that the filter lets go."""
        self.model.drop(gone)
        self._tell_emptiness()

    def show_totals(self, totals: Totals) -> None:
        """Show how far the review has come."""
        self._head.show_totals(totals)
        self.tools.show_totals(totals)

    def show_facet(self, counts: FacetCounts) -> None:
        """Show how many documents each value of a facet has."""
        self.tools.sheet.show_counts(counts)

    def _tell_emptiness(self) -> None:
        empty = not self.model.ids
        narrowed = self._filter.narrows
        self._nothing.setText("没有符合条件的文件" if narrowed else "这里没有文件")
        self.clear.setVisible(narrowed)
        self._empty.setVisible(empty)
        self.view.setVisible(not empty)

    # The document under review

    def set_current(self, record_id: int | None) -> None:
        """Mark the document under review; tells nobody."""
        self.model.set_current(record_id)
        self._point_at_current()

    @property
    def place(self) -> Place:
        """Where the document under review stands in the list as it is shown."""
        return self.model.place

    def _point_at_current(self) -> None:
        index = self.model.index_of(self.model.current)
        if index.isValid():
            self.view.point_at(index)

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        (self.view if self.view.isVisibleTo(self) else self.clear).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Give the keyboard to the search."""
        self.tools.focus_search()

    @Slot()
    def _on_tools_left(self) -> None:
        self.focus_list()

    @Slot(int)
    def _on_view_opened(self, record_id: int) -> None:
        if record_id != self.model.current:
            self.record_chosen.emit(record_id)

    @Slot(int)
    def _on_view_reached(self, record_id: int) -> None:
        """Turn to a document by walking; one of another source is opened by Enter only."""
        known = self.model.summary(record_id)
        if not self.everywhere or (known is not None and known.source_id == self._source):
            self._on_view_opened(record_id)

    # Several documents

    def selected_ids(self) -> array[int]:
        """Return the selected documents in the order of the list."""
        return self.view.selected()

    def matching_ids(self) -> array[int]:
        """Return all documents that the filter shows, in order, also those that were never in sight."""
        return self.model.ids[:]

    def chosen_ids(self) -> tuple[int, ...]:
        """Return the documents that a bulk edit is about: the selected ones if several, else all that are shown."""
        return tuple(self.selected_ids() if self.has_several else self.model.ids)

    @property
    def has_several(self) -> bool:
        """Tell whether several documents are selected."""
        return len(self.view.selected_rows(2)) > 1

    @Slot()
    def unselect(self) -> None:
        """Select no more than the document under review."""
        self.view.clear_selection()
        self._point_at_current()

    @Slot()
    def _on_view_selection_moved(self) -> None:
        count = len(self.selected_ids()) if len(self.view.selected_rows(2)) > 1 else 0
        self._selected.setText(f"已选 {count:,} 件")
        self._bar.setVisible(count > 1)

    @Slot(QPoint)
    def _on_view_menu_requested(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        record_id = self.model.record_at(index.row()) if index.isValid() else None
        if record_id is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        several = self.has_several
        words = f"选中的 {len(self.selected_ids()):,}" if several else f"列表里的全部 {len(self.model.ids):,}"
        menu.addAction(f"批量修改{words} 件…").triggered.connect(self.bulk_wanted)
        menu.addSeparator()
        self.menu_opening.emit(menu, record_id)
        menu.popup(self.view.viewport().mapToGlobal(point))
