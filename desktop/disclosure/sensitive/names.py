"""Names of persons (姓名) in a plain text, told by their surname and by what stands around them."""

from __future__ import annotations

import re
from functools import cache

from desktop.disclosure.sensitive.lexicon import any_of, last_match, words

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff"


@cache
def shape() -> str:
    """Return a pattern for a name: a surname, then one or two signs; 杨 阳 with a blank. Known words are no names."""
    compound = any_of(words("names", "compound_surnames"))
    single = "".join(words("names", "surnames"))
    not_names = any_of(words("names", "not_names"))
    return rf"(?!(?:{not_names}))(?:(?:{compound})[{_HAN}]{{1,2}}|[{single}](?: {{1,2}}[{_HAN}]|[{_HAN}]{{1,2}}))"


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{shape()}|[{_HAN}]{{1,8}}·[{_HAN}]{{1,8}})\s*")


@cache
def _last() -> re.Pattern[str]:
    before = any_of(words("names", "before"))
    behind = any_of(words("names", "behind"))
    return re.compile(
        rf"(?:(?<![{_HAN}])|(?<={before}))({shape()})(?![{_HAN}]|\*)|({shape()})(?=[ ,，、:(]{{0,2}}(?:{behind}))"
    )


@cache
def _first() -> re.Pattern[str]:
    return re.compile(rf"[ (、,，:\-]{{0,3}}({shape()})(?![{_HAN}])")


def is_name(text: str) -> bool:
    """Tell whether a text is the name of a person and nothing else."""
    return len(text) < 20 and _whole().fullmatch(text) is not None


def last_name(text: str) -> str | None:
    """Return the last name that stands by itself in a plain text."""
    found = last_match(_last(), text)
    return (found[1] or found[2]) if found is not None else None


def first_name(text: str) -> str | None:
    """Return the name that a plain text begins with, behind a blank or a bracket."""
    found = _first().match(text)
    return found[1] if found is not None else None
