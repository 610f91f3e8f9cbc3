"""A filled form as it is printed, sheet by sheet for screen and printer; and the forms of many documents at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import DeskError
from desktop.domain.page_image import PageImage, PageSize
from desktop.export import write_forms
from desktop.review.explain import explain
from desktop.review.forms import form_of, write_form
from desktop.review.secret_names import outward_name

if TYPE_CHECKING:
    from desktop.parsing.readers.pdf_sheets import PdfSheets
    from desktop.review.desk import Desk

_NOT_IN_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 80
"""Code points of a title in the name of a file."""


class FormSheets:
    """The sheets of one form, or of a public copy. Used by the thread that made it only."""

    def __init__(self, title: str, sheets: PdfSheets) -> None:
        self.title, self._sheets = title, sheets
        self.sizes: tuple[PageSize, ...] = sheets.sizes()

    def image(self, index: int, scale: float) -> PageImage:
        """Draw a sheet (from 0) at `scale` pixels a point."""
        return self._sheets.image(index, scale)

    def images(self, scale: float) -> tuple[PageImage, ...]:
        """Draw all sheets."""
        return tuple(self.image(index, scale) for index in range(len(self.sizes)))

    def close(self) -> None:
        """Let the form go."""
        self._sheets.close()


def form_sheets(desk: Desk, record_id: int) -> FormSheets:
    """Return the sheets of the form of a record's last case. Raises CaseRefused, ExportWithheld, ProfileWrong."""
    from desktop.parsing.readers.pdf_sheets import open_made  # its library takes long to load

    form = form_of(desk, desk.record(record_id))
    stream = BytesIO()
    write_forms("pdf", [form], stream)
    return FormSheets(form.title, open_made(stream.getvalue()))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document whose form was not written: its number and title, and why in words."""

    record_id: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class FormsReport:
    """The files that were written, and what was left out."""

    folder: Path
    written: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]


def write_forms_into(desk: Desk, record_ids: Sequence[int], folder: Path, kind: str) -> FormsReport:
    """Write the forms of documents into a folder, a file each named by number and title; nothing there is replaced.

    `kind` is docx or pdf. What cannot be written is left out and told.
    """
    written: list[Path] = []
    left_out = []
    for record_id in record_ids:
        title = outward_name(desk.record(record_id))
        try:
            written.append(write_form(desk, record_id, _free(folder, record_id, title, kind)))
        except DeskError as error:
            words = explain(error)
            left_out.append(LeftOut(record_id, title, f"{words.what}{words.next}"))
    return FormsReport(folder, tuple(written), tuple(left_out))


def form_name(record_id: int, title: str) -> str:
    """Return the name of a form's file, without its ending."""
    name = _NOT_IN_NAME.sub("_", " ".join(title.split()))[:_LONGEST_NAME].strip(" .")
    return f"{record_id:04}-{name}-认定表格"


def _free(folder: Path, record_id: int, title: str, kind: str) -> Path:
    name, number = form_name(record_id, title), 1
    path = folder / f"{name}.{kind}"
    while path.exists():
        number += 1
        path = folder / f"{name}（{number}）.{kind}"
    return path
