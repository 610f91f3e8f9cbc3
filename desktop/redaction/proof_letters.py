"""The letters of a page as a reader finds them, and the comparison of a copy's letters with those of its source."""

from __future__ import annotations

import ctypes
import struct
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pymupdf
import pypdfium2.raw as pdfium

from desktop.domain.glyphs import Box
from desktop.redaction.ink import NO_INK, printed
from desktop.redaction.pdf_marks import Mark, width
from desktop.redaction.pdf_places import Place
from desktop.redaction.removed_text import bare_glyph

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_IGNORE_ACTUALTEXT
_SAME = 0.35
"""Points by which the place of a letter may differ between source and copy: both are rounded when they are written."""
_SAME_CELL, _UNDER = 0.42, 0.25
"""Shares of a cell within which the middles of a removed code point and of a letter agree: the same one, any other."""
_LEAST = 0.3
_PLACE = struct.Struct("2d4f")
"""What pdfium says of a letter: its origin (x, y), its box (left, top, right, bottom; an FS_RECTF)."""
_LEAST_PRINTED, _ASCII_END = 32, 128
"""Code points."""
_FIRST_HALF, _LAST_HALF = 0xD800, 0xDFFF
"""Code units of which two make one code point."""
_AHEAD = 24
"""Letters of a copy that are looked at for the next one of the source: a mask may stand between."""
_DOUBLED = 0.1
"""Share of a letter's height within which the same letter counts as drawn twice, as bold type is imitated."""


class Letter(NamedTuple):
    """A letter of a page: itself, its origin and its sides in points of the page as it lies in the file (y down)."""

    char: str
    x: float
    y: float
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def box(self) -> Box:
        """Its box."""
        return Box(self.left, self.top, self.right, self.bottom)

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


_new = tuple.__new__
"""Makes the many letters of a page, without the detour over a function of Python for each."""


@dataclass(slots=True)
class Compared:
    """The letters of a page's source and copy laid beside each other.

    `kept` are found in both, `removed` only in the source and taken by the plan; `lost` only in the source without the
    plan taking them, `added` only in the copy without being a mark; `left` are in the copy though the plan takes them.
    """

    kept: list[Letter] = field(default_factory=list)
    removed: list[Letter] = field(default_factory=list)
    lost: list[Letter] = field(default_factory=list)
    added: list[Letter] = field(default_factory=list)
    left: list[Letter] = field(default_factory=list)


def by_mupdf(page: Any) -> list[Letter]:
    """Return the letters that PyMuPDF finds on a page, in its order."""
    return [
        _new(Letter, (char["c"], *char["origin"], *char["bbox"]))
        for block in page.get_text("rawdict", flags=_FLAGS)["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        for char in span["chars"]
        if char["c"] not in NO_INK
    ]


def text_by_mupdf(page: Any) -> str:
    """Return the text that PyMuPDF finds on a page, in its order."""
    return "".join(filter(printed, page.get_text("text", flags=_FLAGS)))


def text_by_pdfium(page: Any) -> str:
    """Return the text that pdfium finds on a page, in its order."""
    text = page.get_textpage()
    try:
        return "".join(filter(printed, text.get_text_range()))
    finally:
        text.close()


def by_pdfium(page: Any, *, with_boxes: bool = True) -> list[Letter]:
    """Return the letters that pdfium finds on a page, in its order, in the same measure as `by_mupdf`.

    Without boxes they have none: to tell letter and place from those of another page, these are not needed.
    """
    left, _, _, top = page.get_cropbox()
    text = pdfium.FPDFText_LoadPage(page)
    try:
        return _pdfium_letters(text, left, top, with_boxes)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _pdfium_letters(text: Any, left: float, top: float, with_boxes: bool) -> list[Letter]:
    buffer = ctypes.create_string_buffer(_PLACE.size)
    start = ctypes.addressof(buffer)
    x, y = (ctypes.pointer(ctypes.c_double.from_address(start + at)) for at in (0, ctypes.sizeof(ctypes.c_double)))
    cell = ctypes.pointer(pdfium.FS_RECTF.from_address(start + 2 * ctypes.sizeof(ctypes.c_double)))
    origin_of, box_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    found: list[Letter] = []
    for index, code in enumerate(_codes(text)):
        char = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if char in NO_INK or code < _LEAST_PRINTED:
            continue
        if code < _ASCII_END and pdfium.FPDFText_IsGenerated(text, index) == 1:  # blanks, breaks and hyphens
            continue
        origin_of(text, index, x, y)
        if with_boxes:
            box_of(text, index, cell)
        own_x, own_y, own_left, own_top, own_right, own_bottom = _PLACE.unpack(buffer)
        sides = (own_left - left, top - own_top, own_right - left, top - own_bottom)
        found.append(_new(Letter, (char, own_x - left, top - own_y, *sides)))
    return found


def _codes(text: Any) -> Sequence[int]:
    """Return the code point of every letter that pdfium has on a page.

    They are fetched all at once; one by one where the text is not as long as there are letters, each of which says one
    code unit, or is left out.
    """
    count = pdfium.FPDFText_CountChars(text)
    units = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, units) == count + 1:
        codes = units[:count]
        if not any(_FIRST_HALF <= code <= _LAST_HALF for code in codes):
            return list(codes)
    return [pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]


