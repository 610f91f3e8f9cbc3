"""Days and months of birth (出生日期、出生年月)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, Candidate
from desktop.disclosure.sensitive.lexicon import occurrences
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_NUMERAL = "[一二三四五六七八九十廿卅]"
_DATE = (
    r"(?:(?:19|20)[0-9]{2}"
    r"(?: ?年 ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?日)?|[\-./][0-9]{1,2}(?:[\-./][0-9]{1,2})?|[0-9]{2}(?:[0-9]{2})?)"
    rf"|[一二][一二三四五六七八九〇○零]{{3}}年{_NUMERAL}{{1,2}}月(?:{_NUMERAL}{{1,3}}日)?)"
)
# 1985年3月17日出生，  1970年10月生，  1990年2月28日生于云川
_BEFORE_BORN = re.compile(rf"(?<![0-9至到\-/])(?P<date>{_DATE}) ?$")
_BORN = re.compile("出生(?!的|以|之|人|率|至|到|后|前|且)|生(?=[，,。;；、()\t\n]|于|$)")
# 出生日期：1985-03-17
_LABELLED = re.compile(
    r"(?:出 ?生 ?(?:日 ?期|年 ?月 ?日?|时 ?间)|生 ?日|出生于|生于) ?[:(]?[ \t]{0,4}"
    rf"(?P<date>{_DATE})(?![0-9]|以|之[前后间]|[ ]?[至到前后])"
)
_WHOLE = re.compile(_DATE)
_BEFORE = frozenset("日月出 0123456789")
_LONGEST = 16


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield all days and months of birth of a text; those of a rule (1950年1月1日以前出生的) are none."""
    plain = scene.plain
    for at in occurrences(plain, "生"):
        begin = at - 1 if plain[at - 1 : at] == "出" else at
        if plain[begin - 1 : begin] in _BEFORE and _BORN.match(plain, begin):
            window = plain[max(0, begin - _LONGEST) : begin]
            match = _BEFORE_BORN.search(window)
            if match is not None:
                yield _candidate(match["date"], begin - len(window) + match.start("date"), "日期后写明“出生”")
    for at in occurrences(plain, "出生", "出 生", "生日", "生 日", "生于"):
        match = _LABELLED.match(plain, at)
        if match is not None:
            yield _candidate(match["date"], match.start("date"), "在“出生日期”之后")
    for row in scene.tables.rows("birth"):
        for place, cell, label in row.under("birth"):
            match = _WHOLE.fullmatch(cell)
            if match is not None:
                yield _candidate(cell, place, f"在“{label.word}”一列")


def _candidate(date: str, place: int, known: str) -> Candidate:
    span = (Span(place, place + len(date)),)
    parts = re.findall(rf"[0-9]+|{_NUMERAL}+", date)
    has_day = len(parts) > 2 or (len(parts) == 1 and len(date) == 8)
    if has_day:
        return Candidate(FindingKind.BIRTH_DATE, span, LABELLED, Advice.MASK, known, "出生日期属于个人信息，应当遮盖")
    why = "只有年月；干部任前公示可以公开，其他情形请核对"
    return Candidate(FindingKind.BIRTH_DATE, span, LABELLED, Advice.ASK, known, why)
