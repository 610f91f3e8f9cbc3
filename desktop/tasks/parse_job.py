"""Reading and parsing files in a process of its own, so that a hostile file cannot hurt the window."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.tasks import parse_child
from desktop.tasks.parse_child import Work
from desktop.tasks.worker import USUAL, WARM, Bounds, Step, Unwanted, Worker

if TYPE_CHECKING:
    from desktop.parsing.readers.options import ReadOptions


class ParseJob(QObject):
    """One file on its way. Ends in exactly one of finished, failed, cancelled, in the thread of the window."""

    progressed = Signal(object, int, int)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, path: Path, options: ReadOptions | None, parent: QObject) -> None:
        super().__init__(parent)
        self.path, self.options = path, options
        self.dropped = False

    def cancel(self) -> None:
        """Stop the work; `cancelled` follows within a second, unless the job has ended already."""
        self.dropped = True

    def is_wanted(self) -> bool:
        """Tell whether nobody has cancelled."""
        return not self.dropped


@dataclass(frozen=True, slots=True)
class _End:
    """How a job ended."""

    value: object = None
    error: Exception | None = None


class ParseLane(QObject):
    """Files one after the other through one warm child; a child that died or was killed is replaced at once."""

    _told = Signal(object, object)

    def __init__(self, bounds: Bounds = USUAL, work: Work = parse_child.parse, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bounds = bounds
        self._work = work
        self._waiting: SimpleQueue[ParseJob | None] = SimpleQueue()
        self._open: list[ParseJob] = []
        self._closed = False
        self._pid: int | None = None
        self._thread: threading.Thread | None = None
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @property
    def pid(self) -> int | None:
        """The number of the child that is ready or at work."""
        return self._pid

    def warm(self) -> None:
        """Start the child before the first file is there."""
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._serve, name="parse lane", daemon=True)
            self._thread.start()

    def run(self, path: Path, options: ReadOptions | None = None) -> ParseJob:
        """Queue a file. Connect the job's signals before returning to the event loop."""
        if self._closed:
            raise RuntimeError("the lane is closed")
        self.warm()
        job = ParseJob(path, options, self)
        self._open.append(job)
        self._waiting.put(job)
        return job

    def close(self) -> None:
        """Give up what runs and what waits, and end the child and the thread."""
        self._closed = True
        for job in self._open:
            job.cancel()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join()

    def _serve(self) -> None:
        worker = Worker(self._work, self.bounds, WARM)
        try:
            self._keep_ready(worker)
            while (job := self._waiting.get()) is not None:
                worker.bounds = self.bounds
                self._told.emit(job, self._outcome(worker, job))
                self._keep_ready(worker)
        finally:
            worker.close()
            self._pid = None

    def _keep_ready(self, worker: Worker) -> None:
        if not self._closed:
            with suppress(OSError):  # what is in the way of a child is told when a file needs one
                worker.start()
            self._pid = worker.pid

    def _outcome(self, worker: Worker, job: ParseJob) -> _End:
        """Have a file parsed and say how that ended."""

        def stepped(step: Step) -> None:
            self._told.emit(job, step)

        if job.dropped:
            return _End()
        try:
            return _End(value=worker.run(job.path, job.options, stepped, job.is_wanted))
        except Unwanted:
            return _End()
        except Exception as error:  # the border of background work: every fault is delivered
            return _End(error=error)

    @Slot(object, object)
    def _on_told(self, job: ParseJob, news: Step | _End) -> None:
        if isinstance(news, Step):
            if not job.dropped:
                job.progressed.emit(news.stage, news.done, news.whole)
            return
        self._open.remove(job)
        if job.dropped:
            job.cancelled.emit()
        elif news.error is not None:
            job.failed.emit(news.error)
        else:
            job.finished.emit(news.value)
        job.deleteLater()
