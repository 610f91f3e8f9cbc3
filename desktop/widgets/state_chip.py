"""A small chip that says a state in words, with a tone of colour beside them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.appearance import Appearance

_TONES = {
    "ok": ("ok", "ok-soft"),
    "warn": ("warn", "warn-soft"),
    "bad": ("bad", "bad-soft"),
    "accent": ("accent", "accent-soft"),
    "neutral": ("muted", "neutral-soft"),
    "plain": ("ok", None),
}


def chip_size(text: str, look: Appearance) -> QSize:
    """Return the size of a chip."""
    metrics = QFontMetricsF(look.sans("small"))
    return QSize(round(metrics.horizontalAdvance(text)) + 12, round(metrics.height()) + 4)


def paint_chip(painter: QPainter, box: QRectF, text: str, tone: str, look: Appearance, lit: bool = False) -> None:
    """Paint a chip; `lit` is one that stands on the ground of the current row. plain has no ground."""
    ink, ground = _TONES[tone]
    if lit and tone == "accent":
        ground = "surface"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(ground))
        radius = look.theme.radius("chip") - 1
        painter.drawRoundedRect(box, radius, radius)
    painter.setPen(look.color(ink))
    painter.setFont(look.sans("small"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class StateChip(QWidget):
    """A chip as a widget."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._text, self._tone, self._lit = "", "neutral", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)

    @property
    def text(self) -> str:
        """The words of the chip."""
        return self._text

    def show_state(self, text: str, tone: str) -> None:
        """Say another state; an empty text hides the chip."""
        self._text, self._tone = text, tone
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_lit(self, lit: bool) -> None:
        """Stand on the ground of the current row, or on the usual one."""
        self._lit = lit
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._text, self._look)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_chip(QPainter(self), QRectF(self.rect()), self._text, self._tone, self._look, self._lit)
