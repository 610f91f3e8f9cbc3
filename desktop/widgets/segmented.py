"""A row of buttons of which at most one is chosen. Nothing is chosen unless said so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.appearance import Appearance

_LEAST_BESIDE = 6
"""Pixels that stay free in a cell."""


class SegmentedControl(QWidget):
    """Labels side by side, each with the key that chooses it. A click on the chosen one asks to take it back (-1)."""

    chosen = Signal(int)

    def __init__(
        self,
        appearance: Appearance,
        labels: Sequence[str],
        keys: Sequence[str] = (),
        parent: QWidget | None = None,
        short: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        self._labels = tuple(labels)
        self._short = tuple(short) or self._labels
        self._keys = tuple(keys) or ("",) * len(self._labels)
        self._current = -1
        self._hovered = self._cursor = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)

    @property
    def current(self) -> int:
        """The index of the chosen label, -1 for none."""
        return self._current

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys beside the labels."""
        return self._keys

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show other keys beside the labels."""
        self._keys = tuple(keys)
        self.update()

    def set_current(self, index: int) -> None:
        """Show a choice without telling of it."""
        self._current = index
        spoken = self._labels[index] if index >= 0 else "未标注"
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.sans("body", bold=True))
        widest = max(metrics.horizontalAdvance(label) for label in self._labels)
        return QSize((widest + self._look.px(40)) * len(self._labels), metrics.height() + self._look.px(16))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(200), self.sizeHint().height())

    def _cell(self, index: int) -> QRectF:
        inner = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        width = inner.width() / len(self._labels)
        return QRectF(inner.left() + index * width, inner.top(), width, inner.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, radius = self._look, self._look.theme.radius("field")
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(whole, radius, radius)
        painter.fillPath(outline, look.color("surface"))
        painter.setClipPath(outline)
        for index in range(len(self._labels)):
            self._paint_cell(painter, index)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = self.hasFocus()
        painter.setPen(QPen(look.color("focus" if focused else "line-strong"), 2 if focused else 1))
        painter.drawPath(outline)

    def _paint_cell(self, painter: QPainter, index: int) -> None:
        look, cell, on = self._look, self._cell(index), index == self._current
        if on:
            painter.fillRect(cell, look.color("accent"))
        elif index in (self._hovered, self._cursor if self.hasFocus() else -1):
            painter.fillRect(cell, look.color("hover"))
        if index:
            painter.setPen(QPen(look.color("line-strong"), 1))
            painter.drawLine(cell.topLeft(), cell.bottomLeft())
        font, small = look.sans("body", bold=on), look.sans("small")
        room = int(cell.width()) - _LEAST_BESIDE
        label, key = self._shown_in(room)[index]
        label = QFontMetrics(font).elidedText(label, Qt.TextElideMode.ElideRight, room)
        wide, key_wide = QFontMetrics(font).horizontalAdvance(label), QFontMetrics(small).horizontalAdvance(key)
        left = cell.center().x() - (wide + (key_wide + 6 if key else 0)) / 2
        color = look.color("on-accent" if on else "text")
        painter.setPen(color)
        painter.setFont(font)
        baseline = QFontMetrics(font)
        y = cell.center().y() + (baseline.ascent() - baseline.descent()) / 2
        painter.drawText(QPointF(left, y), label)
        if key:
            painter.setFont(small)
            painter.setPen(color if on else look.color("muted"))
            painter.drawText(QPointF(left + wide + 6, y), key)

    def _shown_in(self, room: int) -> tuple[tuple[str, str], ...]:
        """Return the labels with keys that fit into cells of a width: all long or all short, with keys or without."""
        bold = QFontMetrics(self._look.sans("body", bold=True))
        small = QFontMetrics(self._look.sans("small"))
        for labels, keys in ((self._labels, self._keys), (self._labels, ()), (self._short, self._keys)):
            shown = tuple(zip(labels, keys or ("",) * len(labels), strict=True))
            if all(bold.horizontalAdvance(label) + _width_of(small, key) <= room for label, key in shown):
                return shown
        return tuple((label, "") for label in self._short)

    def _index_at(self, x: float) -> int:
        return min(len(self._labels) - 1, max(0, int(x * len(self._labels) / max(1, self.width()))))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._index_at(event.position().x())
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._index_at(event.position().x()))

    def choose(self, index: int) -> None:
        """Ask for a label as a click does."""
        self._cursor = index
        self.chosen.emit(-1 if index == self._current else index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            start = self._cursor if self._cursor >= 0 else (self._current if self._current >= 0 else -step)
            self._cursor = (start + step) % len(self._labels)
            self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor >= 0:
            self.choose(self._cursor)
        else:
            event.ignore()


def _width_of(metrics: QFontMetrics, key: str) -> int:
    return metrics.horizontalAdvance(key) + 6 if key else 0
