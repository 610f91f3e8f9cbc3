"""Sheets of paper as a Word file: A4, in the faces of GB/T 9704."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.export.form_layout import MARGIN, SHEET

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FACE = "仿宋"
"""Of texts; where a face of GB/T 9704 is not installed, Word takes its own."""
_TITLE_FACE, _TITLE_SIZE = "方正小标宋简体", 18


def new_document(title: str) -> Document:
    """Return a file without pages. `title` is what its properties say."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(SHEET[0]), Pt(SHEET[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(MARGIN)
    document.core_properties.author = ""
    document.core_properties.title = title
    return document


def break_page(document: Document) -> None:
    """Let what follows begin on a sheet of its own."""
    from docx.enum.text import WD_BREAK

    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def add_title(document: Document, text: str) -> None:
    """Add a title in the middle."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(title, text, _TITLE_FACE, _TITLE_SIZE)


def add_run(paragraph: Paragraph, text: str, face: str, size: float) -> None:
    """Add a text in a face, for Latin and Chinese signs alike. `size` in points."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
