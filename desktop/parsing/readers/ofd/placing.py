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
            corners = ((letter.x - below, letter.y), (letter.x + up, letter.y + width))
        case 180:
            corners = ((letter.x - width, letter.y - below), (letter.x, letter.y + up))
        case 270:
            corners = ((letter.x - up, letter.y - width), (letter.x + below, letter.y))
        case _:
            corners = ((letter.x, letter.y - up), (letter.x + width, letter.y + below))
    (left, top), (right, bottom) = corners
    points = [lettering.matrix.point(x, y) for x in (left, right) for y in (top, bottom)]
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))
