"""How page numbers are printed: marks that stand alone on a line."""

from __future__ import annotations

import regex

# "# Page 1316:", "- 12 -", "—12—", "·12·", "第12页", "第 3 页 共 68 页"
_MARK = regex.compile(
    r"\#{1,6}\s*(?:[Pp]age|PAGE|第)\s*([0-9]{1,5})\s*页?\s*[:：]?"
    r"|[-—–－─·•・‧]{1,3}\s*([0-9]{1,4})\s*[-—–－─·•・‧]{1,3}"
    r"|第\s*([0-9]{1,4})\s*页(?:[，,/／\s]*共\s*[0-9]{1,4}\s*页)?"
)
_FIRST = frozenset("#-—–－─·•・‧第")
_LONGEST = 24


def page_mark(line: str) -> str | None:
    """Return the page number that a line without outer blanks prints as a mark, None for any other line."""
    if not line or line[0] not in _FIRST or len(line) > _LONGEST:
        return None
    found = _MARK.fullmatch(line)
    return next((number for number in found.groups() if number), None) if found else None


def lone_number(line: str) -> int | None:
    """Return the number that is all a line holds; whether it is a page number, only its neighbours can tell."""
    if not line or len(line) > 4 or not ("0" <= line[0] <= "9"):
        return None
    return int(line) if line.isascii() and line.isdigit() else None
