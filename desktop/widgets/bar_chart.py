"""A calm chart of lying bars: a name, a bar in two parts, a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.appearance import Appearance

_ROW, _BAR, _NAMES, _GAP, _LEGEND = 30, 12, 0.34, 12, 28
"""Pixels at 100 %; the part of the width that names may take; the height of the legend."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its whole, and the part of it that is brought out."""

    name: str
    whole: int
    part: int


class BarChart(QWidget):
    """Shows bars below each other in the order given. What it shows is its accessible description too."""

    def __init__(self, appearance: Appearance, whole: str, part: str) -> None:
        """`whole` and `part` say in words what the two lengths of a bar are."""
        super().__init__()
        self._look, self._words = appearance, (whole, part)
        self._bars: tuple[Bar, ...] = ()
        self.setAccessibleName(f"{whole}和{part}的条形图")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        appearance.changed.connect(self.update)
        appearance.resized.connect(self.updateGeometry)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        whole, part = self._words
        said = "；".join(f"{bar.name}：{whole} {bar.whole}，{part} {bar.part}" for bar in self._bars)
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = len(self._bars) * _ROW + (_LEGEND if self._bars else 0)
        return QSize(self._look.px(420), self._look.px(rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(240), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.sans("note"))
        metrics = QFontMetrics(painter.font())
        names = min(max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + 2, round(self.width() * _NAMES))
        most = max(1, *(max(bar.whole, bar.part) for bar in self._bars))
        numbers = metrics.horizontalAdvance(f"{most} / {most}") + self._look.px(_GAP)
        left = names + self._look.px(_GAP)
        unit = max(0.0, self.width() - left - numbers) / most
        for number, bar in enumerate(self._bars):
            top = number * self._look.px(_ROW)
            self._paint_bar(painter, bar, QRectF(0, top, names, self._look.px(_ROW)), left, unit)
        self._paint_legend(painter, left, len(self._bars) * self._look.px(_ROW))

    def _paint_bar(self, painter: QPainter, bar: Bar, name: QRectF, left: float, unit: float) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._look.color("text"))
        shown = QFontMetrics(painter.font()).elidedText(bar.name, Qt.TextElideMode.ElideRight, round(name.width()))
        painter.drawText(name, Qt.AlignmentFlag.AlignRight | middle, shown)
        height = self._look.px(_BAR)
        place = QRectF(left, name.center().y() - height / 2, bar.whole * unit, height)
        self._paint_length(painter, place, "accent")
        if bar.part:
            lower = QRectF(place.left(), place.bottom() - height / 3, bar.part * unit, height / 3)
            self._paint_length(painter, lower, "warn")
        painter.setPen(self._look.color("muted"))
        end = left + max(bar.whole, bar.part) * unit + self._look.px(8)
        number = QRectF(end, name.top(), max(0.0, self.width() - end), name.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignLeft | middle, f"{bar.whole} / {bar.part}")

    def _paint_length(self, painter: QPainter, place: QRectF, token: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color(token))
        painter.drawRoundedRect(place, 2, 2)

    def _paint_legend(self, painter: QPainter, left: float, top: float) -> None:
        side, height = self._look.px(10), self._look.px(_LEGEND)
        metrics = QFontMetrics(painter.font())
        for words, token in zip(self._words, ("accent", "warn"), strict=True):
            self._paint_length(painter, QRectF(left, top + (height - side) / 2, side, side), token)
            left += side + self._look.px(6)
            painter.setPen(self._look.color("muted"))
            box = QRectF(left, top, metrics.horizontalAdvance(words) + 2, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
            left += box.width() + self._look.px(18)
