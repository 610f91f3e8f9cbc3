"""Figures of a register: counts per state and drafter, and when documents expire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.register.calendar import add_months
from desktop.register.state import State


@dataclass(frozen=True, slots=True)
class DrafterFigures:
    """How many documents of one drafting office are in each state, in the order of `State`."""

    drafter: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All documents of the office."""
        return sum(self.counts)


def per_drafter(rows: Iterable[tuple[str, State]]) -> tuple[DrafterFigures, ...]:
    """Return the counts of each drafter, the one with the most first; rows are drafter and state."""
    counts: dict[str, Counter[State]] = {}
    for drafter, state in rows:
        counts.setdefault(drafter, Counter())[state] += 1
    found = [DrafterFigures(name, tuple(one[state] for state in State)) for name, one in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.total, one.drafter)))


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a timeline, by its first day, and the entries that expire in it."""

    first: date
    entries: tuple[int, ...]


def timeline(ends: Iterable[tuple[int, date]], first: date, months: int = 24) -> tuple[Month, ...]:
    """Return the months from that of `first` on, each with the entries (number, last day) that expire in it."""
    start = first.replace(day=1)
    found: dict[tuple[int, int], list[int]] = {}
    for number, end in sorted(ends, key=lambda one: one[1]):
        found.setdefault((end.year, end.month), []).append(number)
    days = [add_months(start, month) for month in range(months)]
    return tuple(Month(day, tuple(found.get((day.year, day.month), ()))) for day in days)
