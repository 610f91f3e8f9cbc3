"""The values that pass between the steps of parsing."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum

from desktop.domain.document import ContentsEntry
from desktop.domain.text import SourceText, Span


class LineKind(Enum):
    """What a printed line is, before anything is known about the documents."""

    BLANK = "blank"
    BODY = "body"
    PAGE_MARK = "page mark"
    RUNNING_HEAD = "running head"
    TABLE_ROW = "table row"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source. `number` is 1-based, `span` has no line break, `text` no outer blanks."""

    number: int
    span: Span
    text: str
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Outline:
    """Where one document lies and where its head is. All spans point into the source.

    `title` holds the printed lines of the title without item number and bracketed heading date, `number` the 发文字号,
    `entry` the contents entry it was matched with, `evidence` the reasons for the boundary in words.
    """

    first_line: int
    last_line: int
    title: tuple[Span, ...] = ()
    number: Span | None = None
    column: str | None = None
    entry: ContentsEntry | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of reading text that belongs together, broken lines joined. `span` points into the reading text."""

    span: Span
    text: str
    kind: LineKind
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as a person reads it: no page marks, no running heads, broken lines joined; with the way back.

    `text` holds the paragraphs with one "\\n" between them. Piece i is
    text[starts[i] : starts[i] + lengths[i]], which stands in the source from `origins[i]` on. Unit: code points.
    """

    source: SourceText
    outline: Outline
    text: str
    paragraphs: tuple[Paragraph, ...]
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    lengths: tuple[int, ...] = field(repr=False, default=())

    def to_source(self, span: Span) -> tuple[Span, ...]:
        """Return where a span of the reading text stands in the source; several spans where lines were joined."""
        spans: list[Span] = []
        index = max(0, bisect_right(self.starts, span.start) - 1)
        while index < len(self.starts) and self.starts[index] < span.end:
            start = max(span.start, self.starts[index]) - self.starts[index]
            end = min(span.end - self.starts[index], self.lengths[index])
            if start < end:
                spans.append(Span(self.origins[index] + start, self.origins[index] + end))
            index += 1
        return tuple(spans)
