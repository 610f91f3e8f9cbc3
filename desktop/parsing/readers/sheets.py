"""The pages of a file as they are printed: their sizes, their pictures, and where each character stands."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.domain.errors import SourceKindUnknown
from desktop.domain.glyphs import Glyphs
from desktop.domain.page_image import PageImage, PageSize
from desktop.parsing import readers
from desktop.parsing.readers import kinds


class Sheets(Protocol):
    """An open file whose pages can be shown. Used by one thread at a time."""

    def sizes(self) -> tuple[PageSize, ...]:
        """Return the size of every page as it is shown, rotation applied."""

    def image(self, index: int, scale: float) -> PageImage:
        """Draw a page (from 0) at `scale` pixels a point."""

    def glyphs(self, index: int, text: str) -> Glyphs:
        """Return one box for each code point of `text`, which is what the reader once read on this page."""

    def close(self) -> None:
        """Let the file go."""


def open_sheets(path: Path, kind: str, password: str | None = None) -> Sheets:
    """Open a file for showing that was read as `kind`; "" lets its content tell. Raises SourceError."""
    match kind or _told_by_content(path):
        case "pdf" | "scan":
            from desktop.parsing.readers import pdf_sheets

            return pdf_sheets.open_file(path, password)
        case "ofd":
            from desktop.parsing.readers import ofd_sheets

            return ofd_sheets.open_file(path)
    raise SourceKindUnknown(path, kind)


def _told_by_content(path: Path) -> str:
    kind = readers.kind_of(path)
    if kind in kinds.PICTURES:
        return "scan"
    return {kinds.PDF: "pdf", kinds.OFD: "ofd"}.get(kind, kind)
