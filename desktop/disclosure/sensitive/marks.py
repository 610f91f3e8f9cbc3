"""密级 (GB/T 9704 7.2.2) and marks such as 内部资料 and 征求意见稿: what a document says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.disclosure.sensitive.candidate import LABELLED, SHAPED, Candidate
from desktop.disclosure.sensitive.lexicon import any_of, occurrences, words
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_TERM = re.compile(r"[ ]{0,2}[★☆✩*][ ]{0,2}(?:[0-9一二三四五六七八九十]{1,3} ?(?:年|个月|月|天)|长期|永久)?")
_REST_OF_LINE = re.compile(r"[ \t)]{0,20}(?:特提|特急|加急|平急|紧急|急件)?[ \t]{0,20}(?:\n|$)")
_OPENS = re.compile(r"(?:^|\n)[ \t]{0,20}$")
_LABELLED = re.compile(r"密级[: \t]{1,4}$")
_STATED = re.compile(r"公开(?:属性|方式|类别|类型|选项|形式)[: \t]{1,4}$")
_ENDS = re.compile(r"[ \t]{0,20}(?:\n|$)|[ ]{2}")
_WHY_SECRET = "标有密级的文件不得公开；已经解密的，应当去掉标志"
_WHY_INTERNAL = "写明不对外公开或者还没有定稿；确定公开的，应当去掉标志"


@cache
def _internal() -> re.Pattern[str]:
    marks = any_of(words("marks", "internal"))
    return re.compile(rf"(?:{marks})(?:[ ，,、;]{{0,4}}(?:{marks}|免费交流|免费赠阅|翻印))*")


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield the marks of a text; words of a sentence (保守国家秘密, 公布征求意见稿) are none."""
    yield from _grades(scene.plain)
    for match in _internal().finditer(scene.plain):
        place = _stands_alone(scene.plain, *match.span())
        if place is not None:
            known = "单独标明，不是正文里的话"
            yield Candidate(FindingKind.INTERNAL_MARK, (place,), SHAPED, Advice.ASK, known, _WHY_INTERNAL)


def _grades(plain: str) -> Iterator[Candidate]:
    for grade in words("marks", "secrecy"):
        for start in occurrences(plain, grade):
            end = start + len(grade)
            before = plain[max(0, start - 24) : start]
            term = _TERM.match(plain, end)
            if term is not None:
                known = "密级和保密期限的标志“★”"
                end = term.end()
            elif _LABELLED.search(before) and plain[end : end + 1] not in ("级", "密"):
                known = "在“密级”之后"
            elif (_opens(before.rstrip("("), start)) and _REST_OF_LINE.match(plain, end):
                known = "单独成行的密级"
            else:
                continue
            span = (Span(start, end),)
            yield Candidate(FindingKind.SECRECY_MARK, span, LABELLED, Advice.ASK, known, _WHY_SECRET)


def _stands_alone(plain: str, start: int, end: int) -> Span | None:
    """Return the place of a mark, its brackets included, None where it is part of a sentence."""
    before, behind = plain[max(0, start - 24) : start], plain[end : end + 1]
    if before[-1:] in ("(", "[", "【") and behind in (")", "]", "】"):
        return Span(start - 1, end + 1)
    if before[-1:] == "(" and plain[end : end + 3].lstrip("0123456789一二三四五六七八九十")[:1] == ")":
        return Span(start - 1, plain.index(")", end) + 1)
    if _STATED.search(before) or (_opens(before, start) and _ENDS.match(plain, end)):
        return Span(start, end)
    return None


def _opens(before: str, start: int) -> bool:
    """Tell whether nothing but blanks stands in the line before a place."""
    return _OPENS.search(before if start <= len(before) or "\n" in before else "x" + before) is not None
