"""From what is drawn on an OFD page to its runs of text and ruling lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import atan2, degrees

from desktop.domain.glyphs import Box
from desktop.parsing.readers.layout import Rule, Run
from desktop.parsing.readers.ofd.content import Drawn, Picture, Shape
from desktop.parsing.readers.ofd.fonts import Type, Types
from desktop.parsing.readers.ofd.lettering import Lettering
from desktop.parsing.readers.ofd.placing import UNREADABLE, Printed, box_of, place
from desktop.parsing.readers.ofd.resources import Colour
from desktop.parsing.readers.ofd.strokes import rules_of

_WIDE_GAP, _OVERLAP, _OFF_LINE = 0.45, 0.5, 0.25
_SAME_SIZE = 0.05
_SLANTED = 8.0
_WHITE = 0.94


@dataclass(slots=True)
class Typeset:
    """What a page prints: runs and rules. `slanted` counts letters of watermarks too."""

    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    unreadable: int = 0
    slanted: int = 0
    pictures: int = 0


def typeset(drawn: Iterable[Drawn], types: Types) -> Typeset:
    """Return the runs and rules of a page in the order of drawing. Letters one by one are joined to runs."""
    page = Typeset()
    growing: _Growing | None = None
    for thing in drawn:
        if isinstance(thing, Lettering):
            face = types.of(thing.face)
            turn = _turn(thing)
            if turn is None or thing.is_watermark:
                page.slanted += sum(1 for letter in thing.letters if letter.text.strip())
                continue
            for letter in place(thing, face):
                page.unreadable += letter.text == UNREADABLE
                growing = _take(page, growing, thing, letter, face, turn)
        elif isinstance(thing, Shape):
            page.rules += rules_of(thing.steps, _is_seen(thing.stroke), _is_seen(thing.fill))
        else:
            page.pictures += isinstance(thing, Picture)
    if growing is not None:
        page.runs.append(growing.run())
    return page


@dataclass(slots=True)
class _Growing:
    """A run while letters are added to it."""

    size: float
    bold: bool
    turn: int
    letters: list[str]
    boxes: list[Box]

    def goes_on(self, box: Box, size: float, bold: bool, turn: int) -> bool:
        """Tell whether a letter stands next in the line."""
        if (bold, turn) != (self.bold, self.turn) or abs(size - self.size) > _SAME_SIZE * self.size:
            return False
        last = self.boxes[-1]
        match turn:
            case 0:
                gap, aside = box.left - last.right, box.bottom - last.bottom
            case 1:
                gap, aside = box.top - last.bottom, box.left - last.left
            case 2:
                gap, aside = last.left - box.right, box.top - last.top
            case _:
                gap, aside = last.top - box.bottom, box.right - last.right
        return -_OVERLAP * size <= gap <= _WIDE_GAP * size and abs(aside) <= _OFF_LINE * size

    def run(self) -> Run:
        """Return the run."""
        box = Box(
            min(one.left for one in self.boxes),
            min(one.top for one in self.boxes),
            max(one.right for one in self.boxes),
            max(one.bottom for one in self.boxes),
        )
        return Run("".join(self.letters), box, self.size, tuple(self.boxes), (), self.bold, self.turn)


def _take(
    page: Typeset, growing: _Growing | None, thing: Lettering, letter: Printed, face: Type, turn: int
) -> _Growing:
    """Add a letter to the run that grows, or begin the next one."""
    box = box_of(thing, letter, face)
    size = thing.size * thing.matrix.down
    if growing is not None and growing.goes_on(box, size, thing.bold, turn):
        growing.letters.append(letter.text)
        growing.boxes.append(box)
        return growing
    if growing is not None:
        page.runs.append(growing.run())
    return _Growing(size, thing.bold, turn, [letter.text], [box])


def _is_seen(colour: Colour | None) -> bool:
    return colour is not None and min(colour) < _WHITE


def _turn(thing: Lettering) -> int | None:
    """Return the direction of letters in quarter turns clockwise; None where they stand aslant."""
    matrix = thing.matrix
    angle = degrees(atan2(matrix.b, matrix.a)) + thing.turn
    quarters = round(angle / 90)
    if abs(angle - quarters * 90) > _SLANTED:
        return None
    return quarters % 4
