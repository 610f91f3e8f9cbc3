"""The source beside the fields: the text as a sheet, the page at hand, and what can be done with a selection."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.domain.fields import FIELDS
from desktop.domain.record import Record
from desktop.domain.text import SourceText, Span
from desktop.views.opening import Opened
from desktop.widgets.appearance import Appearance
from desktop.widgets.field_face import takes_selection
from desktop.widgets.labels import plain_label
from desktop.widgets.source_view import SourceView


class SourcePane(QFrame):
    """Shows the source text. Tells where it was clicked and which selection is to become a value."""

    clicked = Signal(int)
    value_selected = Signal(str, object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePane")
        self.view = SourceView(appearance)
        self._opened: Opened | None = None
        self._record: Record | None = None
        self._page = plain_label(tone="muted", size="note")
        self._selected = plain_label(tone="accent", size="small")
        head = QFrame()
        head.setObjectName("sourceHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 11, 20, 11)
        row.addWidget(plain_label("原文", size="heading"))
        row.addSpacing(10)
        row.addWidget(self._selected)
        row.addStretch(1)
        row.addWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)
        self.view.clicked.connect(self.clicked)
        self.view.page_changed.connect(self._on_page_changed)
        self.view.selection_changed.connect(self._on_selection_changed)
        self.view.menu_wanted.connect(self._on_menu_wanted)

    def show_opened(self, opened: Opened | None) -> None:
        """Show another source, or none."""
        self._opened, self._record = opened, None
        if opened is None:
            self.view.clear()
            self._page.setText("")
        else:
            self.view.show_source(opened.text, opened.passages, opened.rows)
            self._on_page_changed(opened.text.page_at(0))

    def show_record(self, record: Record, scroll: bool) -> None:
        """Bring out one document with the evidence of its values."""
        self._record = record
        opened = self._opened
        if opened is None:
            return
        evidence = [(span, spec.hue) for spec in FIELDS for span in record.spans(spec.key)]
        evidence.sort(key=_longest_first)
        self.view.show_passage(opened.passage_of(record.id), evidence)
        if scroll:
            self.view.focus_evidence(())
            self.view.scroll_to(Span(record.document.span.start, record.document.span.start + 1), at_top=True)

    def show_evidence(self, key: str | None, scroll: bool = True) -> None:
        """Mark the evidence of the field at hand."""
        spans = self._record.spans(key) if self._record is not None and key is not None else ()
        self.view.focus_evidence(spans, scroll)

    @property
    def source(self) -> SourceText | None:
        """The text that is shown."""
        return self._opened.text if self._opened is not None else None

    def open_field_menu(self, position: QPoint | None = None) -> None:
        """Offer the fields that the selection can be made the value of."""
        if self.view.selection is None:
            return
        if position is None:
            boxes = self.view.boxes(self.view.selection)
            position = self.view.viewport().mapToGlobal(boxes[-1].bottomRight().toPoint()) if boxes else QPoint()
        menu = self.field_menu()
        menu.popup(position)

    def field_menu(self) -> QMenu:
        """Return the menu of fields, in groups; it deletes itself."""
        menu = QMenu("设为字段", self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction("设为字段…").setEnabled(False)
        group = None
        for spec in filter(takes_selection, FIELDS):
            if group is not None and spec.group != group:
                menu.addSeparator()
            group = spec.group
            action = QAction(spec.label, menu)
            action.setData(spec.key)
            menu.addAction(action)
        menu.triggered.connect(self._on_menu_triggered)
        return menu

    @Slot(object)
    def _on_page_changed(self, page: int | None) -> None:
        pages = len(self._opened.text.pages) if self._opened is not None else 0
        self._page.setText(f"第 {page + 1} 页 / {pages}" if page is not None and pages else "")

    @Slot(object)
    def _on_selection_changed(self, span: Span | None) -> None:
        self._selected.setText(f"已选 {len(span)} 字 · 设为字段 Ctrl+J" if span is not None else "")

    @Slot(QPoint)
    def _on_menu_wanted(self, position: QPoint) -> None:
        if self.view.selection is None:
            return
        menu = self.field_menu()
        copy = QAction("复制\tCtrl+C", menu)
        copy.triggered.connect(self.view.copy)
        menu.insertAction(menu.actions()[0], copy)
        menu.popup(position)

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        if action.data() is not None and self.view.selection is not None:
            self.value_selected.emit(action.data(), self.view.selection)


def _longest_first(marked: tuple[Span, str]) -> int:
    return -len(marked[0])
