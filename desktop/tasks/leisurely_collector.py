"""Python's collector of unreachable objects, called when the window has time, and in the window's thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.tasks.lane import Lane

_PAUSE = 500
"""Milliseconds between two looks at whether there is something to collect."""
_PATIENCE = 20
"""Looks after which a lane that is always busy is not waited for any more."""


class LeisurelyCollector(QObject):
    """Collects between the deeds of a person, as long as it lives.

    By itself Python collects in the middle of whatever makes objects: a key would wait for it, and in a thread behind
    the window it would destroy parts of the window there, which Qt forbids.
    """

    def __init__(self, lane: Lane, parent: QObject) -> None:
        """Take over; what was made so far is taken to stay and is never looked through again."""
        super().__init__(parent)
        self._lane = lane
        self._waited = 0
        gc.freeze()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def close(self) -> None:
        """Leave the collecting to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._waited += 1
        if self._lane.busy and self._waited < _PATIENCE:
            return
        self._waited = 0
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))
