"""The Chinese font that drawn pages carry; its glyphs, of which there are tens of thousands, are measured once."""

from __future__ import annotations

from functools import cache
from typing import Any

import pymupdf

FONT = pymupdf.Font("china-s")
NAME = "song"

_PLANE = 0x10000
"""Characters that have a width of their own here: all of Unicode's first plane."""


def embed(page: Any) -> None:
    """Give a page the font, to write with as `NAME`."""
    number = page.insert_font(fontname=NAME, fontbuffer=FONT.buffer)
    for known, face in page.parent.FontInfos:
        if known == number:
            face["glyphs"] = _glyphs()


@cache
def _glyphs() -> list[tuple[int, float]]:
    """Return glyph and width of every character, as PyMuPDF measures them anew for every document."""
    with pymupdf.open() as document:
        number = document.new_page().insert_font(fontname=NAME, fontbuffer=FONT.buffer)
        measured: list[tuple[int, float]] = document.get_char_widths(number, _PLANE)
    return measured
