"""A child process that takes one file after the other, bounded in time and memory. Imports no Qt."""

from __future__ import annotations

import pickle
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import ReaderDied, ReaderExhausted, SourceError
from desktop.parsing.progress import Stage
from desktop.tasks import parse_child
from desktop.tasks.parse_child import Errand, Work

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    import psutil

WARM = ("desktop.parsing.pipeline", "desktop.parsing.readers.pdf")
"""What a child that waits for its first file may load meanwhile; not the text recognition, which is large."""

_POLL, _LOOK = 0.1, 0.25
"""Seconds between two looks at whether the work is still wanted, and at the child's time and memory."""
_FAMILY = 4
"""Looks until one also takes in what the child has started, which is dear to find."""
_STARTING = 60.0
"""Seconds that a child may take to start before its file counts as one that takes too long."""
_LARGEST = 1 << 30
"""Bytes of one message."""
_WORN = 0.6
"""The part of the memory bound above which an idle child is replaced."""
_ENDING = 2.0
"""Seconds that an idle child has to end by itself."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the reading of one file may take.

    `seconds` count since the last sign of progress (a further page or document), so that a long file is not
    taken for a hanging one; `megabytes` are those of the child and of all that it starts.
    """

    seconds: float = 600
    megabytes: int = 3000


USUAL = Bounds()


@dataclass(frozen=True, slots=True)
class Step:
    """How far the file at hand has come."""

    stage: Stage
    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the work made of the file."""

    value: object


class ParserBroken(Exception):
    """The parser met a fault of its own; `place` is where in the code, `details` the child's traceback."""

    def __init__(self, kind: str, place: str, details: str) -> None:
        super().__init__(f"{kind} while parsing ({place})")
        self.kind, self.place, self.details = kind, place, details


class Unwanted(Exception):
    """The work was given up because nobody wants it any more."""


@dataclass(slots=True)
class _Child:
    process: SpawnProcess
    looked_at: psutil.Process
    connection: Connection
    folder: Path


