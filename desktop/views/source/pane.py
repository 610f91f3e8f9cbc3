"""The source beside the fields: its text, its pages, or both, and what can be done with a selection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from desktop.domain.fields import FIELDS
from desktop.domain.record import Record
from desktop.domain.text import SourceText, Span
from desktop.tasks.page_lane import PageLane
from desktop.views.fields.menu import ADDS, field_menu
from desktop.views.reading.opening import Opened
from desktop.views.source.finder import Finder
from desktop.views.source.head import Mode, SourceHead
from desktop.views.source.page_feed import PageFeed
from desktop.views.source.side_by_side import SideBySide
from desktop.views.source.tables_pane import TablesPane
from desktop.widgets.appearance import Appearance
from desktop.widgets.bound_lines import Landing
from desktop.widgets.find_bar import FindBar
from desktop.widgets.outgoing import keep_in
from desktop.widgets.page_layout import Fit, Zoom
from desktop.widgets.page_store import PixmapStore
from desktop.widgets.page_strip import PageStrip
from desktop.widgets.page_view import PageView
from desktop.widgets.source_view import SourceView

_LEAST_BESIDE_STRIP = {Mode.PAGES: 380, Mode.BOTH: 580}
"""The widths of the pane from which on there is room for the small pictures."""


class SourcePane(QFrame):
    """Shows the source. Tells where it was clicked and which selection is to become a value."""

    clicked = Signal(int)
    value_selected = Signal(str, object, bool)
    """A selection is to become the value of a field; True says that it is to be added to what is there."""
    shown_otherwise = Signal()
    """The way of showing sources was chosen anew."""
    further_selected = Signal(object)
    """A further place of the field at hand was selected."""
    menu_opening = Signal(object, int)
    """A menu is about to open over a place of the text, given as its code point."""
    bound_moved = Signal(int, object)
    """A person moved the start or end of a record's document; told with the `Landing`."""

    def __init__(self, appearance: Appearance, lane: PageLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePane")
        store = PixmapStore()
        self.view = SourceView(appearance)
        self.pages, self.strip = PageView(appearance, store), PageStrip(appearance, store)
        self.tables = TablesPane(appearance)
        self.head, self.find_bar = SourceHead(appearance), FindBar(appearance)
        self.finder = Finder(self.find_bar, self)
        self.feed = PageFeed(lane, self.pages, self.strip, self)
        self._both = SideBySide(self.view, self.pages, self)
        self._mode, self._shown, self._with_strip, self._tabled = Mode.TEXT, Mode.TEXT, False, False
        self._opened: Opened | None = None
        self._record: Record | None = None
        self._focused: tuple[Span, ...] = ()
        self._key: str | None = None
        self._stays = False
        self._compose()
        self._bind()
        self._put_in_force(Mode.TEXT)

    def _compose(self) -> None:
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setHandleWidth(1)
        self._halves.setChildrenCollapsible(False)
        for half in (self.view, self.pages):
            half.setMinimumWidth(120)
            self._halves.addWidget(half)
        self._reading = QWidget()
        middle = QHBoxLayout(self._reading)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.strip)
        middle.addWidget(self._halves, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.find_bar)
        column.addWidget(self._reading, 1)
        column.addWidget(self.tables, 1)

    def _bind(self) -> None:
        for view in (self.view, self.pages):
            view.clicked.connect(self.clicked)
            view.further_selected.connect(self.further_selected)
            view.menu_wanted.connect(self._on_menu_wanted)
        self.view.selection_changed.connect(self._on_selection_changed)
        self.view.bound_moved.connect(self._on_bound_moved)
        self._both.page_read.connect(self._on_page_read)
        self.pages.zoom_changed.connect(self._on_zoom_changed)
        self.strip.page_chosen.connect(self.pages.show_page)
        self.head.mode_chosen.connect(self.show_mode)
        self.head.zoom_chosen.connect(self._on_zoom_chosen)
        self.head.strip_toggled.connect(self.show_strip)
        self.head.find_wanted.connect(self.begin_find)
        self.finder.found.connect(self._on_found)
        self.finder.closed.connect(self._on_find_closed)

    # What is shown

    def show_opened(self, opened: Opened | None) -> None:
        """Show another source, or none."""
        self._opened, self._record, self._focused = opened, None, ()
        source = opened.text if opened is not None else None
        if opened is None:
            self.view.clear()
        else:
            self.view.show_source(opened.text, opened.passages, opened.rows)
        if opened is not None and opened.text.is_laid_out:
            self.pages.show_source(opened.text, opened.passages)
            self.strip.show_pages((), opened.text.pages)
        else:
            self.pages.clear()
            self.strip.show_pages((), ())
        self.tables.show_record(None)
        self.feed.show_source(source, opened.file if opened is not None else None)
        self.finder.show_index(opened.index if opened is not None else None)
        self.head.show_source(source)
        self._put_in_force(self._mode)
        self._on_page_read(source.page_at(0) if source is not None else None)

    def show_divided(self, opened: Opened) -> None:
        """Show the same source in other documents, at the same place."""
        self._opened = opened
        self.view.show_passages(opened.passages, opened.rows)
        if opened.text.is_laid_out:
            self.pages.show_passages(opened.passages)

    def show_record(self, record: Record, scroll: bool) -> None:
        """Bring out one document with the evidence of its values."""
        self._record = record
        for view in (self.view, self.pages, self.tables.grid):
            keep_in(view, bool(record.value("secrecy")))
        self.tables.show_record(record)
        self.head.show_tables(len(record.document.tables))
        if self._tabled and not record.document.tables:
            self._put_in_force(self._mode)
        opened = self._opened
        if opened is None:
            return
        evidence = [(span, spec.hue) for spec in FIELDS for span in record.spans(spec.key)]
        evidence.sort(key=_longest_first)
        for view in (self.view, self.pages):
            view.show_passage(opened.passage_of(record.id), evidence)
        if scroll:
            self.show_places(())
        if scroll and not self._stays:
            start = record.document.span.start
            for view in (self.view, self.pages):
                view.scroll_to(Span(start, start + 1), at_top=True)

    def paint(self) -> None:
        """Paint what is shown now, so that it need not be painted together with what is shown next."""
        for view in (self.view, self.pages):
            if view.isVisible():
                view.viewport().repaint()

    def show_evidence(self, key: str | None, scroll: bool = True) -> None:
        """Mark the evidence of the field at hand."""
        self._key = key
        self.show_places(self._record.spans(key) if self._record is not None and key is not None else (), scroll)

    def show_places(self, spans: tuple[Span, ...], scroll: bool = True) -> None:
        """Mark places as the evidence that is looked at: one of several, or those of another value."""
        self._focused = spans
        if scroll and self._focused and self._tabled:
            self._put_in_force(self._mode)
        for view in (self.view, self.pages):
            view.focus_evidence(self._focused, scroll and not self._stays)

    def show_text_at(self, span: Span) -> None:
        """Bring a place of the text to where a person reads, whatever is under review."""
        if self._tabled:
            self._put_in_force(self._mode)
        for view in (self.view, self.pages):
            view.keep(Span(span.start, span.start + 1))

    @contextmanager
    def staying_at(self, offset: int) -> Iterator[None]:
        """Scroll nowhere meanwhile, whatever is shown: a person works at a place. A view that hides it goes there."""
        self._stays = True
        try:
            yield
        finally:
            self._stays = False
        place = Span(offset, offset + 1)
        for view in (self.view, self.pages):
            if not view.shows(place):
                view.scroll_to(place)

    @property
    def record(self) -> Record | None:
        """The document that is brought out."""
        return self._record

    @property
    def source(self) -> SourceText | None:
        """The text that is shown."""
        return self._opened.text if self._opened is not None else None

    @property
    def selection(self) -> Span | None:
        """The selected span, in whichever view it was selected."""
        return self.view.selection

    @property
    def caret(self) -> int | None:
        """Where the selection or else the cursor is, None where neither is to be seen."""
        if self._tabled:
            return None
        view = self.pages if self._shown is Mode.PAGES else self.view
        if self.selection is not None and view.shows(self.selection):
            return self.selection.start
        return self.view.caret if self._shown is not Mode.PAGES and self.view.shows_caret else None

    # Ways of showing it

    @property
    def mode(self) -> Mode:
        """The way in which the source is shown now."""
        return Mode.TABLES if self._tabled else self._shown

    @Slot(object)
    def show_mode(self, mode: Mode) -> None:
        """Show the source in another way, at the same place, from now on for every source that has pages."""
        if mode is Mode.TABLES:
            self._put_in_force(self._mode, tabled=True)
            self.tables.grid.setFocus()
        else:
            self._mode = mode
            self._put_in_force(mode)
            self.shown_otherwise.emit()

    @property
    def chosen_mode(self) -> Mode:
        """The way that was chosen for every source that has pages, whether the one at hand has or not."""
        return self._mode

    def _put_in_force(self, mode: Mode, tabled: bool = False) -> None:
        self._tabled = tabled and self._record is not None and bool(self._record.document.tables)
        laid_out = self.source is not None and self.source.is_laid_out
        before, self._shown = self._shown, mode if laid_out else Mode.TEXT
        place = self._place(before)
        self.view.setVisible(self._shown is not Mode.PAGES)
        self.pages.setVisible(self._shown is not Mode.TEXT)
        self.tables.setVisible(self._tabled)
        self._reading.setVisible(not self._tabled)
        self._settle_strip()
        self.head.show_mode(self.mode, self._with_strip)
        self._both.couple(self._shown is Mode.BOTH)
        if self._shown is Mode.BOTH and before is not Mode.BOTH:
            self._halves.setSizes([430, 570])
        if self._shown is not before and place is not None:
            for view in (self.view, self.pages):
                view.keep(place)

    def _settle_strip(self) -> None:
        """Show the small pictures where they are wanted and leave room for what they belong to."""
        needed = _LEAST_BESIDE_STRIP.get(self._shown)
        room = needed is not None and self.width() >= needed
        self.strip.setVisible(self._with_strip and room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_strip()

    def _place(self, before: Mode) -> Span | None:
        """Return what is looked at: what is found, claimed or selected where that is in sight, else the text there."""
        if self.source is None:
            return None
        view = self.pages if before is Mode.PAGES else self.view
        marked = (self.finder.hit, *self._focused[:1], self.selection)
        place = next((span for span in marked if span is not None and view.shows(span)), None)
        return place if place is not None else Span(view.place, view.place + 1)

    @Slot(bool)
    def show_strip(self, shown: bool) -> None:
        """Show or hide the small pictures of all pages."""
        self._with_strip = shown
        self._put_in_force(self._shown if self._shown is not Mode.TEXT else self._mode)
        self.shown_otherwise.emit()

    @property
    def strip_chosen(self) -> bool:
        """Tell whether the small pictures are wanted wherever there are pages."""
        return self._with_strip

    @property
    def strip_shown(self) -> bool:
        """Tell whether the small pictures are shown."""
        return self._with_strip and self._shown is not Mode.TEXT

    @property
    def zooms_pages(self) -> bool:
        """Tell whether larger and smaller mean the pages: they are alone, or have the focus."""
        return self._shown is Mode.PAGES or (self._shown is Mode.BOTH and self.pages.hasFocus())

    @Slot(object)
    def _on_zoom_chosen(self, zoom: Zoom) -> None:
        self.pages.set_zoom(zoom)

    @Slot()
    def fit_page(self) -> None:
        """Show whole pages."""
        self.pages.set_zoom(Fit.PAGE)

    # Finding

    @Slot()
    def begin_find(self) -> None:
        """Begin to look for something: what is selected, or what is typed."""
        if self._opened is None:
            return
        view = self.pages if self._shown is Mode.PAGES else self.view
        words = self._opened.text.slice(self.selection) if self.selection is not None else ""
        self.finder.open(words, self.selection.start if self.selection is not None else view.place)

    @Slot(object, object)
    def _on_found(self, hits: tuple[Span, ...], hit: Span | None) -> None:
        for view in (self.view, self.pages):
            view.show_hits(hits, hit)

    @Slot()
    def _on_find_closed(self) -> None:
        (self.pages if self._shown is Mode.PAGES else self.view).setFocus()

    # What can be done with a selection

    def open_field_menu(self, position: QPoint | None = None) -> None:
        """Offer the fields that the selection can be made the value of."""
        if self.selection is None:
            return
        if position is None:
            view = self.pages if self._shown is Mode.PAGES or self.pages.hasFocus() else self.view
            boxes = view.boxes(self.selection)
            position = view.viewport().mapToGlobal(boxes[-1].bottomRight().toPoint()) if boxes else QPoint()
        menu = self.field_menu()
        menu.popup(position)

    def field_menu(self) -> QMenu:
        """Return the menu of fields; it deletes itself."""
        menu = field_menu(self._key, self)
        menu.triggered.connect(self._on_menu_triggered)
        return menu

    @Slot(object)
    def _on_page_read(self, page: int | None) -> None:
        pages = self.source.pages if self.source is not None else ()
        self.head.show_page(f"第 {page + 1} 页 / {len(pages)}" if page is not None and pages else "")
        self.strip.set_current(page)

    @Slot()
    def _on_zoom_changed(self) -> None:
        self.head.show_zoom(self.pages.factor)

    @Slot(object)
    def _on_selection_changed(self, span: Span | None) -> None:
        self.head.show_selection(len(span) if span is not None else 0)

    @Slot(object)
    def _on_bound_moved(self, landing: Landing) -> None:
        if self._opened is not None:
            self.view.set_caret(landing.offset)
            self.bound_moved.emit(self._opened.order[landing.passage], landing)

    @Slot(QPoint)
    def _on_menu_wanted(self, position: QPoint) -> None:
        view = self.pages if self.sender() is self.pages else self.view
        place = view.letter_at(view.viewport().mapFromGlobal(position))
        if self.selection is not None:
            menu = self.field_menu()
            copy = QAction("复制\tCtrl+C", menu)
            copy.triggered.connect(self.view.copy)
            menu.insertAction(menu.actions()[0], copy)
        else:
            menu = QMenu(self)
            menu.aboutToHide.connect(menu.deleteLater)
        if place is not None:
            self.menu_opening.emit(menu, place)
        if not menu.isEmpty():
            menu.popup(position)

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        if action.data() is not None and self.selection is not None:
            self.value_selected.emit(action.data(), self.selection, action.property(ADDS) is True)


def _longest_first(marked: tuple[Span, str]) -> int:
    return -len(marked[0])
