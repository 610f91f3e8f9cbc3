"""Brackets and quotation marks without their partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.document import Anomaly
from desktop.domain.text import Span
from desktop.parsing.checks.case import Case
from desktop.parsing.checks.wording import around, quote

_PAIRS = {"《": "》", "（": "）", "“": "”", "‘": "’", "〔": "〕", "【": "】", "「": "」", "『": "』"}
_SHAPES = {"(": "（", ")": "）", "[": "〔", "]": "〕", "［": "〔", "］": "〕"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_SIGN = re.compile("[" + re.escape("".join([*_PAIRS, *_CLOSING, *_SHAPES])) + "]")
_KEEP_ONE_SHAPE = str.maketrans(_SHAPES)
# 1) a) ① as item numbers, [0,1) as an interval
_ITEM = re.compile(r"(?:^|[\s；;。:：、，,])(?:[0-9]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,2})$")
_INTERVAL = re.compile(r"[-+0-9.%％，, ∞~～—-]+$")
_MORE_PARAGRAPHS = 2
_MOST, _DEEPEST = 12, 40


@dataclass(frozen=True, slots=True)
class _Open:
    """An opening sign: its shape, its place in the reading text, and the paragraph it stands in."""

    sign: str
    place: int
    paragraph: int


def check(case: Case) -> Iterator[Anomaly]:
    """Yield the signs of one document that have no partner within their paragraph or the next two."""
    found = 0
    opened: list[_Open] = []
    text = case.reading.text
    for index, paragraph in case.prose():
        if opened:
            for old in [one for one in opened if index - one.paragraph > _MORE_PARAGRAPHS]:
                opened.remove(old)
                yield _lonely(case, old)
                found += 1
        signs = _SIGN.findall(paragraph.text)
        if not signs:
            continue
        if not opened and _is_balanced("".join(signs).translate(_KEEP_ONE_SHAPE)):
            continue
        base = paragraph.span.start
        for match in _SIGN.finditer(paragraph.text):
            anomaly = _take(case, opened, text, base + match.start(), index, base)
            if anomaly is not None:
                yield anomaly
                found += 1
                if found >= _MOST:
                    return
    for old in opened:
        yield _lonely(case, old)


def _is_balanced(signs: str) -> bool:
    """Tell whether all signs pair up; pairs are taken out from the inside."""
    length = 0
    while length != len(signs):
        length = len(signs)
        for opening, close in _PAIRS.items():
            if opening in signs:
                signs = signs.replace(opening + close, "")
    return not signs


def _take(case: Case, opened: list[_Open], text: str, place: int, index: int, base: int) -> Anomaly | None:
    """Take one sign; return the fault it shows."""
    sign = _SHAPES.get(text[place], text[place])
    if sign in _PAIRS:
        if not (sign in "“‘" and opened and opened[-1].sign == sign and opened[-1].paragraph < index):
            opened.append(_Open(sign, place, index))
            del opened[:-_DEEPEST]
        return None
    wanted = _CLOSING[sign]
    if opened and opened[-1].sign == wanted:
        opened.pop()
        return None
    for depth in range(len(opened) - 2, -1, -1):
        if opened[depth].sign == wanted:
            lost = opened[depth + 1]
            del opened[depth:]
            return _lonely(case, lost)
    is_crossed = bool(opened) and {opened[-1].sign, wanted} == {"（", "〔"}
    if is_crossed and _INTERVAL.fullmatch(text[opened[-1].place + 1 : place]):
        opened.pop()
        return None
    if sign == "）" and _ITEM.search(text[max(base, place - 4) : place]):
        return None
    if sign == "’":
        return None
    if is_crossed:
        return _mismatched(case, opened.pop(), place)
    return Anomaly(
        "unpaired-sign",
        f"{quote(_around(text, place))}中的“{text[place]}”没有与它配对的“{_printed(wanted, text[place])}”。",
        case.reading.to_source(Span(place, place + 1)),
    )


def _lonely(case: Case, old: _Open) -> Anomaly:
    text = case.reading.text
    sign = text[old.place]
    return Anomaly(
        "unpaired-sign",
        f"{quote(_around(text, old.place))}中的“{sign}”没有与它配对的“{_printed(_PAIRS[old.sign], sign)}”。",
        case.reading.to_source(Span(old.place, old.place + 1)),
    )


def _mismatched(case: Case, old: _Open, place: int) -> Anomaly:
    text = case.reading.text
    return Anomaly(
        "mismatched-brackets",
        f"括号不配对：{quote(_around(text, old.place))}中的“{text[old.place]}”，"
        f"到{quote(_around(text, place))}处用“{text[place]}”结束。",
        case.reading.to_source(Span(old.place, old.place + 1)) + case.reading.to_source(Span(place, place + 1)),
    )


def _printed(partner: str, sign: str) -> str:
    """Return the partner in the width of the sign that is there."""
    return {"（": "(", "）": ")"}.get(partner, partner) if sign in "()" else partner


def _around(text: str, place: int) -> str:
    return around(text, place, place + 1, 10)
