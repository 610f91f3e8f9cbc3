"""Files on their way into the store: known ones are found, new ones read in a process of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.document import ParsedSource
from desktop.domain.errors import SourceEncrypted, SourcePasswordWrong
from desktop.review.folders import files_under
from desktop.tasks.lane import Lane
from desktop.tasks.parse_job import ParseJob, ParseLane

if TYPE_CHECKING:
    from desktop.parsing.readers.options import ReadOptions
    from desktop.review.desk import Desk

MANY = 200
"""Files of a folder that are read without asking."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the files that were taken together: sources that arrived, files with their faults, files left."""

    arrived: tuple[int, ...]
    failed: tuple[tuple[Path, BaseException], ...]
    left: tuple[Path, ...]

    @property
    def whole(self) -> int:
        """How many files there were."""
        return len(self.arrived) + len(self.failed) + len(self.left)


class Intake(QObject):
    """Takes files and folders, one file after the other, and reports once when none is left.

    `began` names a file and says the how manieth it is of how many; `arrived` gives the number of its source and
    whether it is the first of those taken together. `reading_alone` gives the path and the password of a new file that
    no other comes with. `password_wanted` gives the path of an encrypted file, whether
    a password was wrong, and the one that opened a file before; it waits for `try_password` or `give_up_password`.
    `many_found` gives the number of files in a large folder; it waits for `read_many` or `leave_many`.
    """

    began = Signal(str, int, int)
    progressed = Signal(object, int, int)
    arrived = Signal(int, bool)
    reading_alone = Signal(object, object)
    password_wanted = Signal(object, bool, str)
    password_settled = Signal()
    many_found = Signal(int)
    nothing_found = Signal()
    failed = Signal(object)
    ended = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None, reading: ParseLane | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self.reading = reading or ParseLane(parent=self)
        self.passwords: dict[str, str] = {}
        """The password of each encrypted source opened in this sitting, by its SHA-256; never written anywhere."""
        self._desk: Desk | None = None
        self._waiting: list[Path] = []
        self._many: list[Path] = []
        self._path: Path | None = None
        self._job: ParseJob | None = None
        self._locked: SourceEncrypted | None = None
        self._password: str | None = None
        self._last_password = ""
        self._unwanted = self._closed = False
        self._arrived: list[int] = []
        self._failed: list[tuple[Path, BaseException]] = []
        self._left: list[Path] = []

    def attach(self, desk: Desk) -> None:
        """Begin to work; files that came before are taken now."""
        self._desk = desk
        self._next()

    @property
    def busy(self) -> bool:
        """Tell whether a file is on its way."""
        return self._path is not None

    def take(self, paths: Sequence[Path]) -> None:
        """Queue files, and all files of folders."""
        job = self._lane.run(_gather, list(paths))
        job.finished.connect(self._on_gathered)
        job.failed.connect(self.failed)

    def read_many(self) -> None:
        """Read all files of a large folder."""
        found, self._many = self._many, []
        self._queue(found)

    def leave_many(self) -> None:
        """Do not read a large folder."""
        self._many = []

    def try_password(self, password: str) -> None:
        """Read the encrypted file that waits for its password."""
        if self._locked is not None:
            self._locked = None
            self._password = password
            self._read()

    def give_up_password(self) -> None:
        """Leave the encrypted file unread that waits for its password, or is being tried with one."""
        if self._locked is not None:
            self._fail(self._locked)
        elif self._password is not None and self._job is not None:
            self._job.cancel()

    def cancel(self) -> None:
        """Stop the file that is on its way, and drop those that wait."""
        self._left += self._waiting
        self._waiting.clear()
        self._unwanted = self._path is not None
        if self._job is not None:
            self._job.cancel()
        elif self._locked is not None:
            self._on_cancelled()

    def close(self) -> None:
        """Stop everything at once; for closing the program."""
        self._closed = True
        self.cancel()
        self.reading.close()

    @Slot(object)
    def _on_gathered(self, gathered: tuple[list[Path], bool]) -> None:
        found, has_folder = gathered
        if has_folder and not found:
            self.nothing_found.emit()
        elif has_folder and len(found) > MANY:
            self._many = found
            self.many_found.emit(len(found))
        else:
            self._queue(found)

    def _queue(self, found: list[Path]) -> None:
        self._waiting.extend(found)
        self._next()

    def _next(self) -> None:
        if self._closed or self._desk is None or self._path is not None or not self._waiting:
            return
        self._path = self._waiting.pop(0)
        self._unwanted = False
        before = len(self._arrived) + len(self._failed)
        self.began.emit(self._path.name, before + 1, before + 1 + len(self._waiting))
        job = self._lane.run(self._desk.find, self._path)
        job.finished.connect(self._on_found)
        job.failed.connect(self._fail)

    @Slot(object)
    def _on_found(self, source_id: int | None) -> None:
        if self._unwanted:
            self._on_cancelled()
        elif source_id is not None:
            self._on_arrived(source_id)
        else:
            self._read()

    def _read(self) -> None:
        assert self._path is not None
        self._job = self.reading.run(self._path, _options(self._password))
        self._job.progressed.connect(self._on_progressed)
        self._job.finished.connect(self._on_parsed)
        self._job.failed.connect(self._on_reading_failed)
        self._job.cancelled.connect(self._on_cancelled)
        if not (self._arrived or self._failed or self._waiting):
            self.reading_alone.emit(self._path, self._password)

    @Slot(object, int, int)
    def _on_progressed(self, stage: object, done: int, whole: int) -> None:
        if self._password is not None:
            self.password_settled.emit()
        self.progressed.emit(stage, done, whole)

    @Slot(object)
    def _on_reading_failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, SourceEncrypted):
            self._fail(error)
            return
        self._locked = error
        wrong = isinstance(error, SourcePasswordWrong)
        self.password_wanted.emit(self._path, wrong, self._last_password)

    @Slot(object)
    def _on_parsed(self, parsed: ParsedSource) -> None:
        assert self._desk is not None
        self._job = None
        if self._password is not None:
            self._last_password = self.passwords[parsed.source.sha256] = self._password
        job = self._lane.run(self._desk.keep, parsed, self._path)
        job.finished.connect(self._on_arrived)
        job.failed.connect(self._fail)

    @Slot(object)
    def _on_arrived(self, source_id: int) -> None:
        self._arrived.append(source_id)
        self.arrived.emit(source_id, len(self._arrived) == 1)
        self._end()

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        assert self._path is not None
        self._failed.append((self._path, error))
        self._end()

    @Slot()
    def _on_cancelled(self) -> None:
        assert self._path is not None
        self._left.insert(0, self._path)
        self._end()

    def _end(self) -> None:
        if self._password is not None or self._locked is not None:
            self.password_settled.emit()
        self._job = self._locked = self._password = self._path = None
        if self._waiting:
            self._next()
            return
        report = Report(tuple(self._arrived), tuple(self._failed), tuple(self._left))
        self._arrived, self._failed, self._left = [], [], []
        if report.whole == 1 and report.failed:
            self.failed.emit(report.failed[0][1])
        self.ended.emit(report)


def _gather(paths: list[Path]) -> tuple[list[Path], bool]:
    """Return the files behind the paths, and whether a folder is among these."""
    return files_under(paths), any(path.is_dir() for path in paths)


def _options(password: str | None) -> ReadOptions | None:
    """Return what is chosen about a file; the readers are loaded only where something is."""
    if password is None:
        return None
    from desktop.parsing.readers.options import ReadOptions

    return ReadOptions(password=password)
