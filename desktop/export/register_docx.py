"""The lists of a clean-up as a Word file: one table each, its head repeated on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape

from desktop.export.cells import legible
from desktop.export.form_layout import MARGIN, SHEET
from desktop.export.paper_docx import FACE, add_title, break_page, new_document
from desktop.register.cleanup import COLUMNS, WIDTHS, FinalList

if TYPE_CHECKING:
    from docx.document import Document

_HEAD_FACE = "黑体"
_SIZE = 10.5
"""Points."""
_TWIPS = 20
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_CENTRED = (0, 4, 5, 6)
"""Columns whose cells stand in the middle."""


def write_lists_docx(lists: Iterable[FinalList], stream: BinaryIO) -> int:
    """Write lists, each beginning on a sheet of its own; return the number of their rows. Raises OSError."""
    document = new_document("行政规范性文件清理目录")
    count = 0
    for number, one in enumerate(lists):
        if number:
            break_page(document)
        _write(document, one)
        count += len(one.rows)
    document.save(stream)
    return count


def _write(document: Document, one: FinalList) -> None:
    from docx.oxml import parse_xml

    add_title(document, legible(one.title))
    whole = (SHEET[0] - 2 * MARGIN) * _TWIPS
    widths = [round(whole * part / sum(WIDTHS)) for part in WIDTHS]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [_row(COLUMNS, widths, head=True), *(_row(cells, widths) for cells in one.rows)]
    table = parse_xml(
        f'<w:tbl {_SPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
    document.element.body.insert(len(document.element.body) - 1, table)
    document.add_paragraph()


def _row(cells: Sequence[str], widths: Sequence[int], head: bool = False) -> str:
    """Return a row as XML; it is not broken by the end of a page."""
    repeated = "<w:tblHeader/>" if head else ""
    face = _HEAD_FACE if head else FACE
    size = round(_SIZE * 2)
    found = [f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>"]
    for column, (text, width) in enumerate(zip(cells, widths, strict=True)):
        middle = '<w:jc w:val="center"/>' if head or column in _CENTRED else ""
        found.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:spacing w:after="0"/>{middle}</w:pPr><w:r><w:rPr>'
            f'<w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}"/><w:sz w:val="{size}"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(legible(text))}</w:t></w:r></w:p></w:tc>'
        )
    return "".join((*found, "</w:tr>"))
