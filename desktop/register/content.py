"""The register as a whole: its items read from JSON, and put together as entries, doubts and campaigns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.edits import Json
from desktop.register import codec
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


@dataclass(slots=True)
class Register:
    """All that the register holds, by number.

    `rules` is the key of the rules that validity is reckoned by, `taken` the journal entry up to which approved records
    were taken in.
    """

    entries: dict[int, Entry] = field(default_factory=dict)
    doubts: dict[int, KeptDoubt] = field(default_factory=dict)
    campaigns: dict[int, Campaign] = field(default_factory=dict)
    rules: str = NATIONAL
    taken: int = 0
    origins: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The statement and the entry of each origin, by its key."""


def read(items: Items) -> Register:
    """Put items together. Raises ValueError, KeyError or TypeError where they do not fit."""
    found = Register()
    statements: dict[int, list[Statement]] = {}
    for (kind, key), data in items.items():
        if kind == codec.STATEMENT:
            entry, statement = codec.statement_from_json(int(key), data)
            statements.setdefault(entry, []).append(statement)
            found.origins[statement.origin.key] = (statement.number, entry)
        elif kind == codec.DOUBT:
            doubt, answer = codec.doubt_from_json(data)
            found.doubts[int(key)] = KeptDoubt(int(key), doubt, answer)
        elif (kind, key) == (codec.SETTING, RULES):
            found.rules = str(data)
        elif (kind, key) == (codec.SETTING, TAKEN):
            found.taken = int(str(data))
    heads: dict[int, Any] = {int(key): data for (kind, key), data in items.items() if kind == codec.ENTRY}
    for number in sorted(heads):
        held = tuple(sorted(statements.pop(number, ()), key=lambda one: one.number))
        found.entries[number] = Entry(number, held, **codec.entry_from_json(heads[number]))
    if statements:
        raise ValueError(f"no entries {sorted(statements)}")
    found.campaigns = _campaigns(items)
    return found


def _campaigns(items: Items) -> dict[int, Campaign]:
    decisions: dict[int, dict[int, Decision]] = {}
    opinions: dict[int, dict[int, Opinion]] = {}
    for (kind, key), data in items.items():
        if kind in (codec.DECISION, codec.OPINION):
            campaign, entry = map(int, key.split(":"))
            if kind == codec.DECISION:
                decisions.setdefault(campaign, {})[entry] = codec.decision_from_json(data)
            else:
                opinions.setdefault(campaign, {})[entry] = codec.opinion_from_json(data)
    found = {}
    for (kind, key), data in items.items():
        if kind == codec.CAMPAIGN:
            number = int(key)
            head = codec.campaign_from_json(data)
            found[number] = Campaign(number, *head, decisions.get(number, {}), opinions.get(number, {}))
    return found
