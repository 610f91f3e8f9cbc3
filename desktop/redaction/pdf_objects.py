"""Walks over the objects of a PDF as they lie in the file: dictionaries, their keys, streams."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pymupdf

_MU: Any = pymupdf.mupdf


def pdf_of(document: Any) -> Any:
    """Return MuPDF's document behind that of PyMuPDF."""
    return _MU.pdf_document_from_fz_document(document.this) if isinstance(document.this, _MU.FzDocument) else None


def objects(document: Any) -> Iterator[tuple[int, Any]]:
    """Yield references to all objects that can be read, with their numbers."""
    pdf = pdf_of(document)
    for number in range(1, document.xref_length()):
        found = _MU.pdf_new_indirect(pdf, number, 0)
        try:
            is_there = not _MU.pdf_is_null(_MU.pdf_resolve_indirect(found))
        except _MU.FzErrorBase:
            continue
        if is_there:
            yield number, found


def page_object(document: Any, index: int) -> Any:
    """Return the dictionary of a page (from 0)."""
    return _MU.pdf_lookup_page_obj(pdf_of(document), index)


def catalog(document: Any) -> Any:
    """Return the dictionary that all else hangs on."""
    return value(_MU.pdf_trailer(pdf_of(document)), "Root")


def trailer(document: Any) -> Any:
    """Return the dictionary at the end of the file."""
    return _MU.pdf_trailer(pdf_of(document))


def value(owner: Any, key: str) -> Any:
    """Return a value of a dictionary, references followed; a null object where there is none."""
    return _MU.pdf_dict_gets(owner, key)


def inherited(owner: Any, key: str) -> Any:
    """Return a value of a page, that of its parents where it has none itself."""
    return _MU.pdf_dict_get_inheritable(owner, _MU.pdf_new_name(key))


def has(owner: Any, key: str) -> bool:
    """Tell whether a dictionary has a key with a value."""
    found = value(owner, key)
    return bool(found.m_internal) and not _MU.pdf_is_null(found)


def is_dict(owner: Any) -> bool:
    """Tell whether it is a dictionary or a stream."""
    return bool(owner.m_internal) and bool(_MU.pdf_is_dict(owner))


def is_stream(owner: Any) -> bool:
    """Tell whether it is a stream."""
    return bool(owner.m_internal) and bool(_MU.pdf_is_stream(owner))


def name(owner: Any, key: str) -> str:
    """Return a value that is a name, "" where it is none."""
    found = value(owner, key)
    return str(_MU.pdf_to_name(found)) if found.m_internal else ""


def integer(owner: Any, key: str) -> int:
    """Return a value that is a number, 0 where it is none."""
    found = value(owner, key)
    return int(_MU.pdf_to_int(found)) if found.m_internal else 0


def items(owner: Any) -> list[tuple[str, Any]]:
    """Return the keys and values of a dictionary."""
    if not is_dict(owner):
        return []
    return [
        (str(_MU.pdf_to_name(_MU.pdf_dict_get_key(owner, index))), _MU.pdf_dict_get_val(owner, index))
        for index in range(_MU.pdf_dict_len(owner))
    ]


def elements(owner: Any) -> list[Any]:
    """Return the values of an array."""
    if not owner.m_internal or not _MU.pdf_is_array(owner):
        return []
    return [_MU.pdf_array_get(owner, index) for index in range(_MU.pdf_array_len(owner))]


def put(owner: Any, key: str, new: Any) -> None:
    """Set a value of a dictionary."""
    _MU.pdf_dict_puts(owner, key, new)


def drop(owner: Any, key: str) -> None:
    """Remove a key of a dictionary."""
    _MU.pdf_dict_dels(owner, key)


def keep_only(owner: Any, keys: frozenset[str]) -> None:
    """Remove all keys of a dictionary but some."""
    for key, _ in items(owner):
        if key not in keys:
            drop(owner, key)


def copied(owner: Any) -> Any:
    """Return a copy of a dictionary, its values shared."""
    return _MU.pdf_copy_dict(owner)


def number_of(owner: Any) -> int:
    """Return the number of the object behind a reference, 0 for a direct one."""
    return int(_MU.pdf_to_num(owner)) if owner.m_internal else 0
