"""Windows that keep their picture while they are laid out anew, so that laying out and painting take turns."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from shiboken6 import isValid

_FITTED, _SETTLED = 2, 4
"""Turns of the event loop after which all parts have their size, and after which what follows from that is done."""
_OPAQUE = Qt.WidgetAttribute.WA_OpaquePaintEvent


class Curtain(QObject):
    """Holds the painting of all shown windows back for a few turns of the event loop, then has them painted in parts.

    `fitted` tells that all parts have their new size, `settled` that nothing more moves; both come at once where no
    window is shown, and neither where only the painting changes.
    """

    fitted = Signal()
    settled = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._held: list[QWidget] = []
        self._panes: dict[QWidget, bool] = {}
        self._turn = 0
        self._fits = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def fits(self) -> bool:
        """Tell whether parts are taking another size."""
        return self._fits

    def draw(self, fits: bool) -> None:
        """Show what is seen now until `open` was called and the layouts are done; `fits` where sizes change."""
        self._fits = self._fits or fits
        for window in self._app.topLevelWidgets():
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._held.append(window)
                self._turn = 0

    def open(self) -> None:
        """Show what is new as soon as the layouts are done."""
        if self._held:
            self._timer.start()
        elif self._fits:
            self.fitted.emit()
            self._settle()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._turn += 1
        if not self._held:
            self._show_pane()
        elif not self._fits:
            self._show_windows()
        elif self._turn == _FITTED:
            self.fitted.emit()
        elif self._turn == _SETTLED:
            self._settle()

    def _settle(self) -> None:
        self._fits = False
        self.settled.emit()

    def _show_windows(self) -> None:
        """Have the windows painted but for their panes, which keep their picture for another turn."""
        held, self._held = self._held, []
        for window in filter(isValid, held):
            for pane in _panes(window):
                self._panes.setdefault(pane, pane.testAttribute(_OPAQUE))
                pane.setAttribute(_OPAQUE)
                pane.setUpdatesEnabled(False)
            window.setUpdatesEnabled(True)
            window.repaint()  # an update that was asked for while it was held back would never come

    def _show_pane(self) -> None:
        if not self._panes:
            self._timer.stop()
            return
        pane = next(iter(self._panes))
        opaque = self._panes.pop(pane)
        if isValid(pane):
            pane.setAttribute(_OPAQUE, opaque)
            pane.setUpdatesEnabled(True)
            pane.repaint()


def is_behind_curtain(window: QWidget) -> bool:
    """Tell whether a window, or a pane of it, keeps its old picture for now."""
    return not (window.updatesEnabled() and all(pane.updatesEnabled() for pane in _panes(window)))


def _panes(window: QWidget) -> list[QWidget]:
    """Return the parts of a window beside each other that take longest to paint."""
    splitters = [splitter for splitter in window.findChildren(QSplitter) if splitter.isVisible()]
    panes = [pane for splitter in splitters for index in range(splitter.count()) if (pane := splitter.widget(index))]
    inner = [pane for pane in panes for outer in panes if outer is not pane and outer.isAncestorOf(pane)]
    return [pane for pane in panes if pane.isVisible() and pane not in inner]
