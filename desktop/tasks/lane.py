"""One worker thread that does the store's work in the order in which it was asked for."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from enum import Enum
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

LEISURE = 0.08
"""Seconds without a call after which work is begun that can wait: until then the window paints what it was told."""


class _Outcome(Enum):
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(QObject):
    """One piece of work. Ends in exactly one of its three signals, in the thread of the window."""

    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.function = function
        self.arguments = arguments
        self.dropped = self.leisurely = False

    def cancel(self) -> None:
        """Drop the work if it has not begun; what has begun is done to its end."""
        self.dropped = True


class Lane(QObject):
    """A first-in first-out lane. Results arrive in the window's thread, in order, one in a turn of its event loop.

    Several at once would hold the window up: what a person does comes in between.
    """

    became_idle = Signal()
    _settled = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._open: list[Job] = []
        self._closed = False
        self._results: deque[tuple[Job, _Outcome, object]] = deque()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn_timeout)
        self._settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="store lane", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Tell whether work waits or runs, or a result has not been delivered."""
        return bool(self._open)

    def run(self, function: Callable[..., Any], *arguments: Any) -> Job:
        """Queue a call. Connect the job's signals before returning to the event loop."""
        return self._queue(function, arguments)

    def run_at_leisure(self, function: Callable[..., Any], *arguments: Any) -> Job:
        """Queue a call that lets all others pass, and begins when the lane had none for `LEISURE` seconds."""
        return self._queue(function, arguments, leisurely=True)

    def _queue(self, function: Callable[..., Any], arguments: tuple[Any, ...], *, leisurely: bool = False) -> Job:
        if self._closed:
            raise RuntimeError("the lane is closed")
        job = Job(function, arguments, self)
        job.leisurely = leisurely
        self._open.append(job)
        self._waiting.put(job)
        return job

    def close(self) -> None:
        """Finish what runs, drop what waits, and end the thread."""
        if self._closed:
            return
        self._closed = True
        self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        leisurely: deque[Job] = deque()
        while (job := self._next(leisurely)) is not None:
            if job.dropped:
                self._settled.emit(job, _Outcome.CANCELLED, None)
                continue
            try:
                value = job.function(*job.arguments)
            except Exception as error:  # the border of background work: every fault is delivered
                self._settled.emit(job, _Outcome.FAILED, error)
            else:
                self._settled.emit(job, _Outcome.FINISHED, value)

    def _next(self, leisurely: deque[Job]) -> Job | None:
        """Wait for what is to be done next, None at the end; what can wait is put aside meanwhile."""
        while True:
            try:
                job = self._waiting.get(timeout=LEISURE if leisurely else None)
            except Empty:
                return leisurely.popleft()
            if job is None or not job.leisurely:
                return job
            leisurely.append(job)

    @Slot(object, object, object)
    def _on_settled(self, job: Job, outcome: _Outcome, value: object) -> None:
        self._results.append((job, outcome, value))
        self._turn.start()

    @Slot()
    def _on_turn_timeout(self) -> None:
        job, outcome, value = self._results.popleft()
        if self._results:
            self._turn.start()
        self._open.remove(job)
        match outcome:
            case _Outcome.FINISHED:
                job.finished.emit(value)
            case _Outcome.FAILED:
                job.failed.emit(value)
            case _Outcome.CANCELLED:
                job.cancelled.emit()
        job.deleteLater()
        if not self._open:
            self.became_idle.emit()
