"""Diseases, disabilities, poverty and family matters beside the name of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.disclosure.sensitive import names
from desktop.disclosure.sensitive.candidate import GUESSED, LABELLED, Candidate
from desktop.disclosure.sensitive.lexicon import any_of, words
from desktop.disclosure.sensitive.scene import Scene, named_in
from desktop.domain.finding import Advice, FindingKind
from desktop.domain.text import Span

_HAN = "\u4e00-\u9fff"
_DISABILITY = r"(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?[一二三四1-4]级(?:残疾)?"
_SAID = re.compile("[\u4e00-\u9fff]")
_REACH = 40


@cache
def _beside() -> re.Pattern[str]:
    endings = any_of(words("conditions", "disease_endings"))
    states = any_of(words("conditions", "states"))
    return re.compile(
        rf"(?:身患|患有|患)(?!者|病率|儿)(?:[{_HAN}、]{{0,14}}?)(?:{endings})|确诊[{_HAN}]{{1,10}}?(?:{endings})|{_DISABILITY}|{states}"
    )


def find(scene: Scene) -> Iterator[Candidate]:
    """Yield what a text says about the health, the need or the family of somebody whom it names."""
    for match in _beside().finditer(scene.plain):
        name = names.last_name(scene.clause_before(match.start(), _REACH))
        if name is None and scene.tables.row_at(match.start()) is None:
            continue
        if name is not None:
            yield _candidate(Span(*match.span()), GUESSED, f"在“{name}”之后")
    benign = words("conditions", "benign")
    for row in scene.tables.rows():
        for place, cell, label in row.under("condition"):
            if cell in benign or not _SAID.search(cell):
                continue
            name = named_in(row)
            if name is not None:
                yield _candidate(Span(place, place + len(cell)), LABELLED, f"在“{name}”一行的“{label.word}”一列")


def _candidate(span: Span, certainty: int, known: str) -> Candidate:
    why = "健康、家庭或者困难情况属于个人隐私，应当遮盖"
    return Candidate(FindingKind.CONDITION, (span,), certainty, Advice.MASK, known, why)
