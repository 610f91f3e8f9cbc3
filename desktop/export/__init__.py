"""Approved records as files and folders, one module per format; `write` and `write_folder` are the ways in."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from desktop.export.formats import FORMATS, Format, write, write_folder
from desktop.export.row import ExportRow

if TYPE_CHECKING:
    from desktop.disclosure.form import FormPage

__all__ = ["FORMATS", "FORM_FORMATS", "ExportRow", "Format", "write", "write_folder", "write_forms"]

FORM_FORMATS = ("docx", "pdf")
"""How filled forms are written, by the ending of the file."""


def write_forms(kind: str, forms: Iterable[FormPage], stream: BinaryIO) -> int:
    """Write filled forms in one of `FORM_FORMATS`. Raises KeyError for another format, OSError from the stream."""
    if kind not in FORM_FORMATS:
        raise KeyError(kind)
    module = import_module(f"desktop.export.form_{kind}")
    count: int = getattr(module, f"write_form_{kind}")(forms, stream)
    return count
