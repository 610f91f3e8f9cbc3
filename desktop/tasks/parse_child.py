"""What runs in the child process: read and parse one file, and send everything back. Imports no Qt."""

from __future__ import annotations

import pickle
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.domain.errors import DeskError
from desktop.parsing.progress import Stage

PROGRESS, PARSED, REFUSED, BROKEN = "progress", "parsed", "refused", "broken"
_PAUSE = 0.05
"""Seconds between two reports of progress."""


def parse_and_send(path: Path, connection: Connection) -> None:
    """Parse `path` and send (PROGRESS, done, all)…, then one of PARSED, REFUSED (class and data), BROKEN."""
    reported = 0.0

    def report(_stage: Stage, done: int, whole: int) -> None:
        nonlocal reported
        now = time.monotonic()
        if done >= whole or now - reported >= _PAUSE:
            reported = now
            connection.send((PROGRESS, done, whole))

    try:
        from desktop.parsing.pipeline import parse_file

        connection.send((PARSED, parse_file(path, report)))
    except DeskError as error:
        connection.send((REFUSED, type(error), _data(error)))
    except Exception as error:  # the border of the process: a fault of ours is told, not lost
        connection.send((BROKEN, type(error).__name__, traceback.format_exc()))
    finally:
        connection.close()


def _data(error: DeskError) -> dict[str, object]:
    """Return an error's fields as far as they can be sent."""
    kept: dict[str, object] = {}
    for name, value in vars(error).items():
        try:
            pickle.dumps(value)
        except (pickle.PicklingError, TypeError, AttributeError):
            kept[name] = str(value)
        else:
            kept[name] = value
    return kept


def rebuild(kind: type[DeskError], data: dict[str, object]) -> DeskError:
    """Return the error that the child raised."""
    error = kind.__new__(kind)
    for name, value in data.items():
        setattr(error, name, value)
    return error
