"""How the picture of a page is painted, and over it the same marks as over the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from desktop.domain.glyphs import Box
from desktop.domain.text import Span
from desktop.widgets.appearance import Appearance
from desktop.widgets.evidence_marks import FOCUSED, paint_lines
from desktop.widgets.page_layout import PageLayout
from desktop.widgets.page_letters import PageLetters
from desktop.widgets.page_store import Kept
from desktop.widgets.source_painter import Marks, hits_within, paint_hits
from desktop.widgets.source_rows import Passage

_SHADOW = ((6, 8), (4, 12), (2, 16), (1, 22))
"""Widths and strengths of the layers of a page's shadow."""
_FADED = 140
DUSK = QColor(0, 0, 0, 34)
"""Laid over white paper in the dark theme."""
_UNREADABLE = "这一页无法显示"
_AGAIN = "单击可再试一次"


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a document begins on a page: the top of its first line, in the width of its column."""

    box: Box
    caption: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is marked on a page, in points. `faded` is what belongs to other documents."""

    faded: tuple[Box, ...] = ()
    is_foreign: bool = False
    evidence: tuple[tuple[str, tuple[Box, ...]], ...] = ()
    focused: tuple[Box, ...] = ()
    hits: tuple[tuple[bool, tuple[Box, ...]], ...] = ()
    boundaries: tuple[Boundary, ...] = ()


def drawing_of(index: int, letters: PageLetters, marks: Marks, passages: Sequence[Passage]) -> Drawing:
    """Gather what is marked on a page, the selection left aside."""
    page = letters.span(index)
    own = passages[marks.passage].span if marks.passage is not None else None
    faded: tuple[Box, ...] = ()
    if own is not None and own.overlaps(page):
        before = Span(page.start, max(page.start, own.start))
        after = Span(min(page.end, own.end), page.end)
        faded = letters.lines(index, before) + letters.lines(index, after)
    return Drawing(
        faded=faded,
        is_foreign=own is not None and len(page) > 0 and not own.overlaps(page),
        evidence=tuple((hue, letters.lines(index, span)) for span, hue in marks.evidence if span.overlaps(page)),
        focused=tuple(box for span in marks.focused for box in letters.lines(index, span)),
        hits=tuple((hit == marks.hit, letters.lines(index, hit)) for hit in hits_within(marks.hits, page)),
        boundaries=tuple(_boundaries(index, letters, passages)),
    )


def _boundaries(index: int, letters: PageLetters, passages: Sequence[Passage]) -> list[Boundary]:
    page, found = letters.span(index), []
    for passage in passages:
        if not page.contains(passage.span.start):
            continue
        lines = letters.lines(index, Span(passage.span.start, min(passage.span.end, passage.span.start + 400)))
        if lines:
            column = lines[0]
            for line in lines[1:]:
                if line.top > column.top and line.left < column.right and line.right > column.left:
                    column = column.joined(line)
            found.append(Boundary(column, passage.caption.partition(" · ")[0]))
    return found


