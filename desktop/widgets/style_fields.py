"""How fields are painted: lines and areas of text, choices, boxes to tick, and the ring of the focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QWidget,
)

from desktop.widgets.style_buttons import kind_of, paint_body, paint_chevron, paint_ring, tint
from desktop.widgets.theme import Theme

_State = QStyle.StateFlag


def paint_field(painter: QPainter, theme: Theme, option: QStyleOption, widget: QWidget | None) -> None:
    """Paint the box of a line of text."""
    enabled = bool(option.state & _State.State_Enabled)
    refused = widget is not None and bool(widget.property("refused"))
    radius = theme.radius("field")
    border = "bad" if refused else "line-strong" if enabled else "line"
    paint_body(painter, theme, option.rect, radius, "surface" if enabled else "sunken", border)
    if option.state & _State.State_HasFocus:
        paint_ring(painter, theme, option.rect, radius)


def paint_area(painter: QPainter, theme: Theme, option: QStyleOptionFrame, area: QAbstractScrollArea) -> None:
    """Paint the box of an area of text or a table; the editor of a value is bare until it is pointed at."""
    radius = theme.radius("field")
    focused = area.hasFocus()
    if kind_of(area) == "value":
        if area.property("refused"):
            paint_body(painter, theme, option.rect, radius, "surface", None)
            _paint_refused(painter, theme, option, radius)
        elif focused:
            paint_body(painter, theme, option.rect, radius, "surface", None)
            paint_ring(painter, theme, option.rect, radius)
        elif area.underMouse() and area.isEnabled():
            paint_body(painter, theme, option.rect, radius, None, "line-strong")
        return
    paint_body(painter, theme, option.rect, radius, "surface", "line-strong")
    if focused:
        paint_ring(painter, theme, option.rect, radius)


def _paint_refused(painter: QPainter, theme: Theme, option: QStyleOption, radius: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tint(theme, "bad"), 2))
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def paint_combo(painter: QPainter, theme: Theme, option: QStyleOptionComboBox) -> None:
    """Paint a box with a choice."""
    paint_field(painter, theme, option, None)
    rect = option.rect
    enabled = bool(option.state & _State.State_Enabled)
    paint_chevron(
        painter, theme, QPointF(rect.right() - theme.px(16), rect.center().y() + 1), "muted" if enabled else "faint"
    )


def paint_radio(painter: QPainter, theme: Theme, option: QStyleOption) -> None:
    """Paint the circle of a choice."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on, enabled = bool(option.state & _State.State_On), bool(option.state & _State.State_Enabled)
    strong = "accent" if on or option.state & _State.State_MouseOver else "control"
    circle = QRectF(option.rect).adjusted(1, 1, -1, -1)
    painter.setPen(QPen(tint(theme, strong if enabled else "line-strong"), 1.5))
    painter.setBrush(tint(theme, "surface"))
    painter.drawEllipse(circle)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(theme, "accent" if enabled else "faint"))
        inset = circle.width() * 0.25
        painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset))
    painter.restore()


def paint_check(painter: QPainter, theme: Theme, option: QStyleOption) -> None:
    """Paint the box of a tick; half a choice is a bar."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    state = option.state
    on, half = bool(state & _State.State_On), bool(state & _State.State_NoChange)
    enabled = bool(state & _State.State_Enabled)
    box = QRectF(option.rect).adjusted(1, 1, -1, -1)
    fill = on or half
    border = ("accent" if fill or state & _State.State_MouseOver else "control") if enabled else "line-strong"
    painter.setPen(QPen(tint(theme, border), 1.5))
    painter.setBrush(tint(theme, ("accent" if enabled else "faint") if fill else "surface"))
    painter.drawRoundedRect(box, 4, 4)
    if fill:
        pen = QPen(tint(theme, "on-accent"), max(1.5, box.width() / 7))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        at = box.topLeft()
        size = box.width()
        stroke = ((0.25, 0.5), (0.75, 0.5)) if half else ((0.24, 0.52), (0.43, 0.7), (0.77, 0.32))
        painter.drawPolyline([at + QPointF(size * x, size * y) for x, y in stroke])
    painter.restore()
