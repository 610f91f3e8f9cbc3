"""Ruling lines put together from what was drawn: long lines from short ones, and the nets that they form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageSize
from desktop.parsing.readers.layout.printed import Rule
from desktop.parsing.readers.layout.strips import turned

_ALIGNED = 2.0
_BREAK = 3.0
_TOUCH = 3.0
_MOST_LINES = 1_000

Stretch = tuple[float, float]


@dataclass(slots=True)
class Ruled:
    """A line across or down the page: where it stands, and from where to where it is drawn."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Net:
    """Lines that touch each other: some level, some upright."""

    level: list[Ruled] = field(default_factory=list)
    upright: list[Ruled] = field(default_factory=list)


def turned_rules(rules: Sequence[Rule], turn: int, size: PageSize) -> list[Rule]:
    """Return rules on the page turned so that text of direction `turn` is upright."""
    if not turn:
        return list(rules)
    return [Rule(*turned(Box(rule.left, rule.top, rule.right, rule.bottom), turn, size)) for rule in rules]


def whole_lines(rules: Sequence[Rule]) -> tuple[list[Ruled], list[Ruled]]:
    """Return level and upright lines, those that go on with each other as one."""
    level = [Ruled((rule.top + rule.bottom) / 2, rule.left, rule.right) for rule in rules if rule.is_level]
    upright = [Ruled((rule.left + rule.right) / 2, rule.top, rule.bottom) for rule in rules if not rule.is_level]
    return _joined(level), _joined(upright)


def _joined(lines: list[Ruled]) -> list[Ruled]:
    lines.sort(key=lambda line: line.at)
    whole: list[Ruled] = []
    begin = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].at - lines[index - 1].at > _ALIGNED:
            whole += _end_to_end(lines[begin:index])
            begin = index
    return whole


def _end_to_end(lines: list[Ruled]) -> list[Ruled]:
    """Join lines of one height where they overlap or nearly meet."""
    lines.sort(key=lambda line: line.start)
    at = sum(line.at for line in lines) / len(lines)
    joined: list[Ruled] = []
    for line in lines:
        if joined and line.start <= joined[-1].end + _BREAK:
            joined[-1].end = max(joined[-1].end, line.end)
        else:
            joined.append(Ruled(at, line.start, line.end))
    return joined


def nets(level: Sequence[Ruled], upright: Sequence[Ruled]) -> list[Net]:
    """Return the groups of lines that hang together. A drawing of very many lines is no table: it has none."""
    if not upright or len(level) < 2 or len(level) + len(upright) > _MOST_LINES:
        return []
    group = list(range(len(upright)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    members: list[int | None] = []
    for line in level:
        first: int | None = None
        for index, post in enumerate(upright):
            if (
                line.start - _TOUCH <= post.at <= line.end + _TOUCH
                and post.start - _TOUCH <= line.at <= post.end + _TOUCH
            ):
                if first is None:
                    first = index
                else:
                    group[root(index)] = root(first)
        members.append(first)
    found: dict[int, Net] = {}
    for index, post in enumerate(upright):
        found.setdefault(root(index), Net()).upright.append(post)
    for line, member in zip(level, members, strict=True):
        if member is not None:
            found[root(member)].level.append(line)
    return [net for net in found.values() if len(net.level) > 1]
