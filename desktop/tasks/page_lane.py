"""The pages of the source at hand, drawn in a child process that is kept warm; only what is wanted now is asked for."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from desktop.domain.errors import ReaderDied, ReaderExhausted, SourceDamaged
from desktop.domain.page_image import PageImage
from desktop.tasks import page_child

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

PATIENCE_MS = 45_000
"""A child that is silent for so long is ended."""


class PagesBroken(Exception):
    """The drawing of pages met a fault of its own; `details` is the child's traceback."""

    def __init__(self, kind: str, details: str) -> None:
        super().__init__(f"{kind} while drawing a page")
        self.details = details


@dataclass(frozen=True, slots=True)
class PageFile:
    """A source's file, the kind that it was read as ("" where its content is to tell), and the password for it."""

    path: Path
    kind: str
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A wish: the picture of a page, at `scale` pixels a point."""

    index: int
    scale: float


@dataclass(frozen=True, slots=True)
class Letters:
    """A wish: the boxes of the characters of `text`, which was read on a page."""

    index: int
    text: str = field(repr=False)


Wish = Picture | Letters


class PageLane(QObject):
    """Opens one file at a time. A wish ends in `pictured`, `lettered` or `refused`, or is dropped when replaced.

    `failed` tells that the file could not be opened, or that the child died; the next `open` or `want` starts another.
    """

    opened = Signal(object)
    pictured = Signal(int, float, QImage)
    lettered = Signal(int, object)
    refused = Signal(object, object)
    failed = Signal(object)
    _heard = Signal(object, object)

    def __init__(self, parent: QObject | None = None, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(parent)
        self.patience_ms = patience_ms
        self._file: PageFile | None = None
        self._turned_to: PageFile | None = None
        self._wishes: list[Wish] = []
        self._child: _Child | None = None
        self._asked: PageFile | Wish | None = None
        self._shown: PageFile | None = None
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_silence)
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Tell whether something was asked for and has not come."""
        return self._asked is not None or bool(self._wishes)

    @property
    def file(self) -> PageFile | None:
        """The file that was turned to last, which all signals are about."""
        return self._turned_to

    def warm(self) -> None:
        """Start the child, so that the first file is shown at once."""
        if self._child is None and not self._closed:
            self._child = _Child(self._heard)

    def open(self, file: PageFile | None) -> None:
        """Turn to another file, or to none; all wishes are dropped."""
        self._file, self._wishes = file, []
        self._turned_to = file
        self._shown = None
        self._go_on()

    def want(self, wishes: Sequence[Wish]) -> None:
        """Say all that is wanted now, the most urgent first. What was wanted before and is not now is not asked for."""
        self._wishes = [wish for wish in wishes if wish != self._asked]
        self._go_on()

    def close(self) -> None:
        """End the child and its thread; for closing the program."""
        self._closed = True
        self._timer.stop()
        if self._child is not None:
            self._child.end()
            self._child = None
        self._asked, self._wishes = None, []

    def _go_on(self) -> None:
        """Ask the next question, if none is open."""
        if self._closed or self._asked is not None or self._file is None:
            return
        if self._shown != self._file:
            self._ask(self._file)
        elif self._wishes:
            self._ask(self._wishes.pop(0))

    def _ask(self, asked: PageFile | Wish) -> None:
        if self._child is None:
            self._child = _Child(self._heard)
        self._asked = asked
        self._timer.start(self.patience_ms)
        self._child.send(_question(asked))

    @Slot()
    def _on_silence(self) -> None:
        if self._child is not None:
            self._child.kill()

    @Slot(object, object)
    def _on_heard(self, child: _Child, answer: tuple[Any, ...] | None) -> None:
        if child is not self._child:
            return
        asked, self._asked = self._asked, None
        is_late = not self._timer.isActive()
        self._timer.stop()
        if answer is None:
            self._bury(asked, is_late and asked is not None)
            return
        if isinstance(asked, PageFile):
            self._take_file(asked, answer)
        elif asked is not None and self._shown == self._file:
            self._take_page(asked, answer)
        self._go_on()

    def _bury(self, asked: PageFile | Wish | None, is_late: bool) -> None:
        """The child is gone: what was asked of it is refused, and the rest waits for the next request."""
        assert self._child is not None
        self._child.end()
        self._child, self._shown, self._wishes = None, None, []
        if isinstance(asked, PageFile) and asked != self._file:
            self._go_on()
            return
        path = self._file.path if self._file is not None else Path()
        error = ReaderExhausted(path, "time") if is_late else ReaderDied(path)
        if asked is not None and not isinstance(asked, PageFile):
            self.refused.emit(asked, error)
        self.failed.emit(error)

    def _take_file(self, asked: PageFile, answer: tuple[Any, ...]) -> None:
        if asked != self._file:
            return
        match answer:
            case (page_child.DONE, sizes):
                self._shown = asked
                self.opened.emit(sizes)
            case _:
                self._file, self._wishes = None, []
                self.failed.emit(_error(answer))

    def _take_page(self, asked: Wish, answer: tuple[Any, ...]) -> None:
        match asked, answer:
            case Picture(index, scale), (page_child.DONE, QImage() as image):
                self.pictured.emit(index, scale, image)
            case Letters(index), (page_child.DONE, glyphs):
                self.lettered.emit(index, glyphs)
            case _:
                self.refused.emit(asked, _error(answer))


