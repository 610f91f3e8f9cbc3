"""What the surface 台账 shows, gathered from the desk in the store's lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.register import entry as fields
from desktop.register.comparing import Settled
from desktop.register.content import KeptDoubt
from desktop.register.entry import OriginKind
from desktop.register.figures import Month, timeline
from desktop.register.links import Graph, Link
from desktop.register.overview import RegisterQuery, RegisterRow
from desktop.register.proposals import Proposal
from desktop.register.state import State, months_after
from desktop.register.validity import Ground

if TYPE_CHECKING:
    from desktop.review.desk import Desk

_BEFORE, _MONTHS = 6, 66
"""Months before the day and in all that the timeline shows."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The register on a day: the rows that are asked for, and figures of all of it, by state, month and drafter."""

    day: date
    rows: tuple[RegisterRow, ...]
    counts: Mapping[State, int]
    months: tuple[Month, ...]
    soon: date
    drafters: tuple[tuple[str, int], ...]
    total: int
    waiting: int
    doubts: int
    proposals: int
    rules: str


@dataclass(frozen=True, slots=True)
class Line:
    """A field of an entry: its name, what counts, and where it comes from."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Tied:
    """A tie as it is told: its kind in words, the other document, and its entry (None while it has not arrived)."""

    words: str
    title: str
    entry: int | None


@dataclass(frozen=True, slots=True)
class EntrySight:
    """An entry with everything that is known about it. `record` is the document in the store, None for none."""

    row: RegisterRow
    lines: tuple[Line, ...]
    grounds: tuple[str, ...]
    differences: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    ties: tuple[Tied, ...]
    proposals: tuple[Proposal, ...]
    doubts: tuple[tuple[KeptDoubt, str], ...]
    picture: Graph
    lineage: Graph
    record: int | None
    ended_by_person: bool


def sight(desk: Desk, day: date, query: RegisterQuery) -> Sight:
    """Return the register as a query wants it."""
    registry = desk.register
    overview = registry.overview()
    everything = overview.rows(day, RegisterQuery(in_register=query.in_register))
    counts, drafters = overview.figures(everything)
    first = _months_before(day, _BEFORE)
    return Sight(
        day,
        tuple(overview.rows(day, query)),
        counts,
        timeline(((row.number, row.end) for row in everything if row.end is not None), first, _MONTHS),
        months_after(day, overview.rules.alarms[0]),
        tuple((one.drafter, one.total) for one in drafters),
        len(everything),
        registry.waiting().count,
        len(registry.doubts()),
        len(overview.proposals),
        overview.rules.name,
    )


def entry_sight(desk: Desk, number: int, day: date) -> EntrySight:
    """Return one entry. Raises RegisterRefused for one that is not there."""
    registry = desk.register
    entry = registry.entry(number)
    overview = registry.overview()
    validity = overview.validities[number]
    grounds = (("起算", validity.start_ground), ("届满", validity.end_ground))
    outward, inward = registry.links(number)
    records = (one.origin.record for one in entry.statements if one.origin.kind is OriginKind.RECORD)
    return EntrySight(
        overview.row(number, day),
        tuple(_lines(overview.values[number])),
        tuple(_told(word, ground) for word, ground in grounds if ground is not None),
        tuple((fields.LABELS[key], said) for key, said in overview.differences(number).items()),
        (*(_tied(one, overview.titles) for one in outward), *(_tied_back(one, overview.titles) for one in inward)),
        tuple(one for one in overview.proposals if one.entry == number),
        tuple(
            (kept, overview.titles.get(_other(kept, number), ""))
            for kept in registry.doubts()
            if number in (kept.doubt.first, kept.doubt.second)
        ),
        registry.picture(number),
        registry.lineage(number),
        next(records, None),
        entry.ending is not None or entry.restart is not None,
    )


def _other(kept: KeptDoubt, number: int) -> int:
    return kept.doubt.second if kept.doubt.first == number else kept.doubt.first


def _lines(values: Mapping[str, Settled]) -> list[Line]:
    found = []
    for key, label in fields.LABELS.items():
        settled = values.get(key)
        if settled is not None and key != fields.TITLE:
            source = settled.statement.origin.place if settled.statement is not None else "人工更正"
            found.append(Line(label, settled.said.printed or settled.said.value, source))
    return found


def _told(word: str, ground: Ground) -> str:
    cited = f"（{ground.cited}）" if ground.cited else ""
    words = f"：“{ground.words}”" if ground.words else ""
    return f"{word}　{ground.rule}{cited}{words}"


def _tied(link: Link, titles: Mapping[int, str]) -> Tied:
    title = titles.get(link.target, "") if link.target is not None else link.reference.words
    return Tied(link.reference.tie.value, title or link.reference.words, link.target)


def _tied_back(link: Link, titles: Mapping[int, str]) -> Tied:
    return Tied(f"被{link.reference.tie.value}", titles.get(link.source, ""), link.source)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(1, year), month + 1, 1)
