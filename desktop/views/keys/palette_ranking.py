"""What the search for documents, fields and commands finds, best first. No Qt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from desktop.views.keys.initials import initials


class Kind(Enum):
    """What is found; the value is the word for people."""

    COMMAND = "命令"
    FIELD = "字段"
    DOCUMENT = "文件"
    SOURCE = "打开过"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. `key` tells it from all others.

    `aside` is shown smaller beside the words and searched too; `keys` is shown at the right and searched too;
    `why` says why it cannot be used now, empty when it can.
    """

    kind: Kind
    key: str
    words: str
    aside: str = ""
    keys: str = ""
    why: str = ""
    folded: tuple[str, str, str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = (fold(self.words), fold(self.aside), fold(self.keys), initials(self.words))
        object.__setattr__(self, "folded", texts)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits, and the code points of its words that were looked for."""

    entry: Entry
    places: tuple[int, ...] = ()


_WHOLE, _BEGIN, _INSIDE, _SPREAD = 400, 300, 200, 100
"""Points for a term that is the whole text, begins it, stands in it, or is spread over it."""
_LESS = {1: 40, 2: 60, 3: 90}
"""What a hit is worth less beside the words, in the keys, and by initials."""
_RECENT, _UNUSABLE = 45, -150
_KINDS = {Kind.COMMAND: 12, Kind.FIELD: 8, Kind.DOCUMENT: 4, Kind.SOURCE: 0}
_WIDEST = 6
"""How many times its own length a term may be spread over."""
_MOST_LEFT_OVER = 40


def rank(entries: Iterable[Entry], query: str, recent: Sequence[str] = ()) -> list[Found]:
    """Return the entries that fit every term of a query, best first.

    Without a query, all entries: those used lately (keys in `recent`, the latest first), then as they come.
    """
    terms = fold(query).split()
    bonus = {key: _RECENT - place for place, key in enumerate(recent[:_RECENT])}
    scored = []
    for order, entry in enumerate(entries):
        fit = _fit(entry, terms)
        if fit is not None:
            points, places = fit
            points += bonus.get(entry.key, 0) + (_UNUSABLE if entry.why else 0)
            points += _KINDS[entry.kind] if terms else 0
            scored.append((-points, order, Found(entry, places)))
    scored.sort(key=_first_two)
    return [found for _, _, found in scored]


def fold(text: str) -> str:
    """Return a text for comparing, code point for code point: no case, no full width, one kind of brackets."""
    return "".join(map(_folded, text))


@lru_cache(20_000)
def _folded(char: str) -> str:
    if char in "〔［【〖（{[":
        return "("
    if char in "〕］】〗）}]":
        return ")"
    return unicodedata.normalize("NFKC", char).casefold()[:1] or char


def _first_two(scored: tuple[int, int, Found]) -> tuple[int, int]:
    return scored[0], scored[1]


def _fit(entry: Entry, terms: Sequence[str]) -> tuple[int, tuple[int, ...]] | None:
    points = 0
    places: set[int] = set()
    for term in terms:
        best: tuple[int, tuple[int, ...]] | None = None
        for number, text in enumerate(entry.folded):
            hit = _hit(term, text, loose=number == 0)
            if hit is None:
                continue
            worth = hit[0] - _LESS.get(number, 0)
            if best is None or worth > best[0]:
                best = worth, hit[1] if number in (0, 3) else ()
        if best is None:
            return None
        points += best[0]
        places.update(best[1])
    return points, tuple(sorted(places))


def _hit(term: str, text: str, loose: bool) -> tuple[int, tuple[int, ...]] | None:
    at = text.find(term)
    if at >= 0:
        left_over = min(len(text) - len(term), _MOST_LEFT_OVER)
        kind = _WHOLE if not left_over else _BEGIN if at == 0 else _INSIDE
        return kind - left_over - min(at, _MOST_LEFT_OVER), tuple(range(at, at + len(term)))
    places = _spread(term, text) if loose and len(term) > 1 else None
    if places is None:
        return None
    return _SPREAD - (places[-1] - places[0] + 1 - len(term)) - min(places[0], _MOST_LEFT_OVER), places


def _spread(term: str, text: str) -> tuple[int, ...] | None:
    """Return the places of a term's characters in their order, as close together as they end first."""
    at = -1
    for char in term:
        at = text.find(char, at + 1)
        if at < 0:
            return None
    places = [at]
    for char in reversed(term[:-1]):
        places.append(text.rfind(char, 0, places[-1]))
    places.reverse()
    return tuple(places) if places[-1] - places[0] < _WIDEST * len(term) else None
