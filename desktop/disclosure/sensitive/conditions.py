"""Diseases, disabilities, poverty and family matters beside the name of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.disclosure.sensitive import names
from desktop.disclosure.sensitive.candidate import GUESSED, LABELLED, Candidate
from desktop.disclosure.sensitive.lexicon import any_of, occurrences, words
from desktop.disclosure.sensitive.scene import Scene, named_in
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_HAN = "\u4e00-\u9fff"
_DISABILITY = re.compile(r"(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?[一二三四1-4]级(?:残疾)?")
_DISABILITIES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
_SAID = re.compile(f"[{_HAN}]")
_REACH = 40
_NAME = 14
"""Code points behind a word in which a name may end."""


@cache
def _disease() -> re.Pattern[str]:
    # 患慢性肾衰竭  患有大病  确诊白血病
    endings = any_of(words("conditions", "disease_endings"))
    return re.compile(rf"(?:身患|患有|患|确诊为?)(?!者|病率|儿)[{_HAN}、]{{0,14}}?(?:{endings})")


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield what a text says about the health, the need or the family of somebody whom it names."""
    for start, end in _stated(scene.plain):
        name = names.last_name(scene.clause_before(start, _REACH))
        if name is not None:
            yield _candidate(Span(start, end), GUESSED, f"在“{name}”之后")
    for word in words("conditions", "called"):
        for at in occurrences(scene.plain, word):
            name = names.first_name(scene.plain[at + len(word) : at + len(word) + _NAME])
            if name is not None:
                yield _called(Span(at, at + len(word)), name)
    for row in scene.tables.rows("condition"):
        for place, cell, label in row.under("condition"):
            name = named_in(row) if cell not in words("conditions", "benign") and _SAID.search(cell) else None
            if name is not None:
                yield _candidate(Span(place, place + len(cell)), LABELLED, f"在“{name}”一行的“{label.word}”一列")


def _stated(plain: str) -> Iterator[tuple[int, int]]:
    for at in occurrences(plain, "患", "确诊"):
        begin = at - 1 if plain[at - 1 : at] == "身" else at
        match = _disease().match(plain, begin)
        if match is not None:
            yield match.span()
    for at in occurrences(plain, *_DISABILITIES):
        match = _DISABILITY.match(plain, at)
        if match is not None:
            yield match.span()
    for state in words("conditions", "states"):
        yield from ((at, at + len(state)) for at in occurrences(plain, state))


def _called(span: Span, name: str) -> Candidate:
    why = "这样称呼等于说出了个人的困难、健康或者经历，是否公开请判断"
    return Candidate(FindingKind.CONDITION, (span,), GUESSED, Advice.ASK, f"在“{name}”之前", why)


def _candidate(span: Span, certainty: int, known: str) -> Candidate:
    why = "健康、家庭或者困难情况属于个人隐私，应当遮盖"
    return Candidate(FindingKind.CONDITION, (span,), certainty, Advice.MASK, known, why)
