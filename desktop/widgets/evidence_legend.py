"""The legend: which colour and which line in the source stands for what."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.evidence_marks import LINES, SWATCHES, Swatch, paint_ground, paint_lines
from desktop.widgets.labels import plain_label
from desktop.widgets.source_painter import paint_hits

_SAMPLE = "文字"
_FOUND, _SELECTED = Swatch("hit", "查找结果", "加框，当前一处加粗"), Swatch("selection", "选中的文字", "可设为字段的值")


class EvidenceLegend(QFrame):
    """A small sheet that opens under a button and goes away by itself."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top bottom left right")
        self.setAccessibleName("图例")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, swatch in enumerate((*SWATCHES, _FOUND, _SELECTED)):
            grid.addWidget(_Sample(appearance, swatch.hue), row, 0)
            grid.addWidget(plain_label(swatch.name, size="note"), row, 1)
            grid.addWidget(plain_label(_line_words(swatch), tone="muted", size="small"), row, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 18, 16)
        column.setSpacing(12)
        column.addWidget(plain_label("原文里的颜色和线条", size="heading"))
        column.addLayout(grid)

    def open_under(self, button: QWidget) -> None:
        """Show the legend under a button, its right edges in line, within the screen."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        room = button.screen().availableGeometry()
        self.move(max(room.left(), corner.x()), min(corner.y(), max(room.top(), room.bottom() - self.height())))
        self.show()


def _line_words(swatch: Swatch) -> str:
    line = LINES.get(swatch.hue)
    return f"{line.value} · {swatch.fields}" if line is not None else swatch.fields


class _Sample(QWidget):
    """A word marked as it would be in the source."""

    def __init__(self, appearance: Appearance, hue: str) -> None:
        super().__init__()
        self._look, self._hue = appearance, hue

    def sizeHint(self) -> QSize:
        size = self._look.theme.type("document")
        return QSize(size * 3, round(size * 1.75))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, hue = self._look, self._hue
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if hue == _FOUND.hue:
            paint_hits(painter, [box], False, look.color("accent"))
        elif hue == _SELECTED.hue:
            painter.fillRect(box, look.color("selection"))
        else:
            paint_ground(painter, box, look.color(f"evidence-{hue}"))
            paint_lines(painter, [box], hue, look.color(f"edge-{hue}"))
        painter.setPen(look.color("text"))
        painter.setFont(look.serif("document"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _SAMPLE)
