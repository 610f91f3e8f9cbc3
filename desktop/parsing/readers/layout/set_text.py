"""The text of a page with the way back to the runs that it was set from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.domain.glyphs import Box, Glyphs
from desktop.domain.text import Span
from desktop.parsing.readers.layout.area import UNKNOWN, TypeArea
from desktop.parsing.readers.layout.printed import Run
from desktop.parsing.readers.layout.strips import Part


@dataclass(frozen=True, slots=True)
class Piece:
    """Code points `first` to `first + length` of a run stand in the page's text from `start` on."""

    start: int
    run: int
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class SetPage:
    """The text of a page in reading order, one line a paragraph, ended by a line break; "" for a page without text.

    `margins` are the spans of whole lines that stand outside of the columns, `printed` the page number as printed.
    Offsets are code points of the page's text; what no piece covers is printed nowhere. `lacks_boxes` tells that a run
    had to be cut at the border of a table's cell without knowing where its characters stand.
    """

    text: str = ""
    margins: tuple[Span, ...] = ()
    printed: str | None = None
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    runs: tuple[Run, ...] = field(default=(), repr=False)
    lacks_boxes: bool = False
    area: TypeArea = UNKNOWN

    def glyphs(self) -> Glyphs:
        """Return the box of each code point, and how sure it was recognised where the runs say so."""
        boxes: list[Box | None] = [None] * len(self.text)
        sure = [1.0] * len(self.text)
        is_recognised = any(run.certainty for run in self.runs)
        for piece in self.pieces:
            run = self.runs[piece.run]
            here = slice(piece.start, piece.start + piece.length)
            own = slice(piece.first, piece.first + piece.length)
            boxes[here] = run.boxes[own] or map(run.box_of, range(own.start, own.stop))
            if run.certainty:
                sure[here] = run.certainty[own]
        return Glyphs.of(boxes, sure if is_recognised else None)


@dataclass(slots=True)
class Block:
    """Lines that stand together on the page; blank lines are put between blocks."""

    lines: list[list[Part]]
    is_margin: bool = False


def set_blocks(blocks: Iterable[Block], runs: Sequence[Run], printed: str | None) -> SetPage:
    """Return the page that consists of these blocks. After text that may go on overleaf stands a blank line."""
    texts: list[str] = []
    pieces: list[Piece] = []
    margins: list[Span] = []
    position = 0
    last: Block | None = None
    for block in blocks:
        if last is not None:
            texts.append("\n")
            position += 1
        for line in block.lines:
            start = position
            for text, run, first in line:
                if run >= 0:
                    pieces.append(Piece(position, run, first, len(text)))
                texts.append(text)
                position += len(text)
            if block.is_margin:
                margins.append(Span(start, position))
            texts.append("\n")
            position += 1
        last = block
    if last is not None and not last.is_margin:
        texts.append("\n")
    return SetPage("".join(texts), tuple(margins), printed, tuple(pieces), tuple(runs))
