"""The source text as a sheet: scrolls to evidence, tells what was clicked or selected. Offsets are code points."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.text import SourceText, Span
from desktop.widgets import outgoing, span_drag
from desktop.widgets.appearance import Appearance
from desktop.widgets.bound_grip import BoundGrip
from desktop.widgets.framed_area import FramedArea
from desktop.widgets.source_layout import Faces, SheetLayout
from desktop.widgets.source_painter import (
    GAP,
    LEAST_PAD,
    PAD_BOTTOM,
    PAD_SIDE,
    PAD_TOP,
    Marks,
    Sheet,
    paint_sheet,
)
from desktop.widgets.source_rows import Passage, Row, cut_rows, phrase_at, row_at
from desktop.widgets.text_caret import WALKING, caret_box, paint_caret, walked
from desktop.widgets.text_grip import TextGrip

_OUTER, _WIDEST = 20, 660
_BOUNDARY = 60
_COMFORTABLE = 380
"""A text block narrower than this is given room from the margins."""
_COMFORT = (0.12, 0.75)
"""Evidence within this part of the window's height is left where it is."""
_AIM = 0.32
_MUCH, _MARGIN = 2_000, 5
"""Code points of evidence that is painted with all else; pixels by which its marks reach beyond its text."""
_READ_AT = 0.4
"""The part of the window's height at which a person is taken to read."""


