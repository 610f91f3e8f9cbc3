"""One document as the checks look at it: its reading text, its claims, and where its signature and annexes begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.document import Anomaly, Issue, Table
from desktop.domain.fields import Field
from desktop.domain.text import Span
from desktop.parsing.outline import LineKind, Paragraph, Reading

# 附件, 附件1, 附 件 2:
ANNEX_LABEL = re.compile(r"附\s*件\s*([0-9０-９一二三四五六七八九十]{0,3})\s*[:：]?")
_LONGEST_LABEL, _LONGEST_DATE_LINE = 12, 48


@dataclass(frozen=True, slots=True)
class Case:
    """A document under check.

    `signed` is the index of the paragraph that holds the date under the signature, None where there is none;
    `annex` the index of the first paragraph that is an annex label after it, the number of paragraphs where none is.
    """

    reading: Reading
    fields: Mapping[str, Field]
    tables: Sequence[Table]
    issue: Issue | None
    signed: int | None
    annex: int

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs in order, table rows among them."""
        return self.reading.paragraphs

    def text(self, key: str) -> str | None:
        """Return the value of a field of text, None where the document states none."""
        claim = self.fields.get(key)
        return claim.value if claim is not None and isinstance(claim.value, str) and claim.value else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list field."""
        claim = self.fields.get(key)
        if claim is None or not isinstance(claim.value, tuple):
            return ()
        return tuple(item for item in claim.value if isinstance(item, str))

    def evidence(self, key: str) -> tuple[Span, ...]:
        """Return where a field's value stands in the source."""
        claim = self.fields.get(key)
        return claim.spans if claim is not None else ()

    def printed(self, key: str) -> str:
        """Return a field's value as it stands in the source."""
        return "".join(self.reading.source.slice(span) for span in self.evidence(key))

    def prose(self) -> Iterator[tuple[int, Paragraph]]:
        """Yield the paragraphs that hold words and are no table rows, with their index."""
        for index, paragraph in enumerate(self.reading.paragraphs):
            if paragraph.text and paragraph.kind is not LineKind.TABLE_ROW:
                yield index, paragraph

    def spans(self, paragraph: Paragraph, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Return where [start, end) of a paragraph's text stands in the source."""
        base = paragraph.span.start
        return self.reading.to_source(Span(base + start, base + (len(paragraph.text) if end is None else end)))

    def report(self, code: str, message: str, paragraph: Paragraph, start: int = 0, end: int | None = None) -> Anomaly:
        """Return an anomaly at a place of a paragraph."""
        return Anomaly(code, message, self.spans(paragraph, start, end))


def case_of(reading: Reading, fields: Mapping[str, Field], tables: Sequence[Table], issue: Issue | None) -> Case:
    """Prepare a document for the checks."""
    signed = _signed(reading, fields)
    annex = len(reading.paragraphs)
    for index in range(0 if signed is None else signed + 1, len(reading.paragraphs)):
        text = reading.paragraphs[index].text
        if text[:1] == "附" and len(text) <= _LONGEST_LABEL and ANNEX_LABEL.fullmatch(text):
            annex = index
            break
    return Case(reading, fields, tables, issue, signed, annex)


def _signed(reading: Reading, fields: Mapping[str, Field]) -> int | None:
    """Return the paragraph of the signature date; a date in the heading is none."""
    claim = fields.get("date")
    if claim is None or not claim.spans or not reading.paragraphs:
        return None
    row = reading.source.line_at(claim.spans[0].start)
    index = bisect_right(reading.paragraphs, row, key=lambda paragraph: paragraph.lines[0].number) - 1
    if index < 2 or len(reading.paragraphs[index].text) > _LONGEST_DATE_LINE * 2:
        return None
    return index
