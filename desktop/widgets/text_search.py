"""Finding words in a source the way a person means them: forms of marks and line breaks do not matter. No Qt."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from desktop.domain.text import Span

MOST_HITS = 9_999
"""More hits than these are not looked for."""

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_LOOK_ALIKES = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0xFE30, 0xFE50))
_FORMS = {
    " ": "\n\t\u3000\u00a0",
    "[": "［〔【〖(（﹝",
    "]": "］〕】〗)）﹞",
    '"': "“”＂„‟",
    "'": "‘’＇",
    "〇": "○◯",
    "—": "－―─",
    "·": "•・‧",
}
# A blank counts only between two Latin letters or digits: 2024 年 is 2024年, but "No 1" is not "No1".
_BLANK = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9\s])|\s+(?=\s)|\s+\Z")


@cache
def _table() -> dict[int, str]:
    """Return what stands for what, one character for one."""
    table = {code: chr(code - 0xFEE0).lower() for code in _FULL_WIDTH}
    for block in _LOOK_ALIKES:
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = plain
    table |= {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    for plain, forms in _FORMS.items():
        table |= {ord(form): plain for form in forms}
    return table


def folded(text: str) -> str:
    """Return a text with its forms unified and the blanks taken out that do not count."""
    return _BLANK.sub("", text.translate(_table()))


class SearchIndex:
    """A text made ready for searching. Spans are those of the text as given."""

    def __init__(self, text: str) -> None:
        unified = text.translate(_table())
        starts, pieces = [], []
        position = 0
        for blank in _BLANK.finditer(unified):
            if blank.start() > position:
                starts.append(position)
                pieces.append(unified[position : blank.start()])
            position = blank.end()
        starts.append(position)
        pieces.append(unified[position:])
        self._starts = starts
        self._text = "".join(pieces)
        self._places = list(accumulate(map(len, pieces[:-1]), initial=0))

    def find(self, words: str) -> tuple[Span, ...]:
        """Return where some words stand, from the beginning on, not overlapping, at most MOST_HITS."""
        wanted = folded(words.strip())
        found: list[Span] = []
        if not wanted:
            return ()
        place = self._text.find(wanted)
        while place >= 0 and len(found) < MOST_HITS:
            found.append(Span(self._origin(place), self._origin(place + len(wanted) - 1) + 1))
            place = self._text.find(wanted, place + len(wanted))
        return tuple(found)

    def _origin(self, place: int) -> int:
        piece = bisect_right(self._places, place) - 1
        return self._starts[piece] + place - self._places[piece]
