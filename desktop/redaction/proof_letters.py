"""The letters of a page as a reader finds them, and the comparison of a copy's letters with those of its source."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pymupdf
import pypdfium2.raw as pdfium

from desktop.domain.glyphs import Box
from desktop.redaction.pdf_marks import Mark
from desktop.redaction.pdf_places import Place, printed
from desktop.redaction.removed_text import bare

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_IGNORE_ACTUALTEXT
_SAME = 0.35
"""Points by which the place of a letter may differ between source and copy: both are rounded when they are written."""
_REACH = 0.25


class Letter(NamedTuple):
    """A letter of a page: itself, its origin and its box in points of the page as it lies in the file (y down)."""

    char: str
    x: float
    y: float
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2


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
        Letter(char["c"], char["origin"][0], char["origin"][1], Box(*char["bbox"]))
        for block in page.get_text("rawdict", flags=_FLAGS)["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        for char in span["chars"]
        if printed(char["c"])
    ]


def by_pdfium(page: Any) -> list[Letter]:
    """Return the letters that pdfium finds on a page, in its order, in the same measure as `by_mupdf`."""
    left, _, _, top = page.get_cropbox()
    text = pdfium.FPDFText_LoadPage(page)
    try:
        return list(_pdfium_letters(text, left, top))
    finally:
        pdfium.FPDFText_ClosePage(text)


def _pdfium_letters(text: Any, left: float, top: float) -> Iterator[Letter]:
    numbers = [ctypes.c_double() for _ in range(6)]
    x, y, west, east, south, north = numbers
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        char = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if not printed(char) or ord(char) < 32 or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetCharBox(text, index, west, east, south, north)
        box = Box(west.value - left, top - north.value, east.value - left, top - south.value)
        yield Letter(char, x.value - left, top - y.value, box)


def compared(
    source: Sequence[Letter], copy: Sequence[Letter], gone: Iterable[Place], marks: Sequence[Mark]
) -> Compared:
    """Lay the letters of a copy beside those of its source; `gone` and `marks` lie on the page as in the file."""
    found = Compared()
    there: defaultdict[tuple[str, int, int], list[Letter]] = defaultdict(list)
    for letter in copy:
        there[letter.char, round(letter.x), round(letter.y)].append(letter)
    taken = _Taken(gone)
    for letter in source:
        twin = _twin(there, letter)
        is_taken = taken.holds(letter)
        if twin is None:
            (found.removed if is_taken else found.lost).append(letter)
        else:
            (found.left if is_taken else found.kept).append(letter)
    rest = [letter for letters in there.values() for letter in letters]
    found.added = _beside_marks(rest, marks)
    _settle_reprints(found, marks)
    return found


def _twin(there: dict[tuple[str, int, int], list[Letter]], letter: Letter) -> Letter | None:
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
    """Tells whether a letter stands where the plan takes one away."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._cells: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in places:
            self._cells[int(place.middle[0] // 16), int(place.middle[1] // 16)].append(place)

    def holds(self, letter: Letter) -> bool:
        """Tell whether the cell of a removed code point and that of the letter share their middles."""
        column, row = int(letter.middle[0] // 16), int(letter.middle[1] // 16)
        return any(
            _is_same(place, letter)
            for across in (0, -1, 1)
            for down in (0, -1, 1)
            for place in self._cells.get((column + across, row + down), ())
        )


def _is_same(place: Place, letter: Letter) -> bool:
    x, y = place.middle
    size = max(place.box.height, letter.box.height)
    if bare(place.char) == bare(letter.char):
        return (
            letter.box.left - _REACH * size <= x <= letter.box.right + _REACH * size
            and letter.box.top - _REACH * size <= y <= letter.box.bottom + _REACH * size
        )
    wide, high = place.box.width * _REACH, place.box.height * _REACH * 2
    return abs(letter.middle[0] - x) <= wide and abs(letter.middle[1] - y) <= high


def _beside_marks(rest: Iterable[Letter], marks: Iterable[Mark]) -> list[Letter]:
    """Return the letters that no mark explains; each letter of a mark explains one."""
    open_ = [(mark.box, list(mark.text)) for mark in marks]
    added: list[Letter] = []
    for letter in rest:
        x, y = letter.middle
        for box, chars in open_:
            near = box.left - 1 <= x <= box.right + 1 and box.top - 1 <= y <= box.bottom + 1
            if near and letter.char in chars:
                chars.remove(letter.char)
                break
        else:
            added.append(letter)
    return added


def _settle_reprints(found: Compared, marks: Sequence[Mark]) -> None:
    """Count kept letters that were set anew as kept."""
    for mark in marks:
        if len(mark.text) != 1:
            continue
        for number, letter in enumerate(found.lost):
            if letter.char == mark.text and abs(letter.middle[0] - mark.box.left) <= 2 * mark.size:
                found.kept.append(found.lost.pop(number))
                break
