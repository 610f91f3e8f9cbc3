"""What the mouse does with the lines between documents: take hold of one, see where it lands, let go of it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.bound_lines import Bound, Landing, bounds_of, bounds_within, caption_of, landing_of, words_of
from desktop.widgets.bound_painter import line_y, paint_landing, paint_left, paint_line
from desktop.widgets.source_layout import SheetLayout
from desktop.widgets.source_painter import Sheet
from desktop.widgets.span_drag import begins

_REACH = 9
"""Pixels above and below a line within which the mouse means it."""
_SCROLLING, _FASTEST = 25, 40
"""Milliseconds between two steps of a sheet that scrolls by itself, and the pixels of the longest one."""


class Surface(Protocol):
    """A view of a sheet of text that scrolls."""

    def viewport(self) -> QWidget:
        """Return what the sheet is seen in."""

    def verticalScrollBar(self) -> QScrollBar:  # noqa: N802  # Qt's name
        """Return what moves the sheet."""

    def on_sheet(self, point: QPoint) -> QPoint:
        """Return a point of the viewport on the sheet."""


class BoundGrip(QObject):
    """Follows the mouse over the lines of a sheet. `moved` tells on which passage, edge and offset one was let go."""

    moved = Signal(object)

    def __init__(self, surface: Surface, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._surface, self._look = surface, appearance
        self._sheet, self._text = Sheet(SheetLayout()), ""
        self._bounds: tuple[Bound, ...] = ()
        self._hovered: Bound | None = None
        self._held: Bound | None = None
        self._pressed, self._at = QPoint(), QPoint()
        self._begun = False
        self._landing: Landing | None = None
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLLING)
        self._scrolling.timeout.connect(self._on_scrolling)
        surface.verticalScrollBar().valueChanged.connect(self._on_surface_scrolled)

    def take(self, sheet: Sheet, text: str) -> None:
        """Turn to another sheet, or to one that is divided otherwise."""
        self.cancel()
        self._sheet, self._text, self._hovered = sheet, text, None
        self._bounds = bounds_of(sheet.layout.rows, sheet.passages)

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """The lines of the sheet, from top to bottom."""
        return self._bounds

    @property
    def landing(self) -> Landing | None:
        """Where the line that is held would land, None where it would stay."""
        return self._landing

    @property
    def words(self) -> str:
        """What letting go would mean; empty where it would change nothing."""
        if self._held is None or self._landing is None:
            return ""
        return words_of(self._held, self._landing, self._sheet.passages)

    def bound_at(self, point: QPoint) -> Bound | None:
        """Return the line at a point of the viewport."""
        layout = self._sheet.layout
        if not layout.rows or not self._bounds:
            return None
        inner = self._surface.on_sheet(point)
        if not -self._sheet.side <= inner.x() <= self._surface.viewport().width():
            return None
        row = layout.index_at(inner.y())
        near = bounds_within(self._bounds, row - 1, row + 1)
        reach = self._look.px(_REACH)
        return next((bound for bound in near if abs(line_y(layout, bound.row) - inner.y()) <= reach), None)

    # The mouse; points are those of the viewport

    def press(self, point: QPoint) -> bool:
        """Take hold of the line at a point; False where there is none."""
        self._held = self.bound_at(point)
        self._pressed = self._at = point
        self._begun = False
        return self._held is not None

    def move(self, point: QPoint) -> bool:
        """Move the line that is held, or show which one could be taken; False where there is none."""
        if self._held is None:
            self._hover(self.bound_at(point))
            return self._hovered is not None
        self._at = point
        if self._begun or begins(self._pressed, point):
            self._begun = True
            self._aim()
        return True

    def release(self) -> bool:
        """Let go of the line; False where none was held."""
        landing, was_held = self._landing, self._held is not None
        self.cancel()
        if landing is not None:
            self.moved.emit(landing)
        return was_held

    def leave(self) -> None:
        """The mouse has left the sheet."""
        self._hover(None)

    def cancel(self) -> bool:
        """Put the line back where it was; False where none was held."""
        was_held = self._held is not None
        self._held = self._landing = None
        self._begun = False
        self._scrolling.stop()
        if was_held:
            self._surface.viewport().update()
        return was_held

    @property
    def holds(self) -> bool:
        """Tell whether a line is held."""
        return self._held is not None

    def _hover(self, bound: Bound | None) -> None:
        if bound == self._hovered:
            return
        self._hovered = bound
        viewport = self._surface.viewport()
        viewport.setCursor(Qt.CursorShape.IBeamCursor if bound is None else Qt.CursorShape.SplitVCursor)
        viewport.setToolTip("" if bound is None else "拖动可以改变文件的起止，按 Esc 放弃")
        viewport.update()

    def _aim(self) -> None:
        layout, held = self._sheet.layout, self._held
        if held is None:
            return
        y = self._surface.on_sheet(self._at).y()
        row = layout.index_at(y)
        if y > (layout.text_top(row) + layout.top(row + 1)) / 2:
            row += 1
        self._landing = landing_of(held, row, layout.rows, self._sheet.passages, self._text)
        if self._beyond and not self._scrolling.isActive():
            self._scrolling.start()
        self._surface.viewport().update()

    @property
    def _beyond(self) -> int:
        """How far the mouse is above (below 0) or below the viewport."""
        return min(0, self._at.y()) + max(0, self._at.y() - self._surface.viewport().height())

    @Slot()
    def _on_scrolling(self) -> None:
        """Let the sheet go on as long as the mouse is held beyond its edge."""
        if not self._beyond:
            self._scrolling.stop()
            return
        bar = self._surface.verticalScrollBar()
        bar.setValue(bar.value() + min(_FASTEST, max(-_FASTEST, self._beyond)))

    @Slot()
    def _on_surface_scrolled(self) -> None:
        """The text has moved on below the mouse."""
        if self._begun:
            self._aim()

    # Painting

    def paint(self, painter: QPainter, clip: QRectF, width: float) -> None:
        """Paint the lines that lie in `clip`; the painter's origin is the top left of the text block."""
        sheet, look = self._sheet, self._look
        layout, beside = sheet.layout, sheet.side - 20
        if not layout.rows:
            return
        first, last = layout.index_at(clip.top()), layout.index_at(clip.bottom())
        for bound in bounds_within(self._bounds, first, last):
            y = line_y(layout, bound.row)
            if bound == self._held and self._landing is not None:
                paint_left(painter, y, width, beside, look)
            else:
                at_hand = bound in (self._held, self._hovered)
                paint_line(painter, y, width, beside, caption_of(bound, sheet.passages), at_hand, look)
        if self._landing is not None:
            top, bottom = (layout.text_top(self._landing.rows.start), layout.top(self._landing.rows.stop))
            changing = QRectF(-beside, top, width + 2 * beside, bottom - top)
            y = line_y(layout, self._landing.row)
            paint_landing(painter, y, width, beside, self.words, changing, look)
