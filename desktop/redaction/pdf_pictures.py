"""Pictures and drawn lines under what is removed: their pixels are blanked in the picture itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pymupdf

from desktop.domain.glyphs import Box
from desktop.redaction import pdf_objects as objects

_MU: Any = pymupdf.mupdf
_PIXELS, _IF_COVERED, _NO_TEXT = 2, 1, 1
_APP0, _ICC, _ADOBE, _COMMENT, _SCAN = 0xE0, 0xE2, 0xEE, 0xFE, 0xDA
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_SLACK = 0.5


def blank(page: Any, boxes: Sequence[Box]) -> bool:
    """Blank pictures under boxes and drop lines that lie wholly in one; boxes in points of the page as it is shown.

    Return whether there was anything. The page is to be loaded anew after that.
    """
    matrix = page.derotation_matrix
    rect_of: Any = pymupdf.Rect
    rects = [rect_of(box.left, box.top, box.right, box.bottom) * matrix for box in boxes]
    if not any(_touches(kind, rect_of(area), rects) for kind, area, *_ in page.get_bboxlog() if "text" not in kind):
        return False
    for rect in rects:
        page.add_redact_annot(rect, fill=False, cross_out=False)
    page.apply_redactions(images=_PIXELS, graphics=_IF_COVERED, text=_NO_TEXT)
    return True


def cover(page: Any, boxes: Iterable[Box]) -> None:
    """Paint boxes white over all that a page shows."""
    rect_of: Any = pymupdf.Rect
    shape = page.new_shape()
    for box in boxes:
        shape.draw_rect(rect_of(box.left, box.top, box.right, box.bottom) * page.derotation_matrix)
        shape.finish(fill=(1, 1, 1), color=None, width=0)
    shape.commit()


def _touches(kind: str, area: Any, rects: Iterable[Any]) -> bool:
    if "image" in kind or "imgmask" in kind:
        return any(area.intersects(rect) for rect in rects)
    if "path" in kind:
        grown = (-_SLACK, -_SLACK, _SLACK, _SLACK)
        return any((rect + grown).contains(area) for rect in rects)
    return False


def strip_jpegs(document: Any) -> None:
    """Take out of every JPEG what is not picture: Exif, its thumbnail, XMP, comments. The pixels stay as they are."""
    pdf = objects.pdf_of(document)
    for number, found in objects.objects(document):
        if objects.name(found, "Subtype") != "Image" or objects.name(found, "Filter") != "DCTDecode":
            continue
        raw = document.xref_stream_raw(number)
        bare = bare_jpeg(raw) if raw else None
        if bare is not None and bare != raw:
            _MU.pdf_update_stream(pdf, found, _MU.fz_new_buffer_from_copied_data(bare), 1)


def bare_jpeg(raw: bytes) -> bytes | None:
    """Return a JPEG without its application data, save JFIF, colour profile and Adobe's transform; None for no JPEG."""
    if not raw.startswith(b"\xff\xd8"):
        return None
    parts, at = [raw[:2]], 2
    while at + 4 <= len(raw):
        if raw[at] != 0xFF:
            return None
        marker = raw[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _STANDALONE:
            parts.append(raw[at : at + 2])
            at += 2
            continue
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if marker == _SCAN:
            return b"".join([*parts, _ended(raw[at:])])
        if not (_APP0 < marker <= 0xEF and marker not in (_ICC, _ADOBE)) and marker != _COMMENT:
            parts.append(raw[at:end])
        at = end
    return None


def _ended(scan: bytes) -> bytes:
    """Return the rest of a JPEG up to its end; what hangs behind it is no picture."""
    end = scan.rfind(b"\xff\xd9")
    return scan if end < 0 else scan[: end + 2]
