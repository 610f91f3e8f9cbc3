"""Which glyphs of a page a plan takes away: those at the places of its passages, and strays that say the same."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.redaction.pdf_glyphs import Glyph, Point
from desktop.redaction.pdf_places import Place, Standing
from desktop.redaction.removed_text import LEAST_PIECE, RemovedText, bare_glyph

_CELL = 24
"""Points."""
_SAME_PLACE = 0.3
"""Share of the type's size within which two glyphs count as one drawn twice."""
_UNDER = 0.25
"""Share of a cell around its middle where another glyph counts as drawn over it."""
_EDGE = 0.1
_ANGLES = 3
_HANZI = re.compile("[\u3400-\u9fff]")

Cell = tuple[int, int]


@dataclass(slots=True)
class Targets:
    """The numbers of the glyphs to be removed.

    `owners` names for each offset of a removed code point the glyph that prints it.
    `lost` are code points to be removed that no glyph was found for. `reprinted` are kept code points that share their
    glyph (a ligature) with a removed one, each with that glyph.
    """

    glyphs: set[int] = field(default_factory=set)
    owners: dict[int, int] = field(default_factory=dict)
    lost: list[Place] = field(default_factory=list)
    reprinted: list[tuple[Place, int]] = field(default_factory=list)


class GlyphIndex:
    """Finds the glyphs of a page, and the code points that it was read to have, by place."""

    def __init__(self, glyphs: Sequence[Glyph], kept: Standing) -> None:
        self.glyphs = glyphs
        self._kept = kept
        self._cells: defaultdict[Cell, list[int]] = defaultdict(list)
        for number, glyph in enumerate(glyphs):
            _, _, x, y, ax, ay, ux, uy, dx, dy = glyph
            if ay == ux == dx == 0.0 and 0.0 <= ax < _CELL and -_CELL < uy <= dy < _CELL:  # upright, as nearly all are
                column, row = int(x // _CELL), int((y + uy) // _CELL)
                right, bottom = int((x + ax) // _CELL), int((y + dy) // _CELL)
                self._cells[column, row].append(number)
                if right != column:
                    self._cells[right, row].append(number)
                for below in range(row + 1, bottom + 1):
                    self._cells[column, below].append(number)
                    if right != column:
                        self._cells[right, below].append(number)
                continue
            for cell in _cells(glyph):
                self._cells[cell].append(number)
        self._standing: dict[Cell, set[int]] = {}

    def at(self, point: Point) -> list[int]:
        """Return the glyphs near a point, in their order."""
        return self._cells.get(_cell(point), [])

    def stands(self, number: int) -> bool:
        """Tell whether a glyph prints a code point that is kept."""
        column, row = _cell(self.glyphs[number].middle)
        return any(
            number in self._printing((column + across, row + down)) for across in (0, -1, 1) for down in (0, -1, 1)
        )

    def kept_near(self, number: int) -> Iterator[Place]:
        """Yield the kept code points near a glyph."""
        for cell in _cells(self.glyphs[number]):
            yield from self._kept.in_cell(cell, _CELL)

    def _printing(self, cell: Cell) -> set[int]:
        """Return the glyphs that print the kept code points of a cell."""
        known = self._standing.get(cell)
        if known is None:
            known = {number for place in self._kept.in_cell(cell, _CELL) for number in own_glyphs(self, place)}
            self._standing[cell] = known
        return known


def targets_of(index: GlyphIndex, removed: Iterable[Place]) -> Targets:
    """Return the glyphs that stand where code points are removed, drawn twice or under other glyphs included.

    A glyph that stands for a kept code point is never taken, save a ligature that holds a removed one too.
    """
    found = Targets()
    for place in removed:
        own = own_glyphs(index, place)
        if not own:
            near = (number for number in index.at(place.middle) if _covers(index.glyphs[number], place.middle, _UNDER))
            own = [number for number in near if not index.stands(number)]
        if own:
            found.owners[place.offset] = own[0]
        else:
            found.lost.append(place)
        found.glyphs.update(own)
        found.glyphs.update(number for number in _beneath(index, place) if not index.stands(number))
    found.reprinted = list(_shared(index, found.glyphs))
    return found


def strays(index: GlyphIndex, gone: set[int], wanted: Iterable[RemovedText]) -> set[int]:
    """Return glyphs that spell a removed string though the reader did not read them there.

    Such as slanted text, text beside the page, and a second layer a little aside. What stands for kept code points is
    left: the plan keeps it.
    """
    glyphs = index.glyphs
    left = [number for number in range(len(glyphs)) if number not in gone]
    texts = [bare_glyph(glyphs[number].text) for number in left]
    there = set("".join(texts))
    strings = [string.text for string in wanted if there.issuperset(string.text) and is_telling(string.text)]
    letters = frozenset("".join(strings))
    some = [number for number, text in zip(left, texts, strict=True) if not letters.isdisjoint(text)]
    # What spells a string among all glyphs does so too among those, few, that have letters of the strings.
    return _spelling(index, left, strings) if _spelling(index, some, strings) else set()


def _spelling(index: GlyphIndex, numbers: Sequence[int], strings: Sequence[str]) -> set[int]:
    """Return what does not stand of the glyphs that spell one of some strings, as they are drawn or line by line."""
    found = set[int]()
    for order in (numbers, *_lines(index.glyphs, numbers)):
        text, owners = _spelled(index.glyphs, order)
        for string in strings:
            start = text.find(string)
            while start >= 0:
                found.update(number for number in owners[start : start + len(string)] if not index.stands(number))
                start = text.find(string, start + 1)
    return found


def is_telling(text: str) -> bool:
    """Tell whether a string says the same wherever it stands: a long one, or a name, but no short number."""
    return len(text) >= LEAST_PIECE or _HANZI.search(text) is not None


def beside(glyphs: Sequence[Glyph], width: float, height: float) -> set[int]:
    """Return the glyphs that stand wholly beside the page, where nobody sees them."""
    return {
        number
        for number, glyph in enumerate(glyphs)
        if not (0 < glyph.x < width and 0 < glyph.y < height) and is_beside(glyph, width, height)
    }


def is_beside(glyph: Glyph, width: float, height: float) -> bool:
    """Tell whether a glyph stands wholly beside the page."""
    box = glyph.box
    return box.right <= 0 or box.bottom <= 0 or box.left >= width or box.top >= height


def own_glyphs(index: GlyphIndex, place: Place) -> list[int]:
    """Return the glyphs that print a code point: the nearest, and all that are drawn at the same place as it."""
    middle = place.middle
    same = [
        number
        for number in index.at(middle)
        if _says(index.glyphs[number], place.char) and _covers(index.glyphs[number], middle, 0.5 + _EDGE)
    ]
    if len(same) < 2:
        return same
    nearest = min(_apart(index.glyphs[number].middle, middle) for number in same)
    return [
        number
        for number in same
        if _apart(index.glyphs[number].middle, middle) <= nearest + _SAME_PLACE * index.glyphs[number].size / 2
    ]


def _cell(point: Point) -> Cell:
    return int(point[0] // _CELL), int(point[1] // _CELL)


def _cells(glyph: Glyph) -> list[Cell]:
    most = 40
    edges = glyph.edges
    left, top, right, bottom = (
        int(edges[0] // _CELL),
        int(edges[1] // _CELL),
        int(edges[2] // _CELL),
        int(edges[3] // _CELL),
    )
    if left == right and top == bottom:
        return [(left, top)]
    right, bottom = min(right, left + most), min(bottom, top + most)
    return [(across, down) for across in range(left, right + 1) for down in range(top, bottom + 1)]


def _beneath(index: GlyphIndex, place: Place) -> list[int]:
    """Return the glyphs of whatever character that are drawn where a code point stands."""
    wide, high = place.box.width * _UNDER, place.box.height * _UNDER
    x, y = place.middle
    return [
        number
        for number in index.at(place.middle)
        if abs(index.glyphs[number].middle[0] - x) <= wide and abs(index.glyphs[number].middle[1] - y) <= high
    ]


def _shared(index: GlyphIndex, gone: set[int]) -> Iterator[tuple[Place, int]]:
    """Yield the kept code points whose glyph is removed, with that glyph."""
    seen = set[int]()
    for number in gone:
        if len(bare_glyph(index.glyphs[number].text)) < 2:
            continue
        for place in index.kept_near(number):
            own = own_glyphs(index, place)
            if place.offset not in seen and own and gone.issuperset(own):
                seen.add(place.offset)
                yield place, own[0]


def _says(glyph: Glyph, char: str) -> bool:
    if char == glyph.text:
        return True
    return char in glyph.text or unicodedata.normalize("NFKC", char) in unicodedata.normalize("NFKC", glyph.text)


def _covers(glyph: Glyph, point: Point, reach: float) -> bool:
    """Tell whether a point lies in the cell of a glyph, no farther from its middle than `reach` of its sides."""
    (ax, ay), (ux, uy), (x, y) = glyph.forward, (glyph.ux - glyph.dx, glyph.uy - glyph.dy), glyph.middle
    dx, dy = point[0] - x, point[1] - y
    area = ax * uy - ay * ux
    if abs(area) < 1e-6:
        return _apart(glyph.middle, point) <= _SAME_PLACE * max(glyph.size, 1.0)
    return abs((dx * uy - dy * ux) / area) <= reach and abs((ax * dy - ay * dx) / area) <= reach


def _apart(first: Point, second: Point) -> float:
    return float(((first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2) ** 0.5)


def _lines(glyphs: Sequence[Glyph], numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield the glyphs line by line, each line in its direction, whatever the order of drawing."""
    lines: defaultdict[tuple[float, float, int], list[tuple[float, int]]] = defaultdict(list)
    for number in numbers:
        glyph = glyphs[number]
        length = max((glyph.ax**2 + glyph.ay**2) ** 0.5, 1e-6)
        cos, sin = glyph.ax / length, glyph.ay / length
        x, y = glyph.origin
        across = round((y * cos - x * sin) / max(_SAME_PLACE * glyph.size, 0.5))
        lines[round(cos, _ANGLES), round(sin, _ANGLES), across].append((x * cos + y * sin, number))
    for line in lines.values():
        yield [number for _, number in sorted(line)]


def _spelled(glyphs: Sequence[Glyph], order: Iterable[int]) -> tuple[str, list[int]]:
    """Return the bare text of some glyphs, and for each of its characters the glyph."""
    parts: list[str] = []
    owners: list[int] = []
    for number in order:
        text = bare_glyph(glyphs[number].text)
        parts.append(text)
        owners += [number] * len(text)
    return "".join(parts), owners
