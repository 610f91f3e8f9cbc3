"""The documents of an OFD file: their pages in order, with size, templates, resources and annotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop.domain.errors import SourceDamaged, SourceUnsafe
from desktop.domain.page_image import PageSize
from desktop.parsing.readers.ofd.matrix import POINTS, Matrix, scale, shift
from desktop.parsing.readers.ofd.package import Package, child, children, folder_of, local, numbers, text_of
from desktop.parsing.readers.ofd.resources import Resources

MOST_PAGES = 20_000
_MOST_LAYERS = 200
_A4 = [0.0, 0.0, 210.0, 297.0]
_SHORTEST_SIDE, _LONGEST_SIDE = 10.0, 2_000.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its size in points, the map from its millimetres to points, and what is drawn on it from below.

    `layers` are elements that hold layers or blocks; `is_complete` is False where the part of the page is missing.
    """

    size: PageSize
    to_points: Matrix
    layers: tuple[Any, ...]
    resources: Resources
    is_complete: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page is described: its document, its number and its part."""

    document: _Document
    key: str | None
    part: str | None


class OfdFile:
    """The pages of all documents of a file, one after the other; each is read when it is asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.is_signed = False
        self._places: list[_Place] = []
        for body in children(package.entrance(), "DocBody"):
            self.is_signed = self.is_signed or bool(text_of(body, "Signatures"))
            name = package.find("", text_of(body, "DocRoot"))
            if name is not None:
                document = _Document(package, name)
                self._places += [_Place(document, key, part) for key, part in document.pages()]
        if not self._places:
            raise SourceDamaged(package.path, "pages")
        if len(self._places) > MOST_PAGES:
            raise SourceUnsafe(package.path, "pages")

    def __len__(self) -> int:
        return len(self._places)

    @property
    def blank(self) -> Leaf:
        """A page that stands for one that cannot be read."""
        return Leaf(PageSize(_A4[2] * POINTS, _A4[3] * POINTS), scale(POINTS), (), Resources(), is_complete=False)

    def size(self, index: int) -> PageSize:
        """Return the size of a page in points."""
        place = self._places[index]
        try:
            return place.document.size(place.part)
        except SourceDamaged:
            return self.blank.size

    def leaf(self, index: int) -> Leaf:
        """Read a page (from 0) with its templates and annotations."""
        place = self._places[index]
        return place.document.leaf(place.key, place.part)


class _Document:
    """One document of the file."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._folder = folder_of(name)
        self._root = package.root(name)
        common = child(self._root, "CommonData")
        self._box = _box(child(common, "PageArea") if common is not None else None) or _A4
        self._templates: dict[str, tuple[str, str]] = {}
        self._resources = Resources()
        for entry in children(common) if common is not None else ():
            if local(entry) in ("PublicRes", "DocumentRes"):
                found = package.find(self._folder, entry.text)
                if found is not None:
                    self._resources.load(package, found)
            elif local(entry) == "TemplatePage":
                found = package.find(self._folder, entry.get("BaseLoc"))
                if found is not None:
                    self._templates[entry.get("ID") or ""] = (found, entry.get("ZOrder") or "")
        self._notes = self._annotated()

    def pages(self) -> Iterator[tuple[str | None, str | None]]:
        """Yield the number and the part of each page."""
        pages = child(self._root, "Pages")
        for page in children(pages, "Page") if pages is not None else ():
            yield page.get("ID"), self._package.find(self._folder, page.get("BaseLoc"))

    def size(self, part: str | None) -> PageSize:
        """Return the size of one page in points."""
        box = self._page_box(self._package.root(part) if part is not None else None)
        return PageSize(box[2] * POINTS, box[3] * POINTS)

    def _page_box(self, root: Any) -> list[float]:
        return (_box(child(root, "Area")) if root is not None else None) or self._box

    def leaf(self, key: str | None, part: str | None) -> Leaf:
        """Read one page."""
        root = self._package.root(part) if part is not None else None
        box = self._page_box(root)
        resources = self._resources
        if part is not None and root is not None and (listed := list(children(root, "PageRes"))):
            resources = resources.copied()
            for entry in listed:
                found = self._package.find(folder_of(part), entry.text)
                if found is not None:
                    resources.load(self._package, found)
        layers = self._layers(part, root, ()) if part is not None else []
        layers += self._appearances(key)
        size = PageSize(box[2] * POINTS, box[3] * POINTS)
        return Leaf(size, shift(-box[0], -box[1]).then(scale(POINTS)), tuple(layers), resources, root is not None)

    def _layers(self, part: str, root: Any, above: tuple[str, ...]) -> list[Any]:
        """Return what is drawn for a page: background templates, its own content, templates in front of it."""
        if part in above:
            raise SourceUnsafe(self._package.path, "template")
        below: list[Any] = []
        front: list[Any] = []
        for entry in children(root, "Template"):
            name, order = self._templates.get(entry.get("TemplateID") or "", (None, ""))
            if name is not None:
                drawn = self._layers(name, self._package.root(name), (*above, part))
                is_front = (entry.get("ZOrder") or order).lower() == "foreground"
                (front if is_front else below).extend(drawn)
            if len(below) + len(front) > _MOST_LAYERS:
                raise SourceUnsafe(self._package.path, "template")
        return [*below, *children(root, "Content"), *front]

    def _annotated(self) -> dict[str, dict[str, None]]:
        """Return the parts with the annotations of each page, by the page's number."""
        name = self._package.find(self._folder, text_of(self._root, "Annotations"))
        notes: dict[str, dict[str, None]] = {}
        if name is None:
            return notes
        for page in children(self._package.root(name), "Page"):
            part = self._package.find(folder_of(name), text_of(page, "FileLoc"))
            if part is not None:
                notes.setdefault(page.get("PageID") or "", {})[part] = None
        return notes

    def _appearances(self, key: str | None) -> Iterator[Any]:
        for part in self._notes.get(key or "", ()):
            for note in children(self._package.root(part), "Annot"):
                if (note.get("Visible") or "true").lower() != "false":
                    yield from children(note, "Appearance")


def _box(area: Any) -> list[float] | None:
    """Return left, top, width and height of a page in millimetres, kept within what paper can be."""
    if area is None:
        return None
    box = numbers(text_of(area, "PhysicalBox") or text_of(area, "ApplicationBox"))
    if len(box) != 4 or min(box[2:]) <= 0:
        return None
    return [*box[:2], *(min(max(side, _SHORTEST_SIDE), _LONGEST_SIDE) for side in box[2:])]
