"""One page of a public copy: glyphs and pixels removed, masks and notes printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from desktop.domain.glyphs import Box
from desktop.domain.redaction import RedactionPlan
from desktop.redaction import pdf_objects as objects
from desktop.redaction.ink import printed
from desktop.redaction.pdf_cleaning import page_stream, set_stream
from desktop.redaction.pdf_copy import PageChange
from desktop.redaction.pdf_glyphs import UNKNOWN, Glyph, glyphs_of, remove_glyphs
from desktop.redaction.pdf_marks import Mark, first_line, lines_of, mask, mask_in, note, reprint
from desktop.redaction.pdf_pictures import blank, cover
from desktop.redaction.pdf_places import PagePlaces, Place
from desktop.redaction.pdf_targets import GlyphIndex, Targets, beside, is_beside, strays, targets_of
from desktop.redaction.removed_text import RemovedText

_HIGHER, _WIDER = 0.12, 0.15
"""Shares of a recognised character's height by which its box is grown: recognition cuts close."""
_SAME_LINE = 0.5
_TOGETHER = 1.5


class PassageLost(Exception):
    """A passage of the plan is not found on the page that it was read from; `is_garbled` says by what fonts."""

    def __init__(self, *, is_garbled: bool) -> None:
        super().__init__()
        self.is_garbled = is_garbled


def own_content(document: Any, number: int) -> Any:
    """Give a page content that no other page shares, and return the page.

    MuPDF asks the object of a page for its content whenever it needs it: the page need not be loaded anew for that,
    which would let go of all fonts as well.
    """
    owner = objects.page_object(document, number)
    set_stream(document, owner, page_stream(document, owner))
    return document[number]


def redact_text(page: Any, places: PagePlaces, plan: RedactionPlan, wanted: Sequence[RemovedText]) -> PageChange:
    """Remove what a plan takes from a page that was read from its text. Raises PassageLost, PageDamaged."""
    glyphs = glyphs_of(page)
    index = GlyphIndex(glyphs, places.kept)
    targets = targets_of(index, places.removed)
    if targets.lost or places.unplaced:
        raise PassageLost(is_garbled=not places.unplaced and any(UNKNOWN in glyph.text for glyph in glyphs))
    gone = targets.glyphs | beside(glyphs, page.rect.width, page.rect.height)
    gone |= strays(index, gone, wanted)
    if gone:
        remove_glyphs(page, gone, glyphs)
    wide, high = page.rect.width, page.rect.height
    seen = [glyphs[glyph] for glyph in sorted(gone) if not is_beside(glyphs[glyph], wide, high)]
    boxes = tuple(_joined(seen))
    if boxes:
        blank(page, boxes)
    marks = [*_masks(places, plan, targets, glyphs)]
    if places.notes:
        others = [glyph.box for at, glyph in enumerate(glyphs) if at not in gone and printed(glyph.text)]
        marks += _notes(page, places, [*others, *(mark.box for mark in marks)])
    return PageChange(page.number, boxes, tuple(marks), tuple(_reprints(index, targets)))


def redact_picture(page: Any, places: PagePlaces, plan: RedactionPlan, *, painted: bool) -> PageChange:
    """Blank what a plan takes from a page that was recognised, in its pictures and in the text layer.

    An invisible text layer of the scanner's own is dropped whole: nobody has compared it with the picture. `painted`
    covers the places with white too, for a page that becomes a picture of itself. Raises PageDamaged.
    """
    document, number = page.parent, page.number
    boxes = tuple(grown_lines(places))
    glyphs = glyphs_of(page)
    gone = {
        glyph_number
        for glyph_number, glyph in enumerate(glyphs)
        if glyph.is_invisible or any(_holds(box, glyph.middle) for box in boxes)
    }
    if gone:
        remove_glyphs(page, gone, glyphs)
    if boxes and blank(page, boxes):
        page = document.reload_page(page)
    if painted and boxes:
        cover(page, boxes)
    marks = [
        mask_in(plan.removals[owner].replacement, [place.box for place in line])
        for owner in sorted(places.firsts)
        if plan.removals[owner].replacement and (line := lines_of(places, owner))
    ]
    marks += _notes(page, places, [*(place.box for place in places.kept), *(mark.box for mark in marks)])
    return PageChange(number, boxes, tuple(marks), by_place=True)


def grown_lines(places: PagePlaces) -> Iterator[Box]:
    """Yield the boxes of recognised characters that are removed, line by line, grown where no kept character stands."""
    for line in _lines([place.box for place in places.removed]):
        aside = _WIDER * line.height
        left = max((b.right for b in _beside(line, places.kept) if b.right <= line.left + aside), default=None)
        right = min((b.left for b in _beside(line, places.kept) if b.left >= line.right - aside), default=None)
        yield Box(
            max(line.left - aside, (left + line.left) / 2) if left is not None else line.left - aside,
            line.top - _HIGHER * line.height,
            min(line.right + aside, (right + line.right) / 2) if right is not None else line.right + aside,
            line.bottom + _HIGHER * line.height,
        )


def visible_glyphs(page: Any) -> int:
    """Return how many glyphs a page shows. Raises PageDamaged."""
    return sum(not glyph.is_invisible and not glyph.text.isspace() for glyph in glyphs_of(page))


def _masks(places: PagePlaces, plan: RedactionPlan, targets: Targets, glyphs: Sequence[Glyph]) -> Iterator[Mark]:
    for owner in sorted(places.firsts):
        replacement = plan.removals[owner].replacement
        own = [glyphs[targets.owners[place.offset]] for place in places.removed if place.owner == owner]
        line = first_line(own)
        if replacement and line:
            yield mask(replacement, line)


def _notes(page: Any, places: PagePlaces, others: Sequence[Box]) -> list[Mark]:
    return [note(text, box, others, page.rect.width, page.rect.height) for box, text in places.notes]


def _reprints(index: GlyphIndex, targets: Targets) -> Iterator[Mark]:
    for place, number in targets.reprinted:
        glyph = index.glyphs[number]
        yield reprint(place, glyph.size, glyph.origin, glyph.forward)


def _joined(glyphs: Iterable[Glyph]) -> Iterator[Box]:
    """Yield the boxes of upright glyphs line by line, those of slanted ones one by one."""
    upright: list[Box] = []
    for glyph in glyphs:
        if min(abs(glyph.forward[0]), abs(glyph.forward[1])) > 0.01 * glyph.size:
            yield glyph.box
        else:
            upright.append(glyph.box)
    yield from _lines(upright)


def _lines(boxes: Iterable[Box]) -> list[Box]:
    lines: list[Box] = []
    for box in boxes:
        if lines and _goes_on(lines[-1], box):
            lines[-1] = lines[-1].joined(box)
        else:
            lines.append(box)
    return lines


def _goes_on(line: Box, box: Box) -> bool:
    across = min(line.bottom, box.bottom) - max(line.top, box.top) >= _SAME_LINE * max(box.height, line.height)
    if across:
        return bool(-0.5 * box.height <= box.left - line.right <= _TOGETHER * 0.2 * box.height)
    down = min(line.right, box.right) - max(line.left, box.left) >= _SAME_LINE * max(box.width, line.width)
    return bool(down and abs(box.top - line.bottom) <= 0.2 * box.height)


def _beside(line: Box, kept: Iterable[Place]) -> list[Box]:
    return [
        place.box
        for place in kept
        if min(line.bottom, place.box.bottom) - max(line.top, place.box.top) > _SAME_LINE * place.box.height
    ]


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom
