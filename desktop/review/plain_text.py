"""The text of a document as it is handed on: paragraphs whose broken lines are joined, and tables, in their order."""

from __future__ import annotations

from desktop.domain.document import ContentsEntry, Table
from desktop.domain.record import Record
from desktop.domain.text import SourceText, Span
from desktop.export.row import Block, PrintedTable
from desktop.review.tables import filled


class PlainText:
    """The text of one source, read line by line once."""

    def __init__(self, source: SourceText, entries: tuple[ContentsEntry, ...] = ()) -> None:
        from desktop.parsing.lines import lines_of, mark_heads  # takes longer to load than the window may

        self.source = source
        lines = lines_of(source)
        columns = {entry.column for entry in entries if entry.column}
        self._lines = mark_heads(lines, columns) if columns else lines

    def blocks(self, record: Record) -> tuple[Block, ...]:
        """Return the text of a record, its tables as they count; page marks and running heads are left out."""
        return tuple(block for _, block in self.places(record))

    def places(self, record: Record) -> tuple[tuple[tuple[Span, ...], Block], ...]:
        """Return the blocks of a record, each with its places in the source."""
        from desktop.parsing.cleaning import read_document
        from desktop.parsing.outline import Outline

        span = record.document.span
        if not span or not self.source.text:
            return ()
        first, last = self.source.lines_of(span)
        reading = read_document(self.source, self._lines, Outline(first, last, record.spans("title")))
        waiting = sorted(record.document.tables, key=_start)
        found: list[tuple[tuple[Span, ...], Block]] = []
        inside: Table | None = None
        for paragraph in reading.paragraphs:
            spans = reading.to_source(paragraph.span)
            start = spans[0].start if spans else paragraph.lines[0].span.start
            while waiting and waiting[0].span.start <= start:
                inside = waiting.pop(0)
                found.append(((inside.span,), PrintedTable(filled(record, inside), inside.header_rows)))
            if inside is None or not inside.span.contains(start):
                found.append((spans, paragraph.text))
        found += [((table.span,), PrintedTable(filled(record, table), table.header_rows)) for table in waiting]
        return tuple(found)


def _start(table: Table) -> int:
    return table.span.start
