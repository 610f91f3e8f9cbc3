"""The files, the store and the person that a line names."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop.review.desk import Desk
from desktop.store import Store

_NOBODY = "命令行"


def source_files(named: Sequence[Path]) -> list[Path]:
    """Return the files that are named, each folder replaced by the files in it, hidden ones left out."""
    found: list[Path] = []
    for path in named:
        found += _files_in(path) if path.is_dir() else [path]
    return found


def _files_in(folder: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place, name) for name in sorted(names) if not name.startswith(".")]
    return found


@contextmanager
def open_desk(folder: Path, actor: str | None = None, create: bool = False, read_only: bool = False) -> Iterator[Desk]:
    """Open a store for one person's verbs; without a name, for the user of the system."""
    with Store.open(folder, create=create, read_only=read_only) as store:
        yield Desk(store, actor or _user())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return _NOBODY
