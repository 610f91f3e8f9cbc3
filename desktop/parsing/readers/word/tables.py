"""Tables of Word as rows of cells; what a merged cell reaches over stays empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from desktop.parsing.readers.word.markup import child, value, w, whole

_ROW, _CELL = w("tr"), w("tc")
_THROUGH = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_MOST_SPANNED = 63
"""Columns; Word allows no more in a table."""


def is_frame(table: Any) -> bool:
    """Tell whether a table has one cell only, which is a frame around text."""
    cells = 0
    for row in _children(table, _ROW):
        for _ in _children(row, _CELL):
            cells += 1
            if cells > 1:
                return False
    return cells == 1


def rows(table: Any, text_of: Callable[[Any], str]) -> Iterator[str]:
    """Yield the rows of a table that holds something, cells separated by tabs."""
    for row in _children(table, _ROW):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        cells = [""] * whole(value(properties, "gridBefore"), 0, _MOST_SPANNED)
        for cell in _children(row, _CELL):
            about = child(cell, "tcPr")
            cells.append("" if _is_covered(about) else text_of(cell))
            cells += [""] * (whole(value(about, "gridSpan"), 1, _MOST_SPANNED) - 1)
        cells += [""] * whole(value(properties, "gridAfter"), 0, _MOST_SPANNED)
        if any(cells):
            yield "\t".join(cells)


def _is_covered(about: Any) -> bool:
    """Tell whether a cell is covered by the one above, or was deleted."""
    merged = child(about, "vMerge")
    return (merged is not None and merged.get(w("val")) != "restart") or child(about, "cellDel") is not None


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Yield the rows or cells, through content controls."""
    for inner in element:
        if inner.tag == tag:
            yield inner
        elif inner.tag in _THROUGH:
            yield from _children(inner, tag)
