"""The pages of an OFD file as they are printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.domain.errors import SourceDamaged, SourceForbidden, SourceMissing
from desktop.domain.glyphs import Box, Glyphs
from desktop.domain.page_image import PageImage, PageSize
from desktop.parsing.readers.layout import UNKNOWN, SetPage, TypeArea, set_page
from desktop.parsing.readers.layout.area import neighbours
from desktop.parsing.readers.ofd.content import read_content
from desktop.parsing.readers.ofd.documents import Leaf, OfdFile
from desktop.parsing.readers.ofd.drawing import bounded, draw, put_page
from desktop.parsing.readers.ofd.fonts import Types
from desktop.parsing.readers.ofd.package import Package
from desktop.parsing.readers.ofd.typesetting import typeset

_REACH = 40


def open_file(path: Path) -> OfdSheets:
    """Open an OFD file for showing. Raises SourceError."""
    try:
        return OfdSheets(path, path.read_bytes())
    except FileNotFoundError as error:
        raise SourceMissing(path) from error
    except PermissionError as error:
        raise SourceForbidden(path) from error
    except OSError as error:
        raise SourceDamaged(path, error.strerror or "") from error


class OfdSheets:
    """An open OFD file; each page is read and drawn when it is asked for."""

    def __init__(self, path: Path, raw: bytes) -> None:
        self._path = path
        self._package = Package(path, raw)
        self._file = OfdFile(self._package)
        self._types = Types(self._package)

    def sizes(self) -> tuple[PageSize, ...]:
        """Return the size of every page."""
        return tuple(self._file.size(index) for index in range(len(self._file)))

    def image(self, index: int, scale: float) -> PageImage:
        """Draw a page (from 0) at `scale` pixels a point."""
        leaf = self._leaf(index)
        zoom = bounded(leaf.size, scale)
        return draw(read_content(self._path, leaf), leaf.size, zoom, self._types, self._package)

    def put_pages(self, document: Any) -> None:
        """Add all pages to a PDF that PyMuPDF opened, as they are drawn."""
        for index in range(len(self._file)):
            leaf = self._leaf(index)
            put_page(document, read_content(self._path, leaf), leaf.size, self._types, self._package)

    def glyphs(self, index: int, text: str) -> Glyphs:
        """Return one box for each code point of `text`, which is what the reader once read on this page."""
        found = self._set(index)
        if found.text != text and found.text and not found.area.gutters:
            near = (self._set(other).area.gutters for other in neighbours(index, len(self._file)))
            found = self._set(index, TypeArea(gutters=next((gutters for gutters in near if gutters), ())))
        known = found.glyphs()
        return known if found.text == text else Glyphs.of(_matched(text, found.text, list(known.boxes())))

    def _set(self, index: int, known: TypeArea = UNKNOWN) -> SetPage:
        leaf = self._leaf(index)
        page = typeset(read_content(self._path, leaf), self._types)
        return set_page(page.runs, page.rules, leaf.size, known)

    def _leaf(self, index: int) -> Leaf:
        try:
            return self._file.leaf(index)
        except SourceDamaged:
            return self._file.blank

    def close(self) -> None:
        """Let the file go."""
        self._types.clear()


def _matched(text: str, known: str, boxes: list[Box | None]) -> list[Box | None]:
    """Return the boxes for a text that was read in another way: the same characters in the same order."""
    found: list[Box | None] = []
    place = 0
    for char in text:
        at = known.find(char, place, place + _REACH) if not char.isspace() else -1
        found.append(boxes[at] if at >= 0 else None)
        place = at + 1 if at >= 0 else place
    return found
