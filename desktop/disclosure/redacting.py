"""From a plan to what the public reads: the text without its removals, with the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import Span

NOTE = "（本文有删减）"
"""What a public copy prints under the 成文日期 (art. 11 of the 办法)."""
STRUCTURE = frozenset("\n\t")
"""Ends of lines and edges of cells; they stay where a removal reaches over them."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line that the public copy prints and the source does not, below the line where `below` ends."""

    below: Span
    text: str = NOTE

    def offset(self, text: str) -> int:
        """Return the end of the line below which it stands, in the source text."""
        end = text.find("\n", max(self.below.end - 1, self.below.start))
        return end if end >= 0 else len(text)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the public text: where it begins there, what it says, and the source that it stands for.

    `kept` says that it is printed as the source is; otherwise it is a replacement, or a note with an empty `source`.
    """

    start: int
    text: str
    source: Span
    kept: bool

    @property
    def end(self) -> int:
        """Where it ends in the public text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class PublicText:
    """What the public reads of a stretch of a source, piece by piece in the order of the source."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole of it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def replacements(self) -> tuple[Piece, ...]:
        """What was put in the place of something, notes included; an empty one is a removal without trace."""
        return tuple(piece for piece in self.pieces if not piece.kept)

    def source_offset(self, offset: int) -> int:
        """Return the code point of the source that a code point of the public text stands for."""
        index = bisect_right(self.pieces, offset, key=_start) - 1
        if index < 0:
            return 0
        piece = self.pieces[index]
        return piece.source.start + (min(offset - piece.start, len(piece.source)) if piece.kept else 0)

    def public_offset(self, offset: int) -> int:
        """Return where a code point of the source is in the public text; of a removed one, where it would be."""
        index = bisect_right(self.pieces, offset, key=_source_start) - 1
        if index < 0:
            return 0
        piece = self.pieces[index]
        return piece.start + (min(offset - piece.source.start, len(piece.text)) if piece.kept else 0)


def _start(piece: Piece) -> int:
    return piece.start


def _source_start(piece: Piece) -> int:
    return piece.source.start


def public_text(text: str, span: Span, plan: RedactionPlan, notes: Sequence[Note] = ()) -> PublicText:
    """Return what the public reads of a span of a text.

    A line that loses everything goes with its line break, unless something is printed in its place.
    """
    pieces: list[Piece] = []
    start = 0
    for source, printed in _stretches(text, span, plan, notes):
        said = text[source.start : source.end] if printed is None else printed
        pieces.append(Piece(start, said, source, printed is None))
        start += len(said)
    return PublicText(tuple(pieces))


def _stretches(text: str, span: Span, plan: RedactionPlan, notes: Sequence[Note]) -> Iterator[tuple[Span, str | None]]:
    """Yield the stretches of the source with what is printed for them, None for what stays as it is."""
    position = span.start
    stops: list[tuple[Span, str]] = [*_cut(text, span, plan)]
    for note in notes:
        end = min(note.offset(text), span.end)
        if span.start <= end:
            stops.append((Span(end, end), f"\n{note.text}"))
    for cut, printed in sorted(stops, key=_order):
        if cut.start > position:
            yield Span(position, cut.start), None
        yield cut, printed
        position = max(position, cut.end)
    if position < span.end:
        yield Span(position, span.end), None


def _order(stop: tuple[Span, str]) -> Span:
    return stop[0]


def _cut(text: str, span: Span, plan: RedactionPlan) -> Iterator[tuple[Span, str]]:
    """Yield what goes, with what is printed at it: lines that lose everything with the line break that ends them."""
    printed = {removal.spans[0].start: removal.replacement for removal in plan.removals if removal.spans}
    gone = removed_spans(text, plan, span)
    emptied = {line.start: line for line in _emptied(text, span, gone, printed)}
    for cut in gone:
        yield cut, printed.get(cut.start, "")
    for line in emptied.values():
        yield Span(line.end, line.end + 1), ""


def _emptied(text: str, span: Span, gone: Sequence[Span], printed: dict[int, str]) -> Iterator[Span]:
    """Yield the lines of which nothing but blanks would be left, and in whose place nothing is printed."""
    seen = -1
    for cut in gone:
        start = max(text.rfind("\n", 0, cut.start) + 1, span.start)
        found = text.find("\n", cut.end)
        end = min(found if found >= 0 else len(text), span.end)
        if start == seen or end >= span.end or end >= len(text):
            continue
        inside = [other for other in gone if start <= other.start and other.end <= end]
        if any(printed.get(other.start) for other in inside):
            continue
        left = set(range(start, end)) - {at for other in inside for at in range(other.start, other.end)}
        if all(text[at].isspace() and text[at] != "\t" for at in left):
            seen = start
            yield Span(start, end)


def removed_spans(text: str, plan: RedactionPlan, within: Span) -> tuple[Span, ...]:
    """Return what goes of a text, in order and apart: without the ends of lines and the edges of cells."""
    found: list[Span] = []
    for span in sorted(span for removal in plan.removals for span in removal.spans):
        start, end = max(span.start, within.start), min(span.end, within.end)
        at = start
        while at < end:
            if text[at] in STRUCTURE:
                at += 1
                continue
            stop = at
            while stop < end and text[stop] not in STRUCTURE:
                stop += 1
            found.append(Span(at, stop))
            at = stop
    return tuple(found)


def note_for(
    text: str, span: Span, plan: RedactionPlan, date: Iterable[Span], has_note: bool, scope: Span | None = None
) -> Note | None:
    """Return the note of a document: under its 成文日期, without one at its end; None where nothing goes.

    `date` is the evidence of the 成文日期, `has_note` that the document says already that it was redacted. `scope` is
    the stretch of which something must go, where it is wider than the document: its headers and notes.
    """
    if has_note or not removed_spans(text, plan, scope or span):
        return None
    places = sorted(place for place in date if span.encloses(place))
    last = span.start + len(text[span.start : span.end].rstrip())
    return Note(places[-1] if places else Span(last, last))
