"""The files, the store and the person that a line names."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.review.desk import Desk
from desktop.store import Store

_NOBODY = "命令行"


@contextmanager
def open_desk(folder: Path, actor: str | None = None, create: bool = False, read_only: bool = False) -> Iterator[Desk]:
    """Open a store for one person's verbs; without a name, for the user of the system."""
    with Store.open(folder, create=create, read_only=read_only) as store:
        yield Desk(store, actor_or_user(actor))


def actor_or_user(actor: str | None) -> str:
    """Return who acts: the person named, else the user of the system."""
    if actor:
        return actor
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return _NOBODY
