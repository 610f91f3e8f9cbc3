"""Signatures of private persons (签名): those of officials on their own papers are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.disclosure.sensitive import names
from desktop.disclosure.sensitive.candidate import LABELLED, Candidate
from desktop.disclosure.sensitive.lexicon import any_of, occurrences, words
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_SIGNED = ("签名", "签字", "签章", "签收", "手印", "捺印")
_REACH = 24


@cache
def _roles(key: str) -> str:
    return any_of(words("signatures", key))


@cache
def _before() -> re.Pattern[str]:
    # 被询问人（签名）：  法定代表人（签字或盖章）：
    return re.compile(rf"(?P<role>{_roles('private')}|{_roles('representative')}) ?\(?(?:本人|亲笔)?$")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        r"(?:签名|签字|签章|签收)(?:或盖章|、?盖章|并?[按捺]手?印)?[^:\n]{0,6}?:[ \t]{0,6}"
        r"(?P<name>[\u4e00-\u9fff](?: {1,2}[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}))(?![\u4e00-\u9fff:])"
    )


@cache
def _in_brackets() -> re.Pattern[str]:
    # 申请人：王建国（签名、按手印）
    return re.compile(rf"(?P<role>{_roles('private')}): {{0,4}}(?P<name>{names.shape()}) {{0,4}}\([^()\n]{{0,6}}$")


@cache
def _promised() -> re.Pattern[str]:
    return re.compile(rf"(?P<role>{_roles('promising')}): {{0,6}}(?P<name>{names.shape()}) *(?:\n|$)")


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield the signatures of private persons in a text."""
    plain = scene.plain
    for at in occurrences(plain, *_SIGNED):
        begin = max(0, at - _REACH)
        window = plain[begin:at]
        name = _behind().match(plain, at)
        role = _before().search(window) if name is not None else None
        if role is not None and name is not None:
            yield from _candidate(role["role"], name["name"], name.start("name"))
        both = _in_brackets().search(window) if "(" in window[-8:] else None
        if both is not None:
            yield from _candidate(both["role"], both["name"], begin + both.start("name"))
    for match in _promised().finditer(plain):
        if not plain[plain.rfind("\n", max(0, match.start() - 60), match.start()) + 1 : match.start()].strip():
            yield from _candidate(match["role"], match["name"], match.start("name"))


def _candidate(role: str, name: str, start: int) -> Iterator[Candidate]:
    if not names.is_listed(name):
        return
    advice, why = Advice.MASK, "个人的签名应当遮盖"
    if role in words("signatures", "representative"):
        advice, why = Advice.ASK, "是单位的代表，是否公开请核对"
    span = (Span(start, start + len(name)),)
    yield Candidate(FindingKind.SIGNATURE, span, LABELLED, advice, f"在“{role}”的签名处", why)
