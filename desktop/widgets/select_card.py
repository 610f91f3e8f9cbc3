"""A card of a list that the keyboard goes through: framed, with the accent where it is the current one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance


class SelectCard(QFrame):
    """A frame with a column for its parts. `pressed` tells that the mouse was pressed anywhere on it."""

    pressed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._current = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 9, 12, 9)
        self.column.setSpacing(5)

    @property
    def current(self) -> bool:
        """Tell whether this is the card at hand."""
        return self._current

    def set_current(self, current: bool) -> None:
        """Mark the card as the one at hand, or no longer."""
        if current != self._current:
            self._current = current
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self._current else 1.0
        painter.setPen(QPen(self._look.color("accent" if self._current else "line"), wide))
        painter.setBrush(self._look.color("surface"))
        radius = self._look.theme.radius("card")
        inset = wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
