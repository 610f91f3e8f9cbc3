"""How the sheet is painted: page surfaces, evidence, selection, text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen

from desktop.domain.text import Page, Span
from desktop.widgets.appearance import Appearance
from desktop.widgets.evidence_marks import FOCUSED, paint_ground, paint_lines
from desktop.widgets.source_layout import SheetLayout
from desktop.widgets.source_rows import Passage

PAD_TOP, PAD_BOTTOM, GAP = 44, 44, 18
"""The margins of a page above and below, and the room between two pages."""
PAD_SIDE, LEAST_PAD = 52, 22
"""The margins at the sides, and how narrow they may become in a narrow window."""


@dataclass(slots=True)
class Marks:
    """What is marked on the sheet at the moment. `passage` is the index of the document under review.

    `hits` are the places found by a search, in order; `hit` is the one at hand.
    """

    evidence: Sequence[tuple[Span, str]] = ()
    focused: Sequence[Span] = ()
    selection: Span | None = None
    passage: int | None = None
    hits: Sequence[Span] = ()
    hit: Span | None = None


@dataclass(slots=True)
class Sheet:
    """The content as the painter needs it."""

    layout: SheetLayout
    pages: Sequence[Page] = ()
    passages: Sequence[Passage] = ()
    page_rows: Sequence[int] = field(default_factory=tuple)
    """The index of the first row of each page that has one, with the page's index at the same place."""
    page_numbers: Sequence[int] = field(default_factory=tuple)
    side: int = PAD_SIDE
    """The margin at each side in force."""


def paint_sheet(painter: QPainter, clip: QRectF, width: float, sheet: Sheet, marks: Marks, look: Appearance) -> None:
    """Paint what lies in `clip`. The painter's origin is the top left of the text block, `width` its width."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_pages(painter, clip, width, sheet, look)
    layout = sheet.layout
    if not layout.rows:
        return
    first, last = layout.index_at(clip.top()), layout.index_at(clip.bottom())
    for index in range(first, last + 1):
        _paint_row(painter, index, layout, marks, look)


def _paint_pages(painter: QPainter, clip: QRectF, width: float, sheet: Sheet, look: Appearance) -> None:
    layout = sheet.layout
    tops = [-PAD_TOP if not index else layout.top(row) + PAD_BOTTOM + GAP for index, row in enumerate(sheet.page_rows)]
    if not tops:
        tops = [-PAD_TOP]
    for index, top in enumerate(tops):
        bottom = tops[index + 1] - GAP if index + 1 < len(tops) else layout.height + PAD_BOTTOM
        card = QRectF(-sheet.side, top, width + 2 * sheet.side, bottom - top)
        if not card.intersects(clip):
            continue
        painter.setPen(QPen(look.color("line"), 1))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(card, look.theme.radius("field"), look.theme.radius("field"))
        if sheet.page_numbers:
            number = sheet.page_numbers[index]
            painter.setPen(look.color("muted"))
            painter.setFont(look.sans("small"))
            corner = QRectF(card.left(), card.top() + 10, card.width() - 16, 20)
            painter.drawText(corner, Qt.AlignmentFlag.AlignRight, sheet.pages[number].printed or str(number + 1))


def _paint_row(painter: QPainter, index: int, layout: SheetLayout, marks: Marks, look: Appearance) -> None:
    row = layout.rows[index]
    own = row.passage is not None and row.passage == marks.passage
    for span, hue in (*marks.evidence, *((span, FOCUSED) for span in marks.focused)):
        if span.end <= row.span.start or row.span.end <= span.start:
            continue
        boxes = [box.adjusted(-2, -1, 2, 1) for box in layout.row_boxes(index, span)]
        for box in boxes:
            paint_ground(painter, box, look.color(f"evidence-{hue}"))
        paint_lines(painter, boxes, hue, look.color(f"edge-{hue}"))
    if marks.selection is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("selection"))
        for box in layout.row_boxes(index, marks.selection):
            painter.drawRect(box)
    for span in hits_within(marks.hits, row.span):
        paint_hits(painter, layout.row_boxes(index, span), span == marks.hit, look.color("accent"))
    lit = marks.selection is not None and marks.selection.start < row.span.end and row.span.start < marks.selection.end
    painter.setPen(look.color("text" if own or lit or marks.passage is None else "muted"))
    layout.place(index).layout.draw(painter, QPointF(0, layout.text_top(index)))


def hits_within(hits: Sequence[Span], span: Span) -> Sequence[Span]:
    """Return those of some ordered places that share a character with a span."""
    first = bisect_right(hits, span.start, key=_end)
    return hits[first : bisect_left(hits, span.end, lo=first, key=_start)]


def paint_hits(painter: QPainter, boxes: Sequence[QRectF], at_hand: bool, color: QColor) -> None:
    """Frame the boxes of a place that a search found; the one at hand is filled and framed twice as thick."""
    wash = QColor(color)
    wash.setAlpha(70 if at_hand else 26)
    painter.setBrush(wash)
    painter.setPen(QPen(color, 2.0 if at_hand else 1.0))
    for box in boxes:
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3, 3)


def shows_focus(event: QFocusEvent) -> bool:
    """Tell whether the focus came by the keyboard, so that a person needs to see where it is."""
    reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
    return event.gotFocus() and event.reason() in reasons


def paint_focus(painter: QPainter, around: QRect, look: Appearance) -> None:
    """Frame a view that has the focus."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("focus"), 2))
    painter.drawRect(around.adjusted(1, 1, -1, -1))


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end
