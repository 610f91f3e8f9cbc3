"""Where the text of a source stands on its pages, as far as that is known. Offsets are code points. No Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence

from desktop.domain.glyphs import Box, Glyphs, nearest
from desktop.domain.text import Page, SourceText, Span

_KEPT = 12
_REACH = 30.0
"""Points beside a character within which a click still means it."""


class PageLetters:
    """The characters of a source's pages. Pages without known boxes have no places."""

    def __init__(self, source: SourceText | None = None) -> None:
        self._pages: Sequence[Page] = source.pages if source is not None else ()
        self._glyphs = {index: page.glyphs for index, page in enumerate(self._pages) if page.glyphs is not None}
        self._boxes: OrderedDict[int, list[Box | None]] = OrderedDict()

    def put(self, index: int, glyphs: Glyphs) -> None:
        """Take the boxes of a page."""
        self._glyphs[index] = glyphs
        self._boxes.pop(index, None)

    def lacks(self, index: int) -> bool:
        """Tell whether a page has text whose boxes nobody has told."""
        return index < len(self._pages) and index not in self._glyphs and len(self._pages[index].span) > 0

    def span(self, index: int) -> Span:
        """Return the text of a page; empty for a page that the reader did not see."""
        return self._pages[index].span if index < len(self._pages) else Span(0, 0)

    def pages_of(self, span: Span) -> range:
        """Return the pages that a span touches."""
        first = bisect_right(self._pages, span.start, key=_start) - 1
        return range(max(0, first), bisect_left(self._pages, max(span.end, span.start + 1), key=_start))

    def lines(self, index: int, span: Span) -> tuple[Box, ...]:
        """Return the boxes that a span takes up on a page, one a printed line."""
        glyphs, page = self._glyphs.get(index), self.span(index)
        if glyphs is None or not page.overlaps(span):
            return ()
        first = max(span.start, page.start) - page.start
        return glyphs.lines(first, min(span.end, page.end) - page.start)

    def offset_at(self, index: int, x: float, y: float) -> int | None:
        """Return the character that a point lies in or close to."""
        found = self._nearest(index, x, y)
        if found is None:
            return None
        place, box = found
        aside = max(box.left - x, x - box.right, box.top - y, y - box.bottom)
        return place if aside <= _REACH else None

    def caret_at(self, index: int, x: float, y: float) -> int | None:
        """Return the gap between two characters next to a point, as the offset of the character after it."""
        found = self._nearest(index, x, y)
        if found is None:
            return None
        place, box = found
        return place + 1 if x > (box.left + box.right) / 2 else place

    def _nearest(self, index: int, x: float, y: float) -> tuple[int, Box] | None:
        boxes = self._boxes_of(index)
        place = nearest(boxes, x, y)
        if place is None or (box := boxes[place]) is None:
            return None
        return self.span(index).start + place, box

    def _boxes_of(self, index: int) -> list[Box | None]:
        glyphs = self._glyphs.get(index)
        if glyphs is None:
            return []
        boxes = self._boxes.get(index)
        if boxes is None:
            boxes = self._boxes[index] = list(glyphs.boxes())
            if len(self._boxes) > _KEPT:
                self._boxes.popitem(last=False)
        return boxes


def _start(page: Page) -> int:
    return page.span.start
