"""How the lines between documents are painted on the sheet of text. Positions are in pixels of the sheet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop.widgets.appearance import Appearance
from desktop.widgets.source_layout import SheetLayout

MIDDLE = 28
"""How far a line stands above the text that it divides off."""
_WIDEST, _WIDEST_HELD = 0.7, 0.9
"""The share of the sheet's width that the words of a line may take, at rest and while it is moved."""
_WASH = 30


def line_y(layout: SheetLayout, row: int) -> float:
    """Return the height of a line that stands above a row: in the room kept for it, else at the row's top."""
    if row >= len(layout.rows):
        return layout.height
    return layout.text_top(row) - (MIDDLE if layout.gap(row) else 0)


def paint_line(
    painter: QPainter, y: float, width: float, beside: float, caption: str, at_hand: bool, look: Appearance
) -> None:
    """Draw a line that a person can take hold of: dashed, with its words in a grip in the middle."""
    pen = QPen(look.color("accent" if at_hand else "line-strong"), 2.0 if at_hand else 1.0)
    pen.setDashPattern([4, 4])
    pill = _paint_words(painter, y, width, caption, look, "accent" if at_hand else "muted")
    painter.setPen(pen)
    painter.drawLine(QPointF(-beside, y), QPointF(pill.left() - 6, y))
    painter.drawLine(QPointF(pill.right() + 6, y), QPointF(width + beside, y))


def paint_left(painter: QPainter, y: float, width: float, beside: float, look: Appearance) -> None:
    """Draw where a line stood that is being moved."""
    pen = QPen(look.color("line-strong"), 1)
    pen.setDashPattern([1, 5])
    painter.setPen(pen)
    painter.drawLine(QPointF(-beside, y), QPointF(width + beside, y))


def paint_landing(
    painter: QPainter, y: float, width: float, beside: float, words: str, changing: QRectF, look: Appearance
) -> None:
    """Draw where a line lands that is being moved, what it means in words, and the text that changes hands."""
    wash = QColor(look.color("accent"))
    wash.setAlpha(_WASH)
    painter.fillRect(changing, wash)
    painter.setPen(QPen(look.color("accent"), 2))
    painter.drawLine(QPointF(-beside, y), QPointF(width + beside, y))
    _paint_words(painter, y, width + beside, words, look, "on-accent", at_end=True)


def _paint_words(
    painter: QPainter, y: float, width: float, words: str, look: Appearance, token: str, at_end: bool = False
) -> QRectF:
    """Draw words in a grip on a line, and return the grip; `token` is the colour of the words.

    It stands in the middle, or `at_end`, where it hides less of the text.
    """
    font = look.sans("small")
    metrics = QFontMetricsF(font)
    dots, side = look.px(8), look.px(10)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width * (_WIDEST_HELD if at_end else _WIDEST))
    wide, high = metrics.horizontalAdvance(shown) + dots + 2.6 * side, metrics.height() + look.px(6)
    pill = QRectF(width - wide - side if at_end else (width - wide) / 2, y - high / 2, wide, high)
    lit = token != "muted"
    ground = {"muted": "surface", "accent": "accent-soft"}.get(token, "accent")
    painter.setPen(QPen(look.color("accent" if lit else "line-strong"), 1))
    painter.setBrush(look.color(ground))
    painter.drawRoundedRect(pill, high / 2, high / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(token))
    for across in (0, 1):
        for down in (-1, 0, 1):
            at = QPointF(pill.left() + side + across * dots / 2, y + down * dots / 2)
            painter.drawEllipse(at, look.px(1.2) or 1, look.px(1.2) or 1)
    painter.setPen(look.color(token))
    painter.setFont(font)
    painter.drawText(pill.adjusted(side + dots + 2, 0, -side, 0), Qt.AlignmentFlag.AlignCenter, shown)
    return pill
