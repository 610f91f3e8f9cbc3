"""Everything that the window needs of a source, gathered in the store's lane."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.disclosure.rulebook import RuleBook
from desktop.disclosure.signs import Facts
from desktop.domain.document import Document, Issue
from desktop.domain.record import Record, RecordSummary, SourceSummary
from desktop.domain.text import SourceText, Span
from desktop.widgets.source_rows import Passage, Row, cut_rows
from desktop.widgets.text_search import SearchIndex

if TYPE_CHECKING:
    from desktop.review.desk import Desk


@dataclass(frozen=True, slots=True)
class Opened:
    """A source as the window shows it. `order` gives the record of each passage; `file` lies in the store."""

    summary: SourceSummary
    text: SourceText
    issue: Issue | None
    queue: tuple[RecordSummary, ...]
    passages: tuple[Passage, ...]
    rows: tuple[Row, ...]
    order: tuple[int, ...]
    file: Path
    index: SearchIndex
    book: RuleBook

    def passage_of(self, record_id: int) -> int | None:
        """Return the index of a record's passage."""
        return self.order.index(record_id) if record_id in self.order else None

    def record_at(self, offset: int) -> int | None:
        """Return the record whose document holds a code point."""
        return next((self.order[i] for i, known in enumerate(self.passages) if known.span.contains(offset)), None)

    def facts(self, record: Record) -> Facts:
        """Return what the signs of a 公开属性 are looked for in, of a document of this source."""
        return Facts(record, self.text.text, self.issue is not None)

    @property
    def heading(self) -> str:
        """Name the source: the issue as printed, else the file's name."""
        return self.issue.heading if self.issue is not None else self.summary.name

    @property
    def extent(self) -> str:
        """Say how large the source is: pages and documents."""
        pages = f"{len(self.text.pages)} 页 · " if self.text.pages else ""
        return f"{pages}{len(self.queue)} 件"


def load(desk: Desk, source_id: int) -> Opened:
    """Gather a source from the store."""
    summary = next(known for known in desk.sources() if known.id == source_id)
    queue = desk.queue(source_id)
    documents = [desk.record(known.id).document for known in queue]
    placed = sorted(zip(documents, queue, strict=True), key=_start)
    text = desk.text(source_id)
    passages = tuple(passage(document, known.number) for document, known in placed)
    return Opened(
        summary=summary,
        text=text,
        issue=desk.store.issue(source_id),
        queue=queue,
        passages=passages,
        rows=cut_rows(text, passages),
        order=tuple(known.id for _, known in placed),
        file=desk.source_file(source_id),
        index=SearchIndex(text.text),
        book=desk.cases.book,
    )


def passage(document: Document, number: int) -> Passage:
    """Return how a document stands in the text."""
    why = "、".join(document.evidence)
    return Passage(
        span=document.span,
        caption=f"第 {number} 件 · {why}" if why else f"第 {number} 件",
        titles=_spans(document, "title"),
        numbers=_spans(document, "doc_number"),
        closings=_spans(document, "date"),
    )


def _spans(document: Document, key: str) -> tuple[Span, ...]:
    claim = document.fields.get(key)
    return claim.spans if claim is not None else ()


def _start(placed: tuple[Document, RecordSummary]) -> int:
    return placed[0].span.start
