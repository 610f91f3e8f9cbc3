"""Searching all documents of the store, in a person's words: hits with excerpts, and their places in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.domain.search import (
    HEAD,
    Excerpt,
    FoldedText,
    Hit,
    HitOrder,
    HitPage,
    Query,
    SearchFilter,
    parse_query,
)
from desktop.domain.text import Span
from desktop.store.search import Found, Gathered, never

if TYPE_CHECKING:
    from desktop.review.desk import Desk

Check = Callable[[], None]

PAGE = 20
"""Hits on a page, unless more are asked for."""
MOST_EXCERPTS = 3
"""Excerpts of a document's text that are shown with a hit."""
_AROUND = 24
"""Code points before and after a mark."""
_LONGEST = 120
"""Code points of an excerpt, unless one mark is longer."""
_ALL = SearchFilter()


class Searching:
    """The searches of a desk. A query is what a person typed, or what `parse_query` made of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(
        self,
        query: str | Query,
        wish: SearchFilter = _ALL,
        order: HitOrder = HitOrder.RANK,
        offset: int = 0,
        limit: int = PAGE,
        check: Check = never,
    ) -> HitPage:
        """Return `limit` hits at most from the one at `offset`, with their excerpts.

        `check` is called now and then; a `SearchStopped` that it raises ends the search. Raises QueryRefused.
        """
        meant = _meant(query)
        page = self._desk.store.search.page(meant, wish, order, offset, limit, check)
        return HitPage(tuple(_hit(found, meant) for found in page.found), offset, page.more)

    def count(self, query: str | Query, wish: SearchFilter = _ALL, check: Check = never) -> int:
        """Return how many hits there are. Raises QueryRefused."""
        return self._desk.store.search.count(_meant(query), wish, check)

    def places(self, record_id: int, query: str | Query) -> tuple[Span, ...]:
        """Return all places in the source where a document's text holds words of a query, in order."""
        document = self._desk.store.search.document(record_id)
        if document is None:
            return ()
        marks = FoldedText(document.text).places(_meant(query).wanted)
        return tuple(Span(document.start + mark.start, document.start + mark.end) for mark in marks)

    def keep_up(self, check: Check = never) -> None:
        """Let the index follow where it is far behind, as every search does first; what is done stays when stopped."""
        self._desk.store.search.follow_if_far(check)

    def behind(self) -> int:
        """Return how many documents the index lacks: after an upgrade or a restored backup it may be all."""
        return self._desk.store.search.behind()

    def rebuild(self, check: Check = never) -> None:
        """Make the index anew. Raises StoreError."""
        self._desk.store.search.rebuild(check)


def _meant(query: str | Query) -> Query:
    return parse_query(query) if isinstance(query, str) else query


def _hit(found: Found, query: Query) -> Hit:
    document = found.document
    text = FoldedText(document.text)
    marks = tuple(text.places(query.wanted))
    firsts = [first for word in query.wanted if (first := next(text.places((word,)), None)) is not None]
    excerpts = (*_of_values(document, query), *_of_text(document, marks, firsts))
    return Hit(found.summary, found.source, found.in_title, len(marks), excerpts)


def _of_values(document: Gathered, query: Query) -> Iterator[Excerpt]:
    """Give the marked values: 标题 and 发文字号, and the others that the text does not hold."""
    keys = (*HEAD, *document.keys)
    for key, value in zip(keys, (*document.head, *document.values), strict=True):
        marks = tuple(FoldedText(value).places(query.wanted))
        if marks:
            yield Excerpt(value, marks, key=key)


def _of_text(document: Gathered, marks: Sequence[Span], firsts: Sequence[Span]) -> Iterator[Excerpt]:
    """Give the excerpts of the text, in its order: at first those that show each word once, then the others."""
    pieces = tuple(_pieces(document.text, marks))
    telling = [piece for piece in pieces if any(piece[0].overlaps(first) for first in firsts)]
    others = [piece for piece in pieces if piece not in telling]
    for place, within in sorted([*telling, *others][:MOST_EXCERPTS]):
        first = within[0].start
        yield Excerpt(
            document.text[place.start : place.end],
            tuple(Span(mark.start - place.start, mark.end - place.start) for mark in within),
            Span(document.start + place.start, document.start + place.end),
            document.line + document.text.count("\n", 0, first),
            before=place.start > 0,
            after=place.end < len(document.text),
        )


def _pieces(text: str, marks: Sequence[Span]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Give the pieces of a text around its marks; marks that are near each other share one."""
    at = 0
    while at < len(marks):
        first = marks[at]
        start, end = max(0, first.start - _AROUND), min(len(text), first.end + _AROUND)
        last = at + 1
        while last < len(marks) and marks[last].start <= end and marks[last].end + _AROUND - start <= _LONGEST:
            end = min(len(text), marks[last].end + _AROUND)
            last += 1
        if last < len(marks):
            end = min(end, max(first.end, marks[last].start))
        yield Span(start, end), tuple(marks[at:last])
        at = last
