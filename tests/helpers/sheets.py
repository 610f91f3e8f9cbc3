"""The sheets of a sample gazette: measures, line breaking, and what is placed on a page or said in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from embedded_font import FONT

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 54.0, 541.0, 74.0, 778.0
GAP = 24.0
COLUMN = (RIGHT - LEFT - GAP) / 2
SIZE, LEADING = 10.5, 17.0
CELL, CELL_LEADING, PAD = 9.0, 13.0, 4.0
FIRST_PAGE = 3

NOT_FIRST = "，。；：、！？）》〉”’〕】"
NOT_LAST = "（《〈“‘〔【"

_WIDTHS: dict[str, float] = {}


def width(text: str, size: float) -> float:
    """Return the printed width of a text in points."""
    for char in text:
        if char not in _WIDTHS:
            _WIDTHS[char] = 1.0 if char == "\u3000" else FONT.text_length(char, 1)
    return sum(_WIDTHS[char] for char in text) * size


def wrap(text: str, room: float, size: float, first: float = 0.0) -> list[str]:
    """Break a text into printed lines; `first` is the indent of the first one. Numbers and Latin words stay whole."""
    lines, line, used = [], "", first
    for word in _words(text):
        wide = width(word, size)
        if used + wide > room + 0.5 and line and word not in NOT_FIRST:
            carried = ""
            while line and line[-1] in NOT_LAST:
                line, carried = line[:-1], line[-1] + carried
            lines.append(line)
            line, used = carried, width(carried, size)
        line, used = line + word, used + wide
    return [*lines, line] if line else lines


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        latin = char.isascii() and char not in " ,;:()"
        if words and latin and words[-1][-1].isascii() and words[-1][-1] not in " ,;:()":
            words[-1] += char
        else:
            words.append(char)
    return words


@dataclass(frozen=True)
class Word:
    """A piece of text placed on a page: x of its left end, y of its base line."""

    x: float
    y: float
    text: str
    size: float = SIZE
    bold: bool = False


@dataclass
class Sheet:
    """One printed page: words and rules (x0, y0, x1, y1) in drawing order."""

    number: int
    words: list[Word] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    """A piece of the converted text. `kind`: that of a part, "head" a running head, "mark" a page number, "rows"."""

    paper: str
    kind: str
    lines: tuple[str, ...]
    broken: bool = False