class SourceView(FramedArea):
    """Shows one source. Evidence, focus and selection are spans of its text."""

    clicked = Signal(int)
    selection_changed = Signal(object)
    further_selected = Signal(object)
    """A further place was selected for the field at hand, with Ctrl."""
    menu_wanted = Signal(QPoint)
    page_changed = Signal(object)
    page_turned = Signal(int)
    """The page at hand is another because a person scrolled."""
    bound_moved = Signal(object)
    """A person moved the line between documents; told with its `Landing`."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._source: SourceText | None = None
        self._sheet = Sheet(SheetLayout())
        self._marks = Marks()
        self._page: int | None = None
        self._aim: tuple[int, float] | None = None
        self._kept: int | None = None
        self._read = 0
        self._settling = self._by_hand = False
        self._caret: int | None = None
        self._anchor: int | None = None
        self._grip = TextGrip(self, self)
        self._grip.clicked.connect(self.set_caret)
        self._grip.clicked.connect(self.clicked)
        self._grip.further_selected.connect(self.further_selected)
        self._grip.drag_wanted.connect(self._on_drag_wanted)
        self.bounds = BoundGrip(self, appearance, self)
        self.bounds.moved.connect(self.bound_moved)
        self.viewport().setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName("原文")
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().actionTriggered.connect(self._on_moved_by_hand)
        appearance.changed.connect(self._on_appearance_changed)
        appearance.settled.connect(self._refit)

    # What is shown

    def show_source(self, source: SourceText, passages: Sequence[Passage], rows: tuple[Row, ...] | None = None) -> None:
        """Show another source from its beginning; `rows` where `cut_rows` was done beforehand."""
        self._source, self._page, self._kept, self._caret = source, None, None, None
        self._grip.forget()
        self._marks = Marks()
        self._take(source, passages, cut_rows(source, passages) if rows is None else rows)
        self.verticalScrollBar().setValue(0)
        self.selection_changed.emit(None)

    def show_passages(self, passages: Sequence[Passage], rows: tuple[Row, ...]) -> None:
        """Show the same source in other documents; what is marked stays, and the line at hand stays where it is."""
        if self._source is None:
            return
        held = self._caret if self._caret is not None and self.shows_caret else self.place
        y = self._line_top(held)
        self._take(self._source, passages, rows)
        self._settle_around(row_at(rows, held), _READ_AT)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(self._line_top(held) - y))

    def _line_top(self, offset: int) -> float:
        """Return where the line of a code point begins, in viewport coordinates."""
        layout = self._sheet.layout
        return caret_box(layout, offset).top() + self._origin().y() if layout.rows else 0.0

    def _take(self, source: SourceText, passages: Sequence[Passage], rows: tuple[Row, ...]) -> None:
        self._sheet.pages, self._sheet.passages = source.pages, tuple(passages)
        self._sheet.page_rows = tuple(index for index, row in enumerate(rows) if row.page is not None)
        self._sheet.page_numbers = tuple(row.page for row in rows if row.page is not None)
        self._sheet.layout.set_content(source.text, rows)
        self.bounds.take(self._sheet, source.text)
        self._fit()

    def clear(self) -> None:
        """Show nothing."""
        self._source = self._caret = None
        self._grip.forget()
        self._sheet = Sheet(SheetLayout())
        self.bounds.take(self._sheet, "")
        self._marks = Marks()
        self._fit()

    def show_passage(self, index: int | None, evidence: Sequence[tuple[Span, str]]) -> None:
        """Bring out one document and mark its evidence by hue."""
        self._marks.passage, self._marks.evidence = index, tuple(evidence)
        self.viewport().update()

    def focus_evidence(self, spans: Sequence[Span], scroll: bool = True) -> None:
        """Mark the evidence of the field at hand and bring its first span into sight."""
        changed = (*self._marks.focused, *spans)
        self._marks.focused = tuple(spans)
        if spans:
            self.setAccessibleDescription(self._source.slice(spans[0]) if self._source else "")
            if scroll:
                self.scroll_to(spans[0])
        self._update_spans(changed)

    def _update_spans(self, spans: Sequence[Span]) -> None:
        """Have painted anew where some spans stand; all where that would be much."""
        whole = QRectF(self.viewport().rect())
        few = sum(map(len, spans)) <= _MUCH
        for box in [box for span in spans for box in self.boxes(span)] if few else [whole]:
            self.viewport().update(box.toAlignedRect().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))

    def show_hits(self, hits: Sequence[Span], hit: Span | None) -> None:
        """Mark what a search found, and bring the hit at hand into sight."""
        self._marks.hits, self._marks.hit = hits, hit
        if hit is not None:
            self.scroll_to(hit)
        self.viewport().update()

    @property
    def place(self) -> int:
        """The code point that is read at the moment: the first of a line a little above the middle of the window."""
        return self._sheet.layout.offset_at(0, self._read_height() + 1 - self._origin().y())

    def _read_height(self) -> float:
        """Return the height in the window at which a person reads: the edge where there is nothing beyond it."""
        bar = self.verticalScrollBar()
        if bar.value() == bar.minimum():
            return _OUTER + PAD_TOP
        return self.viewport().height() * (_READ_AT if bar.value() < bar.maximum() else 0.9)

    @property
    def source(self) -> SourceText | None:
        """The source that is shown."""
        return self._source

    def jump_to(self, offset: int) -> None:
        """Bring a code point to where a person reads, at once."""
        layout = self._sheet.layout
        if layout.rows:
            index, self._by_hand = row_at(layout.rows, offset), False
            self._glide.stop()
            self._settle_around(index, _READ_AT)
            boxes = layout.row_boxes(index, Span(offset, offset + 1))
            top = boxes[0].top() if boxes else layout.text_top(index)
            self.verticalScrollBar().setValue(round(top + _OUTER + PAD_TOP - _READ_AT * self.viewport().height()))

    def keep(self, span: Span) -> None:
        """Bring a span to where a person reads, at once, and hold it there while the window takes another size."""
        self.jump_to(span.start)
        self._kept = span.start

    @Slot()
    def _on_moved_by_hand(self) -> None:
        self._kept, self._by_hand = None, True

    def shows(self, span: Span) -> bool:
        """Tell whether a span begins in sight."""
        boxes = self.boxes(Span(span.start, min(span.end, span.start + 200)))
        return bool(boxes) and self.viewport().rect().contains(boxes[0].center().toPoint())

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

    @property
    def caret(self) -> int | None:
        """The code point before which the cursor stands; None until a person set it."""
        return self._caret

    @Slot(int)
    def set_caret(self, offset: int) -> None:
        """Set the cursor before a code point."""
        self._caret, self._anchor = offset, None
        self.viewport().update()

    @property
    def shows_caret(self) -> bool:
        """Tell whether the cursor is in sight."""
        return self._caret is not None and self._caret_rect().intersects(QRectF(self.viewport().rect()))

    def _caret_rect(self) -> QRectF:
        box = caret_box(self._sheet.layout, self._caret or 0).translated(QPointF(self._origin()))
        return box.adjusted(-1, 0, 1, 0)

    def boxes(self, span: Span) -> list[QRectF]:
        """Return where a span is painted, in viewport coordinates."""
        moved = self._origin()
        return [box.translated(moved.x(), moved.y()) for box in self._sheet.layout.boxes(span)]

    # Scrolling

    def scroll_to(self, span: Span, at_top: bool = False) -> None:
        """Bring a span into sight, gently; nothing moves when it is in comfortable sight already."""
        layout, self._kept, self._by_hand = self._sheet.layout, None, False
        if not layout.rows:
            return
        index = row_at(layout.rows, span.start)
        height = self.viewport().height()
        part = (_BOUNDARY + 12) / max(1, height) if at_top else _AIM
        self._settle_around(index, part)
        boxes = layout.row_boxes(index, span)
        y = boxes[0].top() if boxes else layout.text_top(index)
        if at_top:
            self._glide_to(index, y - layout.text_top(index), part)
            return
        seen = (y + self._origin().y()) / max(1, height)
        if not _COMFORT[0] <= seen <= _COMFORT[1]:
            self._glide_to(index, y - layout.text_top(index), _AIM)

    def _glide_to(self, index: int, inner: float, part: float) -> None:
        self._aim = (index, inner - part * self.viewport().height())
        self._start_glide()

    def _goal(self) -> int:
        if self._aim is None:
            return self.verticalScrollBar().value()
        index, inner = self._aim
        return max(0, round(self._sheet.layout.text_top(index) + inner + _OUTER + PAD_TOP))

    def _settle_around(self, index: int, part: float) -> None:
        """Lay out what is in sight when a row stands at a part of the window's height, and what is passed on the way.

        What is seen now stays where it is.
        """
        layout, bar, height = self._sheet.layout, self.verticalScrollBar(), self.viewport().height()
        seen = -self._origin().y()
        held = layout.index_at(seen)
        held += layout.top(held) < seen
        before = layout.top(held)
        left = layout.settle_run(index, 1, (1 - part) * height)
        layout.settle_run(index - 1, -1, part * height + left + self._reach)
        self._fit_scrollbar()
        bar.setValue(bar.value() + round(layout.top(held) - before))

    @Slot(int)
    def _on_scrolled(self, _value: int) -> None:
        self._tell_page()
        self.viewport().update()

    def _tell_page(self) -> None:
        if self._settling or not self._sheet.layout.rows:
            return
        self._read = self.place
        page = self._source.page_at(self._read) if self._source is not None else None
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
            if page is not None and self._by_hand:
                self.page_turned.emit(page)

    # Geometry

    def _text_width(self) -> float:
        room = self.viewport().width() - 2 * (_OUTER + self._sheet.side)
        return min(float(room), _WIDEST * self._look.zoom)

    def _narrow_margins(self) -> None:
        """Give narrow windows narrow margins, so that lines keep a length that is read well."""
        spare = (self.viewport().width() - 2 * _OUTER - _COMFORTABLE) // 2
        self._sheet.side = min(PAD_SIDE, max(LEAST_PAD, spare))

    def _origin(self) -> QPoint:
        left = (self.viewport().width() - self._text_width()) / 2
        return QPoint(round(left), _OUTER + PAD_TOP - self.verticalScrollBar().value())

    def _fit(self) -> None:
        self._narrow_margins()
        faces = Faces(self._look.serif("document"), self._look.serif("document-title", bold=True))
        self._sheet.layout.set_geometry(self._text_width(), faces, _BOUNDARY, PAD_TOP + GAP + PAD_BOTTOM)
        self._fit_scrollbar()
        self.viewport().update()

    def _fit_scrollbar(self) -> None:
        whole = self._sheet.layout.height + 2 * _OUTER + PAD_TOP + PAD_BOTTOM
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setSingleStep(40)
        bar.setRange(0, max(0, round(whole - room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_at_top, self._by_hand = self.verticalScrollBar().value() == 0, False
        if self._kept is None and not is_at_top:
            self._kept = self._read
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            self._fit_scrollbar()
        elif not self._look.settling:
            self._refit()

    @Slot()
    def _on_appearance_changed(self) -> None:
        if self._kept is None and self.verticalScrollBar().value():
            self._kept = self._read
        if not self._look.settling:
            self._refit()

    @Slot()
    def _refit(self) -> None:
        """Lay the sheet out anew around the place that is kept."""
        self._settling = True
        self._fit()
        if self._kept is not None:
            self.jump_to(self._kept)
        self._settling = False
        self._tell_page()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.color("bg"))
        if self._source is None:
            return
        self._settle_visible()
        origin = self._origin()
        painter.translate(origin)
        clip = QRectF(event.rect()).translated(-origin.x(), -origin.y())
        paint_sheet(painter, clip, self._text_width(), self._sheet, self._marks, self._look)
        self.bounds.paint(painter, clip, self._text_width())
        if self._caret is not None:
            box = caret_box(self._sheet.layout, self._caret)
            paint_caret(painter, box, self._sheet.side - 4, self.hasFocus(), self._look)
        self._paint_frame(painter)

    def _settle_visible(self) -> None:
        layout, height = self._sheet.layout, self.viewport().height()
        if not layout.rows:
            return
        top, whole = -self._origin().y(), layout.height
        index = layout.index_at(top)
        layout.settle_run(index, 1, height + top - layout.top(index))
        if layout.height != whole:
            self._fit_scrollbar()

    # Mouse and keys

    def on_sheet(self, point: QPoint) -> QPoint:
        """Return a point of the viewport on the sheet, whose origin is the top left of the text block."""
        return point - self._origin()

    def caret_at(self, point: QPoint) -> int | None:
        """Return the code point before which a cursor would stand that is set at a point of the viewport."""
        inner = point - self._origin()
        return self._sheet.layout.offset_at(inner.x(), inner.y()) if self._source is not None else None

    def letter_at(self, point: QPoint) -> int | None:
        """Return the code point that is drawn at a point of the viewport."""
        inner = point - self._origin()
        return self._sheet.layout.letter_at(inner.x(), inner.y()) if self._source is not None else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._source is not None:
            self._on_moved_by_hand()
            if not self.bounds.press(event.position().toPoint()):
                self._grip.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        at_rest = event.buttons() == Qt.MouseButton.NoButton and not self._grip.selecting
        if (at_rest or self.bounds.holds) and self.bounds.move(point):
            return
        beyond = min(0, point.y()) + max(0, point.y() - self.viewport().height())
        if beyond and self._grip.selecting:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + beyond)
        self._grip.move(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.bounds.release():
            self._grip.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.bounds.leave()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        caret = self.caret_at(event.position().toPoint())
        on_line = self.bounds.bound_at(event.position().toPoint()) is not None
        if self._source is not None and caret is not None and not on_line:
            self.select(phrase_at(self._source.text, caret))

    @Slot()
    def _on_drag_wanted(self) -> None:
        if self._source is not None and self.selection is not None:
            span_drag.drag(self, self._source, self.selection, self._look)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def copy(self) -> None:
        """Put the selected text on the clipboard."""
        if self._source is not None and self.selection is not None:
            outgoing.copy_out(self, self._source.slice(self.selection))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._on_moved_by_hand()
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        self._on_moved_by_hand()
        if key == Qt.Key.Key_Escape and self.bounds.cancel():
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key in _PAGES:
            bar.setValue(bar.value() + _PAGES[key] * (bar.pageStep() - 60))
        elif key in WALKING and not event.modifiers() & _ELSEWHERE:
            self._walk(key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        else:
            event.ignore()

    def _walk(self, key: int, selecting: bool) -> None:
        """Take the cursor on, and the selection with it. One that is out of sight is set to where a person reads."""
        layout = self._sheet.layout
        if not layout.rows:
            return
        if self._caret is None or not self.shows_caret:
            self.set_caret(self.place)
        else:
            reached = walked(layout, self._caret, key)
            if selecting:
                anchor = self._anchor if self._anchor is not None else self._caret
                self.select(Span(min(anchor, reached), max(anchor, reached)))
                self._caret, self._anchor = reached, anchor
            else:
                self.select(None)
                self.set_caret(reached)
        rect, height, bar = self._caret_rect(), self.viewport().height(), self.verticalScrollBar()
        beyond = min(0.0, rect.top() - _EDGE * height) + max(0.0, rect.bottom() - (1 - _EDGE) * height)
        bar.setValue(bar.value() + round(beyond))
        if self._source is not None:
            self.setAccessibleDescription(self._source.slice(layout.rows[row_at(layout.rows, self._caret or 0)].span))
        self.viewport().update()


_ELSEWHERE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_EDGE = 0.12
"""The part of the window's height at both ends that the cursor does not come into, where there is more to scroll."""
_PAGES: dict[int, int] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1}
