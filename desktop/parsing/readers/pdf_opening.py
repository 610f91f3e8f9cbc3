"""Opening a file with PyMuPDF: passwords, damage and bounds, for the reader and for the pages that are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf

from desktop.domain.errors import SourceDamaged, SourceEncrypted, SourcePasswordWrong, SourceUnsafe
from desktop.domain.page_image import PageImage, PageSize

# PyMuPDF raises many kinds for a hostile file, some of them by accident; all of them mean the file.
FAULTS = (RuntimeError, ValueError, TypeError, LookupError, AttributeError, AssertionError, pymupdf.mupdf.FzErrorBase)
MOST_PAGES = 20_000
MOST_PIXELS = 40_000_000
_TAIL = 2048
_LEAST_SIDE, _MOST_SIDE = 1.0, 1_000_000.0


class PageDamaged(Exception):
    """A page cannot be read, for whatever reason PyMuPDF has."""


@contextmanager
def guarded() -> Iterator[None]:
    """Turn what PyMuPDF raises for a damaged page into PageDamaged. Holds calls of PyMuPDF, and nothing else."""
    try:
        yield
    except FAULTS as error:
        raise PageDamaged(str(error)) from error


@contextmanager
def opened(path: Path, raw: bytes, password: str | None, filetype: str | None) -> Iterator[Any]:
    """Open a document for reading. `filetype` as PyMuPDF names it; None leaves it to the content.

    Raises SourceEncrypted, SourcePasswordWrong, SourceDamaged for what breaks off or cannot be repaired, SourceUnsafe
    for more pages than a file can have.
    """
    document = open_document(path, raw, password, filetype)
    try:
        yield document
    finally:
        document.close()


def open_document(path: Path, raw: bytes, password: str | None, filetype: str | None) -> Any:
    """Open a document that is to be closed by hand. Raises as `opened` does."""
    tools: Any = pymupdf.TOOLS
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    open_: Any = pymupdf.open
    try:
        document = open_(stream=raw, filetype=filetype)
    except FAULTS as error:
        raise SourceDamaged(path, str(error)) from error
    try:
        _check(path, raw, password, document)
    except FAULTS as error:
        document.close()
        raise SourceDamaged(path, str(error)) from error
    except (SourceDamaged, SourceEncrypted, SourceUnsafe):
        document.close()
        raise
    return document


def _check(path: Path, raw: bytes, password: str | None, document: Any) -> None:
    if document.needs_pass:
        if not password:
            raise SourceEncrypted(path)
        if not document.authenticate(password):
            raise SourcePasswordWrong(path)
    if document.page_count == 0:
        raise SourceDamaged(path, "no pages")
    if document.page_count > MOST_PAGES:
        raise SourceUnsafe(path, f"{document.page_count} pages")
    is_whole = b"%%EOF" in raw.rstrip(b"\x00\r\n\t ")[-_TAIL:]
    if document.is_pdf and document.is_repaired and not is_whole:
        raise SourceDamaged(path, "breaks off")


def size_of(page: Any) -> PageSize:
    """Return the size of a page as it is shown. Raises PageDamaged."""
    with guarded():
        rect = page.rect
    return PageSize(_side(float(rect.width)), _side(float(rect.height)))


def _side(length: float) -> float:
    return min(max(length, _LEAST_SIDE), _MOST_SIDE)


def page_of(document: Any, number: int) -> Any:
    """Return a page, counted from 0. Raises PageDamaged."""
    with guarded():
        return document[number]


def bounded_scale(size: PageSize, scale: float, most: int = MOST_PIXELS) -> float:
    """Return a scale at which a page has no more pixels than may be drawn."""
    pixels = size.width * scale * size.height * scale
    return scale if pixels <= most else scale * (most / pixels) ** 0.5


def draw(page: Any, scale: float) -> PageImage:
    """Draw a page at `scale` pixels a point; lower the scale with `bounded_scale` before. Raises PageDamaged."""
    matrix: Any = pymupdf.Matrix
    with guarded():
        pixmap = page.get_pixmap(matrix=matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False, annots=True)
        samples = bytes(pixmap.samples_mv)
    width, height, row = pixmap.width, pixmap.height, pixmap.width * 3
    if pixmap.stride != row:
        samples = b"".join(samples[start : start + row] for start in range(0, pixmap.stride * height, pixmap.stride))
    return PageImage(width, height, samples)
