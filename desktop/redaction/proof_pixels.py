"""The comparison of drawn pages: outside of what was removed and printed, a copy looks as its source does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pymupdf

from desktop.domain.glyphs import Box
from desktop.parsing.readers.pdf_opening import bounded_scale, size_of
from desktop.redaction.pdf_flat import pixel_area, scale_of

_MU: Any = pymupdf.mupdf
DPI = 110
EDGE = 1.2
"""Points around an emptied box within which pixels may differ: the soft edge of a glyph reaches over its cell."""
OVERHANG = 0.12
"""Share of the height of an emptied box by which glyphs may reach over their cells."""
_POINTS = 72
_SHRUNK = 2.0
_WHITE = 0xFF


def differing(source: Any, copy: Any, boxes: Iterable[Box], marks: Iterable[Box]) -> int:
    """Return how many rows of pixels of two pages differ outside of boxes; -1 where the pages differ in size."""
    scale = bounded_scale(size_of(source), DPI / _POINTS)
    areas = [pixel_area(box, scale, EDGE + OVERHANG * min(box.height, box.width)) for box in boxes]
    areas += [pixel_area(box, scale, EDGE) for box in marks]
    return _compared(_drawn(source, scale), _drawn(copy, scale), areas)


def differing_flat(source: Any, copy: Any, boxes: Iterable[Box], marks: Iterable[Box]) -> int:
    """Return the same for a flattened copy: the picture that its page consists of."""
    scale = scale_of(source)
    make: Any = pymupdf.Pixmap
    pictures = copy.get_images(full=True)
    if len(pictures) < 1:
        return -1
    picture = make(pymupdf.csRGB, make(copy.parent, pictures[0][0]))
    areas = [pixel_area(box, scale, EDGE + OVERHANG * min(box.height, box.width)) for box in boxes]
    areas += [pixel_area(box, scale, EDGE) for box in marks]
    return _compared(_drawn(source, scale), picture, areas)


def _drawn(page: Any, scale: float) -> Any:
    matrix: Any = pymupdf.Matrix
    return page.get_pixmap(matrix=matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)


def _compared(first: Any, second: Any, areas: Iterable[Any]) -> int:
    """Return how many rows of two pictures differ outside of areas, which are made white in both."""
    if (first.width, first.height) != (second.width, second.height):
        return -1
    for area in areas:
        whitened = _MU.FzIrect(area.x0, area.y0, area.x1, area.y1)
        for pixels in (first, second):
            _MU.fz_clear_pixmap_rect_with_value(pixels.this, _WHITE, whitened)
    ours, theirs = bytearray(first.samples_mv), second.samples_mv
    if ours == theirs:  # a bytearray compares itself with other memory at once, a view byte by byte
        return 0
    row = first.stride
    return sum(ours[start : start + row] != theirs[start : start + row] for start in range(0, len(ours), row))


def unblanked(page: Any, boxes: Sequence[Box]) -> int:
    """Return under how many boxes (on the page as in the file) a picture itself still shows something."""
    make: Any = pymupdf.Pixmap
    rect_of: Any = pymupdf.Rect
    matrix_of: Any = pymupdf.Matrix
    found = set[int]()
    for picture in page.get_images(full=True):
        places = page.get_image_rects(picture[0], transform=True)
        if not places:
            continue
        pixels = make(page.parent, picture[0])
        for area, matrix in places:
            inner = ~matrix_of(matrix) * matrix_of(pixels.width, pixels.height)
            for number, box in enumerate(boxes):
                own = rect_of(box.left, box.top, box.right, box.bottom)
                if (own & area).is_empty:
                    continue
                if not _is_one_colour(pixels, (own & area) * inner):
                    found.add(number)
    return len(found)


def _is_one_colour(pixels: Any, area: Any) -> bool:
    make: Any = pymupdf.Pixmap
    rect_of: Any = pymupdf.Rect
    inner = rect_of(area.x0 + _SHRUNK, area.y0 + _SHRUNK, area.x1 - _SHRUNK, area.y1 - _SHRUNK)
    part = inner.irect & pixels.irect
    if part.is_empty:
        return True
    if pixels.colorspace is None:
        return True
    cut = make(pixels.colorspace, part, pixels.alpha)
    cut.copy(pixels, part)
    return bool(cut.is_unicolor)
