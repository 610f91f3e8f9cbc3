"""A file written for a person: the whole of it is there, or what was there before."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, BinaryIO

from desktop.domain.edits import Json, Verb
from desktop.domain.errors import ExportFailed
from desktop.review.temporary import note_unfinished

if TYPE_CHECKING:
    from desktop.store import Store

_BLOCK = 1 << 20


def write(path: Path, fill: Callable[[BinaryIO], int]) -> tuple[Path, int]:
    """Let `fill` write a file beside `path` that only its owner may read; return it, durable, and what `fill` counted.

    Raises ExportFailed.
    """
    try:
        handle, name = mkstemp(dir=path.parent, prefix=".export-", suffix=".part")
    except OSError as error:
        raise ExportFailed(path, error.strerror or "") from error
    unfinished = Path(name)
    note_unfinished(unfinished)
    try:
        with os.fdopen(handle, "w+b") as file:
            count = fill(file)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise ExportFailed(path, error.strerror or "") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished, count


def hand_out(store: Store, actor: str, unfinished: Path, path: Path, facts: dict[str, Json]) -> None:
    """Journal an export and put its file in place; one that cannot be journalled is not made. Raises ExportFailed."""
    try:
        entry = store.note(Verb.EXPORT, {**facts, "name": path.name, "sha256": _digest(unfinished)}, actor)
        try:
            unfinished.replace(path)
        except OSError as error:
            store.note(Verb.EXPORT, {"failed": entry.number}, actor)
            raise ExportFailed(path, error.strerror or "") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    from desktop.store.files import sync_folder  # with a store at hand it is loaded

    sync_folder(path.parent)


def _digest(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
