"""Windows that keep their picture while they are laid out anew, so that laying out and painting take turns."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_TURNS = (1, 3)
"""Turns of the event loop after which all parts have their size, and after which what follows from that is done."""


class Curtain(QObject):
    """Holds the painting of all shown windows back for a few turns of the event loop.

    `fitted` tells that all parts have their new size, at once where no window is shown.
    """

    fitted = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._held: list[QWidget] = []
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)

    def draw(self) -> None:
        """Show what is seen now until the layouts are done."""
        for window in self._app.topLevelWidgets():
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._held.append(window)
        if not self._held:
            self.fitted.emit()
        elif not self._timer.isActive():
            self._turn = 0
            self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._turn += 1
        if self._turn == _TURNS[0] + 1:
            self.fitted.emit()
        elif self._turn > _TURNS[1]:
            self._open()

    def _open(self) -> None:
        self._timer.stop()
        held, self._held = self._held, []
        for window in held:
            if isValid(window):
                window.setUpdatesEnabled(True)
                window.repaint()  # an update that was asked for while it was held back would never come
