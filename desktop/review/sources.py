"""The files that a person opens."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import SourceForbidden, SourceMissing

_BLOCK = 1 << 20


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex. Raises SourceMissing, SourceForbidden."""
    found = sha256()
    with _opened(path) as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def check_readable(path: Path) -> None:
    """Say what can be said of a file that is not even there for reading. Raises SourceMissing, SourceForbidden."""
    with _opened(path):
        return


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for its other end
            raise SourceForbidden(path)
        with path.open("rb") as file:
            yield file
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceMissing(path) from error
    except OSError as error:
        raise SourceForbidden(path, error.strerror or "") from error
