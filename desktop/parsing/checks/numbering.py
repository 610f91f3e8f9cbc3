"""Gaps and repetitions in the item numbers of the running text: 一、二、四; （一）（三）; 第三条, 第五条."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.domain.document import Anomaly
from desktop.parsing.checks.case import Case
from desktop.parsing.numerals import number
from desktop.parsing.outline import Paragraph

_CHINESE = "一二三四五六七八九十百零〇"
# 一、 | （一） | 第一条 第一章 | 1. 1、 | （1）
_MARKER = re.compile(
    rf"(?:(?P<item>[{_CHINESE}]{{1,4}})、|[（(]\s?(?P<part>[{_CHINESE}]{{1,4}})\s?[)）]"
    rf"|第\s?(?P<article>[{_CHINESE}]{{1,6}})\s?条(?=[\s（(【]|[^规之第的至、，,和与所及或中款])"
    rf"|第\s?(?P<chapter>[{_CHINESE}]{{1,4}})\s?章(?=\s|[^第的至、，,和与所及])"
    r"|(?P<point>[0-9]{1,2})(?:[.．](?![0-9])|、)|[（(](?P<note>[0-9]{1,2})[)）])\s*(?=\S)"
)
_FIRST = frozenset("第（(0123456789" + _CHINESE)
_FORMS = {
    "item": ("{}、",),
    "part": ("（{}）", "({})", "（{})", "({}）"),
    "article": ("第{}条",),
    "chapter": ("第{}章",),
    "point": ("{}.", "{}．", "{}、"),
    "note": ("（{}）", "({})"),
}
_ARABIC = ("point", "note")
# Runs whose items a new item of the key's kind begins anew or may continue.
_BELOW = {"chapter": ("item",), "item": ("point", "note"), "part": ("point", "note"), "point": ("note",)}
_WIDEST_GAP, _DEEPEST, _LONGEST_QUOTE = 3, 5, 40
_DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class _Run:
    """A run of item numbers: the last one, where it stands, and how many followed each other without a fault."""

    last: int
    paragraph: Paragraph
    label: str
    length: int = 1


@dataclass(slots=True)
class _Levels:
    """The open runs of every kind, the innermost last."""

    runs: dict[str, list[_Run]] = field(default_factory=dict)

    def clear(self) -> None:
        self.runs.clear()


def check(case: Case) -> Iterator[Anomaly]:
    """Yield the faults in the numbering of one document; tables, quotations, and annexes do not mix."""
    levels = _Levels()
    quoted = 0
    since = 0
    for index, paragraph in case.prose():
        text = paragraph.text
        if index == case.signed or (text[0] == "附" and text.startswith(("附件", "附："))):
            levels.clear()
        elif quoted <= 0 and text[0] in _FIRST:
            match = _MARKER.match(text)
            if match is not None and match.lastgroup is not None:
                anomaly = _take(case, levels, match, paragraph)
                if anomaly is not None:
                    yield anomaly
        quoted = max(0, quoted + text.count("“") - text.count("”"))
        since = since + 1 if quoted else 0
        if since > _LONGEST_QUOTE:
            quoted = since = 0


def _take(case: Case, levels: _Levels, match: re.Match[str], paragraph: Paragraph) -> Anomaly | None:
    """Put one item into its run; return the fault if it follows none of the open ones."""
    kind = match.lastgroup or ""
    value = number(match[kind])
    if value is None or value == 0:
        return None
    label = "".join(match[0].split())
    runs = levels.runs.setdefault(kind, [])
    for below in _BELOW.get(kind, ()):
        for run in levels.runs.get(below, ()):
            run.length = 0
    if value == 1:
        runs.append(_Run(1, paragraph, label))
        del runs[:-_DEEPEST]
        return None
    for depth in range(len(runs) - 1, -1, -1):
        if runs[depth].last + 1 == value:
            del runs[depth + 1 :]
            before = runs[depth]
            runs[depth] = _Run(value, paragraph, label, before.length + 1)
            return None
    if not runs:
        runs.append(_Run(value, paragraph, label, 0))
        return None
    before = runs[-1]
    runs[-1] = _Run(value, paragraph, label, 0)
    return _fault(case, kind, before, value, label, paragraph, match.end())


def _fault(
    case: Case, kind: str, before: _Run, value: int, label: str, paragraph: Paragraph, end: int
) -> Anomaly | None:
    """Say what is wrong between two items of one run, None where the text in between explains it."""
    spans = case.spans(before.paragraph, 0, len(before.label)) + case.spans(paragraph, 0, end)
    if before.length == 0 and kind in _ARABIC:
        return None
    if value == before.last:
        if before.paragraph.text[:30] == paragraph.text[:30]:
            return None
        return Anomaly("numbering-repeats", f"序号“{label}”出现了两次。", spans)
    if not 2 <= value - before.last <= _WIDEST_GAP:
        return None
    between = case.reading.text[before.paragraph.span.start + len(before.label) : paragraph.span.start]
    missing = list(range(before.last + 1, value))
    if any(form.format(_written(kind, one)) in between for one in missing for form in _FORMS[kind]):
        return None
    named = "、".join(f"“{_FORMS[kind][0].format(_written(kind, one))}”" for one in missing)
    return Anomaly("numbering-gap", f"序号从“{before.label}”跳到“{label}”，缺{named}。", spans)


def _written(kind: str, value: int) -> str:
    """Return a number as this kind of item writes it."""
    if kind in _ARABIC:
        return str(value)
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
