"""Draws the laid out pages of a sample gazette as a PDF with an embedded font."""

from __future__ import annotations

import pymupdf
from converted import LISTED
from embedded_font import embed
from layout import Typesetter
from manuscript import Manuscript
from sheets import BOTTOM, HEIGHT, LEFT, TOP, WIDTH, Sheet, Word, width, wrap

RED = (0.75, 0.1, 0.1)


def draw(copy: Manuscript, pages: Typesetter) -> bytes:
    """Return the PDF: cover, contents list, laid out pages with the colophon on the last."""
    document = pymupdf.open()
    _cover(document, copy)
    _put(document, _contents(copy, pages))
    if copy.colophon:
        pages.sheets[-1].words.extend(_colophon(copy))
    for sheet in pages.sheets:
        _put(document, sheet)
    document.set_metadata({"title": copy.cover[0], "author": "", "creationDate": "", "modDate": "", "producer": ""})
    document.subset_fonts()
    return bytes(document.tobytes(garbage=4, deflate=True, no_new_id=True))


def _page(document: pymupdf.Document) -> tuple[pymupdf.Page, pymupdf.Shape]:
    page = document.new_page(width=WIDTH, height=HEIGHT)
    embed(page)
    return page, page.new_shape()


def _write(shape: pymupdf.Shape, word: Word, color: tuple[float, ...] = (0, 0, 0)) -> None:
    shape.insert_text(
        (word.x, word.y),
        word.text,
        fontsize=word.size,
        fontname="song",
        color=color,
        fill=color,
        render_mode=2 if word.bold else 0,
        border_width=0.03,
    )


def _put(document: pymupdf.Document, sheet: Sheet) -> None:
    _, shape = _page(document)
    for x0, y0, x1, y1 in sheet.rules:
        shape.draw_line((x0, y0), (x1, y1))
    if sheet.rules:
        shape.finish(width=0.5, color=(0.2, 0.2, 0.2))
    for word in sheet.words:
        _write(shape, word)
    shape.commit()


def _cover(document: pymupdf.Document, copy: Manuscript) -> None:
    _, shape = _page(document)
    y = 190.0
    for index, line in enumerate(line for line in copy.cover if line):
        size = 40.0 if index == 0 else 13.0
        y += size + 14
        _write(
            shape, Word((WIDTH - width(line, size)) / 2, y, line, size, index == 0), RED if index == 0 else (0, 0, 0)
        )
        if index == 0:
            y += 20
    shape.commit()


def _contents(copy: Manuscript, pages: Typesetter) -> Sheet:
    """Set the contents list: two columns, the imprint in the first of the bracketed layout, else at the end."""
    sheet = Sheet(2)
    heading = "目 录"
    sheet.words.append(Word((WIDTH - width(heading, 20)) / 2, TOP + 10, heading, 20, True))
    x, y = LEFT, TOP + 44.0
    column = ""
    for paper in copy.papers:
        title = wrap(_entry(copy, pages, paper.key), LISTED, 10.5)
        tail = _tail(copy, pages, paper.key)
        need = (len(title) + len(tail)) * 16 + 8 + (30 if paper.column != column else 0)
        if y + need > BOTTOM and x == LEFT:
            x, y = LEFT + 250, TOP + 44.0
        if paper.column != column:
            column = paper.column
            y += 24
            sheet.words.append(Word(x + 60, y, column, 12, True))
            y += 6
        for line in [*title, *tail]:
            y += 16
            sheet.words.append(Word(x, y, line))
        y += 8
    x, y = (x, y + 24) if x > LEFT and y < 500 else (LEFT + 250, max(y + 24, 520) if x > LEFT else TOP + 60)
    for line in copy.imprint:
        y += 14
        sheet.words.append(Word(x, y, line, 9))
    return sheet


def _entry(copy: Manuscript, pages: Typesetter, key: str) -> str:
    paper = next(paper for paper in copy.papers if paper.key == key)
    page = pages.first_pages[key]
    return paper.listed_title if copy.style["contents"] == "bracketed" else f"{page}·{paper.listed_title}"


def _tail(copy: Manuscript, pages: Typesetter, key: str) -> list[str]:
    if copy.style["contents"] != "bracketed":
        return []
    paper = next(paper for paper in copy.papers if paper.key == key)
    number, page = f"（{paper.listed_number}）", f"（{pages.first_pages[key]}）"
    dots = int((LISTED - width(number + page, 10.5)) / width("…", 10.5))
    return [f"{number}{'…' * max(1, dots)}{page}"]


def _colophon(copy: Manuscript) -> list[Word]:
    lines = copy.colophon
    return [Word(LEFT + 20, BOTTOM - (len(lines) - index) * 15, line, 10) for index, line in enumerate(lines)]
