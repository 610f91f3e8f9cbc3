"""Numbers in a plain text as people print them: in one piece, in groups, over lines and over cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from desktop.domain.text import Span

_RUN = re.compile("[0-9](?:[ \\-\t\n\u200b]{0,3}[0-9]){6,}")
_GROUP = re.compile("[0-9]+")
_BREAK = re.compile("[\t\n]")
_LONGEST = 21
"""Digits of the longest number that anybody has: an account at a bank."""
_SIZES = frozenset({11, 12, 13, 14, 15, 16, 17, 18, 19})
_ENUMERATED = re.compile(r"(?:[0-9]{7}/|(?<![0-9])(?:\+|00)?86-)$")
"""What may stand before a number although it joins it to another: a number like it, the code of the country."""
_MASKS = frozenset("*×●□■＊#✱※○〇_")
_UNITS = tuple("元万亿吨亩人户个只台套件年月日天倍级股份米户辆度％%‰℃")


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that may be one number; `sizes` are those of its groups, `[start, end)` its place, `breaks` within."""

    digits: str
    sizes: tuple[int, ...]
    start: int
    end: int
    spans: tuple[Span, ...]
    has_dash: bool = False
    alone: bool = True

    @property
    def is_solid(self) -> bool:
        """Tell whether it is printed in one piece."""
        return len(self.sizes) == 1

    @property
    def is_broken(self) -> bool:
        """Tell whether it goes on in another line or cell."""
        return len(self.spans) > 1

    @property
    def is_in_boxes(self) -> bool:
        """Tell whether each digit stands by itself, as in the boxes of a form."""
        return max(self.sizes) == 1


def numbers(text: str) -> Iterator[Number]:
    """Yield what may be a number of 11 or of 15 to 21 digits, in order of its beginning; overlapping readings too.

    Numbers that belong to a code (SC-2023…, 138****1234, 3.14159265358) or that count something (… 元) are left out.
    """
    for run in _RUN.finditer(text):
        groups = [match.span() for match in _GROUP.finditer(text, run.start(), run.end())]
        for first in range(len(groups)):
            yield from _from(text, groups, first)


def _from(text: str, groups: list[tuple[int, int]], first: int) -> Iterator[Number]:
    start = groups[first][0]
    size, last = 0, first
    while last < len(groups) and size < _LONGEST:
        size += groups[last][1] - groups[last][0]
        if size in _SIZES or (20 <= size <= _LONGEST and last == first):
            end = groups[last][1]
            if is_free(text, start, end):
                yield _number(text, groups[first : last + 1])
        last += 1


def _number(text: str, groups: list[tuple[int, int]]) -> Number:
    spans, start = [], groups[0][0]
    has_dash = False
    for before, after in pairwise(groups):
        between = text[before[1] : after[0]]
        has_dash |= "-" in between
        if _BREAK.search(between):
            spans.append(Span(start, before[1]))
            start = after[0]
    spans.append(Span(start, groups[-1][1]))
    return Number(
        "".join(text[low:high] for low, high in groups),
        tuple(high - low for low, high in groups),
        groups[0][0],
        groups[-1][1],
        tuple(spans),
        has_dash,
    )


def is_free(text: str, start: int, end: int) -> bool:
    """Tell whether digits stand by themselves: no part of a code, of a decimal, of a masked number, of a quantity."""
    before, ahead = text[max(0, start - 2) : start], text[end : end + 2]
    if before:
        if before[-1] in _MASKS or (before[-1].isascii() and before[-1].isalpha()):
            return False
        if before[-1] in "¥$￥":
            return False
        if (
            before[-1] in "./-+"
            and before[0].isascii()
            and before[0].isalnum()
            and not _ENUMERATED.search(text[max(0, start - 12) : start])
        ):
            return False
    if not ahead:
        return True
    if ahead[0] in _MASKS or (ahead[0].isascii() and ahead[0].isalpha() and ahead[0] not in "Xx"):
        return False
    if ahead[0] in ".-" and len(ahead) == 2 and ahead[1].isascii() and ahead[1].isalnum():
        return False
    return not ahead.startswith(_UNITS)
