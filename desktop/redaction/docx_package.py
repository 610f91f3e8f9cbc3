"""A Word file part by part, for writing: only what shows the document goes into a copy (ISO/IEC 29500-2)."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from desktop.parsing.readers.archive import Archive, open_archive, xml_root
from desktop.parsing.readers.word.markup import RELATIONS, STRICT
from desktop.parsing.readers.word.package import Package

_TYPES = "[Content_Types].xml"
_PACKAGE_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_IMPLIED = frozenset(
    {
        "officeDocument", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "numbering",
        "footnotes", "endnotes", "themeOverride", "chartStyle", "chartColorStyle",
    }
)  # fmt: skip
"""The kinds of relation that a part has without naming it in its text."""
_NAMED = frozenset(
    {
        "header", "footer", "image", "font", "hyperlink", "chart", "chartUserShapes", "diagramData", "diagramLayout",
        "diagramQuickStyle", "diagramColors", "diagramDrawing",
    }
)  # fmt: skip
"""The kinds of relation that are kept where the part names them in its text. Whatever is neither stays behind:
comments, properties, thumbnails, embedded files, macros, data stores, signatures, glossaries."""
_LINKING = frozenset({"link", "href", "pict"})
"""Attributes that only point to a second, outer place of something that is in the file as well."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Relation:
    """How a part refers to another, or to a place outside."""

    identity: str
    kind: str
    target: str
    is_external: bool
    element: Any


@dataclass(slots=True)
class Part:
    """One part that shows the document. `root` is None for one that is no XML, `strict` tells of strict names."""

    name: str
    raw: bytes
    root: Any = None
    strict: bool = False
    relations: list[Relation] = field(default_factory=list)
    rels_root: Any = None

    @property
    def folder(self) -> str:
        """The folder that the targets of its relations start from."""
        return posixpath.dirname(self.name)

    def written(self) -> bytes:
        """Return the part as it is to be written."""
        return self.raw if self.root is None else _serialised(self.root, self.strict)


class DocxParts:
    """The parts of a Word file that a copy of it has. `dropped` names by kind what stays behind."""

    def __init__(self, path: Path, raw: bytes, package: Package) -> None:
        """Take over the roots that were read already; the others are read here. Raises SourceError."""
        self._path = path
        self._archive: Archive = open_archive(path, raw)
        self._names = {name.lower(): name for name in self._archive.names}
        self._known = package.roots
        self.dropped: dict[str, int] = {}
        self._types = self._xml(self._names[_TYPES.lower()])[0]
        self.parts: dict[str, Part] = {}
        self._top = self._part("")
        self._gather(self._top)
        self.main = package.main_name

    def drop_unnamed(self) -> None:
        """Leave behind what no part names any more, such as the picture of a deleted passage."""
        for part in (*self.parts.values(), self._top):
            used = _named_in(part.root) if part.root is not None else frozenset()
            for relation in list(part.relations):
                if relation.kind in _NAMED and relation.identity not in used:
                    self.drop(part, relation)
        reached: dict[str, Part] = {}
        self._reach(self._top, reached)
        self.parts = reached

    def drop(self, part: Part, relation: Relation) -> None:
        """Take a relation out of a part, and whatever in its text names it."""
        part.relations.remove(relation)
        relation.element.getparent().remove(relation.element)
        self.dropped[relation.kind] = self.dropped.get(relation.kind, 0) + 1
        if part.root is not None:
            _forget(part.root, relation.identity)

    def written(self) -> bytes:
        """Return the copy: the parts with one time and nobody's name on them."""
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, _TYPES, self._written_types())
            for part in (self._top, *self.parts.values()):
                if part.name:
                    _put(archive, part.name, part.written())
                if part.relations:
                    _put(archive, _rels_name(part.name), _serialised(part.rels_root, part.strict))
        return stream.getvalue()

    def _gather(self, part: Part) -> None:
        for relation in list(part.relations):
            if (relation.is_external and relation.kind != "hyperlink") or (
                relation.kind not in _IMPLIED and relation.kind not in _NAMED
            ):
                self.drop(part, relation)
            elif not relation.is_external:
                name = self._target(part, relation)
                if name is None:
                    self.drop(part, relation)
                elif name not in self.parts:
                    self.parts[name] = self._part(name)
                    self._gather(self.parts[name])

    def _reach(self, part: Part, reached: dict[str, Part]) -> None:
        for relation in part.relations:
            name = None if relation.is_external else self._target(part, relation)
            if name is not None and name in self.parts and name not in reached:
                reached[name] = self.parts[name]
                self._reach(reached[name], reached)

    def _target(self, part: Part, relation: Relation) -> str | None:
        joined = posixpath.normpath(posixpath.join("/", part.folder, relation.target)).lstrip("/")
        return self._names.get(joined.lower())

    def _part(self, name: str) -> Part:
        part = Part(name, self._archive.read(name) if name else b"")
        if name.lower().endswith((".xml", ".vml")) and name:
            root, part.strict = self._xml(name)
            part.root = self._known.get(name, root)
        listed = self._names.get(_rels_name(name).lower())
        if listed is not None:
            part.rels_root, strict = self._xml(listed)
            part.strict = part.strict or strict
            part.relations = [_relation(element) for element in part.rels_root.iterchildren("{*}Relationship")]
        return part

    def _xml(self, name: str) -> tuple[Any, bool]:
        raw = self._archive.read(name)
        plain = raw
        for strict, usual in STRICT:
            plain = plain.replace(strict, usual)
        return xml_root(self._path, plain), plain != raw

    def _written_types(self) -> bytes:
        kept = {name.lower() for name in self.parts}
        for element in list(self._types):
            name = element.get("PartName", "").lstrip("/")
            if name and name.lower() not in kept:
                self._types.remove(element)
            elif name.lower() == self.main.lower():
                element.set("ContentType", _MAIN_TYPE)
        endings = {posixpath.splitext(name)[1].lstrip(".").lower() for name in kept} | {"rels", "xml"}
        for element in self._types.findall(f"{{{_PACKAGE_TYPES}}}Default"):
            if element.get("Extension", "").lower() not in endings:
                self._types.remove(element)
        return _serialised(self._types, False)


def _relation(element: Any) -> Relation:
    return Relation(
        element.get("Id", ""),
        posixpath.basename(element.get("Type", "")),
        element.get("Target", ""),
        element.get("TargetMode") == "External",
        element,
    )


def _rels_name(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _named_in(root: Any) -> frozenset[str]:
    """Return the identities of relations that a part's text names."""
    prefix = f"{{{RELATIONS}}}"
    return frozenset(
        value for element in root.iter(etree.Element) for key, value in element.items() if key.startswith(prefix)
    )


def _forget(root: Any, identity: str) -> None:
    """Take out of a part what names a relation that is gone: the element, or the attribute that is a second way."""
    prefix = f"{{{RELATIONS}}}"
    for element in list(root.iter(etree.Element)):
        for key, value in list(element.items()):
            if not key.startswith(prefix) or value != identity:
                continue
            local = etree.QName(element).localname
            if key.removeprefix(prefix) in _LINKING or local == "hyperlink":
                del element.attrib[key]
            elif element.getparent() is not None:
                element.getparent().remove(element)
                break


def _serialised(root: Any, strict: bool) -> bytes:
    raw: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    if strict:
        for names, usual in STRICT:
            raw = raw.replace(usual, names)
    return raw


def _put(archive: zipfile.ZipFile, name: str, raw: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, raw)
