"""Names of organs printed side by side below a joint document (联合行文), read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from desktop.parsing.readers.layout.strips import Part, Strip, in_rows

# 云川市财政局    云川市教育体育局
_ENDINGS = frozenset("府厅局委办院会室部署处队心司行社站所团校馆台庭组")
_NAME = regex.compile(rf"\p{{Han}}{{3,19}}[{''.join(sorted(_ENDINGS))}]")
_APART = 2.0
_GAP = 0.9
_SAME_LEFT = 1.0


class Names:
    """Rows of names with a gap above them."""

    def __init__(self, rows: Sequence[Sequence[Strip]]) -> None:
        self.strips = [strip for row in rows for strip in row]
        self.left = min(strip.left for strip in self.strips)
        self.text = ""
        self.right = max(strip.right for strip in self.strips)
        self.top = min(strip.top for strip in self.strips)
        self.bottom = max(strip.bottom for strip in self.strips)

    def rows(self) -> Iterator[list[Part]]:
        """Yield a line for each name."""
        return (list(strip.parts) for strip in self.strips)


def cut_names(strips: Sequence[Strip]) -> list[Names]:
    """Return the groups of names that stand side by side."""
    if sum(1 for strip in strips if strip.text[-1] in _ENDINGS) < 2:
        return []
    found: list[Names] = []
    group: list[list[Strip]] = []
    bottom = float("-inf")
    for row in in_rows(strips):
        if group and _goes_on(group[-1], row):
            group.append(row)
        else:
            if group:
                found.append(Names(group))
            starts = len(row) > 1 and _are_names(row) and row[0].top - bottom >= _GAP * row[0].size
            group = [row] if starts else []
        bottom = max(bottom, *(strip.bottom for strip in row))
    if group:
        found.append(Names(group))
    return found


def _are_names(row: Sequence[Strip]) -> bool:
    """Tell whether a row holds nothing but names with wide gaps between."""
    return all(_NAME.fullmatch(strip.text) for strip in row) and all(
        after.left - before.right >= _APART * before.size for before, after in pairwise(row)
    )


def _goes_on(above: Sequence[Strip], row: Sequence[Strip]) -> bool:
    """Tell whether a row of names, or the last one alone, stands below others."""
    if not _are_names(row):
        return False
    return len(row) > 1 or any(abs(strip.left - row[0].left) <= _SAME_LEFT * strip.size for strip in above)
