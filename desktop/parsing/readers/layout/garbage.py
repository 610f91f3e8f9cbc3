"""Whether the text that a page claims to hold is what it prints."""

from __future__ import annotations

import re

import regex

_LEAST = 20
_MOST_UNREADABLE = 0.1
_MOST_STRANGE = 0.3
_LEAST_MARKS = 0.25
# Private use, surrogates, controls, and the sign for what could not be decoded.
_UNREADABLE = re.compile("[\ud800-\uf8ff\ufffd-\uffff\x01-\x08\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]")
# Letters that no Chinese text prints in number: those that GBK or UTF-8 bytes become when they are taken for Latin-1
# (ÔÆ´¨ÊÐ), and scripts that glyph numbers fall into.
_STRANGE = regex.compile(
    r"[\xa1-\xb6\xb8-\xd6\xd8-\xf6\xf8-\u024f\u0250-\u036f\u0530-\u1fff\u2c00-\u2dff\ua000-\uabff\ufb50-\ufdff\ufe70-\ufeff]"
)
_PLAIN = regex.compile(r"[\p{Han}A-Za-z0-9]")
_COMMON = re.compile("[\u4e00-\u9fff]+")
_MOSTLY = 0.6
# Blanks, and what leads the eye to a page number.
_BLANK = re.compile(r"[\s.…·•_\-—─]+")
_WORD = regex.compile(r"[A-Za-z]+")
_VOWEL = regex.compile(r"[aeiouyAEIOUY]")
_LONGEST_WORD = 20
_MOST_UNSPEAKABLE = 0.5
_LEAST_WORDS = 10


def is_garbage(text: str) -> bool:
    """Tell whether a page's text layer is unreadable: no code points for the glyphs, or the wrong ones."""
    bare = _BLANK.sub("", text)
    if len(bare) < _LEAST:
        return False
    if len(_UNREADABLE.findall(bare)) > _MOST_UNREADABLE * len(bare):
        return True
    if sum(map(len, _COMMON.findall(bare))) >= _MOSTLY * len(bare):
        return False
    if len(_STRANGE.findall(bare)) > _MOST_STRANGE * len(bare):
        return True
    if len(_PLAIN.findall(bare)) < _LEAST_MARKS * len(bare):
        return True
    return regex.search(r"\p{Han}", bare) is None and _is_unspeakable(text)


def _is_unspeakable(text: str) -> bool:
    """Tell whether text without a hanzi is made of letters that form no words."""
    words = _WORD.findall(text)
    letters = sum(len(word) for word in words)
    if letters < _LEAST_WORDS * 2:
        return False
    odd = sum(len(word) for word in words if len(word) > _LONGEST_WORD or _VOWEL.search(word) is None)
    return odd > _MOST_UNSPEAKABLE * letters
