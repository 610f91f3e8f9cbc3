"""The cursor in the source text: where it is drawn, and where a key takes it. Offsets are code points."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.widgets.appearance import Appearance
from desktop.widgets.source_layout import SheetLayout, line_x
from desktop.widgets.source_rows import row_at

WALKING: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
"""The keys that take the cursor on, and in which direction."""
_ACROSS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


def caret_box(layout: SheetLayout, offset: int) -> QRectF:
    """Return where the cursor stands, in sheet coordinates; it has no width."""
    index, number = _line_of(layout, offset)
    placed, row = layout.place(index), layout.rows[index]
    line = placed.layout.lineAt(number)
    unit = placed.offsets.to_units(min(offset, row.span.end) - row.span.start)
    return QRectF(line_x(line.cursorToX(unit)), layout.text_top(index) + line.y(), 0, line.height())


def walked(layout: SheetLayout, offset: int, key: int) -> int:
    """Return where a key takes the cursor: a character to the side, or a printed line up or down."""
    step = WALKING[key]
    if key in _ACROSS:
        return min(max(0, offset + step), layout.rows[-1].span.end)
    index, number = _line_of(layout, offset)
    number += step
    if not 0 <= number < layout.place(index).layout.lineCount():
        index += step
        if not 0 <= index < len(layout.rows):
            return offset
        number = 0 if step > 0 else layout.place(index).layout.lineCount() - 1
    placed = layout.place(index)
    unit = placed.layout.lineAt(number).xToCursor(caret_box(layout, offset).x())
    return layout.rows[index].span.start + placed.offsets.to_points(int(unit))


def paint_caret(painter: QPainter, box: QRectF, beside: float, at_hand: bool, look: Appearance) -> None:
    """Draw the cursor, and in the margin, `beside` pixels to the left, which line it is in."""
    color = look.color("accent" if at_hand else "muted")
    painter.setPen(QPen(color, 2))
    painter.drawLine(box.topLeft(), box.bottomLeft())
    middle = box.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(
        QPolygonF([QPointF(-beside, middle - 5), QPointF(-beside + 8, middle), QPointF(-beside, middle + 5)])
    )


def _line_of(layout: SheetLayout, offset: int) -> tuple[int, int]:
    """Return the row that holds a code point, and the number of its printed line."""
    index = row_at(layout.rows, offset)
    row, placed = layout.rows[index], layout.place(index)
    unit = placed.offsets.to_units(min(offset, row.span.end) - row.span.start)
    line = placed.layout.lineForTextPosition(unit)
    return index, line.lineNumber() if line.isValid() else placed.layout.lineCount() - 1
