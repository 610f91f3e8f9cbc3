"""The strict way: every page a picture of itself, with a text layer that is written anew from what may be public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pymupdf

from desktop.domain.glyphs import Box
from desktop.parsing.readers.pdf_opening import bounded_scale, size_of
from desktop.redaction.pdf_marks import Mark

DPI = 200
_POINTS = 72
_MOST_PIXELS = 20_000_000
_BASE = 0.2
_UNSEEN = 3


@dataclass(frozen=True, slots=True)
class Letter:
    """A character that a page prints, and its box as the page is shown."""

    char: str
    box: Box


def scale_of(page: Any) -> float:
    """Return the pixels a point in which a page is drawn."""
    return bounded_scale(size_of(page), DPI / _POINTS, _MOST_PIXELS)


def flattened(document: Any, letters: Mapping[int, Sequence[Letter]]) -> Any:
    """Return a new PDF of pictures of all pages, with letters that nobody sees but everybody can search."""
    opened: Any = pymupdf.open
    flat = opened()
    for number in range(document.page_count):
        page = document[number]
        sheet = flat.new_page(width=page.rect.width, height=page.rect.height)
        sheet.insert_image(sheet.rect, stream=_picture(page))
        _write(sheet, letters.get(number, ()))
    flat.subset_fonts()
    return flat


def _picture(page: Any) -> bytes:
    scale = scale_of(page)
    matrix: Any = pymupdf.Matrix
    pixels = page.get_pixmap(matrix=matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    if _is_grey(pixels):
        make: Any = pymupdf.Pixmap
        pixels = make(pymupdf.csGRAY, pixels)
    return bytes(pixels.tobytes("png"))


def pixel_area(box: Box, scale: float, margin: float = 0.0) -> Any:
    """Return the pixels that a box touches, `margin` points around it included."""
    area: Any = pymupdf.IRect
    left, top = (box.left - margin) * scale, (box.top - margin) * scale
    right, bottom = (box.right + margin) * scale, (box.bottom + margin) * scale
    return area(int(left // 1), int(top // 1), int(-(-right // 1)), int(-(-bottom // 1)))


def _is_grey(pixels: Any) -> bool:
    samples = pixels.samples_mv
    return bool(samples[0::3] == samples[1::3] == samples[2::3])


def _write(sheet: Any, letters: Sequence[Letter]) -> None:
    """Write letters unseen, each line at its height, so that they can be searched and copied."""
    make: Any = pymupdf.TextWriter
    writer = make(sheet.rect)
    for letter in letters:
        size = max(letter.box.height * (1 - _BASE), 1.0)
        writer.append((letter.box.left, letter.box.bottom - _BASE * letter.box.height), letter.char, _font(), size)
    if letters:
        writer.write_text(sheet, render_mode=_UNSEEN)


def printed_letters(page: Any) -> Iterator[Letter]:
    """Yield the characters of a page in the order in which they are read, blanks left aside."""
    turn = page.rotation_matrix
    rect: Any = pymupdf.Rect
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
    for block in page.get_text("rawdict", flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    if not char["c"].isspace():
                        shown = rect(char["bbox"]) * turn
                        yield Letter(char["c"], Box(shown.x0, shown.y0, shown.x1, shown.y1))


def mark_letters(mark: Mark) -> Iterator[Letter]:
    """Yield the characters of a mark, each with its share of the mark's box."""
    box, count = mark.box, len(mark.text)
    for place, char in enumerate(mark.text):
        left = box.left + box.width * place / count
        yield Letter(char, Box(left, box.top, left + box.width / count, box.bottom))


@cache
def _font() -> Any:
    load: Any = pymupdf.Font
    return load("cjk")
