"""From printed lines to reading text: no page marks, no running heads, broken lines joined; with an exact way back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.domain.text import SourceText, Span
from desktop.parsing.joining import Joiner, wrap_width
from desktop.parsing.outline import Line, LineKind, Outline, Paragraph, Reading

_SURROUNDINGS = 60
_IN_PARAGRAPHS = frozenset({"html", "docx"})


@dataclass(slots=True)
class _Pieces:
    """The reading text while it grows, with the place of every piece in the source."""

    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, origin: int) -> None:
        self.texts.append(text)
        self.starts.append(self.length)
        self.origins.append(origin)
        self.lengths.append(len(text))
        self.length += len(text)

    def put(self, between: str) -> None:
        """Add text that stands nowhere in the source."""
        self.texts.append(between)
        self.length += len(between)


def read_document(source: SourceText, lines: Sequence[Line], outline: Outline) -> Reading:
    """Return one document as a person reads it. `lines` are all lines of the source."""
    first, last = outline.first_line - 1, outline.last_line
    own = lines[first:last]
    width = None
    if not _has_paragraphs(source):
        width = wrap_width(
            own if last - first >= _SURROUNDINGS else lines[max(0, first - _SURROUNDINGS) : last + _SURROUNDINGS]
        )
    pieces = _Pieces()
    paragraphs: list[Paragraph] = []
    for group in _paragraphs(own, outline, Joiner(own, width)):
        if paragraphs:
            pieces.put("\n")
        begin = len(pieces.texts)
        start = pieces.length
        for line in group:
            _add_line(pieces, source, line, is_first=line is group[0])
        text = "".join(pieces.texts[begin:])
        paragraphs.append(Paragraph(Span(start, pieces.length), text, group[0].kind, tuple(group)))
    return Reading(
        source=source,
        outline=outline,
        text="".join(pieces.texts),
        paragraphs=tuple(paragraphs),
        starts=tuple(pieces.starts),
        origins=tuple(pieces.origins),
        lengths=tuple(pieces.lengths),
    )


def _has_paragraphs(source: SourceText) -> bool:
    """Tell whether the reader knew where paragraphs end, and gave each a line of its own."""
    return source.kind in _IN_PARAGRAPHS or bool(source.margins)


def _paragraphs(lines: Sequence[Line], outline: Outline, joiner: Joiner) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph; the printed lines of the title are one."""
    titled = _title_lines(lines, outline)
    group: list[Line] = []
    gap = False
    for line in lines:
        if line.kind is LineKind.BODY:
            if group and (
                (line.number in titled and group[-1].number in titled)
                or (line.number not in titled and group[-1].number not in titled and joiner.joins(group, line, gap))
            ):
                group.append(line)
            else:
                if group:
                    yield group
                group = [line]
                joiner.begin()
            joiner.take(line)
            gap = False
        elif line.kind is LineKind.TABLE_ROW:
            if group:
                yield group
                group = []
            yield [line]
        else:
            gap = True
    if group:
        yield group


def _title_lines(lines: Sequence[Line], outline: Outline) -> range:
    """Return the numbers of the lines that the title takes up."""
    if not outline.title or not lines:
        return range(0)
    starts = [line.span.start for line in lines]
    first = bisect_right(starts, outline.title[0].start) - 1
    last = bisect_right(starts, outline.title[-1].start) - 1
    return range(lines[max(first, 0)].number, lines[max(last, 0)].number + 1)


def _add_line(pieces: _Pieces, source: SourceText, line: Line, is_first: bool) -> None:
    """Add a line's text, the marks of a typesetting language left out: a leading "- " and pairs of "**"."""
    text = line.text
    origin = source.text.index(text, line.span.start)
    if is_first:
        if text.startswith("- "):
            origin += len(text) - len(text[2:].lstrip())
            text = text[2:].lstrip()
    elif (
        pieces.texts[-1][-1:].isascii() and pieces.texts[-1][-1:].isalpha() and text[0].isascii() and text[0].isalpha()
    ):
        pieces.put(" ")
    if "**" not in text:
        pieces.add(text, origin)
        return
    for part in text.split("**"):
        if part:
            pieces.add(part, origin)
        origin += len(part) + 2
