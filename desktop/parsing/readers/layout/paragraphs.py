"""The paragraphs of a column: which lines the typesetter wrapped, and which are lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from desktop.parsing.readers.layout.strips import Part, Strip, in_rows, is_latin_pair, merged, nominal

_INDENT = 0.8
_INDENTED = 1.5
_SAME_SIZE = 1.18
_LEADING, _SAME_STEP = 1.35, 0.05
_FULL = 0.6
_GAP = 1.7
# 一、 （一） 第一条 1. ① 附件：1. 附件1
_MARKER = regex.compile(
    r"附\s*件\s*[0-9]{0,2}\s*[:：]?\s*(?:[0-9]{1,2}\s*[.．、])?\s*|[一二三四五六七八九十]{1,3}、\s*|[（(][一二三四五六七八九十0-9]{1,3}[）)]\s*"
    r"|第[一二三四五六七八九十百零〇]{1,5}[章节条]\s*|[0-9]{1,3}\s*[.．、]\s*|[①-⑳]\s*|[-·●■◆]\s+"
)
# ……………（5） ······ 12
_LED = regex.compile(r"(?:…|[·.．]{3}|[-—─]{3}).{0,3}[（(]?[0-9]{1,4}[）)]?")
# 12·云川市人民政府关于……
_ENTRY = regex.compile(r"[0-9]{1,4}\s*[·•]\s*\p{Han}")
_MAY_HANG = frozenset("，。；：、！？）》〉”’〕】,.;:!?)]")
_ENDED = frozenset("。；：:;！？")
_UNBROKEN = regex.compile(r"[（《〈“‘〔【「]*(?:[!-~]+|.)[，。；：、！？）》〉”’〕】」%％]*")


def lines_of(strips: Sequence[Strip]) -> list[Strip]:
    """Return the printed lines of a column, from the top."""
    return [merged(row) for row in in_rows(strips)]


def blocks_of(lines: Sequence[Strip], left: float, right: float) -> list[list[list[Part]]]:
    """Return the text of the lines of one column: blocks with a gap between them, of paragraphs.

    `left` and `right` are the edges of the column in points.
    """
    edge = _right_edge(lines, right)
    leading = _leading(lines)
    blocks: list[list[list[Part]]] = []
    paragraph: list[Strip] = []
    before: Strip | None = None
    for line in lines:
        may_wrap = edge is not None or (paragraph and paragraph[0].left - left >= _INDENTED * paragraph[0].size)
        if before is not None and may_wrap and _goes_on(paragraph, before, line, left, edge or right, leading):
            _join(blocks[-1][-1], line)
            paragraph.append(line)
        else:
            if before is None or line.top - before.top > _GAP * max(leading, before.size) or _differ(before, line):
                blocks.append([])
            blocks[-1].append(list(line.parts))
            paragraph = [line]
        before = line
    return blocks


def _right_edge(lines: Sequence[Strip], right: float) -> float | None:
    """Return where full lines end: where several do, near the right edge of the column; None when no two do.

    Marks may hang out of the column.
    """
    size = max((line.size for line in lines), default=10.0)
    unhung = [line.right for line in lines if line.text[-1] not in _MAY_HANG]
    ends = sorted(unhung or [line.right for line in lines], reverse=True)
    for index, end in enumerate(ends):
        if right - end > 2 * size:
            break
        if index + 1 < len(ends) and end - ends[index + 1] <= _FULL * size:
            return end
    return None


def _leading(lines: Sequence[Strip]) -> float:
    """Return the distance of one line from the next inside of a paragraph: the least that is met more than once."""
    steps = sorted(b.top - a.top for a, b in pairwise(lines) if b.top - a.top > a.size / 2)
    for one, other in pairwise(steps):
        if other - one <= _SAME_STEP * other:
            return one
    return steps[len(steps) // 3] if steps else 0.0


def _differ(one: Strip, other: Strip) -> bool:
    """Tell whether two lines are set in type of another size."""
    return one.size > _SAME_SIZE * other.size or other.size > _SAME_SIZE * one.size


def _goes_on(paragraph: Sequence[Strip], before: Strip, line: Strip, left: float, right: float, leading: float) -> bool:
    """Tell whether a line goes on with a paragraph that the typesetter wrapped."""
    size = before.size
    if _differ(before, line) or line.top - before.top > _LEADING * max(leading, size):
        return False
    if right - before.right >= _FULL * size:
        found = _UNBROKEN.match(line.text)
        unbroken = nominal(found[0] if found else "") * size
        if right - before.right >= unbroken + _FULL * size:
            return False
    if _ENTRY.match(line.text) or _LED.search(before.text) or (line.text[0] in "（(" and _LED.search(line.text)):
        return False
    first = paragraph[0]
    marker = _MARKER.match(line.text)
    if before.text[-1] in _ENDED and (marker is not None or (before.text[-1] in "：:" and first.left - left < size)):
        return False
    if line.left - left <= _INDENT * size:
        return True
    if len(paragraph) > 1 and paragraph[1].left - left > _INDENT * size:
        return abs(line.left - paragraph[1].left) <= _INDENT * size / 2
    hanging = _MARKER.match(first.text)
    if len(paragraph) > 1 or hanging is None or marker is not None:
        return False
    return abs(line.left - first.left - nominal(hanging[0]) * size) <= size


def _join(parts: list[Part], line: Strip) -> None:
    if is_latin_pair(parts[-1][0], line.text):
        parts.append((" ", -1, 0))
    parts += line.parts
