"""The numbers of paragraphs as they are printed: lists, their levels, where they begin anew (clause 17.9)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

import regex

from desktop.parsing.readers.word.counting import counted
from desktop.parsing.readers.word.markup import child, is_on, value, w, whole
from desktop.parsing.readers.word.symbols import printed_sign

LEVELS = 9
_PLACE = regex.compile(r"%([1-9])")
_MOST_STYLED = 4


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is printed. `text` has %1 … %9 for the numbers of the levels."""

    start: int
    number_format: str
    text: str
    suffix: str
    restart: int | None
    is_legal: bool
    font: str


@dataclass(slots=True)
class _List:
    """An abstract list: its levels, and how far each has counted; several lists of a document may share it."""

    levels: dict[int, Level]
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document. Asked once for each numbered paragraph, in the order of the text."""

    def __init__(self, root: Any, list_styles: dict[str, str]) -> None:
        """Take the numbering part, and the list that each numbering style stands for."""
        self._abstract: dict[str, Any] = {}
        self._lists: dict[str, _List] = {}
        self._numbers: dict[str, Any] = {}
        self._begun: set[tuple[str, int]] = set()
        self._list_styles = list_styles
        for element in root.iterchildren(w("abstractNum")) if root is not None else ():
            self._abstract[element.get(w("abstractNumId"), "")] = element
        for element in root.iterchildren(w("num")) if root is not None else ():
            self._numbers[element.get(w("numId"), "")] = element

    def level_of_style(self, number_id: str, style: str) -> int | None:
        """Return the level of a list that is meant for a paragraph style."""
        abstract = self._abstract.get(self._abstract_id(number_id))
        for level in abstract.iterchildren(w("lvl")) if abstract is not None else ():
            if value(level, "pStyle") == style:
                return _depth(level)
        return None

    def label(self, number_id: str, depth: int) -> str:
        """Count one paragraph on and return what is printed before it, with what parts it from the text."""
        abstract_id = self._abstract_id(number_id)
        if number_id not in self._numbers or abstract_id not in self._abstract:
            return ""
        counting = self._lists.setdefault(abstract_id, _List(_levels(self._abstract[abstract_id])))
        overrides = self._overrides(number_id)
        levels = counting.levels | {at: level for at, (level, _) in overrides.items() if level is not None}
        if depth not in levels:
            return ""
        start = overrides.get(depth, (None, None))[1]
        is_begun = (number_id, depth) in self._begun
        self._begun.add((number_id, depth))
        _count(counting.counters, levels, depth, None if is_begun else start)
        return _printed(levels, depth, counting.counters)

    def _abstract_id(self, number_id: str) -> str:
        """Return the abstract list that a list refers to, by way of a numbering style where it does."""
        found = ""
        for _ in range(_MOST_STYLED):
            number = self._numbers.get(number_id)
            found = value(number, "abstractNumId") or "" if number is not None else ""
            style = value(self._abstract.get(found), "numStyleLink")
            if style is None or style not in self._list_styles:
                break
            number_id = self._list_styles[style]
        return found

    def _overrides(self, number_id: str) -> dict[int, tuple[Level | None, int | None]]:
        """Return what a list changes of the levels it shares: another level, or where to begin anew."""
        changed: dict[int, tuple[Level | None, int | None]] = {}
        for element in self._numbers[number_id].iterchildren(w("lvlOverride")):
            level = child(element, "lvl")
            start = value(element, "startOverride")
            changed[_depth(element)] = (
                _level(level) if level is not None else None,
                whole(start, 1) if start is not None else None,
            )
        return changed


def _levels(abstract: Any) -> dict[int, Level]:
    return {_depth(element): _level(element) for element in abstract.iterchildren(w("lvl"))}


def _depth(element: Any) -> int:
    return whole(element.get(w("ilvl")), 0, LEVELS - 1)


def _level(element: Any) -> Level:
    restart = value(element, "lvlRestart")
    fonts = child(child(element, "rPr"), "rFonts")
    return Level(
        whole(value(element, "start"), 0),
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        value(element, "suff") or "tab",
        whole(restart, 0) if restart is not None else None,
        bool(is_on(element, "isLgl")),
        fonts.get(w("ascii"), "") if fonts is not None else "",
    )


def _count(counters: dict[int, int], levels: dict[int, Level], depth: int, anew: int | None) -> None:
    """Count a level on, and let the deeper ones begin anew."""
    if anew is not None:
        counters[depth] = anew
    elif depth in counters:
        counters[depth] += 1
    else:
        counters[depth] = levels[depth].start
    for above in range(depth):
        if above not in counters and above in levels:
            counters[above] = levels[above].start
    for below in [at for at in counters if at > depth]:
        restart = levels[below].restart if below in levels else None
        # lvlRestart names the level, from 1, after which this one begins anew; 0: it never does
        if restart is None or (restart and depth < restart):
            del counters[below]


def _printed(levels: dict[int, Level], depth: int, counters: dict[int, int]) -> str:
    level = levels[depth]
    if level.number_format == "bullet":
        label = "".join(printed_sign(ord(sign), level.font) for sign in level.text)
    else:

        def figure(found: Any) -> str:
            at = int(found[1]) - 1
            if at not in levels:
                return ""
            number_format = "decimal" if level.is_legal else levels[at].number_format
            return counted(counters.get(at, levels[at].start), number_format)

        label = _PLACE.sub(figure, level.text)
    if not label.strip() or level.suffix == "nothing":
        return label
    is_closed = level.suffix == "tab" and unicodedata.category(label[-1]).startswith("P")
    return label if is_closed else label.rstrip() + " "
