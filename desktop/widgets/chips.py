"""The items of a list value as chips that flow over several lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.shown_text import as_shown

_PAD, _GAP, _MOST = 9, 6, 60
"""Room inside a chip, between chips, and the number of chips drawn."""


class ChipFlow(QWidget):
    """Shows texts as chips. A click, or the Tab key, asks for editing."""

    clicked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._texts: tuple[str, ...] = ()
        self._boxes: list[tuple[QRectF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        appearance.resized.connect(self._arrange)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show other items."""
        more = len(texts) - _MOST
        self._texts = (*texts[:_MOST], f"另 {more} 项") if more > 0 else tuple(texts)
        self.setAccessibleDescription("，".join(self._texts))
        self._arrange()

    def _arrange(self) -> None:
        metrics = QFontMetrics(self._look.sans("note"))
        room, height = max(60, self.width() - 2), metrics.height() + 7
        left, top = 4.0, 3.0
        self._boxes = []
        for text in self._texts:
            words = as_shown(text.replace("\n", " "))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room - 2 * _PAD - 4)
            width = metrics.horizontalAdvance(shown) + 2 * _PAD
            if left > 4 and left + width > room:
                left, top = 4.0, top + height + _GAP
            self._boxes.append((QRectF(left, top, width, height), shown))
            left += width + _GAP
        self.setFixedHeight(round(top + height + 3))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.sans("note"))
        radius = self._look.theme.radius("chip")
        for box, text in self._boxes:
            painter.setPen(QPen(self._look.color("line-strong"), 1))
            painter.setBrush(self._look.color("surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.setPen(self._look.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        self.clicked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
