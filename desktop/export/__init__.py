"""Approved records as files: one module per format, write-only. `write` is the way in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from desktop.disclosure.form import FormPage
from desktop.export.delimited import write_csv
from desktop.export.form_docx import write_form_docx
from desktop.export.form_pdf import write_form_pdf
from desktop.export.row import ExportRow
from desktop.export.structured import write_json

__all__ = ["FORMATS", "FORM_FORMATS", "ExportRow", "write", "write_forms"]


def _write_xlsx(rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write a workbook; its library is loaded when one is wanted, since it is slow to load."""
    from desktop.export.xlsx import write_xlsx

    return write_xlsx(rows, stream)


FORMATS: Mapping[str, Callable[[Iterable[ExportRow], BinaryIO], int]] = MappingProxyType(
    {"xlsx": _write_xlsx, "csv": write_csv, "json": write_json}
)
"""How each format is written, by its name, which is the ending of its files too."""


def write(format: str, rows: Iterable[ExportRow], stream: BinaryIO) -> int:
    """Write records in one of `FORMATS` to a seekable stream; return how many there were.

    The rows are taken one by one. Raises KeyError for another format, OSError from the stream.
    """
    return FORMATS[format](rows, stream)


FORM_FORMATS: Mapping[str, Callable[[Iterable[FormPage], BinaryIO], int]] = MappingProxyType(
    {"docx": write_form_docx, "pdf": write_form_pdf}
)
"""How filled forms are written, by the ending of the file."""


def write_forms(kind: str, forms: Iterable[FormPage], stream: BinaryIO) -> int:
    """Write filled forms in one of `FORM_FORMATS`. Raises KeyError for another format, OSError from the stream."""
    return FORM_FORMATS[kind](forms, stream)
