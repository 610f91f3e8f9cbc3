"""The text objects of OFD pages: each code or glyph with the place of its origin (TextCode, CGTransform)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.parsing.readers.ofd.matrix import Matrix, scale
from desktop.parsing.readers.ofd.package import children, is_true, local, number, numbers, text_of
from desktop.parsing.readers.ofd.resources import Colour, Face

MOST_LETTERS = 200_000
_HEAVY = 600
_UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Letter:
    """One code: its character (U+FFFD where only glyphs are given), and its origin.

    `glyphs` are the numbers of what is drawn for it, None where the font says that by the character. `step` is how far
    along the line the next code stands, None for the last and where the file leaves it to the font (`is_free`).
    """

    text: str
    glyphs: tuple[int, ...] | None
    x: float
    y: float
    step: float | None
    is_free: bool


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text object: letters in its own space, which `matrix` maps to points of the page.

    `turn` is the direction of each character in degrees, clockwise; `stretch` widens each character. A watermark is
    drawn, but says nothing.
    """

    letters: tuple[Letter, ...]
    matrix: Matrix
    size: float
    face: Face | None
    colour: Colour | None
    bold: bool
    stretch: float
    turn: int
    is_watermark: bool


def read_lettering(
    element: Any, matrix: Matrix, face: Face | None, colour: Colour | None, is_watermark: bool
) -> Lettering | None:
    """Return what a TextObject prints; None where it prints nothing."""
    size = number(element.get("Size"))
    if size < 0:
        size, matrix = -size, scale(-1).then(matrix)
    glyphs = _transforms(element)
    letters: list[Letter] = []
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        text = _text(code)
        if not text and glyphs:
            text = _UNREADABLE * len(glyphs)
        first = len(letters)
        letters += _placed(text, (x, y), _deltas(code, "DeltaX"), _deltas(code, "DeltaY"), glyphs, first)
        if len(letters) > MOST_LETTERS:
            break
    if not letters or size == 0:
        return None
    heavy = number(element.get("Weight"), 400) >= _HEAVY or (face is not None and face.bold)
    turn = round(number(element.get("CharDirection")) / 90) % 4 * 90
    stretch = number(element.get("HScale"), 1.0) or 1.0
    return Lettering(tuple(letters), matrix, size, face, colour, heavy, stretch, turn, is_watermark)


def _text(code: Any) -> str:
    """Return the characters of a TextCode; what was only broken over lines for a person's eye is left out."""
    text = "".join(code.itertext())
    return text.strip() if "\n" in text else text


def _deltas(code: Any, name: str) -> list[float] | None:
    """Return the distances between successive codes; "g 3 2.5" says 2.5 three times. None where none are given."""
    value = text_of(code, name)
    if not value:
        return None
    words = iter(value.replace(",", " ").split())
    found: list[float] = []
    for word in words:
        if word == "g":
            count, distance = int(number(next(words, None))), number(next(words, None))
            found += [distance] * min(max(count, 0), MOST_LETTERS)
        else:
            found.append(number(word))
        if len(found) > MOST_LETTERS:
            break
    return found


def _placed(
    text: str,
    origin: tuple[float, float],
    across: list[float] | None,
    down: list[float] | None,
    glyphs: dict[int, tuple[int, ...]],
    first: int,
) -> list[Letter]:
    """Place the characters of one TextCode; distances that are missing at the end repeat the last."""
    letters: list[Letter] = []
    x, y = origin
    is_free = across is None and down is None
    for index, char in enumerate(text[:MOST_LETTERS]):
        step = _at(across, index)
        given = None if is_free or index == len(text) - 1 else step
        letters.append(Letter(char, glyphs.get(first + index), x, y, given, is_free))
        x, y = x + step, y + _at(down, index)
    return letters


def _at(distances: list[float] | None, index: int) -> float:
    if not distances:
        return 0.0
    return distances[index] if index < len(distances) else distances[-1]


def _transforms(element: Any) -> dict[int, tuple[int, ...]]:
    """Return the glyph numbers that CGTransform gives for the codes of a text object, by the place of the code."""
    glyphs: dict[int, tuple[int, ...]] = {}
    for transform in (inner for inner in element.iterdescendants() if local(inner) == "CGTransform"):
        place = int(number(transform.get("CodePosition")))
        codes = int(number(transform.get("CodeCount"), 1))
        listed = tuple(int(value) for value in numbers(text_of(transform, "Glyphs")))
        if not listed or is_true(transform.get("Ignored"), False):
            continue
        if codes == len(listed) or codes < 1:
            glyphs.update((place + index, (glyph,)) for index, glyph in enumerate(listed))
        else:
            glyphs[place] = listed
            glyphs.update((place + index, ()) for index in range(1, min(codes, MOST_LETTERS)))
    return glyphs
