"""密级 (GB/T 9704 7.2.2) and marks such as 内部资料 and 征求意见稿: what a document says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.disclosure.sensitive.candidate import LABELLED, SHAPED, Candidate
from desktop.disclosure.sensitive.lexicon import any_of, words
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_TERM = r"[ ]{0,2}[★☆✩*][ ]{0,2}(?:[0-9一二三四五六七八九十]{1,3} ?(?:年|个月|月|天)|长期|永久)?"
_WHY_SECRET = "标有密级的文件不得公开；已经解密的，应当去掉标志"
_WHY_INTERNAL = "写明不对外公开或者还没有定稿；确定公开的，应当去掉标志"


@cache
def _secret() -> re.Pattern[str]:
    grades = any_of(words("marks", "secrecy"))
    return re.compile(
        rf"(?:{grades}){_TERM}"
        rf"|^[ \t(]{{0,20}}(?:{grades})[)]?(?=[ \t]{{0,20}}(?:特提|特急|加急|平急|紧急|急件)?[ \t]{{0,20}}$)"
        rf"|(?<=密级:)[ ]{{0,3}}(?:{grades})(?![级密])",
        re.MULTILINE,
    )


@cache
def _internal() -> re.Pattern[str]:
    marks = any_of(words("marks", "internal"))
    joined = rf"(?:{marks})(?:[ ，,、;]{{0,4}}(?:{marks}|免费交流|免费赠阅|翻印))*"
    return re.compile(
        rf"\((?:{joined})(?:[0-9一二三四五六七八九十]{{0,3}})\)"
        rf"|(?<=[\[\(【])(?:{joined})(?=[\]\)】])"
        rf"|^[ \t]{{0,20}}(?P<line>{joined})(?=[ \t]{{0,20}}$|[ ]{{2,}})"
        rf"|公开(?:属性|方式|类别|类型|选项|形式): {{0,3}}(?P<said>不予公开|依申请公开|不公开)",
        re.MULTILINE,
    )


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield the marks of a text; words of a sentence (保守国家秘密, 公布征求意见稿) are none."""
    plain = scene.plain
    if any(grade in plain for grade in words("marks", "secrecy")):
        for match in _secret().finditer(plain):
            span = _trimmed(match[0], match.start())
            yield Candidate(FindingKind.SECRECY_MARK, (span,), LABELLED, Advice.ASK, "单独标明的密级", _WHY_SECRET)
    if any(mark in plain for mark in words("marks", "internal")):
        for match in _internal().finditer(plain):
            group = "line" if match["line"] else "said" if match["said"] else 0
            span = _trimmed(match[group], match.start(group))
            known = "单独标明，不是正文里的话"
            yield Candidate(FindingKind.INTERNAL_MARK, (span,), SHAPED, Advice.ASK, known, _WHY_INTERNAL)


def _trimmed(text: str, start: int) -> Span:
    """Return the place of a text without blanks and brackets that are not closed."""
    bare = text.strip(" \t")
    begin = start + text.index(bare)
    if bare.startswith("(") and not bare.endswith(")"):
        begin, bare = begin + 1, bare[1:]
    return Span(begin, begin + len(bare))
