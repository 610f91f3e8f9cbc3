"""A filled form as a Word file: one table, its cells joined as on paper, ready to be changed by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from desktop.disclosure.form import Cell, FormPage
from desktop.export.form_layout import LINE, MARGIN, RIGHT, SHEET

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_TITLE_FACE, _FACE = "方正小标宋简体", "仿宋"
"""The faces of GB/T 9704; where one is not installed, Word takes its own."""
_TITLE_SIZE, _SIZE, _NOTE_SIZE = 18, 10.5, 9


def write_form_docx(forms: Iterable[FormPage], stream: BinaryIO) -> int:
    """Write filled forms, each beginning on a sheet of its own; return how many there were. Raises OSError."""
    import docx
    from docx.enum.text import WD_BREAK
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(SHEET[0]), Pt(SHEET[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(MARGIN)
    count = 0
    for form in forms:
        if count:
            document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        _write(document, form)
        count += 1
    document.core_properties.author = ""
    document.core_properties.title = "公开属性认定表格"
    document.save(stream)
    return count


def _write(document: Document, form: FormPage) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, form.title, _TITLE_FACE, _TITLE_SIZE)
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
        _run(paragraph, note, _FACE, _NOTE_SIZE)


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
        _run(paragraph, text.removeprefix(RIGHT), _FACE, _SIZE)


def _run(paragraph: Paragraph, text: str, face: str, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
