"""How evidence is marked, in the text and on pages alike: a colour, and a kind of line under it for every eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

FOCUSED = "focused"
"""The hue of the field at hand."""


class Line(Enum):
    """The kinds of lines under evidence."""

    SOLID = "实线"
    DOTTED = "点线"
    DASHED = "虚线"
    WAVE = "波浪线"
    DOUBLE = "双线"
    HEAVY = "粗线"


LINES = {
    "title": Line.SOLID,
    "number": Line.DOTTED,
    "organ": Line.DASHED,
    "date": Line.WAVE,
    "law": Line.DOUBLE,
    FOCUSED: Line.HEAVY,
}
"""The line of every hue."""


@dataclass(frozen=True, slots=True)
class Swatch:
    """A kind of evidence in the legend: its hue, its name, the fields that have it."""

    hue: str
    name: str
    fields: str = ""


SWATCHES = (
    Swatch("title", "题名", "标题、文种、栏目、附件等"),
    Swatch("number", "编号与标识", "发文字号、引用文号、公开标识等"),
    Swatch("organ", "机关与人员", "发文机关、主送机关、签发人等"),
    Swatch("date", "日期", "成文、施行、失效日期等"),
    Swatch("law", "依据与废止", "依据、废止文件等"),
    Swatch(FOCUSED, "当前字段", "正在核对的这一项"),
)
_WIDTHS = {
    Line.SOLID: 1.4,
    Line.DOTTED: 2.0,
    Line.DASHED: 1.4,
    Line.WAVE: 1.1,
    Line.DOUBLE: 1.0,
    Line.HEAVY: 3.0,
}
_WAVE, _USUAL = 3.0, 24
"""Pixels from a trough of a wave to the next crest, and the height of the box that these sizes are meant for."""


def paint_ground(painter: QPainter, box: QRectF, color: QColor, radius: float = 4) -> None:
    """Paint the colour behind some text."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(box, radius, radius)


def paint_lines(painter: QPainter, boxes: Sequence[QRectF], hue: str, color: QColor) -> None:
    """Paint the line of a hue along the lower edge of boxes, as thick as suits their height."""
    kind = LINES[hue]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in boxes:
        left, right, y = box.left() + 2, box.right() - 2, box.bottom() - 0.5
        if right <= left:
            continue
        size = min(1.6, max(0.45, box.height() / _USUAL))
        painter.setPen(_pen(kind, color, size))
        if kind is Line.WAVE:
            painter.drawPath(_wave(left, right, y, size))
        elif kind is Line.DOUBLE:
            painter.drawLines([QLineF(left, y - 2.5 * size, right, y - 2.5 * size), QLineF(left, y, right, y)])
        else:
            painter.drawLine(QPointF(left, y), QPointF(right, y))


def _pen(kind: Line, color: QColor, size: float) -> QPen:
    pen = QPen(color, size * _WIDTHS[kind])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind is Line.DOTTED:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.2])
    elif kind is Line.DASHED:
        pen.setDashPattern([4.0, 2.6])
    return pen


def _wave(left: float, right: float, y: float, size: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        step = min(_WAVE * size, right - x)
        path.quadTo(x + step / 2, y + (-3.2 if up else 2.0) * size, x + step, y - 0.6 * size)
        x, up = x + step, not up
    return path
