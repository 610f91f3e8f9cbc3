"""What a copy prints in place of what it leaves out: masks, notes, letters that shared a glyph with a removed one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pymupdf

from desktop.domain.glyphs import Box
from desktop.redaction.pdf_glyphs import Glyph, Point
from desktop.redaction.pdf_places import PagePlaces, Place

LEAST_SIZE = 5.0
"""Points; a mask is not printed smaller."""
_NARROWEST = 0.55
_ABOVE, _BELOW = 0.88, 0.2
_OCR_SIZE, _OCR_BASE = 0.92, 0.14
_BESIDE = 0.6
_TYPE = 0.8
"""Share of a cell's height that is the size of its type."""
_SAME_BASE, _FARTHEST = 0.4, 4.0
_PLAIN: Point = (1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A text printed on a copy: its place on the base line, its direction (y down), its size in points.

    `stretch` is how far its letters are pressed together or pulled apart.
    """

    text: str
    origin: Point
    direction: Point = _PLAIN
    size: float = 10.5
    stretch: float = 1.0

    @property
    def width(self) -> float:
        """How far it reaches along its direction, in points."""
        return width(self.text) * self.size * self.stretch

    @property
    def box(self) -> Box:
        """The upright box around it."""
        (x, y), (cos, sin) = self.origin, self.direction
        corners = [
            (x + along * cos - across * sin, y + along * sin + across * cos)
            for along in (0.0, self.width)
            for across in (-_ABOVE * self.size * 1.1, _BELOW * self.size)
        ]
        across, down = zip(*corners, strict=True)
        return Box(min(across), min(down), max(across), max(down))


def mask(text: str, first: Sequence[Glyph]) -> Mark:
    """Return a replacement set where some glyphs of one line stood, no larger than they were."""
    head = first[0]
    length = max((head.forward[0] ** 2 + head.forward[1] ** 2) ** 0.5, 1e-6)
    along = (head.forward[0] / length, head.forward[1] / length)
    ends = [glyph.origin[0] * along[0] + glyph.origin[1] * along[1] for glyph in first]
    reach = [
        end + glyph.forward[0] * along[0] + glyph.forward[1] * along[1] for end, glyph in zip(ends, first, strict=True)
    ]
    start = min(range(len(ends)), key=ends.__getitem__)
    return _fitted(text, first[start].origin, along, head.size * _TYPE, max(reach) - min(ends))


def first_line(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return those of some glyphs, in the order of the text, that go on on the base line of the first one."""
    line = list(glyphs[:1])
    for glyph in glyphs[1:]:
        (ax, ay), last = line[0].forward, line[-1]
        length = max((ax * ax + ay * ay) ** 0.5, 1e-6)
        dx, dy = glyph.origin[0] - last.origin[0], glyph.origin[1] - last.origin[1]
        aside, along = abs(dx * ay - dy * ax) / length, abs(dx * ax + dy * ay) / length
        if aside > _SAME_BASE * glyph.size or along > _FARTHEST * glyph.size:
            break
        line.append(glyph)
    return line


def mask_in(text: str, boxes: Sequence[Box]) -> Mark:
    """Return a replacement set where recognised characters of one line stood."""
    area = boxes[0]
    for box in boxes[1:]:
        area = area.joined(box)
    origin = (area.left, area.bottom - _OCR_BASE * area.height)
    return _fitted(text, origin, _PLAIN, area.height * _OCR_SIZE, area.width)


def reprint(place: Place, size: float, origin: Point, forward: Point) -> Mark:
    """Return a kept character set anew at its old place, on the base line of the glyph that held it."""
    length = max((forward[0] ** 2 + forward[1] ** 2) ** 0.5, 1e-6)
    across, down = forward[0] / length, forward[1] / length
    (x, y), box = place.middle, place.box
    extent = abs(across) * box.width + abs(down) * box.height
    along = (x - origin[0]) * across + (y - origin[1]) * down - extent / 2
    return Mark(place.char, (origin[0] + along * across, origin[1] + along * down), (across, down), size)


def note(text: str, below: Box, others: Sequence[Box], width_of_page: float, height_of_page: float) -> Mark:
    """Return a note set below a line, ending where it ends, or where else there is room beside it."""
    size = min(max(below.height * 0.85, LEAST_SIZE * 1.6), 16.0)
    long = width(text) * size
    step = below.height * 1.5
    base = below.bottom - _OCR_BASE * below.height
    left = min(max(below.right - long, 0.0), max(width_of_page - long, 0.0))
    tries = [(left, base + step), (left, base + 1.2 * step), (left, base + 2 * step)]
    tries += [(below.left - long - _BESIDE * size, base), (below.right + _BESIDE * size, base), (left, base - step)]
    tries += [(left, base + times * step) for times in range(3, 40)]
    for origin in tries:
        mark = Mark(text, origin, size=size)
        if _is_free(mark.box, others, width_of_page, height_of_page):
            return mark
    return Mark(text, (left, height_of_page - size), size=size)


def lines_of(places: PagePlaces, owner: int) -> list[Place]:
    """Return the code points of a removal that stand on its first line here, one after the other."""
    own = [place for place in places.removed if place.owner == owner]
    line = own[:1]
    for place in own[1:]:
        last = line[-1].box
        if min(last.bottom, place.box.bottom) - max(last.top, place.box.top) < 0.5 * min(last.height, place.box.height):
            break
        if abs(place.box.left - last.right) > 3 * max(last.height, 1.0):
            break
        line.append(place)
    return line


def print_marks(document: Any, marks: Mapping[int, Sequence[Mark]]) -> None:
    """Print marks over pages (by number), in the built-in Chinese font, of which only these letters are kept."""
    opened: Any = pymupdf.open
    numbers = [number for number in sorted(marks) if marks[number]]
    if not numbers:
        return
    with opened() as sheets:
        for number in numbers:
            _set(sheets, document[number], marks[number])
        sheets.subset_fonts()
        for place, number in enumerate(numbers):
            page = document[number]
            rotation = page.rotation
            page.set_rotation(0)
            page.wrap_contents()
            page.show_pdf_page(page.rect, sheets, place)
            page.set_rotation(rotation)


def _set(sheets: Any, below: Any, marks: Sequence[Mark]) -> None:
    """Add a page with marks to a document, of the size of the page `below` as it lies in the file."""
    wide, high = below.rect.width, below.rect.height
    if below.rotation in (90, 270):
        wide, high = high, wide
    page = sheets.new_page(width=wide, height=high)
    fonts = sheets[0].get_fonts()
    if fonts:  # to read it in again for every page would take longer than the page
        sheets.xref_set_key(page.xref, "Resources", f"<</Font<</M {fonts[0][0]} 0 R>>>>")
    else:
        page.insert_font(fontname="M", fontbuffer=_font().buffer)
    lines = [_shown(mark, below.derotation_matrix, high) for mark in marks]
    number = sheets.get_new_xref()
    sheets.update_object(number, "<<>>")
    sheets.update_stream(number, "\n".join(["BT 0 g", *lines, "ET"]).encode("ascii"))
    page.set_contents(number)


def width(text: str) -> float:
    """Return the width of a text at the size of one point."""
    return float(_font().text_length(text, fontsize=1))


@cache
def _font() -> Any:
    load: Any = pymupdf.Font
    return load("cjk")


def _fitted(text: str, origin: Point, along: Point, size: float, room: float) -> Mark:
    natural = width(text)
    if not natural:
        return Mark(text, origin, along, size)
    fitted = min(size, max(room / natural, min(size, LEAST_SIZE)))
    stretch = min(1.0, max(room / (natural * fitted), _NARROWEST))
    return Mark(text, origin, along, fitted, stretch)


def _is_free(box: Box, others: Sequence[Box], wide: float, high: float) -> bool:
    if box.left < 0 or box.top < 0 or box.right > wide or box.bottom > high:
        return False
    return not any(
        box.left < other.right and other.left < box.right and box.top < other.bottom and other.top < box.bottom
        for other in others
    )


def _shown(mark: Mark, turn: Any, height: float) -> str:
    """Return the operators that show a mark; `turn` leads from the page as it is shown to the page as in the file."""
    (x, y), (across, down) = mark.origin, mark.direction
    x, y = x * turn.a + y * turn.c + turn.e, x * turn.b + y * turn.d + turn.f
    cos, sin = across * turn.a + down * turn.c, across * turn.b + down * turn.d
    wide, high = mark.size * mark.stretch, mark.size
    codes = "".join(f"{_font().has_glyph(ord(char)) & 0xFFFF:04x}" for char in mark.text)
    matrix = (wide * cos, -wide * sin, high * sin, high * cos, x, height - y)
    return f"/M 1 Tf {' '.join(f'{value:.4f}' for value in matrix)} Tm <{codes}> Tj"
