"""Names of persons (姓名) in a plain text, told by their surname and by what stands around them."""

from __future__ import annotations

import re
from functools import cache

from desktop.disclosure.sensitive.lexicon import any_of, words

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff"

_LISTED = re.compile(rf"[{_HAN}](?:[{_HAN}]{{1,3}}| {{1,2}}[{_HAN}])|[{_HAN}]{{1,8}}·[{_HAN}]{{1,8}}")
_WORD = re.compile("[计数名称日期月年章签意实况无等位司局校]$|^(?:同意|情况|年|月|日|单位|盖章|以上|姓名)")


@cache
def shape() -> str:
    """Return a pattern for what may be a name: a surname, then one or two signs; 杨 阳 with a blank.

    What matches is to be asked `is_likely`.
    """
    compound = any_of(words("names", "compound_surnames"))
    single = "".join(words("names", "surnames"))
    return rf"(?:(?:{compound})[{_HAN}]{{1,2}}|[{single}](?: {{1,2}}[{_HAN}](?![{_HAN}])|[{_HAN}]{{1,2}}))"


def is_likely(name: str) -> bool:
    """Tell whether what has the shape of a name is no word of the language, and not hidden (李某某)."""
    known = _not_names()
    return name[:2] not in known and name not in known and "某" not in name


def is_listed(text: str) -> bool:
    """Tell whether a text may be a name where names are expected: under 姓名, behind 签名. Any surname will do."""
    bare = text.strip()
    return _LISTED.fullmatch(bare) is not None and is_likely(bare) and not _WORD.search(bare)


def is_name(text: str) -> bool:
    """Tell whether a text is the name of a person and nothing else."""
    return len(text) < 20 and _whole().fullmatch(text) is not None and is_likely(text.strip())


def last_name(text: str) -> str | None:
    """Return the last name that stands by itself in a plain text."""
    found = None
    for match in _single().finditer(text):
        name = match[1] or match[2]
        if is_likely(name):
            found = name
    return found


def first_name(text: str) -> str | None:
    """Return the name that a plain text begins with, behind a blank or a bracket."""
    match = _first().match(text)
    return match[1] if match is not None and is_likely(match[1]) else None


@cache
def _not_names() -> frozenset[str]:
    return frozenset(words("names", "not_names"))


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{shape()}|[{_HAN}]{{1,8}}·[{_HAN}]{{1,8}})\s*")


@cache
def _single() -> re.Pattern[str]:
    before, behind = "".join(words("names", "before")), any_of(words("names", "behind"))
    return re.compile(
        rf"(?:(?<![{_HAN}])|(?<=[{before}]))({shape()})(?![{_HAN}*])|({shape()})(?=[ ,，、:(]{{0,2}}(?:{behind}))"
    )


@cache
def _first() -> re.Pattern[str]:
    return re.compile(rf"[ (、,，:\-]{{0,3}}({shape()})(?![{_HAN}])")
