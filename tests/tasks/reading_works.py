"""What a reading child is told to do in tests: works that count, hang, die, and take memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop.domain.errors import SourceEmpty, SourceEncrypted, SourcePasswordWrong
from desktop.parsing.progress import Progress, Stage
from desktop.parsing.readers.options import ReadOptions

PASSWORD = "Ab-12"


def tell(path: Path, options: ReadOptions | None, progress: Progress) -> object:
    """Do as the file's name says."""
    return WORKS[path.stem.partition("-")[0]](path, options, progress)


def number(_path: Path, _options: ReadOptions | None, _progress: Progress) -> int:
    """Return the number of the process."""
    return os.getpid()


def pages(_path: Path, _options: ReadOptions | None, progress: Progress) -> str:
    """Read three pages slowly enough that each is told."""
    for stage in (Stage.READING, Stage.RECOGNISING, Stage.PARSING):
        for done in range(3):
            progress(stage, done, 3)
            time.sleep(0.06)
        progress(stage, 3, 3)
    return "read"


def hang(_path: Path, _options: ReadOptions | None, progress: Progress) -> None:
    """Read one page and hang over the next."""
    progress(Stage.READING, 1, 2)
    time.sleep(600)


def repeat(_path: Path, _options: ReadOptions | None, progress: Progress) -> None:
    """Say the same for ever."""
    while True:
        progress(Stage.READING, 1, 2)
        time.sleep(0.06)


def leave(_path: Path, _options: ReadOptions | None, _progress: Progress) -> None:
    """End the process."""
    os._exit(3)


def crash(_path: Path, _options: ReadOptions | None, _progress: Progress) -> None:
    """End as a fault of memory in a library would."""
    os.kill(os.getpid(), signal.SIGKILL)


def devour(_path: Path, _options: ReadOptions | None, _progress: Progress) -> None:
    """Take more and more memory."""
    taken = []
    while True:
        taken.append(bytes(range(256)) * 40_000)
        time.sleep(0.005)


def stumble(_path: Path, _options: ReadOptions | None, _progress: Progress) -> None:
    """Meet a fault of our own."""
    raise LookupError("what is it")


def refuse(path: Path, _options: ReadOptions | None, _progress: Progress) -> None:
    """Refuse the file."""
    raise SourceEmpty(path, "nothing")


def starve(_path: Path, _options: ReadOptions | None, _progress: Progress) -> None:
    """Be refused memory by the system."""
    raise MemoryError


def locked(path: Path, options: ReadOptions | None, _progress: Progress) -> str:
    """Ask for the password."""
    if options is None or options.password is None:
        raise SourceEncrypted(path)
    if options.password != PASSWORD:
        raise SourcePasswordWrong(path)
    return "opened"


def scatter(_path: Path, _options: ReadOptions | None, progress: Progress) -> str:
    """Leave a temporary file and a further process behind, and hang."""
    handle, name = tempfile.mkstemp()
    os.close(handle)
    further = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    progress(Stage.READING, further.pid, 10**9)
    time.sleep(600)
    return name


WORKS = {
    work.__name__: work
    for work in (number, pages, hang, repeat, leave, crash, devour, stumble, refuse, starve, locked, scatter)
}
