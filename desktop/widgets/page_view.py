"""The pages of a source as they are printed, with the marks of the text on them. Offsets are code points."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from desktop.domain.glyphs import Glyphs
from desktop.domain.text import SourceText, Span
from desktop.widgets import outgoing, span_drag
from desktop.widgets.appearance import Appearance
from desktop.widgets.page_layout import A4
from desktop.widgets.page_letters import PageLetters
from desktop.widgets.page_painter import Drawing, PagePainter, drawing_of
from desktop.widgets.page_sheet import READ_AT, PageSheet
from desktop.widgets.page_store import Kept, PixmapStore
from desktop.widgets.source_painter import Marks
from desktop.widgets.source_rows import Passage, phrase_at
from desktop.widgets.text_grip import TextGrip

_COMFORT = (0.12, 0.75)
"""Evidence within this part of the window's height is left where it is."""
_AIM, _AT_TOP = 0.32, 0.08
_ENOUGH = 50
"""So many characters tell where a span begins."""


class PageView(PageSheet):
    """Shows one source's pages. Evidence, focus, hits and selection are spans of its text."""

    clicked = Signal(int)
    selection_changed = Signal(object)
    further_selected = Signal(object)
    """A further place was selected for the field at hand, with Ctrl."""
    menu_wanted = Signal(QPoint)

    def __init__(self, appearance: Appearance, store: PixmapStore, parent: QWidget | None = None) -> None:
        super().__init__(appearance, store, parent)
        self._painter = PagePainter(appearance, self._layout)
        self._source: SourceText | None = None
        self._passages: tuple[Passage, ...] = ()
        self._letters = PageLetters()
        self._marks = Marks()
        self._drawings: dict[int, Drawing] = {}
        self._grip = TextGrip(self, self)
        self._grip.clicked.connect(self.clicked)
        self._grip.further_selected.connect(self.further_selected)
        self._grip.drag_wanted.connect(self._on_drag_wanted)
        self._aim: tuple[Span, float] | None = None
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName("版面")

    # What is shown

    def show_source(self, source: SourceText, passages: Sequence[Passage]) -> None:
        """Show another source from its beginning; pages are taken for A4 until their sizes are told."""
        self._take(source, tuple(passages))
        self.show_pages([A4] * len(source.pages))

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show the same source in other documents."""
        self._passages, self._marks = tuple(passages), Marks()
        self._forget_drawings()
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._take(None, ())
        self.show_pages(())

    def _take(self, source: SourceText | None, passages: tuple[Passage, ...]) -> None:
        self._source, self._passages = source, passages
        self._letters, self._marks = PageLetters(source), Marks()
        self._aim = None
        self._grip.forget()
        self._forget_drawings()

    def set_glyphs(self, index: int, glyphs: Glyphs) -> None:
        """Take the boxes of the characters of a page."""
        self._letters.put(index, glyphs)
        self._drawings.pop(index, None)
        self._update_page(index)
        if self._aim is not None and index in self._letters.pages_of(self._aim[0]):
            self._go_to_aim()

    @property
    def glyphs_wanted(self) -> list[int]:
        """The pages whose boxes are needed for what is in sight, and before them those of the place aimed at."""
        if not self.isVisible():
            return []
        aimed = self._letters.pages_of(self._aim[0])[:1] if self._aim is not None else range(0)
        return [index for index in dict.fromkeys([*aimed, *self._near()]) if self._letters.lacks(index)]

    # Marks

    def show_passage(self, index: int | None, evidence: Sequence[tuple[Span, str]]) -> None:
        """Bring out one document and mark its evidence by hue."""
        self._marks.passage, self._marks.evidence = index, tuple(evidence)
        self._forget_drawings()

    def focus_evidence(self, spans: Sequence[Span], scroll: bool = True) -> None:
        """Mark the evidence of the field at hand and bring its first span into sight."""
        self._marks.focused = tuple(spans)
        self._forget_drawings()
        if spans:
            self.setAccessibleDescription(self._source.slice(spans[0]) if self._source else "")
            if scroll:
                self.scroll_to(spans[0])

    def show_hits(self, hits: Sequence[Span], hit: Span | None) -> None:
        """Mark what a search found, and bring the hit at hand into sight."""
        self._marks.hits, self._marks.hit = hits, hit
        self._forget_drawings()
        if hit is not None:
            self.scroll_to(hit)

    @property
    def selection(self) -> Span | None:
        """The selected span, None when nothing is selected."""
        return self._marks.selection

    def select(self, span: Span | None) -> None:
        """Select a span."""
        span = span if span is not None and len(span) else None
        if span != self._marks.selection:
            self._marks.selection = span
            self.viewport().update()
            self.selection_changed.emit(span)

    def boxes(self, span: Span) -> list[QRectF]:
        """Return where a span is printed, in viewport coordinates, as far as that is known."""
        moved = QPointF(self._origin())
        return [
            self._layout.on_sheet(index, box).translated(moved)
            for index in self._letters.pages_of(span)
            if index < len(self._layout)
            for box in self._letters.lines(index, span)
        ]

    def copy(self) -> None:
        """Put the selected text on the clipboard."""
        if self._source is not None and self.selection is not None:
            outgoing.copy_out(self, self._source.slice(self.selection))

    def _forget_drawings(self) -> None:
        self._drawings.clear()
        self.viewport().update()

    def paint_page(self, painter: QPainter, index: int, kept: Kept | None) -> None:
        """Paint a page with its marks; the painter's origin is the top left of the sheet."""
        if index in self._failed:
            self._painter.paint_failed(painter, index)
            return
        if index not in self._drawings:
            self._drawings[index] = drawing_of(index, self._letters, self._marks, self._passages)
        chosen = self._letters.lines(index, self.selection) if self.selection is not None else ()
        self._painter.paint(painter, index, kept, self._drawings[index], chosen)

    # Scrolling

    @property
    def place(self) -> int:
        """The code point that is read at the moment, a little above the middle of the window."""
        if self._source is None or not len(self._layout):
            return 0
        point = QPointF(self._layout.width / 2, self._read_height())
        index = self._layout.index_at(point.y())
        size, inner = self._layout.sizes[index], self._layout.on_page(index, point)
        found = self._letters.caret_at(index, size.width / 4, inner.y())
        if found is not None:
            return found
        page, part = self._letters.span(index), inner.y() / size.height
        return min(page.end, page.start + round(len(page) * min(1.0, max(0.0, part))))

    def shows(self, span: Span) -> bool:
        """Tell whether a span begins in sight."""
        boxes = self.boxes(Span(span.start, min(span.end, span.start + _ENOUGH)))
        return bool(boxes) and self.viewport().rect().contains(boxes[0].center().toPoint())

    def scroll_to(self, span: Span, at_top: bool = False) -> None:
        """Bring a span into sight, gently, and once more when its boxes come to be known."""
        if self._source is None or not len(self._layout):
            return
        boxes = self.boxes(Span(span.start, min(span.end, span.start + _ENOUGH)))
        if boxes and not at_top:
            seen = boxes[0].top() / max(1, self.viewport().height())
            if _COMFORT[0] <= seen <= _COMFORT[1] and self._is_beside(boxes[0]):
                self._aim = None
                return
        self._aim = (span, _AT_TOP if at_top else _AIM)
        self._go_to_aim()
        self.ask()

    def keep(self, span: Span) -> None:
        """Bring a span to where a person reads, at once, and hold it there while the window takes another size."""
        self._glide.stop()
        self._by_hand = False
        self._aim = (span, READ_AT)
        self._go_to_aim(at_once=True)
        self.ask()

    @Slot()
    def stop(self) -> None:
        """Stay where the sheet is, and aim at nothing any more."""
        self._aim = None
        super().stop()

    def _is_beside(self, box: QRectF) -> bool:
        return box.left() >= 0 and min(box.right(), box.left() + 60) <= self.viewport().width()

    def _target(self, span: Span) -> QRectF:
        """Return where a span stands on the sheet; guessed from its share of the page where that is unknown."""
        boxes = self.boxes(Span(span.start, min(span.end, span.start + _ENOUGH)))
        if boxes:
            return boxes[0].translated(-QPointF(self._origin()))
        index = min(self._letters.pages_of(Span(span.start, span.start + 1)).start, len(self._layout) - 1)
        rect, page = self._layout.rect(index), self._letters.span(index)
        part = 0.08 + 0.84 * (span.start - page.start) / max(1, len(page))
        return QRectF(rect.left(), rect.top() + part * rect.height(), 1, 1)

    def _go_to_aim(self, at_once: bool = False) -> None:
        if self._aim is None or not len(self._layout):
            return
        span, part = self._aim
        target, across = self._target(span), self.horizontalScrollBar()
        if not self._is_beside(target.translated(QPointF(self._origin()))):
            across.setValue(round(target.left() - self.viewport().width() * 0.25))
        goal = round(target.top() - part * self.viewport().height())
        if at_once:
            self.verticalScrollBar().setValue(goal)
        else:
            self._glide_to(goal)

    def _hold(self, held: tuple[int, float], y: float = 0.0) -> None:
        if self._aim is not None:
            self._go_to_aim(at_once=True)
        else:
            super()._hold(held, y)

    # Mouse and keys

    def _inner(self, point: QPointF) -> tuple[int, QPointF] | None:
        """Return the page at or next to a point of the viewport, and the place on it in points."""
        if self._source is None or not len(self._layout) or not self.notice.isHidden():
            return None
        place = point - QPointF(self._origin())
        index = self._layout.index_at(place.y())
        return index, self._layout.on_page(index, place)

    def caret_at(self, point: QPoint) -> int | None:
        """Return the code point before which a cursor would stand that is set at a point of the viewport."""
        found = self._inner(QPointF(point))
        return self._letters.caret_at(found[0], found[1].x(), found[1].y()) if found is not None else None

    def letter_at(self, point: QPoint) -> int | None:
        """Return the code point that is printed at a point of the viewport."""
        found = self._inner(QPointF(point))
        return self._letters.offset_at(found[0], found[1].x(), found[1].y()) if found is not None else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.stop()
        found = self._inner(event.position())
        if found is not None and found[0] in self._failed:
            self._failed.discard(found[0])
            self._update_page(found[0])
            self.ask()
            return
        self._grip.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        beyond = min(0.0, point.y()) + max(0.0, point.y() - self.viewport().height())
        if beyond and self._grip.selecting:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(beyond))
        self._grip.move(point.toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        letter = self.letter_at(event.position().toPoint())
        if self._source is not None and letter is not None:
            self.select(phrase_at(self._source.text, letter))

    @Slot()
    def _on_drag_wanted(self) -> None:
        if self._source is not None and self.selection is not None:
            span_drag.drag(self, self._source, self.selection, self._look)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
