"""The register as it is looked at: every entry with its values, validity and state on a day; filtered and ordered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from desktop.register import entry as fields
from desktop.register.comparing import Settled, differing, plain
from desktop.register.content import Register
from desktop.register.entry import OriginKind
from desktop.register.figures import DrafterFigures, Month, per_drafter, timeline
from desktop.register.links import Links
from desktop.register.proposals import Proposal, proposals
from desktop.register.rules import RegisterRules
from desktop.register.state import Standing, State, months_after, standing
from desktop.register.validity import Validity, judge, values_of

_SHOWN = tuple(fields.LABELS)


class Only(Enum):
    """Entries that want a person's eye."""

    ALL = "全部"
    DIFFERING = "来源不一致"
    DOUBTFUL = "合并待确认"
    PROPOSED = "状态待确认"
    UNCLEAR = "日期存疑"


class Order(Enum):
    """By what entries are ordered; each breaks ties by the order of the register."""

    REGISTER = "登记顺序"
    DRAFTER = "起草部门"
    TITLE = "标题"
    NUMBER = "文号"
    START = "施行日期"
    END = "失效日期"
    STATE = "状态"


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """What is looked for. Empty means everything; `text` is looked for in title, 字号, drafter and issuer.

    `in_register` False shows documents that are no 规范性文件, None both.
    """

    states: frozenset[State] = frozenset()
    drafters: frozenset[str] = frozenset()
    origins: frozenset[OriginKind] = frozenset()
    text: str = ""
    only: Only = Only.ALL
    in_register: bool | None = True
    within: int | None = None
    order: Order = Order.REGISTER
    descending: bool = False


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What a list shows of an entry on a day. `doubts` are Chinese sentences about its days."""

    number: int
    drafter: str
    title: str
    doc_number: str
    issuer: str
    start: date | None
    end: date | None
    standing: Standing
    verdict: str
    origins: tuple[OriginKind, ...]
    differing: bool
    doubtful: bool
    proposed: bool
    in_register: bool
    doubts: tuple[str, ...]

    @property
    def state(self) -> State:
        """The state on the day."""
        return self.standing.state


class Overview:
    """A register under some rules, reckoned once."""

    def __init__(self, register: Register, rules: RegisterRules, before: Overview | None = None) -> None:
        """Reckon every entry; those that are the same in the overview `before`, under the same rules, are known."""
        self.register, self.rules = register, rules
        self.values: dict[int, Mapping[str, Settled]] = {}
        self.validities: dict[int, Validity] = {}
        self._on: tuple[date, list[RegisterRow]] | None = None
        known = before if before is not None and before.rules == rules else None
        for number, entry in register.entries.items():
            if known is not None and known.register.entries.get(number) is entry:
                self.values[number], self.validities[number] = known.values[number], known.validities[number]
                continue
            values = values_of(entry, rules, _SHOWN)
            self.values[number] = values
            self.validities[number] = judge(values, rules, entry.restart)

    @cached_property
    def links(self) -> Links:
        """All ties between the documents."""
        return Links(self.register.entries.values())

    @cached_property
    def titles(self) -> Mapping[int, str]:
        """The title of each entry."""
        return {number: self.text(number, fields.TITLE) for number in self.values}

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Changes of state that wait for a person."""
        return proposals(self.register.entries, self.links, self.validities)

    @cached_property
    def doubtful(self) -> frozenset[int]:
        """The entries that may be one with another."""
        waiting = (kept.doubt for kept in self.register.doubts.values() if kept.answer is None)
        return frozenset(number for doubt in waiting for number in (doubt.first, doubt.second))

    def text(self, number: int, key: str) -> str:
        """Return the value of a field, as printed where it could not be read; empty where all are silent."""
        settled = self.values[number].get(key)
        return settled.said.value or settled.said.printed if settled is not None else ""

    def standing(self, number: int, day: date) -> Standing:
        """Return the state of an entry on a day."""
        entry = self.register.entries[number]
        return standing(self.validities[number], entry.ending, day, self.rules.alarms)

    def row(self, number: int, day: date) -> RegisterRow:
        """Return an entry as a list shows it."""
        entry, validity = self.register.entries[number], self.validities[number]
        return RegisterRow(
            number,
            self.text(number, fields.DRAFTER),
            self.text(number, fields.TITLE),
            self.text(number, fields.NUMBER),
            self.text(number, fields.ISSUER),
            validity.start,
            validity.end,
            self.standing(number, day),
            self.text(number, fields.VERDICT),
            tuple(dict.fromkeys(one.origin.kind for one in entry.statements)),
            bool(differing(entry)),
            number in self.doubtful,
            number in self._proposed,
            entry.in_register,
            validity.doubts,
        )

    @cached_property
    def _proposed(self) -> frozenset[int]:
        return frozenset(one.entry for one in self.proposals)

    def rows(self, day: date, query: RegisterQuery = RegisterQuery()) -> list[RegisterRow]:
        """Return the entries that a query asks for, in its order."""
        if self._on is None or self._on[0] != day:
            self._on = day, [self.row(number, day) for number in self.register.entries]
        words = tuple(plain(word).casefold() for word in query.text.split())
        found = [row for row in self._on[1] if _fits(row, query) and (not words or _holds(row, words))]
        if query.order is not Order.REGISTER:
            found.sort(key=lambda row: _place(row, query.order))
        if not query.descending:
            return found
        known = [row for row in found if not _place(row, query.order)[0]]
        return known[::-1] + [row for row in found if _place(row, query.order)[0]]

    def ending(self, day: date, months: int) -> list[RegisterRow]:
        """Return the documents of the register that are in force and end within some months, the next first."""
        last = months_after(day, months)
        rows = self.rows(day, RegisterQuery(states=frozenset({State.IN_FORCE, State.EXPIRING}), order=Order.END))
        return [row for row in rows if row.end is not None and row.end <= last]

    def figures(self, rows: Iterable[RegisterRow]) -> tuple[dict[State, int], tuple[DrafterFigures, ...]]:
        """Return how many of some rows are in each state, all together and by drafter."""
        held = list(rows)
        counts = Counter(row.state for row in held)
        return {state: counts[state] for state in State}, per_drafter((row.drafter, row.state) for row in held)

    def timeline(self, rows: Iterable[RegisterRow], first: date, months: int = 24) -> tuple[Month, ...]:
        """Return in which months the documents of some rows expire, those that ended before left aside."""
        ends = ((row.number, row.end) for row in rows if row.end is not None and not row.state.ended)
        return timeline(ends, first, months)

    def differences(self, number: int) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return by field what the sources of an entry say where they differ: the place and the words of each."""
        return {
            key: tuple((one.origin.place, said.printed or said.value) for one, said in told)
            for key, told in differing(self.register.entries[number]).items()
        }


def _fits(row: RegisterRow, query: RegisterQuery) -> bool:
    if query.in_register is not None and row.in_register is not query.in_register:
        return False
    if query.states and row.state not in query.states:
        return False
    if query.drafters and row.drafter not in query.drafters:
        return False
    if query.origins and not query.origins & set(row.origins):
        return False
    if query.within is not None and (row.standing.within is None or row.standing.within > query.within):
        return False
    match query.only:
        case Only.ALL:
            return True
        case Only.DIFFERING:
            return row.differing
        case Only.DOUBTFUL:
            return row.doubtful
        case Only.PROPOSED:
            return row.proposed
        case Only.UNCLEAR:
            return bool(row.doubts) or row.state is State.UNKNOWN


def _holds(row: RegisterRow, words: Sequence[str]) -> bool:
    """Tell whether every word stands in the row."""
    held = plain("\n".join((row.title, row.doc_number, row.drafter, row.issuer))).casefold()
    return all(word in held for word in words)


_STATES = {state: number for number, state in enumerate(State)}


def _place(row: RegisterRow, order: Order) -> tuple[object, ...]:
    """Return what a row is ordered by; what is not known comes last."""
    match order:
        case Order.DRAFTER:
            return (not row.drafter, row.drafter, row.number)
        case Order.TITLE:
            return (not row.title, row.title, row.number)
        case Order.NUMBER:
            return (not row.doc_number, *_number_parts(row.doc_number), row.number)
        case Order.START:
            return (row.start is None, row.start or date.max, row.number)
        case Order.END:
            return (row.end is None, row.end or date.max, row.number)
        case Order.STATE:
            return (False, _STATES[row.state], row.end or date.max, row.number)
        case Order.REGISTER:
            return (False, row.number)


def _number_parts(number: str) -> tuple[str, str, int, str]:
    """Return what 发文字号 are ordered by: code, year, and the serial as a number."""
    code, _, rest = number.partition("〔")
    year, _, serial = rest.partition("〕")
    digits = serial.removesuffix("号")
    return code, year, int(digits) if digits.isdecimal() else 0, serial
