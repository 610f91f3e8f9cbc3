"""Lines that stand at the same height on page after page: running heads that one page alone does not show."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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

Edge = tuple[Span, float]
"""A line of a page's text, and the height at which it is printed, in points."""

_COUNTED = str.maketrans("", "", "0123456789·.—-/ \u3000")


def repeated_margins(pages: Sequence[SetPage], sizes: Sequence[PageSize]) -> list[tuple[Span, ...]]:
    """Return the margins of each page, its own and those that its neighbours show; spans relative to its text."""
    return with_repeated(pages, [edge_lines(page, size) for page, size in zip(pages, sizes, strict=True)])


def with_repeated(pages: Sequence[SetPage], edges: Sequence[Sequence[Edge]]) -> list[tuple[Span, ...]]:
    """Return the same from the edge lines of each page, which may be kept in place of its runs."""
    seen: dict[tuple[str, int], list[int]] = {}
    keyed: list[tuple[int, Span, str, int]] = []
    for index, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        for span, height in lines:
            text = page.text[span.start : span.end].translate(_COUNTED)
            if text:
                level = round(height / _SAME_HEIGHT)
                keyed.append((index, span, text, level))
                seen.setdefault((text, level), []).append(index)
    reach = len(pages) * _LEAST_SHARE + _LEAST_PAGES
    added: dict[int, list[Span]] = {}
    for index, span, text, level in keyed:
        alike = [seen[text, near] for near in (level - 1, level, level + 1) if (text, near) in seen]
        if sum(bisect_right(at, index + reach) - bisect_left(at, index - reach) for at in alike) >= _LEAST_PAGES:
            added.setdefault(index, []).append(span)
    return [
        tuple(sorted({*page.margins, *added[index]})) if index in added else page.margins
        for index, page in enumerate(pages)
    ]


def edge_lines(page: SetPage, size: PageSize) -> list[Edge]:
    """Return the first and last short lines of a page that are no margins but stand near its head or foot."""
    lines: list[Span] = []
    start = 0
    own = set(page.margins)
    for line in page.text.split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        if line and span not in own:
            lines.append(span)
    edges: list[Edge] = []
    headed = bool(lines) and _has_head(page, lines[0].start)
    for span in dict.fromkeys((*lines[:_EDGE], *lines[-_EDGE:])):
        if len(span) > _LONGEST:
            continue
        piece = next((piece for piece in page.pieces if piece.start == span.start), None)
        if piece is None:
            continue
        run = page.runs[piece.run]
        high = size.width if run.turn % 2 else size.height
        height = turned(run.box, run.turn, size)[1]
        if (height < _ZONE * high and not headed) or height > (1 - _ZONE) * high:
            edges.append((span, height))
    return edges


def _has_head(page: SetPage, below: int) -> bool:
    """Tell whether a page shows a running head with words: what repeats below it is a heading, as 云川市人民政府."""
    return any(span.end <= below and page.text[span.start : span.end].translate(_COUNTED) for span in page.margins)
