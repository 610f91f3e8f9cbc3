"""The files that stand behind the names a person gives: each folder stands for all the files in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_DIGITS = re.compile(r"([0-9０-９]+)")
_HIDDEN = (".", "~$")
"""How names begin of files that nobody sees: hidden ones, and what office programs keep beside an open file."""


def files_under(named: Iterable[Path]) -> list[Path]:
    """Return the files that are named, each folder replaced by the files in it and in its folders.

    Hidden ones are left out; a folder that is reached a second time, through a link, is not gone through again.
    """
    found: list[Path] = []
    for path in named:
        found += _files_in(path, set()) if path.is_dir() else [path]
    return found


def natural_order(name: str) -> list[tuple[int, str]]:
    """Return a key that sorts 第2期 before 第10期."""
    return [(int(part), "") if number % 2 else (0, part) for number, part in enumerate(_DIGITS.split(name))]


def _files_in(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        status = folder.stat()
        entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(_HIDDEN)]
    except OSError:
        return  # a folder that may not be looked into has no files for this user
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    entries.sort(key=lambda entry: natural_order(entry.name))
    folders = [entry.name for entry in entries if _is_folder(entry)]
    yield from (folder / entry.name for entry in entries if entry.name not in folders)
    for name in folders:
        yield from _files_in(folder / name, seen)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
