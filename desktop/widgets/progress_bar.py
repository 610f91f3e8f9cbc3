"""A thin bar of parts: what is done, what needs a look, what is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.appearance import Appearance

_HEIGHT = 6


class PartsBar(QWidget):
    """Shows amounts side by side, each in a colour; the rest of the whole stays empty."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._parts: tuple[tuple[int, str], ...] = ()
        self._whole = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def show_parts(self, whole: int, parts: Sequence[tuple[int, str]]) -> None:
        """Show amounts of `whole` with their colour tokens."""
        self._whole, self._parts = max(1, whole), tuple(parts)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, (self.height() - _HEIGHT) / 2, self.width(), _HEIGHT)
        outline = QPainterPath()
        outline.addRoundedRect(whole, _HEIGHT / 2, _HEIGHT / 2)
        painter.setClipPath(outline)
        painter.fillRect(whole, self._look.color("neutral-soft"))
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0.0
        for amount, token in self._parts:
            width = whole.width() * amount / self._whole
            painter.fillRect(QRectF(left, whole.top(), width, _HEIGHT), self._look.color(token))
            left += width
