"""Signatures of private persons (签名): those of officials on their own papers are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.disclosure.sensitive import names
from desktop.disclosure.sensitive.candidate import LABELLED, Candidate
from desktop.disclosure.sensitive.lexicon import any_of, words
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_HINT = re.compile("签名|签字|签章|签收|捺印|手印|承诺人|声明人|保证人|具结人|立据人|借款人|检讨人|委托人|受托人")


@cache
def _signed() -> re.Pattern[str]:
    roles = any_of((*words("signatures", "private"), *words("signatures", "representative")))
    return re.compile(
        rf"(?P<role>{roles})[ ]?\(?(?:本人|亲笔)?(?:签名|签字|签章|签收)(?:或盖章|、?盖章|并?[按捺]手?印)?[^:\n]{{0,6}}?:[ \t]{{0,6}}(?P<name>{names.shape()})(?![\u4e00-\u9fff])"
    )


@cache
def _signed_behind() -> re.Pattern[str]:
    roles = any_of(words("signatures", "private"))
    return re.compile(
        rf"(?P<role>{roles}):[ ]{{0,4}}(?P<name>{names.shape()})[ ]{{0,4}}\((?:签名|签字|手印|捺印|按手印)"
    )


@cache
def _promised() -> re.Pattern[str]:
    roles = any_of(words("signatures", "promising"))
    return re.compile(rf"^[ ]{{0,60}}(?P<role>{roles}):[ ]{{0,6}}(?P<name>{names.shape()})[ ]*$", re.MULTILINE)


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield the signatures of private persons in a text."""
    if not _HINT.search(scene.plain):
        return
    representatives = words("signatures", "representative")
    for pattern in (_signed(), _signed_behind(), _promised()):
        for match in pattern.finditer(scene.plain):
            if not names.is_likely(match["name"]):
                continue
            span = Span(*match.span("name"))
            known = f"在“{match['role']}”的签名处"
            if match["role"] in representatives:
                advice, why = Advice.ASK, "是单位的代表，是否公开请核对"
            else:
                advice, why = Advice.MASK, "个人的签名应当遮盖"
            yield Candidate(FindingKind.SIGNATURE, (span,), LABELLED, advice, known, why)
