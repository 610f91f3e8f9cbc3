"""How scroll bars, progress and the heads of tables are painted."""

from __future__ import annotations

import time

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyleOptionHeader, QStyleOptionProgressBar, QStyleOptionSlider

from desktop.widgets.style_buttons import tint
from desktop.widgets.theme import Theme

_Sub, _State = QStyle.SubControl, QStyle.StateFlag
_LEAST = 36
"""Pixels at 100 %: the shortest handle."""
_TURN = 1.6
"""Seconds in which the bar of a work without a known end crosses its room."""


def scroll_part(theme: Theme, option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Return where a part of a scroll bar lies: a handle in a groove, no arrows."""
    rect, upright = option.rect, option.orientation == Qt.Orientation.Vertical
    if part == _Sub.SC_ScrollBarGroove:
        return QRect(rect)
    whole = rect.height() if upright else rect.width()
    span = option.maximum - option.minimum
    length = (
        whole if span <= 0 else max(min(theme.px(_LEAST), whole), whole * option.pageStep // (span + option.pageStep))
    )
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, whole - length, option.upsideDown
    )
    pieces = {
        _Sub.SC_ScrollBarSlider: (start, length),
        _Sub.SC_ScrollBarSubPage: (0, start),
        _Sub.SC_ScrollBarAddPage: (start + length, whole - start - length),
    }
    if part not in pieces:
        return QRect()
    at, size = pieces[part]
    if upright:
        return QRect(rect.left(), rect.top() + at, rect.width(), size)
    return QRect(rect.left() + at, rect.top(), size, rect.height())


def paint_scroll_bar(painter: QPainter, theme: Theme, option: QStyleOptionSlider) -> None:
    """Paint the handle; it grows stronger under the mouse."""
    if option.maximum <= option.minimum:
        return
    handle = QRectF(scroll_part(theme, option, _Sub.SC_ScrollBarSlider))
    upright = option.orientation == Qt.Orientation.Vertical
    held = bool(option.state & (_State.State_MouseOver | _State.State_Sunken))
    thick = theme.px(6)
    across = (handle.width() if upright else handle.height()) - thick
    inset = across / 2
    handle = handle.adjusted(inset, 2, -inset, -2) if upright else handle.adjusted(2, inset, -2, -inset)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(theme, "control" if held else "line-strong"))
    painter.drawRoundedRect(handle, thick / 2, thick / 2)
    painter.restore()


def paint_progress(painter: QPainter, theme: Theme, option: QStyleOptionProgressBar) -> None:
    """Paint how far a work is; a piece wanders to and fro while its end is not known."""
    whole = QRectF(option.rect)
    high = min(whole.height(), theme.px(6))
    whole = QRectF(whole.left(), whole.center().y() - high / 2, whole.width(), high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(whole, high / 2, high / 2)
    painter.setClipPath(outline)
    painter.fillRect(whole, tint(theme, "neutral-soft"))
    span = option.maximum - option.minimum
    if span > 0:
        part = QRectF(whole.left(), whole.top(), whole.width() * (option.progress - option.minimum) / span, high)
    else:
        turn = time.monotonic() % (2 * _TURN) / _TURN
        wide = whole.width() / 4
        part = QRectF(whole.left() + (whole.width() - wide) * min(turn, 2 - turn), whole.top(), wide, high)
    painter.fillRect(part, tint(theme, "accent"))
    painter.restore()


def paint_header(painter: QPainter, theme: Theme, option: QStyleOptionHeader) -> None:
    """Paint the ground of a column's or row's head."""
    rect = option.rect
    painter.fillRect(rect, tint(theme, "sunken"))
    line = tint(theme, "line")
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)
    painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line)
