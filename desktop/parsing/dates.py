"""Dates as printed: 2024年1月25日, 二〇二四年一月二十五日, 2024-01-25."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.parsing.numerals import DIGITS, NUMERALS, number

_BLANK = "[ \u3000\xa0]{0,4}"
PRINTED = (
    f"(?:[{DIGITS}]{_BLANK}){{3}}[{DIGITS}]{_BLANK}年{_BLANK}"
    f"[{NUMERALS}]{{1,3}}{_BLANK}月{_BLANK}[{NUMERALS}]{{1,4}}{_BLANK}日"
)
"""A pattern without groups for a whole date; the month and day may still be none that exist."""

# 二〇二四年一月二十五日
_LONG = re.compile(
    f"((?:[{DIGITS}]{_BLANK}){{3}}[{DIGITS}]){_BLANK}年{_BLANK}"
    f"([{NUMERALS}]{{1,3}}){_BLANK}月{_BLANK}([{NUMERALS}]{{1,4}}){_BLANK}日"
)
# 2024-01-25
_SHORT = re.compile(r"(?<![0-9])([12][0-9]{3})[-/.]([01]?[0-9])[-/.]([0-3]?[0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a text, `iso` as YYYY-MM-DD. `start` and `end` count in that text."""

    start: int
    end: int
    iso: str


def find(text: str) -> Iterator[PrintedDate]:
    """Yield the dates written with 年月日, in order; dates that do not exist are left out."""
    if "年" not in text:
        return
    for match in _LONG.finditer(text):
        iso = _iso(match)
        if iso is not None:
            yield PrintedDate(match.start(), match.end(), iso)


def parse(text: str) -> str | None:
    """Return the first date of a text as ISO, also of 2024-01-25 and 2024.1.25; None where there is none."""
    for found in find(text):
        return found.iso
    match = _SHORT.search(text)
    return _iso(match) if match else None


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = (number("".join(part.split())) for part in match.groups())
    try:
        return date(year or 0, month or 0, day or 0).isoformat()
    except ValueError:
        return None
