"""Where lines of output go: stdout, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.cli import console
from desktop.domain.errors import ExportFailed
from desktop.review.temporary import note_unfinished


@contextmanager
def destination(out: Path | None, private: bool = False) -> Iterator[Callable[[str], None]]:
    """Give a function that writes a line; a file appears whole or stays as it was. Raises ExportFailed.

    A `private` file, such as one that quotes what is not to be published, is for its owner only.
    """
    if out is None:
        yield console.write
    elif out.exists() and not out.is_file() and not out.is_dir():  # a device or a pipe takes lines as they come
        with _named_faults(out), out.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            yield lambda line: print(line, file=stream)
    else:
        with _replacing(out, private) as write:
            yield write


def is_same(out: Path, path: Path) -> bool:
    """Tell whether two names are one file."""
    try:
        return out.samefile(path)
    except OSError:
        return False


@contextmanager
def _replacing(out: Path, private: bool) -> Iterator[Callable[[str], None]]:
    with _named_faults(out):
        number, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
        note_unfinished(Path(name))
        try:
            with open(number, "w", encoding="utf-8", errors="backslashreplace") as stream:
                yield lambda line: print(line, file=stream)
            if not private:
                os.chmod(name, 0o666 & ~_umask())
            os.replace(name, out)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _named_faults(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportFailed(out, error.strerror or "") from error
