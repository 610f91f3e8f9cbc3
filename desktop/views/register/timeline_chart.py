"""When the documents of the register expire: a bar for each quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.register.figures import Month
from desktop.widgets.appearance import Appearance

_HEIGHT, _FOOT, _GAP = 92, 18, 3
"""Pixels at 100 %: the whole, the years below, between two bars."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months, by their first day, and how many documents expire in them.

    `past`: before the day that is looked at; `soon`: within the longest alarm.
    """

    first: date
    count: int
    past: bool = False
    soon: bool = False

    @property
    def words(self) -> str:
        """The quarter as people name it."""
        return f"{self.first.year} 年第 {(self.first.month + 2) // 3} 季度：{self.count} 件到期"


def quarters(months: Sequence[Month], day: date, soon: date) -> tuple[Quarter, ...]:
    """Put months into quarters; those before that of `day` are past, those that begin by `soon` near."""
    now = _first_of(day)
    found: dict[date, int] = {}
    for month in months:
        first = _first_of(month.first)
        found[first] = found.get(first, 0) + len(month.entries)
    return tuple(Quarter(first, count, first < now, now <= first <= soon) for first, count in found.items())


def _first_of(day: date) -> date:
    """Return the first day of the quarter of a day."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


class TimelineChart(QWidget):
    """Standing bars side by side. A click tells the first day of a quarter."""

    quarter_chosen = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self._quarters: tuple[Quarter, ...] = ()
        self.setAccessibleName("到期时间分布")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("own_size", True)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def show_quarters(self, quarters: Sequence[Quarter]) -> None:
        """Show other quarters, in the order of time."""
        self._quarters = tuple(quarters)
        self.setAccessibleDescription("；".join(one.words for one in self._quarters if one.count) or "没有要到期的")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self._look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(event.pos())
            if found is not None:
                QToolTip.showText(event.globalPos(), found.words, self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and found is not None and found.count:
            self.quarter_chosen.emit(found.first)

    def _at(self, point: QPoint) -> Quarter | None:
        if not self._quarters:
            return None
        place = int(point.x() * len(self._quarters) / max(1, self.width()))
        return self._quarters[place] if 0 <= place < len(self._quarters) else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._quarters:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(1, *(one.count for one in self._quarters))
        wide, high = self.width() / len(self._quarters), self.height() - look.px(_FOOT)
        painter.setFont(look.sans("small"))
        for number, one in enumerate(self._quarters):
            tall = max(1.0, one.count / most * (high - look.px(4)))
            bar = QRectF(number * wide, high - tall, max(1.0, wide - look.px(_GAP)), tall)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(_token(one)))
            painter.drawRoundedRect(bar, min(2.0, tall / 2), min(2.0, tall / 2))
            if one.first.month == 1 or (not number and one.first.month < 7):
                painter.setPen(look.color("muted"))
                year = QRectF(number * wide, high, 4 * wide, look.px(_FOOT))
                painter.drawText(year, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, str(one.first.year))


def _token(one: Quarter) -> str:
    if not one.count:
        return "line"
    return "faint" if one.past else "warn" if one.soon else "accent"