class Worker:
    """One child process. Used by one thread; what it raises is about the file at hand, and the next file can follow."""

    def __init__(self, work: Work = parse_child.parse, bounds: Bounds = USUAL, warm: Sequence[str] = ()) -> None:
        """Prepare a worker; `warm` names the modules that its child loads before the first file."""
        self.bounds = bounds
        self._work, self._warm = work, tuple(warm)
        self._child: _Child | None = None
        self._path: Path | None = None
        self._reached: tuple[object, ...] = ()
        self._deadline = self._next_look = 0.0
        self._looks = 0

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The number of the child's process, None while there is none."""
        return self._child.process.pid if self._child is not None else None

    @property
    def is_free(self) -> bool:
        """Tell whether no file is at hand."""
        return self._path is None

    @property
    def connection(self) -> Connection:
        """The pipe to the child at work, to wait on."""
        return self._at_work().connection

    def start(self) -> None:
        """Start the child unless it runs already. Raises OSError."""
        if self._child is not None and self._child.process.is_alive():
            return
        import multiprocessing  # slow to load: a window is painted before its first child is wanted

        import psutil

        self._discard()
        folder = Path(tempfile.mkdtemp(prefix="gongbao-desk-"))
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        errand = Errand(self._work, self._warm, folder)
        process = context.Process(target=parse_child.serve, args=(theirs, errand), name="reader", daemon=True)
        try:
            with _without_interrupts():
                process.start()
            self._child = _Child(process, psutil.Process(process.pid), ours, folder)
        except BaseException:
            ours.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        finally:
            theirs.close()

    def give(self, path: Path, options: object = None) -> None:
        """Give the child, started if there is none, a file and what the work is told about it. Raises OSError."""
        self.start()
        self._path, self._reached = path, ()
        self._deadline = time.monotonic() + max(_STARTING, self.bounds.seconds)
        self._next_look = 0.0
        with suppress(OSError):  # a child that has just died is told by what is heard of it
            self._at_work().connection.send((path, options, self.bounds.seconds))

    def hear(self, timeout: float) -> Step | Answer | None:
        """Return the next that is told of the file at hand, None when nothing is within `timeout` seconds.

        Raises what the work raised (SourceError, ParserBroken), ReaderDied, ReaderExhausted.
        """
        child = self._at_work()
        try:
            if not child.connection.poll(timeout):
                self._watch(child)
                return None
            message = pickle.loads(child.connection.recv_bytes(_LARGEST))
        except (EOFError, OSError) as error:
            too_long = isinstance(error, OSError) and error.errno is None  # so a message beyond the limit is told
            raise self._fault("memory" if too_long else None) from error
        return self._understand(child, message)

    def run(
        self,
        path: Path,
        options: object = None,
        stepped: Callable[[Step], None] | None = None,
        wanted: Callable[[], bool] | None = None,
    ) -> Any:
        """Have one file worked on and return what came of it. Raises as `hear`, Unwanted, and OSError."""
        self.give(path, options)
        while True:
            if wanted is not None and not wanted():
                self.kill()
                raise Unwanted
            match self.hear(_POLL):
                case Answer(value):
                    return value
                case Step() as step if stepped is not None:
                    stepped(step)

    def kill(self) -> None:
        """End the child, whatever it does, and all that it started."""
        self._path = None
        self._discard(patience=0)

    def close(self) -> None:
        """End the child, an idle one in good order."""
        patience = _ENDING if self.is_free else 0
        self._path = None
        self._discard(patience)

    def _at_work(self) -> _Child:
        if self._child is None:
            raise RuntimeError("no child is at work")
        return self._child

    def _understand(self, child: _Child, message: tuple[Any, ...]) -> Step | Answer | None:
        match message:
            case (parse_child.TAKEN,):
                self._deadline = time.monotonic() + self.bounds.seconds
                return None
            case (parse_child.PROGRESS, stage, done, whole):
                if (stage, done) != self._reached:
                    self._reached = (stage, done)
                    self._deadline = time.monotonic() + self.bounds.seconds
                self._watch(child)
                return Step(stage, done, whole)
        self._path = None
        if _megabytes(child.looked_at) > _WORN * self.bounds.megabytes:
            self._discard()
        match message:
            case (parse_child.DONE, value):
                return Answer(value)
            case (parse_child.REFUSED, kind, data):
                raise parse_child.rebuild(kind, data)
            case (_, kind, place, details):
                raise ParserBroken(kind, place, details)
        raise ParserBroken("message", "", repr(message[:1]))

    def _watch(self, child: _Child) -> None:
        """Look at the bounds, now and then."""
        now = time.monotonic()
        if now < self._next_look:
            return
        self._next_look = now + _LOOK
        if now > self._deadline:
            raise self._fault("time")
        self._looks += 1
        if _megabytes(child.looked_at, with_family=self._looks % _FAMILY == 0) > self.bounds.megabytes:
            raise self._fault("memory")

    def _fault(self, exhausted: str | None) -> SourceError:
        """End the child and return what is to be said of the file at hand."""
        path = self._path or Path()
        self.kill()
        return ReaderExhausted(path, exhausted) if exhausted else ReaderDied(path)

    def _discard(self, patience: float = _ENDING) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.connection.close()
        if patience:
            child.process.join(patience)
        parse_child.end_tree(child.looked_at)
        child.process.join()
        child.process.close()
        shutil.rmtree(child.folder, ignore_errors=True)


def _megabytes(process: psutil.Process, with_family: bool = False) -> float:
    """Return the memory that a process holds, and all that it started; 0 for one that is gone."""
    import psutil

    used = 0
    with suppress(psutil.Error):
        for member in (process, *(process.children(recursive=True) if with_family else ())):
            with suppress(psutil.Error):
                used += member.memory_info().rss
    return used / 1_000_000


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let what is started inside never hear Ctrl-C, not even before it could say so itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
