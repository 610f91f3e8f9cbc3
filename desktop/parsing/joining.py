"""Which printed lines belong to one paragraph.

Two layouts are met: a paragraph per line, cut only where a column or page ends, and lines wrapped at a fixed width.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from desktop.parsing import dates, doc_number
from desktop.parsing.outline import Line, LineKind
from desktop.parsing.structure import words

# 一、 （一） 第一条 1. 1、 ① 附件 附：
_MARKER = regex.compile(
    r"(?:([一二三四五六七八九十]{1,3}、)|([（(][一二三四五六七八九十]{1,3}[）)])|(第[一二三四五六七八九十百零〇]{1,5}[章节条编])"
    r"|([0-9]{1,3}(?:[.．](?![0-9])|、))|([（(][0-9]{1,2}[）)])|([①-⑳])|(附件?[0-9一二三四五六七八九十\s]{0,4}(?:[:：]|$)))"
)
_MARKER_FIRST = frozenset("一二三四五六七八九十（(第0123456789①②③④⑤⑥⑦⑧⑨⑩附")
_BARE_MARKER = regex.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,3}[.．、]|[一二三四五六七八九十]{1,3}、")
_NUMERAL = regex.compile(r"[0-9一二三四五六七八九十]{1,2}")
_STRONG = (0, 1, 6)
_DATE = regex.compile(dates.PRINTED)
_TERMINAL = frozenset("。！？；：:;!?…")
_CLOSING = '”’）)》」』〕]"'
_CLAUSE = regex.compile("[，,。；;]")
_GOES_ON = frozenset("，,、《（(〈“‘—-〔")
_CANNOT_BEGIN = frozenset("，,。；;、：:）)》〉”’〕％%")
# How sentences of official documents begin, titles hardly ever.
_SENTENCE = regex.compile(
    r"为(?!了?民)|以(?!工代)|根据|按照|经|现将|从|在|要|对|把|将|通过|围绕|坚持|推动|加强|全面|认真|深入|各"
)
_BRACKETS = (("《", "》"), ("（", "）", "(", ")"), ("“", "”"), ("〔", "〕"))
# （此件公开发布） （联系人：褚某某，电话：0999-5550123）
_NOTE = regex.compile(r"[（(][^（()）]{2,80}[）)]")
_LONGEST = 4000
_LEAST_LINES = 8


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the width in characters at which lines are wrapped, None where every line is a paragraph."""
    lengths = sorted(len(line.text) for line in lines if line.kind is LineKind.BODY)
    if len(lengths) < _LEAST_LINES:
        return None
    width = lengths[(len(lengths) * 19) // 20]
    if not 14 <= width <= 60:
        return None
    full = sum(1 for length in lengths if length >= width * 0.8)
    blank = sum(1 for line in lines if line.kind is LineKind.BLANK)
    is_wrapped = lengths[-1] <= width * 1.5 and full >= 0.12 * len(lengths) and blank < 0.3 * len(lengths)
    return width if is_wrapped else None


class Joiner:
    """Decides line by line; `begin` a paragraph, `take` each of its lines, ask whether the next one `joins`."""

    def __init__(self, lines: Sequence[Line], width: int | None) -> None:
        self._width = width
        self._sentences = _sentence_levels(lines) if width is None else frozenset()
        self._open = [0] * len(_BRACKETS)
        self._length = 0
        self._clause = False
        self._level: int | None = None

    def begin(self) -> None:
        """Begin a new paragraph."""
        self._open = [0] * len(_BRACKETS)
        self._length = 0
        self._clause = False
        self._level = None

    def take(self, line: Line) -> None:
        """Take a line into the paragraph."""
        text = line.text
        if not self._length:
            self._level = marker_level(text)
        self._length += len(text)
        for index, brackets in enumerate(_BRACKETS):
            opened = text.count(brackets[0]) - text.count(brackets[1])
            if len(brackets) > 2:
                opened += text.count(brackets[2]) - text.count(brackets[3])
            self._open[index] = max(0, self._open[index] + opened)
        self._clause = self._clause or _CLAUSE.search(text) is not None

    def joins(self, group: Sequence[Line], line: Line, gap: bool) -> bool:
        """Tell whether a line goes on with the paragraph that ends with `group`; `gap`: something stood between."""
        before, text = group[-1].text, line.text
        if self._length > _LONGEST or stands_alone(before) or stands_alone(text):
            return False
        if len(group) == 1 and len(before) <= 5:
            if before == "附件":
                return _NUMERAL.fullmatch(text) is not None
            if _BARE_MARKER.fullmatch(before):
                return marker_level(text) is None
        if text[0] in _CANNOT_BEGIN:
            return True
        if len(group) == 1 and before[-1] in "）)" and _NOTE.fullmatch(before):
            return False
        level = marker_level(text)
        if level in _STRONG:
            return False
        if before[-1] in _GOES_ON and (level is None or any(self._open)):
            return True
        if level is not None:
            return False
        if any(self._open):
            return True
        return self._joins_wrapped(before) if self._width else self._joins_cut(before, gap)

    def _joins_wrapped(self, before: str) -> bool:
        """Lines of one width: a full line goes on, and so does an unfinished sentence."""
        assert self._width is not None
        last = before.rstrip(_CLOSING)[-1:] or before[-1]
        is_full = len(before) >= self._width * 0.85
        if last in "：:":
            return False
        if last in _TERMINAL:
            return is_full and last == "。" and len(before) >= self._width - 2
        if self._clause:
            return True
        lexicon = words()
        if self._level is None and lexicon.ends_like_heading(before) and _SENTENCE.match(before) is None:
            return False
        return is_full or (self._level is None and not lexicon.ends_like_organ(before))

    def _joins_cut(self, before: str, gap: bool) -> bool:
        """A paragraph per line: only a sentence cut at the end of a column goes on."""
        last = before.rstrip(_CLOSING)[-1:] or before[-1]
        if last in _TERMINAL or not gap:
            return False
        if self._level is not None:
            return "。" in before or (self._clause and self._level in self._sentences)
        return self._clause or (len(before) >= 12 and _SENTENCE.match(before) is not None)


def marker_level(text: str) -> int | None:
    """Return the kind of the item number that a line begins with, None where it has none."""
    if text[0] not in _MARKER_FIRST:
        return None
    found = _MARKER.match(text)
    return (found.lastindex or 1) - 1 if found else None


def is_date(text: str) -> bool:
    """Tell whether a line is a date and nothing else."""
    return text[-1] == "日" and len(text) <= 24 and _DATE.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Tell whether a line is a 发文字号 and nothing else, brackets round it allowed."""
    bare = text.strip("（()） ") if text[-1] in "）)" else text
    if not bare.endswith("号") or not 6 <= len(bare) <= 40 or ":" in bare or "：" in bare:
        return False
    return doc_number.parse(bare) is not None


def stands_alone(text: str) -> bool:
    """Tell whether a line is a date or a 发文字号: neither goes on with another line."""
    return (text[-1] == "日" and is_date(text)) or (text[-1] in "号）)" and len(text) <= 44 and is_number(text))


def _sentence_levels(lines: Sequence[Line]) -> frozenset[int]:
    """Return the kinds of item numbers whose items are sentences rather than headings here."""
    ended: dict[int, int] = {}
    for line in lines:
        if line.kind is LineKind.BODY and (level := marker_level(line.text)) is not None:
            ended[level] = ended.get(level, 0) + (1 if line.text[-1] in _TERMINAL else -1)
    return frozenset(level for level, balance in ended.items() if balance > 0)
