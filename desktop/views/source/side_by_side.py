"""Text and pages of one source as one: a selection in one is made in the other, and the page at hand is the same."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop.widgets.page_view import PageView
from desktop.widgets.source_view import SourceView


class SideBySide(QObject):
    """Keeps both views together. Whichever a person scrolls leads; `page_read` tells the page at hand."""

    page_read = Signal(object)

    def __init__(self, text: SourceView, pages: PageView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text, self._pages = text, pages
        self._coupled = False
        text.selection_changed.connect(pages.select)
        pages.selection_changed.connect(text.select)
        text.page_changed.connect(self._on_text_page_changed)
        text.page_turned.connect(self._on_text_page_turned)
        pages.page_changed.connect(self._on_sheet_page_changed)
        pages.page_turned.connect(self._on_sheet_page_turned)

    def couple(self, coupled: bool) -> None:
        """Let one view follow the other, while both are shown."""
        self._coupled = coupled

    @Slot(object)
    def _on_text_page_changed(self, page: int | None) -> None:
        if not self._text.isHidden():
            self.page_read.emit(page)

    @Slot(object)
    def _on_sheet_page_changed(self, page: int) -> None:
        if self._text.isHidden():
            self.page_read.emit(page)

    @Slot(int)
    def _on_text_page_turned(self, page: int) -> None:
        if self._coupled:
            before = self._pages.page
            self._pages.show_page(page, at_end=before is not None and page < before)

    @Slot(int)
    def _on_sheet_page_turned(self, page: int) -> None:
        source = self._text.source
        if not self._coupled or source is None or page >= len(source.pages):
            return
        span, before = source.pages[page].span, source.page_at(self._text.place) or 0
        if page != before:
            self._text.jump_to(max(span.start, span.end - 1) if page < before else span.start)
        self.page_read.emit(page)
