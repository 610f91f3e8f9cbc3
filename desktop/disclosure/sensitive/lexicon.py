"""The words around sensitive data, read once from resources/lexicons/sensitive.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from desktop import paths


@cache
def _load() -> Mapping[str, Mapping[str, list[str]]]:
    with (paths.resources() / "lexicons" / "sensitive.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def section(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return a table of lists of words, e.g. section("labels")."""
    return {key: tuple(words) for key, words in _load()[name].items()}


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return a list of words, e.g. words("names", "surnames")."""
    return section(name)[key]


def any_of(terms: Iterable[str], loose: bool = False) -> str:
    """Return a pattern that matches any of the terms, the longest first; `loose` lets blanks stand inside: 电　话."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    if not loose:
        return "|".join(re.escape(term) for term in ordered)
    return "|".join(" {0,4}".join(re.escape(sign) for sign in term) for term in ordered)


def occurrences(text: str, *terms: str) -> Iterator[int]:
    """Yield where each of the terms begins in a text, term by term: quicker than a pattern over the whole text."""
    for term in terms:
        at = text.find(term)
        while at >= 0:
            yield at
            at = text.find(term, at + 1)
