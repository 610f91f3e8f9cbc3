"""Sheets of paper as PDF: A4, the text selectable, in the Chinese font that PyMuPDF carries."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, BinaryIO

from desktop.export.form_layout import MARGIN, SHEET

TITLE = 16.0
"""Points: the size of a title that is not too long for its sheet."""


def library() -> Any:
    """Return PyMuPDF, loaded when it is needed: it takes longer to load than a command that writes no file may."""
    import pymupdf

    return pymupdf


@cache
def font() -> Any:
    """Return the font of all texts."""
    return library().Font("cjk")


def width_of(text: str, size: float) -> float:
    """Return how wide a text is at a size, in points: the signs of a text are asked for again and again."""
    return sum(map(_advance, text)) * size


@lru_cache(maxsize=8192)
def _advance(sign: str) -> float:
    return float(font().text_length(sign, fontsize=1))


def new_sheet(document: Any) -> Any:
    """Add a page."""
    return document.new_page(width=SHEET[0], height=SHEET[1])


def write_title(writer: Any, title: str, width: float) -> None:
    """Write the title of the first sheet in the middle. `width` is its own at the size TITLE, in points."""
    size = min(TITLE, TITLE * (SHEET[0] - 2 * MARGIN) / max(width, 1))
    left = (SHEET[0] - width * size / TITLE) / 2
    writer.append((left, MARGIN + TITLE), title, font=font(), fontsize=size)


def save(document: Any, title: str, stream: BinaryIO) -> None:
    """Write a document, and close it. `title` is what a reader's window is headed with. Raises OSError."""
    document.subset_fonts()
    document.set_metadata({"title": title, "producer": "", "creator": ""})
    stream.write(document.tobytes(garbage=4, deflate=True))
    document.close()
