"""Where the letters of a text object stand on the page, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.glyphs import Box
from desktop.parsing.readers.ofd.fonts import Type, em, is_readable
from desktop.parsing.readers.ofd.lettering import Letter, Lettering

UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter on the page: what it says, its glyphs in its font, its origin in its object's space, its width there.

    Without glyphs its font does not have it.
    """

    text: str
    glyphs: tuple[int, ...]
    x: float
    y: float
    width: float


def place(lettering: Lettering, face: Type) -> Iterator[Printed]:
    """Yield the letters of a text object; where the file gives no distances, the font does."""
    x = 0.0
    last: Letter | None = None
    for letter in lettering.letters:
        text = says(letter, face)
        natural = face.advance(text) * lettering.size * lettering.stretch
        follows = letter.is_free and last is not None and last.is_free and (last.x, last.y) == (letter.x, letter.y)
        start = x if follows else letter.x
        width = natural if letter.step is None or letter.step <= 0 else min(natural, letter.step)
        yield Printed(text, _drawn(letter, text, face), start, letter.y, width)
        x, last = start + natural, letter


def says(letter: Letter, face: Type) -> str:
    """Return the character that a letter shows: the file's own, else what its font says of the glyph."""
    if is_readable(letter.text):
        return letter.text
    if letter.glyphs and face.is_embedded:
        shown = "".join(face.characters.get(glyph, UNREADABLE) for glyph in letter.glyphs)
        return shown if len(shown) == 1 else UNREADABLE
    return UNREADABLE


def _drawn(letter: Letter, text: str, face: Type) -> tuple[int, ...]:
    """Return the glyphs to draw; those that the file numbers only where its own font is at hand."""
    if letter.glyphs is not None and face.is_embedded:
        return letter.glyphs
    glyph = face.glyph(text) if text.strip() and text != UNREADABLE else 0
    return (glyph,) if glyph else ()


def box_of(lettering: Lettering, letter: Printed, face: Type) -> Box:
    """Return the upright box around a letter, in points of the page."""
    up, below = face.ascent * lettering.size, face.descent * lettering.size
    width = letter.width or em(letter.text) * lettering.size
    match lettering.turn:
        case 90:
            left, top, right, bottom = -below, 0.0, up, width
        case 180:
            left, top, right, bottom = -width, -below, 0.0, up
        case 270:
            left, top, right, bottom = -up, -width, below, 0.0
        case _:
            left, top, right, bottom = 0.0, -up, width, below
    left, right = letter.x + left, letter.x + right
    top, bottom = letter.y + top, letter.y + bottom
    point = lettering.matrix.point
    x0, y0 = point(left, top)
    x1, y1 = point(right, bottom)
    if not lettering.matrix.is_level:
        (x2, y2), (x3, y3) = point(right, top), point(left, bottom)
        return Box(min(x0, x1, x2, x3), min(y0, y1, y2, y3), max(x0, x1, x2, x3), max(y0, y1, y2, y3))
    return Box(x0, y0, x1, y1)
