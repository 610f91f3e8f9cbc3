"""The names people have at QQ and 微信, told by the word before them or by the head of their column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.disclosure.sensitive.candidate import LABELLED, Candidate
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_HINT = re.compile("[Qq]{2}|扣扣|微信|[Ww]e[Cc]hat|WECHAT|群号")
_QQ = re.compile(r"(?<![0-9A-Za-z.\-*])[1-9][0-9]{4,10}(?![0-9A-Za-z@*.])")
_WECHAT = re.compile(r"(?<![0-9A-Za-z._\-@*])[A-Za-z][0-9A-Za-z_\-]{5,19}(?![0-9A-Za-z_\-@.*])")
_FURTHEST = 8
"""Code points between a word and what it names, punctuation left out."""
_AHEAD = 60
"""Code points behind a word in which what it names stands."""


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield all such names of a text. The name of a 公众号 is no one's data."""
    seen: set[int] = set()
    for hint in _HINT.finditer(scene.plain):
        for pattern in (_QQ, _WECHAT):
            for match in pattern.finditer(scene.plain, hint.end(), hint.end() + _AHEAD):
                if match.start() not in seen:
                    seen.add(match.start())
                    yield from _named(scene, match)
    yield from _in_columns(scene)


def _in_columns(scene: Scene) -> Iterator[Candidate]:
    for row in scene.tables.rows("qq", "wechat"):
        for place, cell, label in row.under("qq", "wechat"):
            pattern = _QQ if label.kind == "qq" else _WECHAT
            if pattern.fullmatch(cell):
                yield _candidate(label.kind, label.word, Span(place, place + len(cell)))


def _named(scene: Scene, match: re.Match[str]) -> Iterator[Candidate]:
    label = scene.label(match.start())
    if label is None or len(label.gap.strip(" \t\n:()号码是为")) > _FURTHEST:
        return
    is_number = match[0].isdigit()
    if (label.kind in ("qq", "qq_group") and is_number) or (label.kind == "wechat" and not is_number):
        yield _candidate(label.kind, label.word, Span(*match.span()))


def _candidate(kind: str, word: str, span: Span) -> Candidate:
    if kind == "wechat":
        why = "个人微信号，应当遮盖"
        return Candidate(FindingKind.WECHAT, (span,), LABELLED, Advice.MASK, f"在“{word}”之后", why)
    if kind == "qq_group":
        why = "是群号，是否公开请核对"
        return Candidate(FindingKind.QQ, (span,), LABELLED, Advice.ASK, f"在“{word}”之后", why)
    return Candidate(FindingKind.QQ, (span,), LABELLED, Advice.MASK, f"在“{word}”之后", "个人QQ号，应当遮盖")
