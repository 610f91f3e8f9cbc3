"""A filled form as a Word file: one table, its cells joined as on paper, ready to be changed by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from desktop.disclosure.form import Cell, FormPage
from desktop.export.form_layout import LINE, MARGIN, RIGHT, SHEET
from desktop.export.paper_docx import FACE, add_run, add_title, break_page, new_document

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

_SIZE, _NOTE_SIZE = 10.5, 9
"""Points."""


def write_form_docx(forms: Iterable[FormPage], stream: BinaryIO) -> int:
    """Write filled forms, each beginning on a sheet of its own; return how many there were. Raises OSError."""
    document = new_document("公开属性认定表格")
    count = 0
    for form in forms:
        if count:
            break_page(document)
        _write(document, form)
        count += 1
    document.save(stream)
    return count


def _write(document: Document, form: FormPage) -> None:
    from docx.shared import Pt

    add_title(document, form.title)
    table = document.add_table(len(form.rows), len(form.widths), style="Table Grid")
    table.autofit = False
    whole = SHEET[0] - 2 * MARGIN
    for column, part in zip(table.columns, form.widths, strict=True):
        column.width = Pt(whole * part / sum(form.widths))
        for cell in column.cells:
            cell.width = column.width
    _fill(table, form)
    for note in form.notes or ("",):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        add_run(paragraph, note, FACE, _NOTE_SIZE)


def _fill(table: Table, form: FormPage) -> None:
    from docx.shared import Pt

    for row, height in zip(table.rows, form.heights, strict=True):
        row.height = Pt(height)
    for number, column, cell in form.placed():
        joined = table.cell(number, column)
        if (cell.rows, cell.columns) != (1, 1):
            joined = joined.merge(table.cell(number + cell.rows - 1, column + cell.columns - 1))
        _say(joined, cell)


def _say(joined: _Cell, cell: Cell) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    joined.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    lines = [*cell.text] if cell.upright else cell.text.split("\n")
    for number, text in enumerate(lines):
        paragraph = joined.paragraphs[0] if number == 0 else joined.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(_SIZE * LINE)
        if cell.label:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif text.startswith(RIGHT):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add_run(paragraph, text.removeprefix(RIGHT), FACE, _SIZE)
