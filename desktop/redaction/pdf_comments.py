"""What lies over the pages of a PDF: comments are dropped, what is printed becomes content of the page."""

from __future__ import annotations

from typing import Any

import pymupdf

from desktop.redaction import pdf_objects as objects

_MU: Any = pymupdf.mupdf
COMMENTS = frozenset(
    {
        "Text",
        "Popup",
        "FileAttachment",
        "Sound",
        "Movie",
        "Screen",
        "3D",
        "RichMedia",
        "Highlight",
        "Underline",
        "StrikeOut",
        "Squiggly",
        "Caret",
        "Redact",
    }
)
"""Annotations that speak of the page but are no part of it, as stamps, fields, drawn lines and typed text are."""
_LINK = "Link"
_HIDDEN = 2 | 32
_VIEW = "View"


def drop_comments(document: Any) -> dict[str, int]:
    """Remove comments, links and what nobody sees; return how many of each type. To be called before a page is loaded.

    The rest looks as before.
    """
    dropped: dict[str, int] = {}
    for index in range(document.page_count):
        page = objects.page_object(document, index)
        found = objects.elements(objects.value(page, "Annots"))
        if not found:
            continue
        kept = [annotation for annotation in found if not _is_dropped(document, annotation, dropped)]
        array = _MU.pdf_new_array(objects.pdf_of(document), len(kept))
        for annotation in kept:
            _MU.pdf_array_push(array, annotation)
        objects.put(page, "Annots", array)
    return dropped


def _is_dropped(document: Any, annotation: Any, dropped: dict[str, int]) -> bool:
    kind = objects.name(annotation, "Subtype")
    is_unseen = bool(objects.integer(annotation, "F") & _HIDDEN) or is_hidden(document, annotation)
    if kind not in COMMENTS and kind != _LINK and not is_unseen:
        return False
    dropped[kind] = dropped.get(kind, 0) + 1
    return True


def is_hidden(document: Any, owner: Any) -> bool:
    """Tell whether a form, picture or annotation belongs to a layer that is not shown."""
    return objects.has(owner, "OC") and is_hidden_layer(document, objects.value(owner, "OC"))


def is_hidden_layer(document: Any, layer: Any) -> bool:
    """Tell whether a layer, or a rule about layers, hides what belongs to it on a screen."""
    return bool(_MU.pdf_is_ocg_hidden(objects.pdf_of(document), _MU.PdfResourceStack(), _VIEW, layer))


def print_rest(document: Any) -> None:
    """Make fields, stamps and what else is printed over the pages a part of their content."""
    _MU.pdf_bake_document(objects.pdf_of(document), 1, 1)
