"""The text of a page with the way back to the runs that it was set from."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.glyphs import Box, Glyphs
from desktop.domain.text import Span
from desktop.parsing.readers.layout.printed import Run


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
    Offsets are code points of the page's text; what no piece covers is printed nowhere.
    """

    text: str = ""
    margins: tuple[Span, ...] = ()
    printed: str | None = None
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    runs: tuple[Run, ...] = field(default=(), repr=False)

    def glyphs(self) -> Glyphs:
        """Return the box of each code point, and how sure it was recognised where the runs say so."""
        boxes: list[Box | None] = [None] * len(self.text)
        sure = [1.0] * len(self.text)
        is_recognised = any(run.certainty for run in self.runs)
        for piece in self.pieces:
            run = self.runs[piece.run]
            for index in range(piece.length):
                boxes[piece.start + index] = run.box_of(piece.first + index)
                if run.certainty:
                    sure[piece.start + index] = run.certainty[piece.first + index]
        return Glyphs.of(boxes, sure if is_recognised else None)
