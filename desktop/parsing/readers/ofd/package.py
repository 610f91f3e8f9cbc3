"""The parts of an OFD file (GB/T 33190): found by their locations, read leniently.

Producers differ: with or without a namespace, locations absolute or relative, in another case than the entry.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

from desktop.domain.errors import SourceDamaged, SourceEncrypted, SourceUnsafe
from desktop.parsing.readers.archive import open_archive, xml_root

ENTRANCE = "OFD.xml"
MOST_TAGS = 20_000_000
"""Of all parts together, each counted as often as it is read."""

_LARGEST = 1_000_000.0
# GM/T 0099: the keys of an encrypted file stand in parts of their own.
_KEYS = regex.compile(r"(?:^|/)(?:encryptions\.xml|decr?yptseed\.dat|entriesmap\.dat)$", regex.IGNORECASE)


class Package:
    """The archive with its parts by location. Raises SourceError for what is damaged, encrypted or made to harm."""

    def __init__(self, path: Path, raw: bytes) -> None:
        self.path = path
        self._archive = open_archive(path, raw)
        if any(_KEYS.search(name) for name in self._archive.names):
            raise SourceEncrypted(path)
        self._names = {posixpath.normpath(name).lower(): name for name in self._archive.names}
        self._tags = 0

    def find(self, folder: str, location: str | None) -> str | None:
        """Return the name of the entry at a location that a part in `folder` gives; None where there is none."""
        wanted = (location or "").strip().replace("\\", "/")
        if not wanted:
            return None
        for base in ("", folder) if wanted.startswith("/") else (folder, ""):
            name = posixpath.normpath(posixpath.join(base, wanted.lstrip("/"))).lower()
            if name in self._names:
                return self._names[name]
        return None

    def root(self, name: str) -> Any:
        """Return the root element of a part. Raises SourceUnsafe when the parts that were read become too many."""
        raw = self._archive.read(name)
        self._tags += raw.count(b"<")
        if self._tags > MOST_TAGS:
            raise SourceUnsafe(self.path, "parts")
        return xml_root(self.path, raw)

    def content(self, name: str) -> bytes:
        """Return the bytes of a part."""
        return self._archive.read(name)

    def entrance(self) -> Any:
        """Return the root of OFD.xml."""
        name = self.find("", ENTRANCE)
        if name is None:
            raise SourceDamaged(self.path, ENTRANCE)
        return self.root(name)


def folder_of(name: str) -> str:
    """Return the folder of a part, "" for the root of the package."""
    return posixpath.dirname(name)


def local(element: Any) -> str:
    """Return the name of an element without its namespace."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def children(element: Any, *names: str) -> Iterator[Any]:
    """Yield the children of these names, all children where none is named."""
    return (child for child in element if not names or local(child) in names)


def child(element: Any, name: str) -> Any:
    """Return the first child of a name, None where there is none."""
    return next(children(element, name), None)


def descendants(element: Any, name: str) -> Iterator[Any]:
    """Yield all elements of a name below an element."""
    return (below for below in element.iterdescendants() if local(below) == name)


def text_of(element: Any, name: str) -> str | None:
    """Return what a child or, in the files of some producers, an attribute of this name says."""
    found = child(element, name)
    value: str | None = found.text if found is not None else element.get(name)
    return value.strip() if value is not None else None


def number(text: str | None, default: float = 0.0) -> float:
    """Return a number of a file; the default for what is none or beyond all measure."""
    try:
        value = float(text) if text is not None else default
    except ValueError:
        return default
    return value if -_LARGEST < value < _LARGEST else default


def numbers(text: str | None) -> list[float]:
    """Return the numbers of an array (ST_Array, ST_Box, ST_Pos)."""
    return [number(part) for part in (text or "").replace(",", " ").split()]


def is_true(text: str | None, default: bool) -> bool:
    """Return a truth value (xs:boolean)."""
    return default if text is None else text.strip().lower() in ("true", "1")
