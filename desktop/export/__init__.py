"""Approved records as files and folders, one module per format; `write` and `write_folder` are the ways in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from desktop.disclosure.form import FormPage
from desktop.export.form_docx import write_form_docx
from desktop.export.form_pdf import write_form_pdf
from desktop.export.formats import FORMATS, Format, write, write_folder
from desktop.export.row import ExportRow

__all__ = ["FORMATS", "FORM_FORMATS", "ExportRow", "Format", "write", "write_folder", "write_forms"]

FORM_FORMATS: Mapping[str, Callable[[Iterable[FormPage], BinaryIO], int]] = MappingProxyType(
    {"docx": write_form_docx, "pdf": write_form_pdf}
)
"""How filled forms are written, by the ending of the file."""


def write_forms(kind: str, forms: Iterable[FormPage], stream: BinaryIO) -> int:
    """Write filled forms in one of `FORM_FORMATS`. Raises KeyError for another format, OSError from the stream."""
    return FORM_FORMATS[kind](forms, stream)
