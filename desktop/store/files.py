"""The store's folder and the source files kept in it, readable by their owner only."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from desktop.domain.case import Evidence
from desktop.domain.errors import (
    DiskFull,
    SourceChanged,
    SourceForbidden,
    SourceMissing,
    StoreError,
    StoreFailing,
    StoreForbidden,
    StoreMissing,
    StoreReadOnly,
)

SOURCES = "sources"
_UNFINISHED = ".part"
_ABANDONED_SECONDS = 3600.0
_BLOCK = 1 << 20

_FAULTS: dict[int, type[StoreError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: StoreReadOnly,
    errno.EACCES: StoreForbidden,
    errno.EPERM: StoreForbidden,
    errno.ENOENT: StoreMissing,
}


@contextmanager
def named_file_faults(path: Path) -> Iterator[None]:
    """Turn an OSError about the store's own files into a StoreError."""
    try:
        yield
    except OSError as error:
        fault = _FAULTS.get(error.errno or 0, StoreFailing)
        raise fault(path, error.strerror or str(error)) from error


def make_private(folder: Path) -> None:
    """Make the store's folder and its folder of sources, closed to other users."""
    with named_file_faults(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sources = folder / SOURCES
        sources.mkdir(exist_ok=True, mode=0o700)
        for place in (folder, sources):
            if os.name == "posix" and place.stat().st_mode & 0o077:
                place.chmod(0o700)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read, unless it is there."""
    with named_file_faults(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def copy_private(path: Path, target: Path) -> None:
    """Copy a file to a place where none is, readable by the owner only, durable on return."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as copy:
        for block in _blocks(path):
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows needs and offers no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class SourceFiles:
    """The source files of one store, each kept once under its SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / SOURCES

    def path(self, digest: str) -> Path:
        """Return where the file with this SHA-256 lies."""
        return self._folder / digest

    def keep(self, raw: bytes | Path, digest: str) -> None:
        """Keep a file under `digest`, durable on return. Raises SourceChanged when its content is another."""
        target = self.path(digest)
        if target.is_file() and file_digest(target) == digest:
            return
        with named_file_faults(self._folder):
            self._folder.mkdir(exist_ok=True, mode=0o700)
            with NamedTemporaryFile(dir=self._folder, suffix=_UNFINISHED, delete=False) as file:
                unfinished = Path(file.name)
                try:
                    found = sha256()
                    for block in _blocks(raw):
                        found.update(block)
                        file.write(block)
                    if found.hexdigest() != digest:
                        raise SourceChanged(raw if isinstance(raw, Path) else target)
                    file.flush()
                    os.fsync(file.fileno())
                    file.close()
                    unfinished.replace(target)
                except BaseException:
                    file.close()
                    unfinished.unlink(missing_ok=True)
                    raise
            sync_folder(self._folder)

    def keep_evidence(self, path: Path) -> Evidence:
        """Keep a file of a person under its SHA-256. Raises SourceMissing, SourceForbidden, SourceChanged."""
        try:
            digest = file_digest(path)
        except FileNotFoundError as error:
            raise SourceMissing(path) from error
        except OSError as error:
            raise SourceForbidden(path, error.strerror or "") from error
        self.keep(path, digest)
        return Evidence(path.name, digest)

    def delete(self, digest: str) -> None:
        """Delete a file for good: overwritten first unless a backup shares it, durable on return.

        One that is gone already is fine.
        """
        path = self.path(digest)
        with named_file_faults(path):
            try:
                status = path.stat()
                if status.st_nlink == 1:
                    overwrite(path, status.st_size)
                path.unlink()
            except FileNotFoundError:
                return
            sync_folder(self._folder)

    def clear_unfinished(self) -> None:
        """Remove what a killed import left behind; a younger file may belong to another program at work."""
        before = time.time() - _ABANDONED_SECONDS
        for path in self._folder.glob(f"*{_UNFINISHED}"):
            with suppress(OSError):
                if path.stat().st_mtime < before:
                    path.unlink()


def overwrite(path: Path, size: int) -> None:
    """Write zeros over the content of a file, durable on return."""
    with path.open("r+b") as file:
        while size > 0:
            size -= file.write(bytes(min(size, _BLOCK)))
        file.flush()
        os.fsync(file.fileno())


def _blocks(raw: bytes | Path) -> Iterator[bytes]:
    if isinstance(raw, bytes):
        yield raw
        return
    try:
        with raw.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
    except FileNotFoundError as error:
        raise SourceMissing(raw) from error
    except OSError as error:
        raise SourceForbidden(raw, error.strerror or "") from error


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
