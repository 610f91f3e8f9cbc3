"""One document within bounds that a person drew, read by the same steps as in the parse of its whole source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.document import ContentsEntry, Document, Issue
from desktop.domain.text import SourceText, Span
from desktop.parsing import single
from desktop.parsing.anchors import find_heads
from desktop.parsing.checks import check_source
from desktop.parsing.collector import paused
from desktop.parsing.heads import Flow, Head
from desktop.parsing.lines import lines_of, mark_heads
from desktop.parsing.outline import LineKind
from desktop.parsing.pipeline import read_outlined
from desktop.parsing.segmentation import outline_within
from desktop.parsing.sureness import is_recognised

_ABOVE, _SHORT = 12, 40
"""How many lines may stand above a head within the bounds of its document, and how long each may be."""
_CARRYING_TEXT = (LineKind.BODY, LineKind.TABLE_ROW)


class Extents:
    """A source whose lines are known, ready to be read within any bounds. `entries` are those of its contents list."""

    def __init__(self, source: SourceText, issue: Issue | None, entries: Sequence[ContentsEntry]) -> None:
        self.source, self.issue, self.entries = source, issue, tuple(entries)
        lines = lines_of(source)
        columns = {entry.column for entry in entries if entry.column}
        self._lines = mark_heads(lines, columns) if columns else lines
        self._is_scan = is_recognised(source)

    def whole_lines(self, start: int, end: int) -> Span | None:
        """Return the bounds of a document from one code point to before another; None where no text lies between.

        Documents consist of whole lines: a start within a line goes to the line's start, an end to the line's end.
        Blank lines, page marks and running heads at both ends are left out.
        """
        if not 0 <= start < end:
            return None
        first, last = self.source.lines_of(Span(start, min(end, len(self.source.text))))
        carrying = [line for line in self._lines[first - 1 : last] if line.kind in _CARRYING_TEXT]
        return Span(carrying[0].span.start, carrying[-1].span.end) if carrying else None

    def line_span(self, offset: int) -> Span:
        """Return the line that holds a code point, without its line break."""
        return self.source.line_span(self.source.line_at(min(max(offset, 0), len(self.source.text))))

    @paused()
    def read(self, span: Span, entries: Sequence[ContentsEntry] = (), column: str | None = None) -> Document:
        """Return all claims about the document in bounds that `whole_lines` gave. Never raises for odd content.

        `entries` are those of the contents list that can be this document's, `column` the one that counts where none
        of them is.
        """
        first, last = self.source.lines_of(span)
        flow = Flow(self._lines[first - 1 : last])
        head = _head(flow, entries)
        named = head.entry.column if head is not None and head.entry is not None else column
        found = outline_within(self.source, flow, head, 0, len(flow) - 1, named)
        return read_outlined(self.source, self._lines, found, self.issue, self._is_scan)

    def compared(self, documents: Sequence[Document], index: int) -> Document:
        """Return one of the documents of the source with what is odd about it beside the others."""
        _, between = check_source(self.source, self.issue, self.entries, documents)
        more = between.get(index, ())
        return replace(documents[index], anomalies=documents[index].anomalies + more)


def _head(flow: Flow, entries: Sequence[ContentsEntry]) -> Head | None:
    """Return the head at the top of a document; None where nothing there is one."""
    for head in find_heads(flow, entries):
        if head.start <= _ABOVE and all(len(flow.texts[place]) <= _SHORT for place in range(head.start)):
            return head
    return single.find_head(flow, is_page=False)
