"""Where on the pages of a source the passages of a plan stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.glyphs import PER_POINT, Box
from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import SourceText, Span
from desktop.parsing.readers.sheets import open_sheets
from desktop.redaction.ink import printed
from desktop.redaction.note import Note


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


class Standing:
    """The code points of a page that a plan leaves, made into places only where they are asked for."""

    def __init__(self, start: int = 0, text: str = "", corners: Sequence[int] = (), gone: Container[int] = ()) -> None:
        """Take the text of a page that begins at an offset, its corners (`Glyphs.tenths`), and the offsets removed."""
        self._start, self._text = start, text
        self._corners, self._gone = corners, gone
        self._cells: dict[tuple[int, int], list[int]] | None = None
        self._cell = 0

    def __iter__(self) -> Iterator[Place]:
        """Yield all in the order of the text."""
        yield from self._places(range(min(len(self._text), len(self._corners) // 4)))

    def in_cell(self, cell: tuple[int, int], size: int) -> Iterator[Place]:
        """Yield those whose middles lie in a cell (column and row) of a grid with meshes of so many points."""
        if self._cells is None or self._cell != size:
            self._cells, self._cell = self._sorted(20 * size), size
        yield from self._places(self._cells.get(cell, ()))

    def _sorted(self, mesh: int) -> dict[tuple[int, int], list[int]]:
        found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        left, top, right, bottom = (self._corners[side::4] for side in range(4))
        across = [(first + last) // mesh for first, last in zip(left, right, strict=True)]
        down = [(first + last) // mesh for first, last in zip(top, bottom, strict=True)]
        for at, cell in enumerate(zip(across, down, strict=True)):
            found[cell].append(at)
        return found

    def _places(self, numbers: Iterable[int]) -> Iterator[Place]:
        for at in numbers:
            if at < len(self._text) and self._start + at not in self._gone and printed(self._text[at]):
                box = _box(self._corners, at)
                if box is not None:
                    yield Place(self._start + at, self._text[at], box)


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """What a plan says about one page (from 0).

    `removed` are the code points to be removed, those that print nothing left aside; `kept` all others that have a box;
    `unplaced` the offsets of code points to be removed whose place is not known. `firsts` maps the number of a removal
    to the offset of its first code point, where that stands here. `notes` are the boxes below which notes are printed.
    """

    page: int
    is_recognised: bool = False
    removed: tuple[Place, ...] = ()
    kept: Standing = field(default_factory=Standing)
    unplaced: tuple[int, ...] = ()
    firsts: Mapping[int, int] = field(default_factory=dict)
    notes: tuple[tuple[Box, str], ...] = ()

    @property
    def is_touched(self) -> bool:
        """Tell whether anything is removed from or printed on the page."""
        return bool(self.removed or self.unplaced or self.notes)


class Places:
    """Finds where the passages of a plan stand; looks up the boxes of a page only where it must, and once.

    It reads the source alone: a copy and its proof may ask the same one.
    """

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
        self._known: dict[int, PagePlaces] = {}

    def close(self) -> None:
        """Let the file go."""
        self._sheets.close()

    def page(self, number: int, *, always: bool = False) -> PagePlaces:
        """Return what the plan says about a page; its code points without a removal only when `always` is asked."""
        page = self._source.pages[number]
        here = any(span.overlaps(page.span) for span, _ in self._taken)
        below = [note for note in self._notes if page.span.contains(max(note.below.end - 1, note.below.start))]
        if not here and not below and not always:
            return PagePlaces(number, is_recognised=page.glyphs is not None)
        if number not in self._known:
            self._known[number] = self._looked_up(number, below)
        return self._known[number]

    def _looked_up(self, number: int, below: Iterable[Note]) -> PagePlaces:
        page = self._source.pages[number]
        text = self._source.slice(page.span)
        glyphs = page.glyphs or self._sheets.glyphs(number, text)
        owners, corners = self._owners(page.span), glyphs.tenths()
        printing = [at for at in sorted(owners) if printed(text[at - page.span.start])]
        boxes = [(at, _box(corners, at - page.span.start)) for at in printing if at - page.span.start < len(glyphs)]
        lines = (
            (glyphs.lines(max(note.below.start - page.span.start, 0), note.below.end - page.span.start), note.text)
            for note in below
        )
        return PagePlaces(
            number,
            is_recognised=page.glyphs is not None,
            removed=tuple(
                Place(at, text[at - page.span.start], box, owners[at]) for at, box in boxes if box is not None
            ),
            kept=Standing(page.span.start, text, corners, owners),
            unplaced=tuple(at for at, box in boxes if box is None),
            firsts={owner: first for owner, first in self._firsts.items() if page.span.contains(first)},
            notes=tuple((own[-1], words) for own, words in lines if own),
        )

    def _owners(self, within: Span) -> dict[int, int]:
        """Return the numbers of the removals that the code points of a page belong to."""
        return {
            offset: number
            for span, number in self._taken
            if span.overlaps(within)
            for offset in range(max(span.start, within.start), min(span.end, within.end))
        }


def _box(corners: Sequence[int], at: int) -> Box | None:
    """Return the box of a code point, None for one that is printed nowhere."""
    own = corners[at * 4 : at * 4 + 4]
    return Box(*(side / PER_POINT for side in own)) if any(own) else None
