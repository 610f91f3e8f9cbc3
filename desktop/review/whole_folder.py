"""A folder written for a person: the whole of it is there, or what was there before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from desktop.domain.edits import Json, Verb
from desktop.domain.errors import ExportFailed, FolderTaken
from desktop.review.temporary import note_unfinished

if TYPE_CHECKING:
    from desktop.store import Store

MARK = ".gongbao-desk-export"
"""The file by which a folder that an export made is known again; only such a one, or an empty one, is replaced."""
_BLOCK = 1 << 20
_OPEN = 0o755
"""What stands in a folder is for others to read, unlike a file of records."""


def refuse(path: Path) -> None:
    """Raise FolderTaken where a folder holds what no export put there, ExportFailed where it is a file."""
    try:
        if path.is_dir() and any(path.iterdir()) and not (path / MARK).is_file():
            raise FolderTaken(path)
        if path.exists() and not path.is_dir():
            raise NotADirectoryError(20, "Not a directory")
    except OSError as error:
        raise ExportFailed(path, error.strerror or "") from error


def write(path: Path, fill: Callable[[Path], int]) -> tuple[Path, int]:
    """Let `fill` write into an empty folder beside `path`; return it, and what `fill` counted.

    Raises FolderTaken, ExportFailed.
    """
    refuse(path)
    try:
        unfinished = Path(mkdtemp(dir=path.parent, prefix=".export-", suffix=".part"))
    except OSError as error:
        raise ExportFailed(path, error.strerror or "") from error
    note_unfinished(unfinished)
    try:
        count = fill(unfinished)
        unfinished.chmod(_OPEN)
        (unfinished / MARK).write_text("由公报审校台导出；再次导出到这里时会整个替换。\n", encoding="utf-8")
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise ExportFailed(path, error.strerror or "") from error
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return unfinished, count


def hand_out(store: Store, actor: str, unfinished: Path, path: Path, facts: dict[str, Json]) -> None:
    """Journal an export and put its folder in place; one that cannot be journalled is not made. Raises ExportFailed."""
    try:
        digest, files = _digest(unfinished)
        entry = store.note(Verb.EXPORT, {**facts, "name": path.name, "files": files, "sha256": digest}, actor)
        try:
            _replace(unfinished, path)
        except OSError as error:
            store.note(Verb.EXPORT, {"failed": entry.number}, actor)
            raise ExportFailed(path, error.strerror or "") from error
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    from desktop.store.files import sync_folder  # with a store at hand it is loaded

    sync_folder(path.parent)


def _replace(unfinished: Path, path: Path) -> None:
    """Put the new folder in the place of the old one, which comes back when that fails. Raises OSError."""
    if not path.exists():
        unfinished.rename(path)
        return
    before = Path(mkdtemp(dir=path.parent, prefix=".export-", suffix=".before"))
    path.rename(before / path.name)
    try:
        unfinished.rename(path)
    except OSError:
        with suppress(OSError):
            (before / path.name).rename(path)
            before.rmdir()
        raise
    shutil.rmtree(before, ignore_errors=True)


def _digest(folder: Path) -> tuple[str, int]:
    """Return the SHA-256 of the list of all files with theirs, as sha256sum prints it, and how many files there are."""
    whole, count = sha256(), 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found = sha256()
        with path.open("r+b") as file:  # what may not be written is not made durable everywhere
            while block := file.read(_BLOCK):
                found.update(block)
            os.fsync(file.fileno())
        whole.update(f"{found.hexdigest()}  {path.relative_to(folder).as_posix()}\n".encode())
        count += 1
    return whole.hexdigest(), count
