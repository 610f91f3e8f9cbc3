"""What runs in the child process: one file after the other is read and parsed, and sent back. Imports no Qt."""

from __future__ import annotations

import faulthandler
import importlib
import os
import pickle
import shutil
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import DeskError, ReaderExhausted
from desktop.parsing.progress import Progress, Stage
from desktop.tasks.traces import told

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import psutil

    from desktop.domain.document import ParsedSource
    from desktop.parsing.readers.options import ReadOptions

Work = Callable[[Path, Any, Progress], object]
"""What the child does with a file, and what was told about it; a function of a module, which the child imports."""

TAKEN, PROGRESS, DONE, REFUSED, BROKEN = "taken", "progress", "done", "refused", "broken"
_PAUSE = 0.05
"""Seconds between two reports of progress."""
_GRACE = 30.0
"""Seconds beyond the bound after which a child that nobody watches any more ends by itself."""
_LONGEST_WORDS = 4000
"""Characters of an error's text that are sent."""


@dataclass(frozen=True, slots=True)
class Errand:
    """How a child is to serve: its work, the modules it loads before the first file, its temporary folder."""

    work: Work
    warm: Sequence[str]
    folder: Path


def parse(path: Path, options: ReadOptions | None, progress: Progress) -> ParsedSource:
    """Read and parse a file. Raises SourceError."""
    from desktop.parsing.pipeline import parse_file
    from desktop.parsing.readers import DEFAULT

    return parse_file(path, progress, options or DEFAULT)


def serve(connection: Connection, errand: Errand) -> None:
    """Take one (path, options, seconds) after the other until the other side goes away.

    `seconds` may pass between two signs of progress. Each file is answered by TAKEN, any number of (PROGRESS, stage,
    done, all), and one of (DONE, value), (REFUSED, class and data), (BROKEN, kind, where, details).
    """
    _settle_in(errand.folder)
    try:
        for name in errand.warm:
            with suppress(ImportError):  # what is missing is told when a file needs it
                importlib.import_module(name)
        while True:
            path, options, seconds = connection.recv()
            connection.send((TAKEN,))
            _answer(connection, errand.work, path, options, seconds)
    except (EOFError, OSError):
        return
    finally:
        shutil.rmtree(errand.folder, ignore_errors=True)


def _answer(connection: Connection, work: Work, path: Path, options: object, seconds: float) -> None:
    reported, stage_before = 0.0, Stage.READING

    def report(stage: Stage, done: int, whole: int) -> None:
        nonlocal reported, stage_before
        now = time.monotonic()
        if done >= whole or stage is not stage_before or now - reported >= _PAUSE:
            reported, stage_before = now, stage
            _end_at_the_latest(seconds)
            connection.send((PROGRESS, stage, done, whole))

    _end_at_the_latest(seconds)
    try:
        connection.send((DONE, work(path, options, report)))
    except DeskError as error:
        connection.send((REFUSED, type(error), _data(error)))
    except MemoryError:
        connection.send((REFUSED, ReaderExhausted, {"path": path, "detail": "memory"}))
    except Exception as error:  # the border of the process: a fault of ours is told, not lost
        connection.send((BROKEN, type(error).__name__, _place(error), told(error)[-_LONGEST_WORDS:]))
    finally:
        faulthandler.cancel_dump_traceback_later()


def rebuild(kind: type[DeskError], data: dict[str, object]) -> DeskError:
    """Return the error that the child raised."""
    error = kind.__new__(kind)
    for name, value in data.items():
        setattr(error, name, value)
    return error


def _settle_in(folder: Path) -> None:
    """Leave the terminal to the parent, keep temporary files in the folder, and end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):  # libraries write their complaints past Python
        os.dup2(nowhere, number)
    os.close(nowhere)
    tempfile.tempdir = str(folder)
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME"):  # for libraries, and programs that a reader starts
        os.environ[name] = str(folder)
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else ONNX Runtime (1.29 and newer) names this machine and reports on it
    threading.Thread(target=_follow_parent, args=(folder,), name="orphan's watch", daemon=True).start()


def _follow_parent(folder: Path) -> None:
    """End this process, whatever it does, and all that it started, as soon as the parent is gone."""
    import multiprocessing  # all three are slow to load, and the window imports this module before it is painted
    from multiprocessing.connection import wait

    import psutil

    parent = multiprocessing.parent_process()
    if parent is None:
        return
    wait([parent.sentinel])
    end_tree(psutil.Process(), itself=False)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _end_at_the_latest(seconds: float) -> None:
    """Set the time at which this process ends even while a library holds the interpreter and no parent watches."""
    faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=2)


def end_tree(process: psutil.Process, itself: bool = True) -> None:
    """Kill a process and everything that it started."""
    import psutil

    with suppress(psutil.Error):
        below = process.children(recursive=True)
        for member in [process, *below] if itself else below:
            with suppress(psutil.Error):
                member.kill()
    if itself and hasattr(os, "killpg"):  # what outlived a child that died is still of its group
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _place(error: Exception) -> str:
    """Return where in the code an error arose, e.g. "pipeline.py:40"."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _data(error: DeskError) -> dict[str, object]:
    """Return an error's fields as far as they can be sent."""
    kept: dict[str, object] = {}
    for name, value in vars(error).items():
        try:
            pickle.dumps(value)
        except (pickle.PicklingError, TypeError, AttributeError):
            kept[name] = str(value)[:_LONGEST_WORDS]
        else:
            kept[name] = value[:_LONGEST_WORDS] if isinstance(value, str) else value
    return kept
