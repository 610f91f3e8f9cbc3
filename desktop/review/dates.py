"""A day as a clerk types it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from desktop.parsing.numerals import NUMERALS, number

_WRITTEN = re.compile(f"自?([{NUMERALS}]{{4}})年([{NUMERALS}]{{1,3}})月([{NUMERALS}]{{1,4}})[日号]?(?:起|起施行)?")
_SEPARATED = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_RUN_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def day_of(text: str) -> str | None:
    """Return the ISO date that the whole text states, None where it states none that exists.

    Takes 2024年1月25日, 二〇二四年一月二十五日, 2024-1-25, 2024/01/25, 2024.1.25, 20240125, full-width
    digits and blanks, and 自…起施行.
    """
    plain = "".join(text.split())
    if match := _WRITTEN.fullmatch(plain):
        return _iso(*match.groups())
    narrow = unicodedata.normalize("NFKC", plain).replace("—", "-").replace("–", "-").replace("。", ".")
    if match := _SEPARATED.fullmatch(narrow):
        return _iso(match[1], match[3], match[4])
    if match := _RUN_TOGETHER.fullmatch(narrow):
        return _iso(*match.groups())
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(number(year) or 0, number(month) or 0, number(day) or 0).isoformat()
    except ValueError:
        return None
