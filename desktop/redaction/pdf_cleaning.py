"""Everything of a PDF beside the printed page that can carry text: hidden layers, marks, metadata, actions, files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf

from desktop.redaction import pdf_objects as objects
from desktop.redaction.pdf_comments import is_hidden, is_hidden_layer
from desktop.redaction.pdf_streams import forms_in, without_marks

_MU: Any = pymupdf.mupdf
CATALOG = frozenset({"Type", "Pages", "Version"})
"""What the root of a copy may have."""
PAGE = frozenset({"Type", "Parent", "Resources", "MediaBox", "CropBox", "Rotate", "Contents", "UserUnit", "Group"})
"""What a page of a copy may have."""
TREE = frozenset({"Type", "Parent", "Kids", "Count", "Resources", "MediaBox", "CropBox", "Rotate"})
_SPEAKING = (
    "Metadata",
    "PieceInfo",
    "LastModified",
    "StructParent",
    "StructParents",
    "OPI",
    "Alternates",
    "Measure",
    "PtData",
    "OC",
    "AF",
    "Thumb",
    "Name",
    "Info",
)
_DRAWN = frozenset({"Form", "Image"})
_EMPTY = b" "


def clean_streams(document: Any) -> None:
    """Take marks, comments and hidden layers out of all content; drop forms and pictures that no page shows."""
    for index in range(document.page_count):
        page = objects.page_object(document, index)
        resources = objects.inherited(page, "Resources")
        stream = page_stream(document, page)
        cleaned = without_marks(stream, _layers(document, resources))
        if cleaned != stream:
            set_stream(document, page, cleaned)
        _drop_unshown(page, resources, cleaned)
    for _, found in list(objects.objects(document)):
        if _is_content(found):
            _clean_form(document, found)
        elif objects.is_stream(found) and is_hidden(document, found):
            _empty(found)
    for _, found in list(objects.objects(document)):
        if objects.name(found, "Type") == "Font" and objects.name(found, "Subtype") == "Type3":
            for _, drawing in objects.items(objects.value(found, "CharProcs")):
                _clean_form(document, drawing)


def page_stream(document: Any, page: Any) -> bytes:
    """Return the content of a page, its pieces joined; those that are damaged are left out."""
    contents = objects.value(page, "Contents")
    pieces = [contents] if objects.is_stream(contents) else objects.elements(contents)
    return b"\n".join(_read(document, piece) for piece in pieces if objects.is_stream(piece))


def set_stream(document: Any, page: Any, stream: bytes) -> None:
    """Give a page content of its own: other pages may share what it had."""
    number = document.get_new_xref()
    document.update_object(number, "<<>>")
    document.update_stream(number, stream)
    objects.put(page, "Contents", _MU.pdf_new_indirect(objects.pdf_of(document), number, 0))


def clean_objects(document: Any) -> None:
    """Leave pages and root with what printing needs, and nothing else."""
    for index in range(document.page_count):
        page = objects.page_object(document, index)
        objects.keep_only(page, PAGE)
        parent = objects.value(page, "Parent")
        while objects.is_dict(parent) and objects.name(parent, "Type") != "Page":
            objects.keep_only(parent, TREE)
            parent = objects.value(parent, "Parent")
    objects.keep_only(objects.catalog(document), CATALOG)
    objects.drop(objects.trailer(document), "Info")
    objects.drop(objects.trailer(document), "ID")
    for _, found in objects.objects(document):
        if objects.name(found, "Subtype") in _DRAWN:
            for key in _SPEAKING:
                objects.drop(found, key)
        resources = objects.value(found, "Resources") if objects.is_dict(found) else found
        if objects.is_dict(resources):
            objects.drop(resources, "Properties")
            objects.drop(resources, "ProcSet")


def _read(document: Any, stream: Any) -> bytes:
    number = objects.number_of(stream)
    if not number:
        return b""
    try:
        return document.xref_stream(number) or b""
    except (_MU.FzErrorBase, ValueError, RuntimeError):
        return b""


def _layers(document: Any, resources: Any) -> Callable[[str], bool]:
    """Return what tells whether a layer, by its name in the resources, is hidden."""
    properties = objects.value(resources, "Properties") if objects.is_dict(resources) else None

    def hides(name: str) -> bool:
        if properties is None or not objects.is_dict(properties):
            return False
        layer = objects.value(properties, name)
        return bool(layer.m_internal) and is_hidden_layer(document, layer)

    return hides


def _is_content(found: Any) -> bool:
    if not objects.is_stream(found):
        return False
    return objects.name(found, "Subtype") == "Form" or objects.integer(found, "PatternType") == 1


def _clean_form(document: Any, form: Any) -> None:
    if not objects.is_stream(form):
        return
    if is_hidden(document, form):
        _empty(form)
        return
    stream = _read(document, form)
    cleaned = without_marks(stream, _layers(document, objects.value(form, "Resources")))
    if cleaned != stream:
        document.update_stream(objects.number_of(form), cleaned)
    if objects.has(form, "Resources"):
        _drop_unshown(form, objects.value(form, "Resources"), cleaned)


def _empty(found: Any) -> None:
    """Make a form or picture of a hidden layer one that shows nothing."""
    for key, _ in objects.items(found):
        objects.drop(found, key)
    pdf = _MU.pdf_get_bound_document(found)
    for key, printed in (("Type", "XObject"), ("Subtype", "Form")):
        objects.put(found, key, _MU.pdf_new_name(printed))
    objects.put(found, "BBox", _MU.pdf_new_rect(pdf, _MU.FzRect(0, 0, 0, 0)))
    _MU.pdf_update_stream(pdf, found, _MU.fz_new_buffer_from_copied_data(_EMPTY), 0)


def _drop_unshown(owner: Any, resources: Any, stream: bytes) -> None:
    """Leave only the forms and pictures in the resources that the content shows, or a form without resources may."""
    if not objects.is_dict(resources) or not objects.has(resources, "XObject"):
        return
    drawn = objects.value(resources, "XObject")
    shown = forms_in(stream)
    known = objects.items(drawn)
    if any(objects.name(found, "Subtype") == "Form" and not objects.has(found, "Resources") for _, found in known):
        return
    if all(key in shown for key, _ in known):
        return
    own, left = objects.copied(resources), objects.copied(drawn)
    for key, _ in known:
        if key not in shown:
            objects.drop(left, key)
    objects.put(own, "XObject", left)
    objects.put(owner, "Resources", own)
