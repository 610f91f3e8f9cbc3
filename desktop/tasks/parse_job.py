"""Reading and parsing a file in a process of its own, so that a hostile file cannot hurt the window."""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.domain.errors import SourceDamaged
from desktop.tasks import parse_child


class ParserBroken(Exception):
    """The parser met a fault of its own; `details` is the child's traceback."""

    def __init__(self, kind: str, details: str) -> None:
        super().__init__(f"{kind} while parsing")
        self.details = details


class ParseJob(QObject):
    """One file on its way. Ends in exactly one of finished, failed, cancelled."""

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _heard = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._cancelled = self._running = False
        self._outcome: tuple[Any, ...] | None = None
        self._guard = threading.Lock()
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        context = multiprocessing.get_context("spawn")
        self._receiver, self._sender = context.Pipe(duplex=False)
        self._process = context.Process(
            target=parse_child.parse_and_send, args=(path, self._sender), name="parser", daemon=True
        )
        self._listener = threading.Thread(target=self._listen, args=(self._receiver,), name="parser ear", daemon=True)

    def start(self) -> None:
        """Start the child."""
        self._listener.start()

    def cancel(self) -> None:
        """Kill the child; `cancelled` follows within a second, unless the job has ended already."""
        with self._guard:
            self._cancelled = True
            if self._running:
                self._process.kill()

    def wait(self) -> None:
        """Block until the child and the listening thread are gone; for closing the program."""
        if self._listener.is_alive():
            self._listener.join()

    def _listen(self, receiver: Connection) -> None:
        """Start the child, which takes time, and pass on what it says; its last word is None: the pipe has closed."""
        with self._guard:
            if not self._cancelled:
                self._process.start()
                self._running = True
        self._sender.close()
        try:
            while True:
                self._heard.emit(receiver.recv())
        except (EOFError, OSError):
            pass
        except Exception as error:  # the border of background work: a message that cannot be read is a fault too
            self._heard.emit((parse_child.BROKEN, type(error).__name__, str(error)))
        finally:
            receiver.close()
            if self._running:
                self._process.join()
            with self._guard:
                self._running = False
            self._process.close()
            self._heard.emit(None)

    @Slot(object)
    def _on_heard(self, message: tuple[Any, ...] | None) -> None:
        if message is None:
            self._listener.join()  # it has said its last word; whoever hears the end may delete this job at once
            self._end()
        elif message[0] != parse_child.PROGRESS:
            self._outcome = message
        elif not self._cancelled:
            self.progressed.emit(message[1], message[2])

    def _end(self) -> None:
        match self._outcome:
            case _ if self._cancelled:
                self.cancelled.emit()
            case None:
                self.failed.emit(SourceDamaged(self.path, "读取进程意外中止"))
            case (parse_child.PARSED, parsed):
                self.finished.emit(parsed)
            case (parse_child.REFUSED, kind, data):
                self.failed.emit(parse_child.rebuild(kind, data))
            case (_, kind, details):
                self.failed.emit(ParserBroken(kind, details))
