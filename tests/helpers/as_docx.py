"""A sample gazette as a Word file: real paragraphs, soft breaks in titles, real tables, a running head and a foot."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import groupby

from converted import convert
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from layout import Typesetter
from manuscript import Manuscript

WRITTEN = (2026, 1, 1, 0, 0, 0)


def docx_of(copy: Manuscript, pages: Typesetter) -> bytes:
    """Return the bytes of the Word file; the same copy always gives the same ones."""
    document = Document()
    text, _ = convert(copy, pages)
    for is_table, block in _blocks(text):
        if is_table:
            _table(document, [line.split("\t") for line in block])
        else:
            document.add_paragraph("\n".join(block))
    section = document.sections[0]
    section.header.paragraphs[0].text = next(line for line in copy.cover if line).replace(" ", "")
    _page_number(section.footer.paragraphs[0]._p)
    return _dated(document)


def _blocks(text: str) -> list[tuple[bool, list[str]]]:
    """Return the blocks between blank lines, rows apart from words."""
    blocks: list[tuple[bool, list[str]]] = []
    for block in text.strip("\n").split("\n\n"):
        lines = [line for line in block.split("\n") if line.strip()]
        for is_table, run in groupby(lines, key=lambda line: "\t" in line):
            if is_table and blocks and blocks[-1][0]:
                blocks[-1][1].extend(_without_head(blocks[-1][1], list(run)))
            else:
                blocks.append((is_table, list(run)))
    return blocks


def _without_head(begun: list[str], rows: list[str]) -> list[str]:
    """Return the rows of a table that goes on over a page, without the heads that are printed once more."""
    repeated = 0
    while repeated < min(len(begun), len(rows)) and begun[repeated] == rows[repeated]:
        repeated += 1
    return rows[repeated:]


def _table(document: WordDocument, rows: list[list[str]]) -> None:
    """Add a ruled table; a row that has fewer cells spans the rest with its last one."""
    width = max(len(row) for row in rows)
    table: Table = document.add_table(len(rows), width)
    table.style = "Table Grid"
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=False):
            if text:
                cell.text = text
        if len(row) < width:
            cells.cells[len(row) - 1].merge(cells.cells[width - 1])


def _page_number(paragraph: OxmlElement) -> None:
    """Write a field that shows the page, with the figure that it showed last."""
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("t", "1"), ("end", "")):
        run = OxmlElement("w:r")
        if kind in ("", "t"):
            piece = OxmlElement("w:t" if kind else "w:instrText")
            piece.text = text
        else:
            piece = OxmlElement("w:fldChar")
            piece.set(qn("w:fldCharType"), kind)
        run.append(piece)
        paragraph.append(run)


def _dated(document: WordDocument) -> bytes:
    """Return the file with every entry of its archive dated alike."""
    written = BytesIO()
    document.save(written)
    buffer = BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, WRITTEN), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
