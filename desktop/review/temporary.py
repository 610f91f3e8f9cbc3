"""One home for all temporary files of a user, and a folder in it for each running program.

The folder goes when the program ends. What a program left that was killed goes when the next one starts: its folder,
and the unfinished files that it was writing elsewhere. A folder is in use as long as its lock is held, which the system
lets go of when the process ends in any way.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

_NAMES = ("TMPDIR", "TEMP", "TMP")
"""Where libraries, and programs that a reader starts, look for a place."""
_MADE, _BEGUN = "work-", "new-"
_LOCK, _ELSEWHERE = ".lock", ".elsewhere"
_ABANDONED_SECONDS = 3600.0
"""Age of a folder whose program ended before it could lock it."""
_TRIES = 3
"""The home may go with another program while this one settles in."""

_folder: Path | None = None


@contextlib.contextmanager
def own_folder() -> Iterator[Path | None]:
    """Have all temporary files of this process in a folder of its own, closed to others, until the block is left.

    Where none can be had, files go where the system has them, None is given, and nothing is cleared.
    """
    global _folder
    lock: BinaryIO | None = None
    before, environment = tempfile.tempdir, {name: os.environ.get(name) for name in _NAMES}
    for _ in range(_TRIES):
        with contextlib.suppress(OSError):
            home = _home()
            _clear(home)
            _folder, lock = _made(home)
            break
    if _folder is None or lock is None:
        yield None
        return
    tempfile.tempdir = str(_folder)
    os.environ.update(dict.fromkeys(_NAMES, str(_folder)))
    try:
        yield _folder
    finally:
        tempfile.tempdir = before
        for name, value in environment.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        own, _folder = _folder, None
        lock.close()
        _remove(own)
        with contextlib.suppress(OSError):
            own.parent.rmdir()  # the last one to leave


def note_unfinished(path: Path) -> None:
    """Remember a file or folder that is being written elsewhere: if this program is killed, the next one removes it."""
    if _folder is not None:
        with contextlib.suppress(OSError), (_folder / _ELSEWHERE).open("ab") as file:
            file.write(os.fsencode(path.absolute()) + b"\0")


def _home() -> Path:
    """Return the folder that holds the folders of all programs of this user. Raises OSError where it is not safe."""
    whose = f"-{os.getuid()}" if sys.platform != "win32" else ""
    home = Path(tempfile.gettempdir()) / f"gongbao-desk{whose}"
    home.mkdir(mode=0o700, exist_ok=True)
    status = home.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(home)
    if sys.platform != "win32":
        if status.st_uid != os.getuid():
            raise PermissionError(home)
        if status.st_mode & 0o077:
            home.chmod(0o700)
    return home


def _made(home: Path) -> tuple[Path, BinaryIO]:
    begun = Path(tempfile.mkdtemp(prefix=_BEGUN, dir=home))
    own = home / f"{_MADE}{begun.name.removeprefix(_BEGUN)}"
    if sys.platform == "win32":  # a folder in which a file is open cannot be renamed there
        begun.rename(own)
        return own, (own / _LOCK).open("wb")
    import fcntl

    lock = (begun / _LOCK).open("wb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        begun.rename(own)
    except BaseException:
        lock.close()
        _remove(begun)
        raise
    return own, lock


def _clear(home: Path) -> None:
    """Remove the folders of programs that are gone."""
    for folder in home.glob(f"{_MADE}*"):
        if _is_left(folder / _LOCK):
            _clear_elsewhere(folder)
            _remove(folder)
    for folder in home.glob(f"{_BEGUN}*"):
        with contextlib.suppress(OSError):
            if folder.stat().st_mtime < time.time() - _ABANDONED_SECONDS:
                _remove(folder)


def _is_left(lock: Path) -> bool:
    """Tell whether the program that holds a lock is gone."""
    if sys.platform == "win32":
        try:
            lock.unlink(missing_ok=True)  # refused while it is open
        except OSError:
            return False
        return True
    import fcntl

    try:
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _clear_elsewhere(folder: Path) -> None:
    """Remove what a killed program was writing outside of its folder; its own names for that are known."""
    with contextlib.suppress(OSError):
        for raw in (folder / _ELSEWHERE).read_bytes().split(b"\0")[:-1]:
            path = Path(os.fsdecode(raw))
            if path.name.startswith(".") and path.name.endswith(".part"):
                if path.is_dir() and not path.is_symlink():
                    _remove(path)
                else:
                    with contextlib.suppress(OSError):
                        path.unlink()


def _remove(folder: Path) -> None:
    """Remove a folder; what cannot be removed stays for the next start."""
    shutil.rmtree(folder, onerror=_try_once_more)


def _try_once_more(
    remove: Callable[..., object], name: str, _fault: tuple[type[BaseException], BaseException, TracebackType]
) -> None:
    """Remove a file that is readable only, which Windows refuses."""
    with contextlib.suppress(OSError):
        os.chmod(name, stat.S_IRWXU)
        remove(name)