class Spot(NamedTuple):
    """A letter that a copy was said to print: itself and its origin, on the page as it lies in the file."""

    char: str
    x: float
    y: float


def spots_of(marks: Iterable[Mark], turn: Any) -> list[Spot]:
    """Return where the letters of marks stand; `turn` leads from the page as it is shown to the page as in the file."""
    found: list[Spot] = []
    for mark in marks:
        along = 0.0
        for char in mark.text:
            x, y = mark.origin[0] + along * mark.direction[0], mark.origin[1] + along * mark.direction[1]
            if printed(char):
                found.append(Spot(char, x * turn.a + y * turn.c + turn.e, x * turn.b + y * turn.d + turn.f))
            along += width(char) * mark.size * mark.stretch
    return found


def compared(
    source: Sequence[Letter], copy: Sequence[Letter], gone: Iterable[Place], spots: Iterable[Spot]
) -> Compared:
    """Lay the letters of a copy beside those of its source; `gone` lie on the page as it lies in the file.

    What is printed anew is taken off first: a mask may have a letter where the same one was removed. A letter that a
    copy has at the very same place is its own twin: most are, and need not be looked for.
    """
    found = Compared()
    anew, rest = _without_anew(copy, spots)
    same, others = _same(source, rest)
    there, taken = _by_place(others), _Taken(gone)
    rows = taken.rows
    for letter, has_twin in zip(source, same, strict=True):
        is_taken = int((letter[4] + letter[6]) // 32) in rows and taken.holds(letter)
        if has_twin or _twin(there, letter) is not None:
            (found.left if is_taken else found.kept).append(letter)
        else:
            (found.removed if is_taken else found.lost).append(letter)
    found.added = [letter for letters in there.values() for letter in letters]
    _settle_reprints(found, anew)
    _settle_doubles(found)
    return found


def _without_anew(copy: Sequence[Letter], spots: Iterable[Spot]) -> tuple[list[Spot], list[Letter]]:
    """Return the spots where a copy has their letter, and the letters of the copy without those."""
    wanted = list(spots)
    chars = {spot.char for spot in wanted}
    there = _by_place(letter for letter in copy if letter.char in chars)
    twins = [(spot, twin) for spot in wanted if (twin := _twin(there, spot)) is not None]
    known = {id(twin) for _, twin in twins}
    return [spot for spot, _ in twins], [letter for letter in copy if id(letter) not in known]


def _same(source: Sequence[Letter], copy: Sequence[Letter]) -> tuple[list[bool], list[Letter]]:
    """Tell for each letter of a source whether the copy has it at the very same place, and return what else it has.

    Both are gone through once, in their order, with a short look ahead: what is not found so is left to be looked for.
    """
    same: list[bool] = []
    others: list[Letter] = []
    at, end = 0, len(copy)
    for letter in source:
        own = letter[:3]
        if at < end and copy[at][:3] == own:
            same.append(True)
            at += 1
            continue
        ahead = next((next_ for next_ in range(at + 1, min(at + _AHEAD, end)) if copy[next_][:3] == own), None)
        same.append(ahead is not None)
        if ahead is not None:
            others += copy[at:ahead]
            at = ahead + 1
    return same, [*others, *copy[at:]]


def spelled_out(found: Compared, strings: Iterable[str], kept: Iterable[Place]) -> None:
    """Count lost letters as removed that spell a removed string where the source was not read, such as in slanted text.

    A letter that stands for a kept code point stays lost.
    """
    own = _Taken(kept)
    letters = [letter for letter in found.lost if not own.holds(letter)]
    text = "".join(letter.char for letter in letters)
    gone = set[int]()
    for string in strings:
        start = text.find(string)
        while start >= 0:
            gone.update(range(start, start + len(string)))
            start = text.find(string, start + 1)
    spelled = [letters[index] for index in sorted(gone)]
    found.removed += spelled
    found.lost = [letter for letter in found.lost if letter not in spelled]


def _by_place(letters: Iterable[Letter]) -> dict[tuple[str, int, int], list[Letter]]:
    there: defaultdict[tuple[str, int, int], list[Letter]] = defaultdict(list)
    for letter in letters:
        there[letter.char, round(letter.x), round(letter.y)].append(letter)
    return there


def settle(found: Compared, seen: Sequence[Letter], gone: Iterable[Place]) -> None:
    """Lay what pdfium misses or finds more beside what PyMuPDF sees in the source.

    pdfium reads hidden layers too, and for a passage with a text of its own (ActualText) that text where it begins; a
    copy has neither. What the plan takes is no less left, what is seen is no less lost.
    """
    if not found.added and not found.lost:
        return
    there = _by_place(seen)
    for letter in found.kept:
        _twin(there, letter)
    taken = _Taken(gone)
    added, lost = list[Letter](), list[Letter]()
    for letter in found.added:
        twin = _twin(there, letter)
        if twin is None:
            added.append(letter)
        else:
            (found.left if taken.holds(twin) else found.kept).append(letter)
    for letter in found.lost:
        twin = _twin(there, letter)
        if twin is not None:
            (found.removed if taken.holds(twin) else lost).append(letter)
    found.added, found.lost = added, lost


def _twin(there: dict[tuple[str, int, int], list[Letter]], letter: Letter | Spot) -> Letter | None:
    """Take the letter of the copy that stands where this one of the source does."""
    column, row = round(letter.x), round(letter.y)
    for across in (0, -1, 1):
        for down in (0, -1, 1):
            here = there.get((letter.char, column + across, row + down))
            for number, other in enumerate(here or ()):
                if abs(other.x - letter.x) <= _SAME and abs(other.y - letter.y) <= _SAME:
                    assert here is not None
                    return here.pop(number)
    return None


class _Taken:
    """Tells whether a letter stands where the plan takes one away; `rows`, each of 16 points, are all where one may."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._cells: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
        self.rows: set[int] = set()
        for place in places:
            column, row = int(place.middle[0] // 16), int(place.middle[1] // 16)
            self.rows.update((row - 1, row, row + 1))
            for across in (0, -1, 1):
                for down in (0, -1, 1):
                    self._cells[column + across, row + down].append(place)

    def holds(self, letter: Letter) -> bool:
        """Tell whether the cell of a removed code point and that of the letter share their middles."""
        _, _, _, left, top, right, bottom = letter
        near = self._cells.get((int((left + right) // 32), int((top + bottom) // 32)))
        return near is not None and any(_is_same(place, letter) for place in near)


def _is_same(place: Place, letter: Letter) -> bool:
    x, y = place.middle
    ours, theirs = bare_glyph(letter.char), bare_glyph(place.char)
    if len(ours) > 1 and theirs in ours:
        return letter.left <= x <= letter.right and letter.top <= y <= letter.bottom
    reach = _SAME_CELL if theirs == ours else _UNDER
    wide, high = place.box.width * reach, place.box.height * reach
    across, down = letter.middle
    return abs(across - x) <= max(wide, _LEAST) and abs(down - y) <= max(high, _LEAST)


def _settle_reprints(found: Compared, anew: Iterable[Spot]) -> None:
    """Count a lost letter as kept that was set anew beside its place: it shared a glyph with a removed one."""
    if not found.lost:
        return
    spots = list(anew)
    lost = list[Letter]()
    for letter in found.lost:
        near = max(letter.bottom - letter.top, 1.0)
        spot = next(
            (s for s in spots if s.char == letter.char and abs(s.x - letter.x) + abs(s.y - letter.y) < near), None
        )
        if spot is None:
            lost.append(letter)
        else:
            spots.remove(spot)
            found.kept.append(letter)
    found.lost = lost


def _settle_doubles(found: Compared) -> None:
    """Drop a lost letter beside the same one that is kept: what is drawn twice is counted now as one, now as two."""
    if not found.lost:
        return
    kept = _by_place(found.kept)
    found.lost = [letter for letter in found.lost if not _is_doubled(kept, letter)]


def _is_doubled(kept: dict[tuple[str, int, int], list[Letter]], letter: Letter) -> bool:
    near = _DOUBLED * (letter.bottom - letter.top)
    column, row = round(letter.x), round(letter.y)
    return any(
        abs(other.x - letter.x) <= near and abs(other.y - letter.y) <= near
        for across in (0, -1, 1)
        for down in (0, -1, 1)
        for other in kept.get((letter.char, column + across, row + down), ())
    )
