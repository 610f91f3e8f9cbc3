"""What a writer of a public copy says that it changed, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.glyphs import Box
from desktop.redaction.pdf_marks import Mark


@dataclass(frozen=True, slots=True)
class PageChange:
    """What was changed on one page (from 0), in points of the page as it is shown.

    `boxes` were emptied, `marks` printed: masks and notes. `reprints` are kept characters that were set anew because
    they shared a glyph with a removed one. `by_place` tells that all was removed by its place alone: the page is a
    picture, or its fonts do not say what they show.
    """

    page: int
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...] = ()
    reprints: tuple[Mark, ...] = ()
    by_place: bool = False


@dataclass(frozen=True, slots=True)
class PdfCopy:
    """A copy that was written: its number of pages, its changes, and in Chinese what else it has no more.

    `is_set_anew` tells that its pages are not those of the source (from a web page).
    """

    pages: int
    changes: tuple[PageChange, ...] = ()
    notices: tuple[str, ...] = ()
    is_flattened: bool = False
    is_set_anew: bool = False
