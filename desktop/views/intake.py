"""Files on their way into the store: known ones are found, new ones parsed in a process of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.document import ParsedSource
from desktop.tasks.lane import Lane
from desktop.tasks.parse_job import ParseJob

if TYPE_CHECKING:
    from desktop.review.desk import Desk


class Intake(QObject):
    """Takes files one after the other. Each ends in exactly one of arrived, failed, cancelled."""

    began = Signal(str)
    progressed = Signal(int, int)
    arrived = Signal(int)
    failed = Signal(object)
    cancelled = Signal(str)
    ended = Signal()

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._desk: Desk | None = None
        self._waiting: list[Path] = []
        self._path: Path | None = None
        self._job: ParseJob | None = None
        self._unwanted = False

    def attach(self, desk: Desk) -> None:
        """Begin to work; files that came before are taken now."""
        self._desk = desk
        self._next()

    @property
    def busy(self) -> bool:
        """Tell whether a file is on its way."""
        return self._path is not None

    def take(self, paths: Sequence[Path]) -> None:
        """Queue files."""
        self._waiting.extend(paths)
        self._next()

    def cancel(self) -> None:
        """Stop the file that is on its way, and drop those that wait."""
        self._waiting.clear()
        self._unwanted = self._path is not None
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop everything at once; for closing the program."""
        self.cancel()
        if self._job is not None:
            self._job.wait()

    def _next(self) -> None:
        if self._desk is None or self._path is not None or not self._waiting:
            return
        self._path = self._waiting.pop(0)
        self._unwanted = False
        self.began.emit(self._path.name)
        job = self._lane.run(self._desk.find, self._path)
        job.finished.connect(self._on_found)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_found(self, source_id: int | None) -> None:
        if self._unwanted:
            self._on_cancelled()
            return
        if source_id is not None:
            self._on_arrived(source_id)
            return
        assert self._path is not None
        self._job = ParseJob(self._path, self)
        self._job.progressed.connect(self.progressed)
        self._job.finished.connect(partial(self._on_parsed, self._path))
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.start()

    def _on_parsed(self, path: Path, parsed: ParsedSource) -> None:
        assert self._desk is not None
        self._drop_job()
        job = self._lane.run(self._desk.keep, parsed, path)
        job.finished.connect(self._on_arrived)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_arrived(self, source_id: int) -> None:
        self._end()
        self.arrived.emit(source_id)
        self._go_on()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._end()
        self.failed.emit(error)
        self._go_on()

    @Slot()
    def _on_cancelled(self) -> None:
        name = self._path.name if self._path is not None else ""
        self._end()
        self.cancelled.emit(name)
        self._go_on()

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None

    def _end(self) -> None:
        self._drop_job()
        self._path = None

    def _go_on(self) -> None:
        if self._waiting:
            self._next()
        else:
            self.ended.emit()