class _Child:
    """One child process, and the thread that starts it and hears it."""

    def __init__(self, heard: Any) -> None:
        import multiprocessing  # slow to load

        self._heard = heard
        self._guard = threading.Lock()
        self._running = self._unwanted = False
        context = multiprocessing.get_context("spawn")
        self._ours, self._theirs = context.Pipe()
        self._process = context.Process(target=page_child.serve, args=(self._theirs,), name="pages", daemon=True)
        self._ear = threading.Thread(
            target=self._listen, args=(self._ours, self._theirs, self._process), name="pages ear", daemon=True
        )
        self._ear.start()

    def send(self, question: tuple[Any, ...]) -> None:
        """Ask; a child that is gone is told of by the ear."""
        try:
            self._ours.send(question)
        except OSError:
            self.kill()

    def kill(self) -> None:
        """End the process at once."""
        with self._guard:
            self._unwanted = True
            if self._running:
                self._process.kill()

    def end(self) -> None:
        """Block until process and thread are gone."""
        self.kill()
        self._ear.join()

    def _listen(self, ours: Connection, theirs: Connection, process: SpawnProcess) -> None:
        """Start the child, which takes time, and pass on what it says; the last word is None."""
        with self._guard:
            if not self._unwanted:
                process.start()
                self._running = True
        theirs.close()
        try:
            while True:
                answer = _for_screen(ours.recv())
                self._heard.emit(self, answer)
        except (EOFError, OSError):
            pass
        except Exception as error:  # the border of background work: a message that cannot be read is a fault too
            self._heard.emit(self, (page_child.BROKEN, type(error).__name__, str(error)))
        with self._guard:
            if self._running:
                process.kill()
                self._running = False
                process.join()
            ours.close()
            process.close()
        self._heard.emit(self, None)


def _for_screen(answer: tuple[Any, ...]) -> tuple[Any, ...]:
    """Turn a page's pixels into an image that is quickly put on the screen."""
    match answer:
        case (page_child.DONE, PageImage(width, height, samples)):
            if len(samples) != width * height * 3 or not samples:
                return (page_child.REFUSED, SourceDamaged, Path(), "pixels")
            rows = QImage(samples, width, height, width * 3, QImage.Format.Format_RGB888)
            return (page_child.DONE, rows.convertToFormat(QImage.Format.Format_RGB32))
    return answer


def _question(asked: PageFile | Wish) -> tuple[Any, ...]:
    match asked:
        case PageFile(path, kind, password):
            return (page_child.OPEN, path, kind, password)
        case Picture(index, scale):
            return (page_child.PICTURE, index, scale)
        case Letters(index, text):
            return (page_child.LETTERS, index, text)


def _error(answer: tuple[Any, ...]) -> BaseException:
    match answer:
        case (page_child.REFUSED, kind, path, detail):
            error: BaseException = kind(path, detail)
            return error
        case (_, kind, details):
            return PagesBroken(kind, details)
    return PagesBroken("ValueError", repr(answer)[:200])
