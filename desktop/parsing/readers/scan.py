"""Scans that come as images: PNG, JPEG, TIFF of one or more pages, BMP, GIF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.domain.errors import SourceDamaged, SourceTooLarge
from desktop.domain.text import SourceText
from desktop.parsing.progress import Progress
from desktop.parsing.readers import image_sizes, kinds, pdf
from desktop.parsing.readers.options import ReadOptions
from desktop.parsing.readers.pdf_opening import opened

MOST_PIXELS = 150_000_000
"""Of one page: A3 at 800 dpi."""
LONGEST_SIDE = 60_000
_CUT_SHORT = "图像文件不完整，只读到了其中一部分"


def read(path: Path, raw: bytes, digest: str, options: ReadOptions, progress: Progress) -> SourceText:
    """Return the text that is recognised on the pages of an image file.

    Raises SourceTooLarge before anything is unpacked, SourceDamaged, SourceWithoutText, RecogniserMissing.
    """
    kind = kinds.kind_of(raw)
    sizes = image_sizes.sizes(kind, raw)
    if not sizes or not all(width and height for width, height in sizes):
        raise SourceDamaged(path)
    for width, height in sizes:
        if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
            raise SourceTooLarge(path, f"{width} × {height}")
    with opened(path, raw, None, kind.lower()) as document:
        source = pdf.read_document(path, document, digest, options, progress)
    if image_sizes.is_cut_short(kind, raw):
        source = replace(source, notices=(_CUT_SHORT, *source.notices))
    return source