class PagePainter:
    """Paints pages for one look. The painter's origin is the top left of the sheet."""

    def __init__(self, appearance: Appearance, layout: PageLayout) -> None:
        self._look = appearance
        self._layout = layout

    def paint(self, painter: QPainter, index: int, kept: Kept | None, drawing: Drawing, chosen: Sequence[Box]) -> None:
        """Paint a page: its paper, its picture, and the marks."""
        rect, look = self._layout.rect(index), self._look
        self._paint_paper(painter, rect)
        if kept is not None:
            _paint_picture(painter, rect, kept)
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        self._paint_fading(painter, index, rect, drawing)
        self._paint_markers(painter, index, rect, drawing, chosen)
        for hue, boxes in (*drawing.evidence, (FOCUSED, drawing.focused)):
            paint_lines(painter, [self._marker(index, box) for box in boxes], hue, look.paper(f"edge-{hue}"))
        for at_hand, boxes in drawing.hits:
            paint_hits(painter, [self._layout.on_sheet(index, box) for box in boxes], at_hand, look.paper("accent"))
        for boundary in drawing.boundaries:
            self._paint_boundary(painter, index, boundary)
        if look.theme.dark:
            painter.fillRect(rect, DUSK)
        painter.restore()

    def paint_failed(self, painter: QPainter, index: int) -> None:
        """Say on the paper that the page cannot be shown."""
        rect, look = self._layout.rect(index), self._look
        self._paint_paper(painter, rect)
        if look.theme.dark:
            painter.fillRect(rect, DUSK)
        middle = rect.adjusted(8, rect.height() / 2 - 26, -8, 0)
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(look.paper("text"))
        painter.setFont(look.sans("body"))
        painter.drawText(middle, centred, _UNREADABLE)
        painter.setPen(look.paper("muted"))
        painter.setFont(look.sans("small"))
        painter.drawText(middle.translated(0, look.theme.type("body") * 1.8), centred, _AGAIN)

    def _paint_paper(self, painter: QPainter, rect: QRectF) -> None:
        look = self._look
        painter.setPen(Qt.PenStyle.NoPen)
        strength = 3 if look.theme.dark else 1
        for wide, alpha in _SHADOW:
            shadow = look.color("shadow")
            shadow.setAlpha(alpha * strength // 2)
            painter.setBrush(shadow)
            painter.drawRoundedRect(rect.adjusted(-wide, -wide + 2, wide, wide + 2), wide + 2, wide + 2)
        painter.fillRect(rect, look.paper("surface"))

    def _paint_fading(self, painter: QPainter, index: int, rect: QRectF, drawing: Drawing) -> None:
        veil = self._look.paper("surface")
        veil.setAlpha(_FADED)
        if drawing.is_foreign:
            painter.fillRect(rect, veil)
        for box in drawing.faded:
            painter.fillRect(self._layout.on_sheet(index, box).adjusted(-1, -1, 1, 1), veil)

    def _paint_markers(
        self, painter: QPainter, index: int, rect: QRectF, drawing: Drawing, chosen: Sequence[Box]
    ) -> None:
        """Colour the paper behind the print. What lies above covers what lies below before it meets the print."""
        look = self._look
        colors = [(look.paper(f"evidence-{hue}"), boxes, 3) for hue, boxes in drawing.evidence]
        colors.append((look.paper("evidence-focused"), drawing.focused, 3))
        colors.append((look.paper("selection"), tuple(chosen), 0))
        area = painter.clipBoundingRect().intersected(rect).toAlignedRect()
        if area.isEmpty() or not any(boxes for _, boxes, _ in colors):
            return
        ratio = painter.device().devicePixelRatioF()
        layer = QImage(area.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        layer.setDevicePixelRatio(ratio)
        layer.fill(Qt.GlobalColor.transparent)
        wash = QPainter(layer)
        wash.setRenderHint(QPainter.RenderHint.Antialiasing)
        wash.setPen(Qt.PenStyle.NoPen)
        wash.translate(-area.topLeft())
        for color, boxes, radius in colors:
            wash.setBrush(color)
            for box in boxes:
                wash.drawRoundedRect(self._marker(index, box), radius, radius)
        wash.end()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(area.topLeft(), layer)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _marker(self, index: int, box: Box) -> QRectF:
        return self._layout.on_sheet(index, box).adjusted(-1.5, -1, 1.5, 1)

    def _paint_boundary(self, painter: QPainter, index: int, boundary: Boundary) -> None:
        look, rect = self._look, self._layout.rect(index)
        column = self._layout.on_sheet(index, boundary.box)
        font = look.sans("small")
        metrics = QFontMetricsF(font)
        wide, high = metrics.horizontalAdvance(boundary.caption) + 12, metrics.height() + 4
        left = max(rect.left() + 4, column.left() - wide - 8)
        chip = QRectF(left, max(rect.top() + 2, column.top() - high / 2 - 3), wide, high)
        pen = QPen(look.paper("muted"), 1)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        y = round(chip.center().y()) + 0.5
        painter.drawLine(QPointF(chip.right() + 4, y), QPointF(max(column.right(), chip.right() + 40), y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.paper("accent-soft"))
        painter.drawRoundedRect(chip, look.theme.radius("chip"), look.theme.radius("chip"))
        painter.setPen(look.paper("accent"))
        painter.setFont(font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, boundary.caption)


def _paint_picture(painter: QPainter, rect: QRectF, kept: Kept) -> None:
    """Paint a picture into its page; one of nearly the right size is not stretched, so that it stays sharp."""
    ratio = painter.device().devicePixelRatioF()
    pixmap = kept.pixmap
    aside = abs(pixmap.width() - rect.width() * ratio) + abs(pixmap.height() - rect.height() * ratio)
    if aside <= 3:
        painter.drawPixmap(QRectF(rect.topLeft(), pixmap.size().toSizeF() / ratio), pixmap, QRectF(pixmap.rect()))
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
