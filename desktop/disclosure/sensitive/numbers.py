"""Numbers in a plain text as people print them: in one piece, in groups, over lines and over cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from desktop.disclosure.sensitive.checksums import has_place_and_birth
from desktop.domain.text import Span

_RUN = re.compile("[0-9](?:[ \\-\t\n\u200b]{0,3}[0-9]){6,}")
_GROUP = re.compile("[0-9]+")
_SEPARATORS = re.compile("[^0-9]+")
_BREAK = re.compile("[\t\n]")
_LONGEST = 21
"""Digits of the longest number that anybody has: an account at a bank."""
_SIZES = frozenset({11, 15, 16, 17, 18, 19})
_SOLID_SIZES = frozenset(range(11, _LONGEST + 1))
_ENUMERATED = re.compile(r"(?:[0-9]{7}/|(?<![0-9])(?:\+|00)?86-)$")
"""What may stand before a number although it joins it to another: a number like it, the code of the country."""
_MASKS = frozenset("*×●□■＊#✱※○〇_")
_UNITS = tuple("元万亿千百吨亩人户个只台套件年月日天倍级股份米辆度公平立斤克伏瓦头株册瓶箱次笔％%‰℃")


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that may be one number; `sizes` are those of its groups, `[start, end)` its whole place."""

    digits: str
    sizes: tuple[int, ...]
    start: int
    end: int
    spans: tuple[Span, ...]

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
        if len(groups) == 1:
            start, end = groups[0]
            if end - start in _SOLID_SIZES and is_free(text, start, end):
                yield Number(run[0], (end - start,), start, end, (Span(start, end),))
            continue
        digits = _SEPARATORS.sub("", run[0])
        at = 0
        for first, (start, end) in enumerate(groups):
            yield from _from(text, groups, first, digits[at : at + _LONGEST])
            at += end - start


def _from(text: str, groups: list[tuple[int, int]], first: int, digits: str) -> Iterator[Number]:
    """Yield the numbers that begin with a group; `digits` are those from there on."""
    start, size = groups[first][0], 0
    for last in range(first, min(first + _LONGEST, len(groups))):
        low, high = groups[last]
        size += high - low
        if size > _LONGEST:
            return
        is_one = (
            size in _SOLID_SIZES
            if last == first
            else size in _SIZES and _may_be_one(text, digits[:size], groups, first, last)
        )
        if is_one and is_free(text, start, high):
            yield _number(text, groups[first : last + 1])


def _may_be_one(text: str, digits: str, groups: list[tuple[int, int]], first: int, last: int) -> bool:
    """Tell whether groups of digits may be one number; most that stand side by side are several."""
    size = len(digits)
    if last - first + 1 == size and not _fills_line(text, groups, first, last):
        return False
    if size == 11:
        return digits[0] == "1" and digits[1] in "3456789"
    if size in (15, 17, 18) and has_place_and_birth(digits if size != 17 else digits + "0"):
        return True
    return size > 15 and all(high - low == 4 for low, high in groups[first:last])


def _fills_line(text: str, groups: list[tuple[int, int]], first: int, last: int) -> bool:
    """Tell whether no further digit stands in the line before or behind the groups: the boxes of a form are full."""
    before = first == 0 or "\n" in text[groups[first - 1][1] : groups[first][0]]
    return before and (last + 1 == len(groups) or "\n" in text[groups[last][1] : groups[last + 1][0]])


def _number(text: str, groups: list[tuple[int, int]]) -> Number:
    spans, start = [], groups[0][0]
    for before, after in pairwise(groups):
        if _BREAK.search(text, before[1], after[0]):
            spans.append(Span(start, before[1]))
            start = after[0]
    spans.append(Span(start, groups[-1][1]))
    return Number(
        "".join(text[low:high] for low, high in groups),
        tuple(high - low for low, high in groups),
        groups[0][0],
        groups[-1][1],
        tuple(spans),
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
