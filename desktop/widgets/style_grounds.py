"""The grounds and hairlines of frames: which pane stands on which colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QWidget

from desktop.widgets.theme import Theme

_GROUNDS = {
    "topBar": ("surface", "bottom"),
    "rail": ("surface", "right"),
    "statusLine": ("surface", "top"),
    "queuePane": ("sunken", ""),
    "queueHead": ("surface", "bottom"),
    "sourcePane": ("bg", ""),
    "sourceHead": ("surface", "bottom"),
    "findBar": ("surface", "bottom"),
    "pageStrip": ("sunken", "right"),
    "fieldsPane": ("surface", ""),
    "fieldsHead": ("surface", "bottom"),
    "sidePane": ("surface", ""),
    "sideHead": ("surface", "bottom"),
    "disclosureBar": ("sunken", "top"),
    "actionBar": ("surface", "top"),
}
"""The frames of the window by name: the token of the ground, and the sides with a hairline."""


def paint_ground(painter: QPainter, theme: Theme, widget: QWidget | None) -> bool:
    """Paint the ground that a frame asks for by its name or its properties; False for one that asks for none."""
    if not isinstance(widget, QFrame):
        return False
    name = widget.objectName()
    if name == "card":
        _paint_card(painter, theme, widget.rect(), dropped=bool(widget.property("drop")))
    elif name == "toast":
        _paint_toast(painter, theme, widget.rect())
    elif name == "banner":
        tone = widget.property("tone") or "bad"
        _paint_plane(painter, theme, widget.rect(), f"{tone}-soft", "bottom")
    elif name == "fieldRow":
        if widget.property("drop"):
            _paint_card(painter, theme, widget.rect(), dropped=True)
        elif widget.property("current"):
            _paint_plane(painter, theme, widget.rect(), "accent-soft", "")
    else:
        ground, edge = _GROUNDS.get(name, (None, ""))
        ground = widget.property("ground") or ground
        if ground is None:
            return False
        _paint_plane(painter, theme, widget.rect(), ground, widget.property("edge") or edge)
    return True


def _paint_plane(painter: QPainter, theme: Theme, rect: QRect, ground: str, edge: str) -> None:
    painter.fillRect(rect, QColor(theme.color(ground)))
    line = QColor(theme.color("line"))
    sides = edge.split()
    if "top" in sides:
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), line)
    if "bottom" in sides:
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)
    if "left" in sides:
        painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), line)
    if "right" in sides:
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), line)


def _paint_card(painter: QPainter, theme: Theme, rect: QRect, dropped: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(theme.color("accent" if dropped else "line")), 2 if dropped else 1)
    if dropped:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(theme.color("accent-soft" if dropped else "surface")))
    inset = pen.widthF() / 2
    radius = theme.radius("card")
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def _paint_toast(painter: QPainter, theme: Theme, rect: QRect) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.color("text")))
    painter.drawRoundedRect(QRectF(rect), theme.radius("field"), theme.radius("field"))
    painter.restore()
