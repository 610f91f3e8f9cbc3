"""Where on the pages of a source the passages of a plan stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.glyphs import Box, Glyphs
from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import SourceText, Span
from desktop.parsing.readers.sheets import open_sheets
from desktop.redaction.note import Note

UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
"""Characters that print nothing, beside blanks."""


@dataclass(frozen=True, slots=True)
class Place:
    """One code point on a page: its offset in the source, itself, and its box on the page as it is shown.

    `owner` is the number (from 0) of the removal that takes it away.
    """

    offset: int
    char: str
    box: Box
    owner: int | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2


@dataclass(slots=True)
class PagePlaces:
    """What a plan says about one page (from 0).

    `removed` are the code points to be removed, those that print nothing left aside; `kept` all others that have a box;
    `unplaced` the offsets of code points to be removed whose place is not known. `firsts` maps the number of a removal
    to the offset of its first code point, where that stands here. `notes` are the boxes below which notes are printed.
    """

    page: int
    is_recognised: bool = False
    removed: list[Place] = field(default_factory=list)
    kept: list[Place] = field(default_factory=list)
    unplaced: list[int] = field(default_factory=list)
    firsts: dict[int, int] = field(default_factory=dict)
    notes: list[tuple[Box, str]] = field(default_factory=list)

    @property
    def is_touched(self) -> bool:
        """Tell whether anything is removed from or printed on the page."""
        return bool(self.removed or self.unplaced or self.notes)


def printed(char: str) -> bool:
    """Tell whether a character leaves ink."""
    return not char.isspace() and char not in UNSEEN


class Places:
    """Finds where the passages of a plan stand; looks up the boxes of a page only where it must."""

    def __init__(
        self,
        path: Path,
        source: SourceText,
        plan: RedactionPlan,
        notes: Sequence[Note],
        password: str | None = None,
    ) -> None:
        """Open the pages of a source that is laid out. Raises SourceError."""
        self._sheets = open_sheets(path, source.kind, password)
        self._source = source
        self._notes = notes
        self._taken = [
            (span, number)
            for number, removal in enumerate(plan.removals)
            for span in sorted(removal.spans)
            if len(span)
        ]
        self._firsts = {number: span.start for span, number in reversed(self._taken)}

    def close(self) -> None:
        """Let the file go."""
        self._sheets.close()

    def page(self, number: int, *, always: bool = False) -> PagePlaces:
        """Return what the plan says about a page; its code points without a removal only when `always` is asked."""
        page = self._source.pages[number]
        found = PagePlaces(number, is_recognised=page.glyphs is not None)
        here = [span for span, _ in self._taken if span.overlaps(page.span)]
        below = [note for note in self._notes if page.span.contains(max(note.below.end - 1, note.below.start))]
        if not here and not below and not always:
            return found
        glyphs = page.glyphs or self._sheets.glyphs(number, self._source.slice(page.span))
        _sort(found, self._source, page.span, glyphs, self._owners(page.span))
        found.firsts = {owner: first for owner, first in self._firsts.items() if page.span.contains(first)}
        for note in below:
            lines = glyphs.lines(max(note.below.start - page.span.start, 0), note.below.end - page.span.start)
            if lines:
                found.notes.append((lines[-1], note.text))
        return found

    def _owners(self, within: Span) -> dict[int, int]:
        """Return the numbers of the removals that the code points of a page belong to."""
        return {
            offset: number
            for span, number in self._taken
            if span.overlaps(within)
            for offset in range(max(span.start, within.start), min(span.end, within.end))
        }


def _sort(found: PagePlaces, source: SourceText, span: Span, glyphs: Glyphs, owners: dict[int, int]) -> None:
    for offset, box in zip(range(span.start, span.end), glyphs.boxes(), strict=False):
        char = source.text[offset]
        if not printed(char):
            continue
        if box is not None:
            place = Place(offset, char, box, owners.get(offset))
            (found.kept if place.owner is None else found.removed).append(place)
        elif offset in owners:
            found.unplaced.append(offset)
