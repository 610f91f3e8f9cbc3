"""The register as a whole: its items read from JSON, and put together as entries, doubts and campaigns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from desktop.domain.edits import Json
from desktop.register import codec
from desktop.register.changes import ItemChange
from desktop.register.cleanup import Campaign, Decision, Opinion
from desktop.register.entry import Entry, Statement
from desktop.register.matching import Doubt
from desktop.register.rules import NATIONAL

RULES, TAKEN = "rules", "taken"
"""The settings of a register."""

Items = Mapping[tuple[str, str], Json]


@dataclass(frozen=True, slots=True)
class KeptDoubt:
    """A doubt with its number and its answer: whether both are one document, None while nobody said."""

    number: int
    doubt: Doubt
    answer: bool | None


@dataclass(frozen=True, slots=True)
class Register:
    """All that the register holds, by number. Never changed: a step makes another one of it.

    `rules` is the key of the rules that validity is reckoned by, `taken` the journal entry up to which approved records
    were taken in, `origins` the statement and the entry of each origin, by its key.
    """

    entries: dict[int, Entry] = field(default_factory=dict)
    doubts: dict[int, KeptDoubt] = field(default_factory=dict)
    campaigns: dict[int, Campaign] = field(default_factory=dict)
    rules: str = NATIONAL
    taken: int = 0
    origins: dict[str, tuple[int, int]] = field(default_factory=dict)


def read(items: Items) -> Register:
    """Put items together. Raises ValueError, KeyError or TypeError where they do not fit."""
    return changed(Register(), (ItemChange(kind, key, None, data) for (kind, key), data in items.items()))


def changed(register: Register, changes: Iterable[ItemChange]) -> Register:
    """Return the register after a step; entries that it does not reach stay the same objects.

    Raises ValueError, KeyError or TypeError for changes that do not fit.
    """
    work = _Work(register)
    for change in changes:
        work.take(change)
    return work.done()


class _Work:
    """A register while changes are worked into it."""

    def __init__(self, register: Register) -> None:
        self._entries = dict(register.entries)
        self._doubts = dict(register.doubts)
        self._campaigns = dict(register.campaigns)
        self._origins = dict(register.origins)
        self._settings = {RULES: register.rules, TAKEN: str(register.taken)}
        self._keys = {number: key for key, (number, _) in self._origins.items()} if self._origins else {}
        self._heads: dict[int, Any] = {}
        self._statements: dict[int, dict[int, Statement]] = {}
        self._verdicts: list[ItemChange] = []
        self._decisions: dict[int, dict[int, Decision]] = {}
        self._opinions: dict[int, dict[int, Opinion]] = {}

    def take(self, change: ItemChange) -> None:
        match change.kind:
            case codec.STATEMENT:
                self._take_statement(int(change.key), change.after)
            case codec.ENTRY:
                self._heads[int(change.key)] = change.after
            case codec.DOUBT:
                self._take_doubt(int(change.key), change.after)
            case codec.SETTING:
                self._take_setting(change)
            case _:
                self._verdicts.append(change)

    def done(self) -> Register:
        for number in sorted(self._heads.keys() | self._statements.keys()):
            self._put_together(number)
        for change in sorted(self._verdicts, key=lambda one: one.kind != codec.CAMPAIGN):
            self._take_campaign(change)
        for number, campaign in self._campaigns.items():
            decisions = self._decisions.get(number, campaign.decisions)
            opinions = self._opinions.get(number, campaign.opinions)
            self._campaigns[number] = replace(campaign, decisions=decisions, opinions=opinions)
        entries = self._entries
        if any(number not in entries for number in self._heads if self._heads[number] is not None):
            raise ValueError("an entry is missing")
        ordered = entries if list(entries) == sorted(entries) else dict(sorted(entries.items()))
        taken = int(self._settings[TAKEN])
        return Register(ordered, self._doubts, self._campaigns, self._settings[RULES], taken, self._origins)

    def _of(self, entry: int) -> dict[int, Statement]:
        """Return the statements of an entry, to be changed."""
        if entry not in self._statements:
            known = self._entries.get(entry)
            self._statements[entry] = {one.number: one for one in known.statements} if known is not None else {}
        return self._statements[entry]

    def _take_statement(self, number: int, data: Json) -> None:
        key = self._keys.pop(number, None)
        if key is not None:
            _, entry = self._origins.pop(key)
            self._of(entry).pop(number, None)
        if data is not None:
            entry, statement = codec.statement_from_json(number, data)
            self._of(entry)[number] = statement
            self._origins[statement.origin.key] = (number, entry)
            self._keys[number] = statement.origin.key

    def _take_doubt(self, number: int, data: Json) -> None:
        self._doubts.pop(number, None)
        if data is not None:
            doubt, answer = codec.doubt_from_json(data)
            self._doubts[number] = KeptDoubt(number, doubt, answer)

    def _take_setting(self, change: ItemChange) -> None:
        default = {RULES: NATIONAL, TAKEN: "0"}
        if change.key in default:
            self._settings[change.key] = default[change.key] if change.after is None else str(change.after)

    def _put_together(self, number: int) -> None:
        statements = self._statements.get(number)
        if number in self._heads:
            head = self._heads[number]
            if head is None:
                if statements:
                    raise ValueError(f"no entry {number}")
                self._entries.pop(number, None)
                return
            known = self._entries.get(number)
            held = known.statements if statements is None and known is not None else _in_order(statements)
            self._entries[number] = Entry(number, held, **codec.entry_from_json(head))
            return
        if number in self._entries:
            self._entries[number] = replace(self._entries[number], statements=_in_order(statements))
        elif statements:
            raise ValueError(f"no entry {number}")

    def _take_campaign(self, change: ItemChange) -> None:
        if change.kind == codec.CAMPAIGN:
            number = int(change.key)
            known = self._campaigns.pop(number, None)
            if change.after is not None:
                head = codec.campaign_from_json(change.after)
                decisions = known.decisions if known is not None else {}
                opinions = known.opinions if known is not None else {}
                self._campaigns[number] = Campaign(number, *head, decisions, opinions)
            return
        number, entry = map(int, change.key.split(":"))
        campaign = self._campaigns.get(number)
        if campaign is None:
            if change.after is not None:
                raise ValueError(f"no campaign {number}")
            return
        if change.kind == codec.DECISION:
            self._decisions.setdefault(number, dict(campaign.decisions))
            _set(self._decisions[number], entry, change.after, codec.decision_from_json)
        else:
            self._opinions.setdefault(number, dict(campaign.opinions))
            _set(self._opinions[number], entry, change.after, codec.opinion_from_json)


def _in_order(statements: dict[int, Statement] | None) -> tuple[Statement, ...]:
    return tuple(statements[number] for number in sorted(statements)) if statements else ()


Said = TypeVar("Said")


def _set(held: dict[int, Said], entry: int, data: Json, read: Callable[[Any], Said]) -> None:
    if data is None:
        held.pop(entry, None)
    else:
        held[entry] = read(data)
