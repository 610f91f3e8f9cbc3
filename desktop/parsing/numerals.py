"""Chinese and Arabic numerals as they stand in official documents."""

from __future__ import annotations

DIGITS = "0-9０-９〇○零ＯO一二三四五六七八九"
"""For a character class: one digit of a year written digit by digit (二〇二四, 二○二四, ２０２４)."""

NUMERALS = DIGITS + "十百千两廿卅卌"
"""For a character class: any character of a number below ten thousand."""

_VALUES = {char: value for value, char in enumerate("0123456789")}
_VALUES |= {char: value for value, char in enumerate("０１２３４５６７８９")}
_VALUES |= {char: value for value, char in enumerate("〇一二三四五六七八九")}
_VALUES |= {"○": 0, "零": 0, "Ｏ": 0, "O": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}


def number(text: str) -> int | None:
    """Return the value of a numeral, None where the text is none.

    Takes 2024, ２０２４, 二〇二四 (digit by digit), and 二十三, 一百零五, 廿三 (with units, below ten thousand).
    """
    if not text or len(text) > 18:
        return None
    if any(char in _UNITS or char in _TENS for char in text):
        return _with_units(text)
    value = 0
    for char in text:
        digit = _VALUES.get(char)
        if digit is None:
            return None
        value = value * 10 + digit
    return value


def _with_units(text: str) -> int | None:
    total, digit = 0, None
    for char in text:
        if char in _TENS:
            total, digit = total + _TENS[char], None
        elif char in _UNITS:
            total, digit = total + (1 if digit is None else digit) * _UNITS[char], None
        elif char in _VALUES:
            if digit not in (None, 0):
                return None
            digit = _VALUES[char]
        else:
            return None
    return total + (digit or 0)
