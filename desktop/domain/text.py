"""The source text and the places in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from desktop.domain.glyphs import Glyphs

LAID_OUT = frozenset({"pdf", "scan", "ofd"})
"""The kinds of source whose pages can be shown as they are printed."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, [start, end)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, offset: int) -> bool:
        """Tell whether the code point at `offset` lies inside."""
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share a code point."""
        return self.start < other.end and other.start < self.end

    def encloses(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the source file: its place in the text, and the number printed on it (页码), if any.

    `glyphs` is given where the text was recognised (OCR), which is not done twice; those of other pages can be read
    from the file again. It has one box for each code point of `span`.
    """

    span: Span
    printed: str | None = None
    glyphs: Glyphs | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a reader made of one file. Never changes; every claim points into it.

    `kind` is the way it was read: txt, md, pdf, scan, docx, html, ofd. `text` has "\\n" as its only line break.
    `margins` are the spans of whole lines that a page prints outside of its columns of text: running heads, page
    numbers, footnotes; known where the layout is.
    """

    name: str
    sha256: str
    kind: str
    text: str
    pages: tuple[Page, ...] = ()
    notices: tuple[str, ...] = ()
    margins: tuple[Span, ...] = ()
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        starts = [0]
        position = self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        object.__setattr__(self, "_line_starts", tuple(starts))

    @property
    def line_count(self) -> int:
        """The number of lines; a text that ends with a line break has an empty last line."""
        return len(self._line_starts)

    @property
    def is_laid_out(self) -> bool:
        """Tell whether its pages can be shown as they are printed."""
        return self.kind in LAID_OUT

    def sureness(self, span: Span) -> float:
        """Return how sure the least sure character of a span was recognised, from 0 to 1; 1 for text that was read."""
        page = self.page_at(span.start)
        sure = 1.0
        while page is not None and page < len(self.pages) and self.pages[page].span.start < span.end:
            known = self.pages[page]
            if known.glyphs is not None:
                first = max(span.start, known.span.start) - known.span.start
                sure = min(sure, known.glyphs.sure(first, span.end - known.span.start))
            page += 1
        return sure

    def slice(self, span: Span) -> str:
        """Return the text of a span as printed."""
        return self.text[span.start : span.end]

    def line_span(self, number: int) -> Span:
        """Return the span of a line (1-based) without its line break."""
        start = self._line_starts[number - 1]
        after = self._line_starts[number] - 1 if number < len(self._line_starts) else len(self.text)
        return Span(start, after)

    def line_at(self, offset: int) -> int:
        """Return the 1-based number of the line that holds the code point at `offset`."""
        return bisect_right(self._line_starts, offset)

    def lines_of(self, span: Span) -> tuple[int, int]:
        """Return the first and last line (1-based, inclusive) that a span touches."""
        return self.line_at(span.start), self.line_at(max(span.start, span.end - 1))

    def page_at(self, offset: int) -> int | None:
        """Return the 0-based index of the page that holds `offset`, None in a text without pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.span.start) - 1
        return index if index >= 0 else None
