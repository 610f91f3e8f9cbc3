"""Which statements are about one document: the 字号 first, then the likeness of titles, in doubt a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz import fuzz, process

from desktop.register.comparing import number_key, plain, title_key
from desktop.register.entry import (
    EFFECTIVE,
    EXPIRY,
    NUMBER,
    TITLE,
    VALIDITY,
    WRITTEN,
    Entry,
    Origin,
    OriginKind,
    Statement,
)
from desktop.register.rules import RegisterRules

_MOST_ALIKE = 3
"""How many entries with a like title are asked about for one statement."""
_BY_A_PERSON = Origin(OriginKind.PERSON, "")
_DATES = (EFFECTIVE, WRITTEN, EXPIRY, VALIDITY)


class Why(Enum):
    """Why a person must decide whether two entries are one document."""

    NUMBER_ONLY = "字号相同，标题不像"
    NUMBER_TWICE = "同一份来源里字号重复，内容不同"
    TITLE_ONLY = "标题相同或相像，只有一方有字号，或都没有"
    NUMBER_DIFFERS = "标题相像、日期相同，字号不同"


@dataclass(frozen=True, slots=True)
class Doubt:
    """That two entries may be one document; `likeness` of their titles is 0–100."""

    first: int
    second: int
    why: Why
    likeness: int


@dataclass(frozen=True, slots=True)
class Match:
    """Where a statement belongs: to the entry `entry`, or (None) to a new one about which there are `doubts`.

    In a doubt of a new entry `second` is 0 until it has its number.
    """

    entry: int | None
    doubts: tuple[Doubt, ...] = ()


def likeness(one: str, other: str) -> int:
    """Return how like two titles are, 0–100; quotation marks, blanks, widths and brackets aside."""
    if one == other:
        return 100
    return round(fuzz.ratio(title_key(one), title_key(other)))


class Matcher:
    """Finds the entry of each of a run of statements; those it is told of are known to it afterwards."""

    def __init__(self, entries: Iterable[Entry], rules: RegisterRules) -> None:
        """Know all entries of the register."""
        self._rules = rules
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_title: dict[str, list[int]] = defaultdict(list)
        self._statements: dict[int, list[Statement]] = {}
        self._titles: dict[int, dict[str, None]] = defaultdict(dict)
        self._numbered: set[int] = set()
        self._bare: dict[str, list[int]] = defaultdict(list)
        self._by_day: dict[tuple[str, str], list[int]] = defaultdict(list)
        for entry in entries:
            for statement in entry.statements:
                self.take(entry.number, statement)
            if entry.decided:
                self.take(entry.number, Statement(0, _BY_A_PERSON, entry.decided))

    def take(self, entry: int, statement: Statement) -> None:
        """Know from now on that a statement belongs to an entry."""
        self._statements.setdefault(entry, []).append(statement)
        number, title = number_key(statement.value(NUMBER)), title_key(statement.value(TITLE))
        if number and entry not in self._by_number[number]:
            self._by_number[number].append(entry)
        if number:
            self._numbered.add(entry)
        if title and title not in self._titles[entry]:
            self._titles[entry][title] = None
            self._by_title[title].append(entry)
            if not number:
                self._bare[title].append(entry)
        for key in _DATES:
            value = statement.value(key)
            if value[:1].isdigit() and entry not in self._by_day[key, value]:
                self._by_day[key, value].append(entry)

    def match(self, statement: Statement) -> Match:
        """Return where a statement belongs, without taking it."""
        number = number_key(statement.value(NUMBER))
        known = self._by_number.get(number, []) if number else []
        if known:
            return self._by_one_number(statement, known)
        found = []
        for entry, alike in self._alike(statement):
            belongs = self._belongs(entry, statement, alike)
            if belongs is True:
                return Match(entry)
            if isinstance(belongs, Why):
                found.append(Doubt(entry, 0, belongs, alike))
        return Match(None, tuple(found[:_MOST_ALIKE]))

    def _by_one_number(self, statement: Statement, known: Sequence[int]) -> Match:
        doubts = []
        for entry in known:
            alike = self._likeness(entry, title_key(statement.value(TITLE)))
            twice = any(
                other.origin.kind is not OriginKind.RECORD and other.origin.group == statement.origin.group
                for other in self._statements[entry]
            )
            if twice and not self._same(entry, statement):
                doubts.append(Doubt(entry, 0, Why.NUMBER_TWICE, alike))
            elif alike >= self._rules.same:
                return Match(entry)
            else:
                doubts.append(Doubt(entry, 0, Why.NUMBER_ONLY, alike))
        return Match(None, tuple(doubts))

    def _alike(self, statement: Statement) -> list[tuple[int, int]]:
        """Return the entries with a like title, the likest first; for one with a 字号 those of the same day alone."""
        title = title_key(statement.value(TITLE))
        if not title:
            return []
        if number_key(statement.value(NUMBER)):
            days = ((key, statement.value(key)) for key in _DATES)
            near = dict.fromkeys(entry for day in days for entry in self._by_day.get(day, ()))
            likest = self._likest(title, self._bare)
            near |= dict.fromkeys(
                entry for key, _ in likest for entry in self._bare[key] if entry not in self._numbered
            )
            rated = [(entry, self._likeness(entry, title)) for entry in near]
            found = [(entry, alike) for entry, alike in rated if alike >= self._rules.alike]
            return sorted(found, key=lambda item: -item[1])
        return [(entry, alike) for key, alike in self._likest(title, self._by_title) for entry in self._by_title[key]]

    def _likest(self, title: str, among: Mapping[str, list[int]]) -> list[tuple[str, int]]:
        found = process.extract(
            title, among.keys(), scorer=fuzz.ratio, score_cutoff=self._rules.alike, limit=_MOST_ALIKE
        )
        return [(key, round(score)) for key, score, _ in found]

    def _belongs(self, entry: int, statement: Statement, alike: int) -> bool | Why:
        """Tell whether a statement with a like title belongs to an entry, or why that is doubtful.

        Two 字号 that differ are two documents, unless the days agree; without both, the same title and the same day
        are one document.
        """
        shared = self._shares_days(entry, statement)
        if number_key(statement.value(NUMBER)) and entry in self._numbered:
            return Why.NUMBER_DIFFERS if shared else False
        return True if shared and alike == 100 else Why.TITLE_ONLY

    def _shares_days(self, entry: int, statement: Statement) -> bool:
        """Tell whether a day that both tell is the same, and none is another."""
        shared = False
        for key in _DATES:
            mine = statement.value(key)
            theirs = {one.value(key) for one in self._statements[entry]} - {""}
            if mine and theirs:
                if mine not in theirs:
                    return False
                shared = shared or mine[:1].isdigit()
        return shared

    def _likeness(self, entry: int, title: str) -> int:
        """Return how like a title (its key) and the likest of an entry are; 100 where one of them has none."""
        known = self._titles[entry]
        if not title or not known or title in known:
            return 100
        return round(max(fuzz.ratio(title, other) for other in known))

    def _same(self, entry: int, statement: Statement) -> bool:
        return any(
            one.said.keys() == statement.said.keys()
            and all(plain(one.value(key)) == plain(statement.value(key)) for key in statement.said)
            for one in self._statements[entry]
        )
