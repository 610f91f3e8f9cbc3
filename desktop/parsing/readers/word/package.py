"""The parts of a Word file and how they refer to each other (ISO/IEC 29500-2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from desktop.domain.errors import SourceDamaged
from desktop.parsing.readers.archive import Archive, xml_root
from desktop.parsing.readers.word.markup import STRICT

_USUAL = "word/document.xml"


class Package:
    """An archive whose parts are found by the relations of its main part."""

    def __init__(self, path: Path, archive: Archive) -> None:
        """Find the main part. Raises SourceDamaged where there is none."""
        self._path = path
        self._archive = archive
        self._roots: dict[str, Any] = {}
        self._names = {name.lower(): name for name in archive.names}
        main = next((name for _, kind, name in self._relations("") if kind == "officeDocument"), _USUAL)
        self._main = main if self._has(main) else _USUAL
        if not self._has(self._main):
            raise SourceDamaged(path, _USUAL)
        self._related = {identity: (kind, name) for identity, kind, name in self._relations(self._main)}

    @property
    def main(self) -> Any:
        """The root of the main part."""
        return self._root(self._main)

    @property
    def main_name(self) -> str:
        """The name of the main part."""
        return self._names[self._main.lower()]

    @property
    def roots(self) -> Mapping[str, Any]:
        """The roots of the parts that were asked for, by the names of the parts."""
        return self._roots

    @property
    def has_pictures(self) -> bool:
        """Tell whether the main part refers to a picture."""
        return any(kind == "image" for kind, _ in self._related.values())

    def part(self, kind: str) -> Any:
        """Return the root of the part that the main one refers to as "styles", "numbering" …; None without one."""
        name = next((name for known, name in self._related.values() if known == kind), None)
        return self._root(name) if name is not None and self._has(name) else None

    def related(self, identity: str) -> Any:
        """Return the root of the part that the main one refers to by this identity, None without one."""
        _, name = self._related.get(identity, ("", ""))
        return self._root(name) if self._has(name) else None

    def _has(self, name: str) -> bool:
        return name.lower() in self._names

    def _root(self, name: str) -> Any:
        known = self._names[name.lower()]
        if known not in self._roots:
            raw_xml = self._archive.read(known)
            for strict, usual in STRICT:
                raw_xml = raw_xml.replace(strict, usual)
            self._roots[known] = xml_root(self._path, raw_xml)
        return self._roots[known]

    def _relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        """Yield identity, kind and target of what a part refers to inside of the archive."""
        folder, base = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self._has(listed):
            return
        for relation in self._root(listed).iterchildren("{*}Relationship"):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                yield relation.get("Id", ""), posixpath.basename(relation.get("Type", "")), target.lstrip("/")
