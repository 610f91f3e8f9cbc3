"""What a page prints outside of its columns: running heads, page numbers, footnotes, marks along its sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from desktop.domain.page_image import PageSize
from desktop.parsing.page_marks import lone_number, page_mark
from desktop.parsing.readers.layout.printed import Rule
from desktop.parsing.readers.layout.strips import Strip, in_rows

_HEAD, _FOOT = 0.095, 0.93
_HEAD_MARK, _FOOT_MARK = 0.13, 0.85
_MOST_ROWS = 2
_SMALLER = 0.95
_LONGEST = 40
_UNDER = 1.5
_WIDE_RULE = 0.4
_NOTE_SIZE = 0.93
_LONGEST_RULE = 18
_LOWER = 0.4
_MOST_RULES = 500
_LEAST_STACK = 3
_NOTE = regex.compile(r"[①-⑳*＊※]|[\[〔(（]?[0-9]{1,2}[\]〕)）]?|注")
# 云川市人民政府公报 2026年第2期 7
_NUMBERED = regex.compile(r"([0-9]{1,4})\s+\D.*|.*\D\s+[-—·•]?\s*([0-9]{1,4})\s*[-—·•]?")


@dataclass(slots=True)
class Margins:
    """The rows of strips above and below the columns, and the page number that they print."""

    head: list[list[Strip]] = field(default_factory=list)
    foot: list[list[Strip]] = field(default_factory=list)
    printed: str | None = None


def cut_margins(strips: Sequence[Strip], rules: Sequence[Rule], size: PageSize, body: float) -> Margins:
    """Return what is head and foot of a page. `body` is the size of the body type; all in points."""
    margins = Margins()
    for row in in_rows(strip for strip in strips if strip.top < _HEAD_MARK * size.height)[:_MOST_ROWS]:
        if not _is_head(row, rules, size, body):
            break
        margins.head.append(row)
    for row in reversed(in_rows(strip for strip in strips if strip.bottom > _FOOT_MARK * size.height)[-_MOST_ROWS:]):
        if not _is_foot(row, rules, size, body):
            break
        margins.foot.insert(0, row)
    margins.printed = _number([*reversed(margins.foot), *margins.head])
    return margins


def _is_head(row: Sequence[Strip], rules: Sequence[Rule], size: PageSize, body: float) -> bool:
    bottom = max(strip.bottom for strip in row)
    if bottom <= _HEAD_MARK * size.height and _is_number(row):
        return True
    if bottom > _HEAD * size.height or any(len(strip.text) > _LONGEST for strip in row):
        return False
    ruled = any(
        rule.is_level
        and -body / 2 <= rule.top - bottom <= _UNDER * body
        and rule.right - rule.left >= _WIDE_RULE * size.width
        for rule in rules
    )
    return ruled or max(strip.size for strip in row) <= _SMALLER * body


def _is_foot(row: Sequence[Strip], rules: Sequence[Rule], size: PageSize, body: float) -> bool:
    top = min(strip.top for strip in row)
    if top >= _FOOT_MARK * size.height and _is_number(row):
        return True
    if top < _FOOT * size.height or any(len(strip.text) > _LONGEST for strip in row):
        return False
    ruled = any(
        rule.is_level
        and -body / 2 <= top - rule.top <= _UNDER * body
        and rule.right - rule.left >= _WIDE_RULE * size.width
        for rule in rules
    )
    return ruled or max(strip.size for strip in row) <= _SMALLER * body


def _is_number(row: Sequence[Strip]) -> bool:
    text = "".join(strip.text for strip in row)
    return page_mark(text) is not None or lone_number(text) is not None


def _number(rows: Sequence[Sequence[Strip]]) -> str | None:
    """Return the page number that rows of the margins print, the outermost first."""
    for row in rows:
        for text in ("".join(strip.text for strip in row), *(strip.text for strip in row)):
            number = number_of(text)
            if number is not None:
                return number
    for row in rows:
        found = _NUMBERED.fullmatch(" ".join(strip.text for strip in row))
        if found is not None:
            return str(int(found[1] or found[2]))
    return None


def number_of(text: str) -> str | None:
    """Return the page number that is all a line prints."""
    mark = page_mark(text)
    if mark is not None:
        return mark
    number = lone_number(text)
    return None if number is None else str(number)


def side_marks(strips: Sequence[Strip], body: float) -> list[Strip]:
    """Return the single characters set one below the other outside of the columns, a mark on the side of the page."""
    single = [strip for strip in strips if len(strip.text) == 1]
    if len(single) < _LEAST_STACK:
        return []
    others = [strip for strip in strips if len(strip.text) > 1]
    left = min((strip.left for strip in others), default=0.0)
    right = max((strip.right for strip in others), default=0.0)
    outside = [strip for strip in single if strip.right <= left - body / 2 or strip.left >= right + body / 2]
    stacks: dict[int, list[Strip]] = {}
    for strip in outside:
        stacks.setdefault(round((strip.left + strip.right) / 2 / body), []).append(strip)
    return [strip for stack in stacks.values() if len(stack) >= _LEAST_STACK for strip in stack]


def cut_footnotes(strips: Sequence[Strip], rules: Sequence[Rule], body: float, height: float) -> list[Strip]:
    """Return the footnotes of a page: smaller type below a short rule, with nothing else below it."""
    notes: list[Strip] = []
    for rule in rules[:_MOST_RULES]:
        if not rule.is_level or rule.right - rule.left > _LONGEST_RULE * body or rule.top < _LOWER * height:
            continue
        below = [
            strip
            for strip in strips
            if strip.top >= rule.top - 2 and strip.left <= rule.right and strip.right > rule.left
        ]
        if below and all(strip.size <= _NOTE_SIZE * body for strip in below):
            below.sort(key=lambda strip: (strip.top, strip.left))
            if _NOTE.match(below[0].text):
                notes += below
    return notes
