"""The first letters of how Chinese characters are read (拼音首字母): 撤销 → cx. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

# The 3755 characters of the first level of GB/T 2312 stand in the order of their readings: where each letter begins.
_BEGINS = (
    (0xB0A1, "a"),
    (0xB0C5, "b"),
    (0xB2C1, "c"),
    (0xB4EE, "d"),
    (0xB6EA, "e"),
    (0xB7A2, "f"),
    (0xB8C1, "g"),
    (0xB9FE, "h"),
    (0xBBF7, "j"),
    (0xBFA6, "k"),
    (0xC0AC, "l"),
    (0xC2E8, "m"),
    (0xC4C3, "n"),
    (0xC5B6, "o"),
    (0xC5BE, "p"),
    (0xC6DA, "q"),
    (0xC8BB, "r"),
    (0xC8F6, "s"),
    (0xCBFA, "t"),
    (0xCDDA, "w"),
    (0xCEF4, "x"),
    (0xD1B9, "y"),
    (0xD4D1, "z"),
    (0xD7FA, ""),
)
_CODES = tuple(code for code, _ in _BEGINS)
UNKNOWN = "\0"
"""Stands for a character without a letter: rare ones, punctuation."""


def initials(text: str) -> str:
    """Return a letter a code point; characters with several readings have the letter of the first."""
    return "".join(map(_initial, text))


@lru_cache(20_000)
def _initial(char: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else UNKNOWN
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return UNKNOWN
    place = bisect_right(_CODES, int.from_bytes(code, "big")) - 1
    return (_BEGINS[place][1] if place >= 0 else "") or UNKNOWN
