"""Marks that were drawn apart from the line in which they stand, such as quotation marks of another font."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.page_image import PageSize
from desktop.parsing.readers.layout.printed import Run
from desktop.parsing.readers.layout.strips import Part, Strip, turned

_MARKS = frozenset("“”‘’…—·–\"'")
_LONGEST = 4
_MOST = 200
_SAME_HEIGHT = 0.4


def inlay(strips: list[Strip], runs: Sequence[Run], turn: int, size: PageSize) -> tuple[list[Strip], bool]:
    """Return the strips with such marks put into their lines, and whether characters' places are lacking for that."""
    marks = [strip for strip in strips if len(strip.text) <= _LONGEST and _MARKS.issuperset(strip.text)]
    if not marks or len(marks) > _MOST:
        return strips, False
    lacking = False
    taken: set[int] = set()
    for mark in marks:
        host = next((strip for strip in strips if _holds(strip, mark)), None)
        if host is None:
            continue
        if all(runs[run].boxes or len(text) == 1 for text, run, _ in host.parts):
            _put(host, mark, runs, turn, size)
            taken.add(id(mark))
        else:
            lacking = True
    return [strip for strip in strips if id(strip) not in taken], lacking


def _holds(strip: Strip, mark: Strip) -> bool:
    """Tell whether a mark stands inside of a line."""
    is_level = abs(strip.top + strip.bottom - mark.top - mark.bottom) <= 2 * _SAME_HEIGHT * strip.size
    return is_level and strip.left < mark.left and mark.right < strip.right


def _put(host: Strip, mark: Strip, runs: Sequence[Run], turn: int, size: PageSize) -> None:
    """Put a mark before the first character of a line that stands to its right."""
    parts: list[Part] = []
    is_put = False
    for text, run, first in host.parts:
        for offset in range(len(text)):
            if not is_put and turned(runs[run].box_of(first + offset), turn, size)[0] >= mark.left:
                if offset:
                    parts.append((text[:offset], run, first))
                parts += mark.parts
                parts.append((text[offset:], run, first + offset))
                is_put = True
                break
        else:
            parts.append((text, run, first))
    host.parts = parts
    host.text = "".join(text for text, _, _ in parts)
