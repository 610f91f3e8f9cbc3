"""Word lists of the trade, read once from resources/lexicons."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from desktop import paths


@cache
def _load(name: str) -> dict[str, Any]:
    with (paths.resources() / "lexicons" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(lexicon: str, key: str) -> tuple[str, ...]:
    """Return a list of words, e.g. words("organs", "endings"); "other.words" looks into a section."""
    value: Any = _load(lexicon)
    for part in key.split("."):
        value = value[part]
    return tuple(value)


@cache
def mapping(lexicon: str, key: str) -> dict[str, str]:
    """Return a table of words, e.g. mapping("genres", "aliases")."""
    return dict(_load(lexicon)[key])


@cache
def lists(lexicon: str, key: str) -> dict[str, tuple[str, ...]]:
    """Return a table of lists of words, e.g. lists("marks", "page_labels")."""
    return {name: tuple(entries) for name, entries in _load(lexicon)[key].items()}


def alternatives(terms: Iterable[str]) -> str:
    """Return a pattern that matches any of the terms, the longest first."""
    return "|".join(re.escape(term) for term in sorted(terms, key=lambda term: (-len(term), term)))


def ends_in(text: str, terms: tuple[str, ...]) -> str | None:
    """Return the longest of the terms that the text ends in."""
    return max((term for term in terms if text.endswith(term)), key=len, default=None)
