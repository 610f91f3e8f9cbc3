"""敏感信息: what of a text must not stand in public without a word of justification, found by form and surroundings."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.disclosure.sensitive import (
    accounts,
    bank,
    births,
    codes,
    conditions,
    identity,
    mail,
    marks,
    minors,
    mobiles,
    phones,
    places,
    plates,
    signatures,
    travel,
)
from desktop.disclosure.sensitive.candidate import Candidate, chosen
from desktop.disclosure.sensitive.numbers import numbers
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Finding
from desktop.domain.text import SourceText, Span

__all__ = ["find", "find_in"]

_BY_NUMBER = (identity.find, bank.find, mobiles.find)
_BY_TEXT = (
    mobiles.find_otherwise,
    phones.find,
    mail.find,
    accounts.find,
    travel.find,
    plates.find,
    codes.find,
    places.find,
    births.find,
    minors.find,
    conditions.find,
    signatures.find,
    marks.find,
)


def find(text: str) -> tuple[Finding, ...]:
    """Return the sensitive data of a text in their order. Spans are code points of `text`; none overlap."""
    return chosen(_candidates(Scene(text)), text)


def find_in(source: SourceText, span: Span) -> tuple[Finding, ...]:
    """Return the sensitive data of a part of a source, with their places in the source."""
    return tuple(
        Finding(
            found.kind,
            found.text,
            tuple(Span(place.start + span.start, place.end + span.start) for place in found.spans),
            found.reason,
            found.advice,
        )
        for found in find(source.slice(span))
    )


def _candidates(scene: Scene) -> Iterator[Candidate]:
    for number in numbers(scene.plain):
        for of_number in _BY_NUMBER:
            yield from of_number(scene, number)
    for of_text in _BY_TEXT:
        yield from of_text(scene)
