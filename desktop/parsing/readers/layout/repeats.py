"""Lines that stand at the same height on page after page: running heads that one page alone does not show."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.page_image import PageSize
from desktop.domain.text import Span
from desktop.parsing.readers.layout.set_text import SetPage
from desktop.parsing.readers.layout.strips import turned

_EDGE = 2
_ZONE = 0.14
_SAME_HEIGHT = 3.0
_LEAST_PAGES = 3
_LEAST_SHARE = 0.25
_LONGEST = 40
_COUNTED = str.maketrans("", "", "0123456789·.—-/ \u3000")


def repeated_margins(pages: Sequence[SetPage], sizes: Sequence[PageSize]) -> list[tuple[Span, ...]]:
    """Return the margins of each page, its own and those that its neighbours show; spans relative to its text."""
    seen: dict[str, list[tuple[int, Span, float]]] = {}
    for index, (page, size) in enumerate(zip(pages, sizes, strict=True)):
        for span, height in _edge_lines(page, size):
            seen.setdefault(page.text[span.start : span.end].translate(_COUNTED), []).append((index, span, height))
    added: dict[int, list[Span]] = {}
    for text, places in seen.items():
        if not text or len(places) < max(_LEAST_PAGES, 1):
            continue
        for index, span, height in places:
            alike = {other for other, _, at in places if abs(at - height) <= _SAME_HEIGHT}
            near = [other for other in alike if abs(other - index) <= len(pages) * _LEAST_SHARE + _LEAST_PAGES]
            if len(near) >= _LEAST_PAGES:
                added.setdefault(index, []).append(span)
    return [
        tuple(sorted({*page.margins, *added[index]})) if index in added else page.margins
        for index, page in enumerate(pages)
    ]


def _edge_lines(page: SetPage, size: PageSize) -> list[tuple[Span, float]]:
    """Return the first and last short lines that are no margins and stand near the head or foot, with their height."""
    lines: list[Span] = []
    start = 0
    own = set(page.margins)
    for line in page.text.split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        if line and span not in own:
            lines.append(span)
    edges: list[tuple[Span, float]] = []
    for span in dict.fromkeys((*lines[:_EDGE], *lines[-_EDGE:])):
        if len(span) > _LONGEST:
            continue
        piece = next((piece for piece in page.pieces if piece.start == span.start), None)
        if piece is None:
            continue
        run = page.runs[piece.run]
        high = size.width if run.turn % 2 else size.height
        height = turned(run.box, run.turn, size)[1]
        if height < _ZONE * high or height > (1 - _ZONE) * high:
            edges.append((span, height))
    return edges
