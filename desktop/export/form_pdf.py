"""A filled form as PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from desktop.disclosure.form import FormPage
from desktop.disclosure.form_values import OPEN, TICKED
from desktop.export.form_layout import LINE, MARGIN, PAD, RIGHT, SHEET, Box, broken, sheets
from desktop.export.paper_pdf import TITLE, font, library, new_sheet, save, width_of, write_title

_SIZE, _NOTE = 10.5, 9.0
_TICK = "√"
_EMPTY = "□"
_EM = "口"
_BOXES = re.compile(f"[{TICKED}{OPEN}]")
_PIECES = re.compile(f"{TICKED}|{OPEN}|[^{TICKED}{OPEN}]+")
_PEN = 0.6
"""Points."""


def write_form_pdf(forms: Iterable[FormPage], stream: BinaryIO) -> int:
    """Write filled forms, each beginning on a sheet of its own; return the number of sheets. Raises OSError."""
    document = library().open()
    for form in forms:
        _draw(document, form)
    count = int(document.page_count)
    save(document, "公开属性认定表格", stream)
    return count


def _width(text: str, size: float = _SIZE) -> float:
    return width_of(_BOXES.sub(_EM, text.removeprefix(RIGHT)), size)


def _drawable(text: str) -> str:
    return text.replace(TICKED, _TICK).replace(OPEN, _EMPTY)


def _draw(document: Any, form: FormPage) -> None:
    bottom = MARGIN
    for number, boxes in enumerate(sheets(form, _SIZE, _width)):
        page = new_sheet(document)
        writer, unseen = library().TextWriter(page.rect), library().TextWriter(page.rect)
        if number == 0:
            write_title(writer, form.title, _width(form.title, TITLE))
        shape = page.new_shape()
        for box in boxes:
            shape.draw_rect((box.left, box.top, box.left + box.width, box.top + box.height))
            _text(writer, unseen, shape, box)
        shape.finish(color=(0, 0, 0), width=_PEN)
        shape.commit()
        writer.write_text(page)
        unseen.write_text(page, render_mode=3)
        bottom = max(box.top + box.height for box in boxes)
    _notes(document, form, bottom)


def _text(writer: Any, unseen: Any, shape: Any, box: Box) -> None:
    """Write the lines of a box. Boxes to be ticked are drawn.

    An empty box is also written unseen, so that the text can be copied whole.
    """
    line = _SIZE * LINE
    top = box.top + max((box.height - len(box.lines) * line) / 2, PAD)
    for number, text in enumerate(box.lines):
        left = _left(box, text)
        base = top + number * line + _SIZE
        for piece in _PIECES.findall(text.removeprefix(RIGHT)):
            if piece == OPEN:
                unseen.append((left, base), _EMPTY, font=font(), fontsize=_SIZE)
            else:
                writer.append((left, base), _drawable(piece), font=font(), fontsize=_SIZE)
            if piece in (OPEN, TICKED):
                _square(shape, left, base)
            left += _width(piece)


def _left(box: Box, text: str) -> float:
    """Return where a line of a box begins: labels in the middle, days at the right, all else at the left."""
    spare = box.width - _width(text)
    if box.cell.label:
        return box.left + spare / 2
    return box.left + (spare - _SIZE if text.startswith(RIGHT) else PAD)


def _square(shape: Any, left: float, base: float) -> None:
    """Draw the box of a choice."""
    side = _SIZE * 0.86
    shape.draw_rect((left + 0.5, base - side + 1.2, left + 0.5 + side, base + 1.2))


def _notes(document: Any, form: FormPage, bottom: float) -> None:
    """Write the notes below the grid, on a sheet of their own where there is no room."""
    lines = [
        line for note in form.notes for line in broken(note, SHEET[0] - 2 * MARGIN, lambda text: _width(text, _NOTE))
    ]
    if not lines:
        return
    step = _NOTE * LINE
    page = document[-1]
    if bottom + PAD + len(lines) * step > SHEET[1] - MARGIN / 2:
        page, bottom = new_sheet(document), MARGIN
    writer = library().TextWriter(page.rect)
    for number, text in enumerate(lines):
        writer.append((MARGIN, bottom + PAD + (number + 1) * step), text, font=font(), fontsize=_NOTE)
    writer.write_text(page)
