"""From a file to its source text: one module per kind of file, the kind told by content, not by name."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from desktop.domain.errors import (
    SourceBinary,
    SourceDamaged,
    SourceEmpty,
    SourceEncrypted,
    SourceForbidden,
    SourceKindUnknown,
    SourceMissing,
    SourceTooLarge,
)
from desktop.domain.text import SourceText
from desktop.parsing.progress import Progress, unheard
from desktop.parsing.readers import kinds, markdown, plain, web_page
from desktop.parsing.readers.decoding import Undecodable, decode
from desktop.parsing.readers.options import ReadOptions

Reader = Callable[[Path, bytes, str, ReadOptions, Progress], SourceText]
"""Takes the path (for errors only), the content, its SHA-256, what was chosen, and whom to tell of the progress."""

LARGEST = 200_000_000
"""Bytes; a larger file is refused without being read."""
LARGEST_TEXT = 64_000_000
"""Bytes; text is parsed whole in memory, so its limit is lower than that of a file with pictures."""
DEFAULT = ReadOptions()
_TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md"})


def read(path: Path, options: ReadOptions = DEFAULT, progress: Progress = unheard) -> SourceText:
    """Return the text of a file. Raises a subclass of SourceError, and nothing else, for a file it cannot read."""
    with _named_faults(path):
        return _read(path, options, progress)


def kind_of(path: Path) -> str:
    """Return what kind of file a file is, one of `kinds`. Raises SourceError."""
    with _named_faults(path):
        return kinds.kind_of(_content(path))


@contextmanager
def _named_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise SourceMissing(path) from error
    except (PermissionError, IsADirectoryError) as error:
        raise SourceForbidden(path) from error
    except NotADirectoryError as error:
        raise SourceMissing(path) from error
    except MemoryError as error:
        raise SourceTooLarge(path) from error
    except OSError as error:
        raise SourceDamaged(path, error.strerror or "") from error


def _read(path: Path, options: ReadOptions, progress: Progress) -> SourceText:
    raw = _content(path)
    kind = kinds.kind_of(raw)
    if kind == kinds.ENCRYPTED_OFFICE:
        raise SourceEncrypted(path)
    reader = _reader(kind)
    if reader is not None:
        return reader(path, raw, sha256(raw).hexdigest(), options, progress)
    if kind != kinds.TEXT:
        raise _unknown(path, kind)
    if len(raw) > LARGEST_TEXT:
        raise SourceTooLarge(path, f"{LARGEST_TEXT // 1_000_000} MB")
    return _text(path, raw)


def _content(path: Path) -> bytes:
    if "\x00" in str(path):
        raise SourceMissing(path)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise SourceForbidden(path, "folder" if stat.S_ISDIR(status.st_mode) else "device")
    if status.st_size >= LARGEST:
        raise SourceTooLarge(path, f"{LARGEST // 1_000_000} MB")
    with path.open("rb") as file:
        raw = file.read(LARGEST)
    if not raw:
        raise SourceEmpty(path)
    return raw


def _reader(kind: str) -> Reader | None:
    """Return the reader of a kind of file that is no text, loaded when the first such file comes."""
    if kind == kinds.PDF:
        from desktop.parsing.readers import pdf

        return pdf.read
    if kind in kinds.PICTURES:
        from desktop.parsing.readers import scan

        return scan.read
    if kind == kinds.DOCX:
        from desktop.parsing.readers import word

        return word.read
    if kind in kinds.CONVERTED:
        from desktop.parsing.readers import legacy

        return legacy.read
    if kind == kinds.OFD:
        from desktop.parsing.readers import ofd

        return ofd.read
    return None


def _text(path: Path, raw: bytes) -> SourceText:
    try:
        text, notices = decode(raw)
    except Undecodable as error:
        raise _unknown(path, str(error)) from error
    source = _text_reader(text)(path.name, sha256(raw).hexdigest(), text, notices)
    if not source.text.strip():
        raise SourceEmpty(path)
    return source


def _text_reader(text: str) -> Callable[[str, str, str, tuple[str, ...]], SourceText]:
    if web_page.is_page(text):
        return web_page.read
    return markdown.read if markdown.is_marked(text) else plain.read


def _unknown(path: Path, detail: str) -> SourceBinary | SourceKindUnknown:
    """Return the error for content that no reader knows: a name that says text makes it a matter of its own."""
    return (SourceBinary if path.suffix.lower() in _TEXT_SUFFIXES else SourceKindUnknown)(path, detail)
