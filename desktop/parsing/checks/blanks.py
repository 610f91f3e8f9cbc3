"""Places that somebody forgot to fill in, and words that were left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.domain.document import Anomaly
from desktop.domain.text import Span
from desktop.parsing.checks.case import Case
from desktop.parsing.checks.wording import around, quote

# 加收X元, ××万元
_AMOUNT = re.compile(r"[XＸ×x]{1,4}[万亿千百]?元")
# ××县, 2024年X月X日, ____
_GAP = re.compile(r"[_＿]{3,}|[×ＸX]{2,}(?=[年月日号人个户项米亩吨%％]|[万亿](?!元))|[×ＸX]\s?[月日]")
# 《》, （）
_EMPTY = re.compile(r"《\s*》|〔\s*〕号|（\s{0,1}）|\(\s{0,1}\)|“”")
# （由于篇幅太长，省略部分内容，可点击链接查看）
_OMITTED = re.compile(
    r"[（(][^（()）]{0,20}(?:省略(?:部分|以下)?内容|篇幅(?:太长|较长|过长|所限|有限)|点击链接)[^（()）]{0,30}[)）]"
)
_SIGNS = "XxＸ×_＿"
_OMITTING = ("省略", "篇幅", "点击链接")
_MOST_IN_FORM = 3


def check(case: Case) -> Iterator[Anomaly]:
    """Yield the blanks of one document; forms among its annexes have them by nature."""
    text = case.reading.text
    until = len(text)
    if case.annex < len(case.paragraphs):
        until = case.paragraphs[case.annex].span.start
    is_marked = any(sign in text for sign in _SIGNS)
    amounts = [match for match in (_AMOUNT.finditer(text) if is_marked else ()) if _stands_free(match)]
    if len(amounts) <= _MOST_IN_FORM:
        for match in amounts:
            yield _report(case, "unfilled-blank", f"{_quoted(match)}中的金额没有填写。", match)
    gaps = [match for match in (_GAP.finditer(text, 0, until) if is_marked else ()) if _stands_free(match)]
    if 0 < len(gaps) <= _MOST_IN_FORM:
        for match in gaps:
            yield _report(case, "unfilled-blank", f"{_quoted(match)}中有没有填写的内容。", match)
    for match in _EMPTY.finditer(text, 0, until):
        if _in_table(case, match.start()) or _is_field_of_form(text, match):
            continue
        yield _report(case, "empty-brackets", f"{_quoted(match)}中的“{match[0]}”里没有内容。", match)
    for match in _OMITTED.finditer(text) if any(word in text for word in _OMITTING) else ():
        yield _report(case, "text-omitted", f"文中注明{quote(match[0])}，内容不全。", match)


def _in_table(case: Case, place: int) -> bool:
    start = case.reading.text.rfind("\n", 0, place) + 1
    end = case.reading.text.find("\n", place)
    return "\t" in case.reading.text[start : end if end >= 0 else None]


def _is_field_of_form(text: str, match: re.Match[str]) -> bool:
    """Tell whether the brackets are a box for a tick: （ ）是 （ ）否."""
    return text[match.end() : match.end() + 40].count("（）") > 1


def _stands_free(match: re.Match[str]) -> bool:
    """Tell whether no letter or digit stands before: 3×元 and DX月 are no blanks."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    return not (before.isascii() and before.isalnum())


def _quoted(match: re.Match[str]) -> str:
    return quote(around(match.string, match.start(), match.end()))


def _report(case: Case, code: str, message: str, match: re.Match[str]) -> Anomaly:
    return Anomaly(code, message, case.reading.to_source(Span(*match.span())))
