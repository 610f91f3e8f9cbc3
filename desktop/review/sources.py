"""The files that a person opens."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path

from desktop.domain.errors import SourceForbidden, SourceMissing

_BLOCK = 1 << 20


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex. Raises SourceMissing, SourceForbidden."""
    found = sha256()
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for its other end
            raise SourceForbidden(path)
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except FileNotFoundError as error:
        raise SourceMissing(path) from error
    except OSError as error:
        raise SourceForbidden(path, error.strerror or "") from error
    return found.hexdigest()
