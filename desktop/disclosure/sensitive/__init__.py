"""敏感信息: what of a text must not stand in public without a word of justification, found by form and surroundings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

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
from desktop.disclosure.sensitive.numbers import Number, numbers
from desktop.disclosure.sensitive.scene import Scene
from desktop.domain.finding import Finding
from desktop.domain.text import SourceText, Span

__all__ = ["find", "find_contacts", "find_in"]

_ByNumber = Callable[[Scene, Number], Iterator[Candidate]]
_ByText = Callable[[Scene], Iterator[Candidate]]

_BY_NUMBER: tuple[_ByNumber, ...] = (identity.find, bank.find, mobiles.find)
_CONTACTS: tuple[_ByText, ...] = (mobiles.find_otherwise, phones.find, mail.find, plates.find, places.find)
_OTHERS: tuple[_ByText, ...] = (
    accounts.find,
    travel.find,
    codes.find,
    births.find,
    minors.find,
    conditions.find,
    signatures.find,
    marks.find,
)


def find(text: str) -> tuple[Finding, ...]:
    """Return the sensitive data of a text in their order. Spans are code points of `text`; none overlap.

    Public hotlines (12345, 110, 95…, 400…) and numbers that are hidden already (138****1234) are none.
    """
    return chosen(_candidates(Scene(text), (*_CONTACTS, *_OTHERS)), text)


def find_contacts(text: str) -> tuple[Finding, ...]:
    """Return the numbers of persons, lines, mail addresses, plates and addresses of a text, and nothing else."""
    return chosen(_candidates(Scene(text), _CONTACTS), text)


def find_in(source: SourceText, span: Span) -> tuple[Finding, ...]:
    """Return the sensitive data of a part of a source, with their places in the source."""
    return tuple(
        replace(found, spans=tuple(Span(place.start + span.start, place.end + span.start) for place in found.spans))
        for found in find(source.slice(span))
    )


def _candidates(scene: Scene, by_text: tuple[_ByText, ...]) -> Iterator[Candidate]:
    for number in numbers(scene.plain):
        for of_number in _BY_NUMBER:
            yield from of_number(scene, number)
    for of_text in by_text:
        yield from of_text(scene)
