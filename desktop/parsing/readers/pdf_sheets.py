"""The pages of a PDF or of a picture file as they are printed, for showing."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from desktop.domain.errors import (
    SourceDamaged,
    SourceForbidden,
    SourceMissing,
)
from desktop.domain.glyphs import Box, Glyphs
from desktop.domain.page_image import PageImage, PageSize
from desktop.parsing.readers import kinds
from desktop.parsing.readers.layout import UNKNOWN, SetPage, TypeArea
from desktop.parsing.readers.layout.area import neighbours
from desktop.parsing.readers.pdf_opening import PageDamaged, bounded_scale, draw, open_document, page_of, size_of
from desktop.parsing.readers.pdf_runs import set_with_boxes

_LONGEST = 20_000
_UNKNOWN = PageSize(595.0, 842.0)
_WHITE = b"\xff\xff\xff"


def open_file(path: Path, password: str | None = None) -> PdfSheets:
    """Open a file for showing; its kind is told by its content. Raises SourceError."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceMissing(path) from error
    except PermissionError as error:
        raise SourceForbidden(path) from error
    except OSError as error:
        raise SourceDamaged(path, error.strerror or "") from error
    filetype = "pdf" if kinds.kind_of(raw) == kinds.PDF else None
    return PdfSheets(path, open_document(path, raw, password, filetype))


def open_made(raw: bytes) -> PdfSheets:
    """Open a PDF that was just made, such as a form, for showing. Raises SourceError."""
    made = Path("made.pdf")
    return PdfSheets(made, open_document(made, raw, None, "pdf"))


class PdfSheets:
    """An open document. Used by one thread at a time."""

    def __init__(self, path: Path, document: Any) -> None:
        self._path = path
        self._document = document

    def sizes(self) -> tuple[PageSize, ...]:
        """Return the size of every page as it is shown, in points; that of A4 for a damaged page."""
        return tuple(self._size(index) for index in range(self._document.page_count))

    def image(self, index: int, scale: float) -> PageImage:
        """Draw a page (from 0) at `scale` pixels a point, or smaller when that were too many pixels.

        A damaged page is drawn white.
        """
        size = self._size(index)
        scale = bounded_scale(size, scale)
        try:
            return draw(page_of(self._document, index), scale)
        except PageDamaged:
            width, height = max(round(size.width * scale), 1), max(round(size.height * scale), 1)
            return PageImage(width, height, _WHITE * (width * height))

    def glyphs(self, index: int, text: str) -> Glyphs:
        """Return one box for each code point of `text`, which is what the reader once read on this page."""
        found = self._set(index)
        if found.text != text and found.text:
            others = neighbours(index, self._document.page_count)
            known = next((area.gutters for other in others if (area := self._set(other).area).gutters), ())
            found = self._set(index, TypeArea(gutters=known)) if known else found
        return found.glyphs() if found.text == text else _aligned(found, text)

    def close(self) -> None:
        """Let the file go."""
        self._document.close()

    def _set(self, index: int, known: TypeArea = UNKNOWN) -> SetPage:
        try:
            return set_with_boxes(page_of(self._document, index), known)
        except PageDamaged:
            return SetPage()

    def _size(self, index: int) -> PageSize:
        try:
            return size_of(page_of(self._document, index))
        except PageDamaged:
            return _UNKNOWN


def _aligned(found: SetPage, text: str) -> Glyphs:
    """Return the boxes for a text that was set otherwise, by an older version of the program."""
    boxes: list[Box | None] = [None] * len(text)
    known = list(found.glyphs().boxes())
    own = [offset for offset, char in enumerate(text[:_LONGEST]) if not char.isspace()]
    other = [offset for offset, char in enumerate(found.text[:_LONGEST]) if not char.isspace()]
    matcher = SequenceMatcher(
        None, [text[offset] for offset in own], [found.text[offset] for offset in other], autojunk=False
    )
    for first, second, length in matcher.get_matching_blocks():
        for step in range(length):
            boxes[own[first + step]] = known[other[second + step]]
    return Glyphs.of(boxes)
