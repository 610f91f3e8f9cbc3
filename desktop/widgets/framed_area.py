"""A scrolling view that shows a frame when the keyboard reaches it, and moves gently to what is to be seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation, Slot
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.source_painter import paint_focus, shows_focus

_GLIDE_MS = 180


class Glide(QObject):
    """Moves a scroll bar to a goal, which may shift on the way; far goals are approached by a jump."""

    def __init__(self, bar: QScrollBar, goal: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._goal = bar, goal
        self._way = QVariantAnimation(self)
        self._way.setDuration(_GLIDE_MS)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(self._on_way_moved)

    def start(self, reach: int, animated: bool) -> None:
        """Go to the goal: at once, or gently over the last `reach` pixels."""
        self._way.stop()
        bar, goal = self._bar, self._goal()
        if not animated:
            bar.setValue(goal)
            return
        if abs(goal - bar.value()) > reach:
            bar.setValue(goal - reach if goal > bar.value() else goal + reach)
        self._way.setStartValue(float(bar.value() - goal))
        self._way.setEndValue(0.0)
        self._way.start()

    def stop(self) -> None:
        """Stay."""
        self._way.stop()

    @property
    def running(self) -> bool:
        """Tell whether the bar is on its way."""
        return self._way.state() == QAbstractAnimation.State.Running

    @Slot("QVariant")
    def _on_way_moved(self, distance: float) -> None:
        self._bar.setValue(round(self._goal() + distance))


class FramedArea(QAbstractScrollArea):
    """A view with a frame while it has the keyboard. `animated` says whether it moves gently."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._framed = False
        self.animated = True
        self._glide = Glide(self.verticalScrollBar(), self._goal, self)

    @property
    def gliding(self) -> bool:
        """Tell whether the view is on its way to a place."""
        return self._glide.running

    @property
    def framed(self) -> bool:
        """Tell whether the frame is shown."""
        return self._framed

    def _goal(self) -> int:
        """Return the value of the vertical scroll bar at which a glide ends."""
        raise NotImplementedError

    @property
    def _reach(self) -> int:
        """How far from its goal a glide begins at most."""
        return self.viewport().height() // 3

    def _start_glide(self) -> None:
        self._glide.start(self._reach, self.animated and self.isVisible())

    def _paint_frame(self, painter: QPainter) -> None:
        if self._framed:
            painter.resetTransform()
            paint_focus(painter, self.viewport().rect(), self._look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._framed = shows_focus(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._framed = False
        self.viewport().update()
