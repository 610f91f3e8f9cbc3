"""Numbers in a plain text as people print them: in one piece, in groups, over lines and over cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.disclosure.sensitive.checksums import has_place_and_birth
from desktop.domain.text import Span

_RUN = re.compile("[0-9](?:[ \\-\t\n\u200b]{0,3}[0-9]){6,}")
_GROUP = re.compile("[0-9]+")
_SEPARATORS = re.compile("[^0-9]+")
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
    """Digits that may be one number, in groups at [start, end); `cuts` tell after which groups a line or cell ends."""

    digits: str
    groups: Sequence[tuple[int, int]]
    cuts: Sequence[bool]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.groups[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.groups[-1][1]

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of digits of its groups."""
        return tuple(high - low for low, high in self.groups)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Its places, one in each line or cell."""
        spans, start = [], self.start
        for place, is_cut in enumerate(self.cuts):
            if is_cut:
                spans.append(Span(start, self.groups[place][1]))
                start = self.groups[place + 1][0]
        return (*spans, Span(start, self.end))

    @property
    def is_solid(self) -> bool:
        """Tell whether it is printed in one piece."""
        return len(self.groups) == 1

    @property
    def is_broken(self) -> bool:
        """Tell whether it goes on in another line or cell."""
        return any(self.cuts)

    @property
    def is_in_boxes(self) -> bool:
        """Tell whether each digit stands by itself, as in the boxes of a form."""
        return len(self.groups) == len(self.digits)


@dataclass(frozen=True, slots=True)
class _Run:
    """Groups of digits side by side; `cuts` and `ends` tell after which a line or cell ends, and after which a line."""

    digits: str
    groups: list[tuple[int, int]]
    cuts: list[bool]
    ends: list[bool]

    def number(self, at: int, first: int, last: int) -> Number:
        """Return some groups as a number; `at` is where its digits begin among those of the run."""
        groups = self.groups[first : last + 1]
        size = sum(high - low for low, high in groups)
        return Number(self.digits[at : at + size], groups, self.cuts[first:last])

    def fills_line(self, first: int, last: int) -> bool:
        """Tell whether no other digit stands in the line before or behind the groups: the boxes of a form are full."""
        return (first == 0 or self.ends[first - 1]) and (last + 1 == len(self.groups) or self.ends[last])


def numbers(text: str) -> Iterator[Number]:
    """Yield what may be a number of 11 or of 15 to 21 digits, in order of its beginning; overlapping readings too.

    Numbers that belong to a code (SC-2023…, 138****1234, 3.14159265358) or that count something (… 元) are left out.
    """
    for found in _RUN.finditer(text):
        groups = [match.span() for match in _GROUP.finditer(text, found.start(), found.end())]
        if len(groups) == 1:
            start, end = groups[0]
            if end - start in _SOLID_SIZES and is_free(text, start, end):
                yield Number(found[0], groups, ())
            continue
        between = [text[before[1] : after[0]] for before, after in pairwise(groups)]
        ends = ["\n" in gap for gap in between]
        cuts = [is_end or "\t" in gap for is_end, gap in zip(ends, between, strict=True)]
        run = _Run(_SEPARATORS.sub("", found[0]), groups, cuts, ends)
        at = 0
        for first, (start, end) in enumerate(groups):
            yield from _from(text, run, first, at)
            at += end - start


def _from(text: str, run: _Run, first: int, at: int) -> Iterator[Number]:
    """Yield the numbers that begin with a group, whose digits begin at `at` among those of the run."""
    start, size = run.groups[first][0], 0
    for last in range(first, min(first + _LONGEST, len(run.groups))):
        low, high = run.groups[last]
        size += high - low
        if size > _LONGEST:
            return
        is_one = (
            size in _SOLID_SIZES
            if last == first
            else size in _SIZES and _may_be_one(run.digits[at : at + size], run, first, last)
        )
        if is_one and is_free(text, start, high):
            yield run.number(at, first, last)


def _may_be_one(digits: str, run: _Run, first: int, last: int) -> bool:
    """Tell whether groups of digits may be one number; most that stand side by side are several."""
    size = len(digits)
    if last - first + 1 == size and not run.fills_line(first, last):
        return False
    if size == 11:
        return digits[0] == "1" and digits[1] in "3456789"
    if size in (15, 17, 18) and has_place_and_birth(digits if size != 17 else digits + "0"):
        return True
    return size > 15 and all(high - low == 4 for low, high in run.groups[first:last])


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
