"""The words that say what a number or a passage is: 联系电话, 身份证号码, 家庭住址, 编号 …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from desktop.disclosure.sensitive.folding import folded
from desktop.disclosure.sensitive.lexicon import any_of, section


@dataclass(frozen=True, slots=True)
class Label:
    """A word that says what something is. `gap` is what stands between it and that; "" under the head of a column."""

    kind: str
    word: str
    gap: str = ""

    @property
    def is_close(self) -> bool:
        """Tell whether nothing but punctuation and blanks stands between."""
        return not self.gap.strip(" \t\n:()-[]/是为号码\u200b.")


@cache
def _kinds() -> dict[str, str]:
    return {folded(word): kind for kind, words in section("labels").items() for word in words}


@cache
def _by_sign() -> dict[str, re.Pattern[str]]:
    """Return a pattern for the words that begin with a sign: one for all words would try them one after the other."""
    words: dict[str, list[str]] = {}
    for word in _kinds():
        words.setdefault(word[0], []).append(word)
    return {sign: re.compile(any_of(those, loose=True)) for sign, those in words.items()}


def last_label(text: str) -> Label | None:
    """Return the last label in a plain text, None where there is none."""
    patterns, found, at = _by_sign(), None, 0
    while at < len(text):
        pattern = patterns.get(text[at])
        match = pattern.match(text, at) if pattern is not None else None
        if match is not None:
            found = match
        at = match.end() if match is not None else at + 1
    if found is None:
        return None
    word = found[0].replace(" ", "")
    return Label(_kinds()[word], word, text[found.end() :])
