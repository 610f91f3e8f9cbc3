"""How long the window is deaf: a thread knocks at its event loop; a timer looks where it is meanwhile."""

from __future__ import annotations

import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, Qt, Signal, Slot

PACKAGE = str(Path(__file__).parents[2] / "desktop")
_PAUSE, _LOOK = 0.002, 0.005
"""Seconds between an answer and the next knock, and between two looks."""
_LATE = 0.02
"""Seconds without an answer after which it is looked where the window is."""


@dataclass(slots=True)
class Deaf:
    """The longest time without an answer: seconds by the clock and of the window's processor time, and where."""

    wall: float = 0.0
    cpu: float = 0.0
    where: str = ""


@dataclass(slots=True)
class _Knock:
    at: float
    cpu: float
    seen: Counter[str] = field(default_factory=Counter)


class Deafness(QObject):
    """Measures from `begin` to `end`; lives in the thread of the window."""

    _knocked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._worst = Deaf()
        self._knock: _Knock | None = None
        self._cpu = time.thread_time()
        self._ended = False
        self._knocked.connect(self._on_knocked, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._knocks, name="knocks", daemon=True)
        self._thread.start()
        # From inside its own thread: to look at the frames of a thread from another one crashes while Qt paints.
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)

    def begin(self) -> None:
        """Forget what was before."""
        self._worst = Deaf()

    def end(self) -> Deaf:
        """Return the longest time since `begin`."""
        return self._worst

    def close(self) -> None:
        """End the thread."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        self._ended = True
        self._thread.join()

    def _knocks(self) -> None:
        while not self._ended:
            time.sleep(_PAUSE)
            if self._knock is None:
                self._knock = _Knock(time.perf_counter(), self._cpu)
                self._knocked.emit()

    def _look(self, _number: int, frame: FrameType | None) -> None:
        knock = self._knock
        if knock is not None and time.perf_counter() - knock.at > _LATE:
            knock.seen[_place(frame)] += 1

    @Slot()
    def _on_knocked(self) -> None:
        now, cpu, knock = time.perf_counter(), time.thread_time(), self._knock
        if knock is not None:
            wall = now - knock.at
            if wall > self._worst.wall:
                seen = list(knock.seen.items())  # the looking thread may be adding to it
                where = max(seen, key=itemgetter(1))[0] if seen else ""
                self._worst = Deaf(wall, cpu - knock.cpu, where)
        self._cpu, self._knock = cpu, None


def _place(frame: FrameType | None) -> str:
    """Return the slot that runs (the outermost function of the package), and the innermost one in it."""
    names: list[str] = []
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if frame.f_code.co_filename.startswith(PACKAGE):
            names.append(f"{path.stem}.{frame.f_code.co_name}")
        frame = frame.f_back
    if not names:
        return "Qt"
    return names[0] if len(names) == 1 else f"{names[-1]} … {names[0]}"
