"""What is searched for, and what is found: queries, filters and hits as values.

A text is searched as `queue.folded` sees it: width, case, blanks, line breaks and the form of brackets do not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from desktop.domain.errors import QueryRefused
from desktop.domain.queue import folded
from desktop.domain.record import RecordSummary
from desktop.domain.text import Span

LONGEST_QUERY = 200
"""Code points of a query."""
MOST_WORDS = 32
HEAD = ("title", "doc_number")
"""The fields whose hits come first."""
CELL = "cell"
"""Stands for the key of a field with the text that a person set in a table."""

_TERM = re.compile(
    r"""(?P<either>[|｜])
    |(?P<unwanted>[-－]?)(?:
        ["＂](?P<phrase>[^"＂]+)(?:["＂](?=[\s|｜]|$)|$)
        |“(?P<quoted>[^”]+)(?:”(?=[\s|｜]|$)|$)
        |(?P<word>[^\s|｜]+))""",
    re.VERBOSE,
)
_NOT = frozenset(("非", "-", "－"))
_OR = "或"


@dataclass(frozen=True, slots=True)
class Query:
    """What a text must hold: of each group one word at least, and none that is unwanted. All words are folded."""

    groups: tuple[tuple[str, ...], ...]
    unwanted: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        """The words to be marked in a hit."""
        return tuple(dict.fromkeys(word for group in self.groups for word in group))

    def holds(self, text: str) -> bool:
        """Tell whether a folded text has a word of each group, whatever else it has."""
        return all(any(word in text for word in group) for group in self.groups)

    def matches(self, text: str) -> bool:
        """Tell whether a folded text is a hit."""
        return self.holds(text) and not any(word in text for word in self.unwanted)


def parse_query(text: str) -> Query:
    """Return what a person typed as a query.

    Words between blanks must all occur; of words joined by “|” or “或” one; a word behind “-” or “非” must not.
    “或” and “非” are signs only where they stand alone (非物质文化遗产 is a word); what is in quotes is one word,
    blanks and signs included. Quotes inside of a word are part of it. Raises QueryRefused.
    """
    if len(text) > LONGEST_QUERY:
        raise QueryRefused("long")
    groups: list[tuple[str, ...]] = []
    unwanted: list[str] = []
    joins = negates = False
    wanted_last = False
    for term in _TERM.finditer(text):
        word = term["word"]
        if term["either"] or (word == _OR and not term["unwanted"]):
            if not wanted_last or joins or negates:
                raise QueryRefused("either")
            joins = True
            continue
        if word in _NOT and not term["unwanted"]:
            if negates:
                raise QueryRefused("unwanted")
            negates = True
            continue
        sought = fold(term["phrase"] or term["quoted"] or word)
        if not sought:
            continue
        refused = negates or bool(term["unwanted"])
        if refused and joins:
            raise QueryRefused("either")
        if refused:
            unwanted.append(sought)
        elif joins:
            groups[-1] = (*groups[-1], sought)
        else:
            groups.append((sought,))
        joins = negates = False
        wanted_last = not refused
    return _checked(groups, unwanted, joins, negates)


def _checked(groups: list[tuple[str, ...]], unwanted: list[str], joins: bool, negates: bool) -> Query:
    if joins:
        raise QueryRefused("either")
    if negates:
        raise QueryRefused("unwanted")
    if not groups:
        raise QueryRefused("only" if unwanted else "empty")
    if sum(map(len, groups)) + len(unwanted) > MOST_WORDS:
        raise QueryRefused("many")
    return Query(tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(unwanted)))


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What a hit must be like beside its words; an empty set asks for nothing.

    Values are as in the store, as in `QueueFilter`: "" stands for none in all but `source_ids` and `statuses`; `years`
    are those of the 成文日期, four digits.
    """

    source_ids: frozenset[int] = frozenset()
    years: frozenset[str] = frozenset()
    genres: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    disclosures: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()


class SearchStopped(Exception):
    """Nobody waits for the answer any more; what a search calls now and then to look raises it."""


class HitOrder(Enum):
    """By 成文日期, those without it last; RANK as NEWEST, but first those whose 标题 and 发文字号 hold all words."""

    RANK = "rank"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a document with the words that were found.

    `text` is as in the source or in the value, line breaks included; `marks` are within it. `source` is where it stands
    in the source, and `line` the line of its first mark there (1-based), both None for a value that the text does not
    hold. `key` names the field whose value it is (or is `CELL`), "" for the
    document's own text. `before` and `after` tell whether the text goes on there.
    """

    text: str
    marks: tuple[Span, ...]
    source: Span | None = None
    line: int | None = None
    key: str = ""
    before: bool = False
    after: bool = False

    @property
    def source_marks(self) -> tuple[Span, ...]:
        """The marks in the source; none for a value that the text does not hold."""
        if self.source is None:
            return ()
        start = self.source.start
        return tuple(Span(start + mark.start, start + mark.end) for mark in self.marks)

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The excerpt as it is shown, in one line: its parts, each with whether it is marked."""
        signs = one_line(self.text)
        found, at = [("…" if self.before else "", False)], 0
        for mark in self.marks:
            found.append(("".join(signs[at : mark.start]), False))
            found.append(("".join(signs[mark.start : mark.end]), True))
            at = mark.end
        found += [("".join(signs[at:]), False), ("…" if self.after else "", False)]
        return tuple((text, marked) for text, marked in found if text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found, and the name of its source's file.

    `in_title`: 标题 and 发文字号 hold all words. `places` counts what was found in its own text.
    """

    summary: RecordSummary
    source: str
    in_title: bool
    places: int
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class HitPage:
    """Some of the hits, in order, from the one at `offset` (from 0). `more` tells whether others follow."""

    hits: tuple[Hit, ...] = ()
    offset: int = 0
    more: bool = False


_BLANKS = re.compile(r"\s+")


def one_line(text: str) -> list[str]:
    """Return what stands for each code point of a text in one line.

    A line break between Chinese signs leaves nothing, other blanks together leave one.
    """
    signs = list(text)
    for blanks in _BLANKS.finditer(text):
        start, end = blanks.span()
        wraps = blanks[0].count("\n") == 1 and not (text[start - 1 : start] + text[end : end + 1]).isascii()
        signs[start:end] = ["" if wraps else " "] + [""] * (end - start - 1)
    return signs


_ODD = re.compile(
    "[^\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002a6df"
    "a-z0-9!\"#$%&'()*+,\\-./:;<=>?@^_`|~\u3001\u3002\u300a\u300b\u201c\u201d\u2014]"
)
"""Signs that may be folded to others; all those left out here are themselves."""


class _Folds(dict[str, str]):
    """What each sign is folded to, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self._uneven: set[str] = set()
        self._pattern = (0, re.compile("(?!)"))

    def __missing__(self, sign: str) -> str:
        found = self[sign] = folded(sign)
        if len(found) != 1:
            self._uneven.add(sign)
        return found

    def uneven(self) -> re.Pattern[str]:
        """Return a pattern of the signs met so far that are folded to nothing, or to several signs."""
        signs = sorted(self._uneven)
        if len(signs) != self._pattern[0]:
            self._pattern = (len(signs), re.compile(f"[{re.escape(''.join(signs))}]"))
        return self._pattern[1]


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return a text as it is searched: each code point folded by itself, so that places can be found again."""
    for sign in set(_ODD.findall(text)):
        text = text.replace(sign, _FOLDS[sign])
    return text


@dataclass(slots=True)
class FoldedText:
    """A text as it is searched, with the way back to its code points."""

    raw: str
    text: str = field(init=False)
    _here: list[int] = field(init=False, default_factory=lambda: [0])
    _there: list[int] = field(init=False, default_factory=lambda: [0])

    def __post_init__(self) -> None:
        self.text = fold(self.raw)
        shift = 0
        for sign in _FOLDS.uneven().finditer(self.raw):
            at, size = sign.start(), len(_FOLDS[sign[0]])
            for step in range(size):  # every part of a sign that became several leads back to it
                self._mark(at + shift + step, at)
            shift += size - 1
            self._mark(at + shift + 1, at + 1)

    def _mark(self, here: int, there: int) -> None:
        if self._here[-1] == here:
            self._there[-1] = there
        else:
            self._here.append(here)
            self._there.append(there)

    def _back(self, here: int) -> int:
        at = bisect_right(self._here, here) - 1
        return self._there[at] + here - self._here[at]

    def places(self, words: tuple[str, ...]) -> Iterator[Span]:
        """Give where words stand in the text, in order, those that touch joined into one; in its own code points."""
        start = end = -1
        for found in self._found(words):
            first, last = self._back(found.start), self._back(found.end - 1) + 1
            if start >= 0 and first <= end:
                end = max(end, last)
                continue
            if start >= 0:
                yield Span(start, end)
            start, end = first, last
        if start >= 0:
            yield Span(start, end)

    def _found(self, words: tuple[str, ...]) -> list[Span]:
        found = []
        for word in words:
            at = self.text.find(word)
            while at >= 0:
                found.append(Span(at, at + len(word)))
                at = self.text.find(word, at + len(word))
        return sorted(found)
