"""The register (台账) at the desk: what is looked at; taking in, deciding and cleaning up are parts of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from threading import RLock
from typing import TYPE_CHECKING

from desktop.domain.edits import Entry as JournalEntry
from desktop.domain.edits import Json
from desktop.domain.errors import RegisterRefused
from desktop.register import codec
from desktop.register.changes import ItemChange, RegisterStep
from desktop.register.content import RULES, KeptDoubt
from desktop.register.entry import Entry
from desktop.register.links import Graph, Link, chain, neighbourhood
from desktop.register.overview import Overview, RegisterQuery, RegisterRow
from desktop.register.proposals import Proposal
from desktop.register.rules import rules, rules_names
from desktop.review.register_campaigns import Campaigns
from desktop.review.register_decisions import Decisions
from desktop.review.register_files import RegisterFiles
from desktop.review.register_intake import of_records
from desktop.review.register_taking import Taking

if TYPE_CHECKING:
    from desktop.review.desk import Desk


@dataclass(frozen=True, slots=True)
class RegisterDone:
    """What a verb journalled; `entry` is None where there was nothing to change."""

    entry: JournalEntry | None
    step: RegisterStep


@dataclass(frozen=True, slots=True)
class Waiting:
    """What could be taken into the register: approved records that are not in it or changed since, by number."""

    records: tuple[int, ...]
    withdrawn: tuple[int, ...]

    @property
    def count(self) -> int:
        """All that is not as the register says."""
        return len(self.records) + len(self.withdrawn)


class Registry:
    """The register of a store. Any thread may call; every change is one step, journalled and undone as one."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk
        self.turn = RLock()
        self._kept: tuple[int, Overview] | None = None
        self._done: list[tuple[int, RegisterStep]] = []
        self._undone: list[tuple[int, RegisterStep]] = []
        self.taking = Taking(self, desk)
        self.decisions = Decisions(self)
        self.campaigns = Campaigns(self)
        self.files = RegisterFiles(self, desk)

    # What is looked at

    def overview(self) -> Overview:
        """Return the register as it is now, reckoned; kept until it changes."""
        with self.turn, _undisturbed():
            number, register = self._desk.store.register.content()
            if self._kept is None or self._kept[0] != number:
                before = self._kept[1] if self._kept is not None else None
                self._kept = number, Overview(register, rules(register.rules), before)
            return self._kept[1]

    def entries(self, day: date | None = None, query: RegisterQuery | None = None) -> list[RegisterRow]:
        """Return the entries that a query asks for, with their state on a day (today)."""
        return self.overview().rows(day or date.today(), query or RegisterQuery())

    def entry(self, number: int) -> Entry:
        """Return an entry with its sources side by side. Raises RegisterRefused for one that is not there."""
        return held(self.overview(), number)

    def alarms(self, day: date | None = None, months: int | None = None) -> list[RegisterRow]:
        """Return the entries that end within the longest alarm, or `months`, the next first."""
        overview = self.overview()
        return overview.ending(day or date.today(), months or overview.rules.alarms[0])

    def doubts(self) -> tuple[KeptDoubt, ...]:
        """Return the merges that wait for a person."""
        return tuple(kept for kept in self.overview().register.doubts.values() if kept.answer is None)

    def proposals(self) -> tuple[Proposal, ...]:
        """Return the changes of state that wait for a person."""
        return self.overview().proposals

    def open_references(self) -> tuple[Link, ...]:
        """Return the references to documents that are not in the register."""
        return tuple(self.overview().links.open)

    def links(self, number: int) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        """Return the ties from an entry, and those to it."""
        found = self.overview().links
        return found.of(number), found.to(number)

    def picture(self, number: int, reach: int = 1) -> Graph:
        """Return the neighbourhood of an entry."""
        overview = self.overview()
        held(overview, number)
        return neighbourhood(overview.links, overview.titles, number, reach)

    def lineage(self, number: int) -> Graph:
        """Return what an entry is based on, and what amended or replaced it."""
        overview = self.overview()
        held(overview, number)
        return chain(overview.links, overview.titles, number)

    def waiting(self) -> Waiting:
        """Return the approved records that the register does not hold as they are now."""
        register, items = self._desk.store.register.content()[1], self._desk.store.register
        known = {one.origin.record for one in of_records(register)}
        return Waiting(items.approved_since(register.taken), items.not_approved(known))

    # Rules

    def rules_names(self) -> tuple[str, ...]:
        """Return the rules that can be chosen."""
        return rules_names()

    def choose_rules(self, name: str) -> RegisterDone:
        """Reckon by other rules from now on. Raises RegisterRulesWrong for rules that make no sense."""
        rules(name)
        before: Json = self._desk.store.register.value(codec.SETTING, RULES)
        if name == self._desk.store.register.content()[1].rules:
            return RegisterDone(None, RegisterStep("", ()))
        return self.make(
            RegisterStep(f"换用效力规则“{rules(name).name}”", (ItemChange(codec.SETTING, RULES, before, name),))
        )

    # Undo

    def undo(self) -> RegisterDone | None:
        """Take back the last step in the register that was made at this desk; None where there is none."""
        return self._turn_back(self._done, self._undone, "撤销")

    def redo(self) -> RegisterDone | None:
        """Make the step again that was undone last; None where there is none."""
        return self._turn_back(self._undone, self._done, "重做")

    def make(self, step: RegisterStep) -> RegisterDone:
        """Make a step and remember it for undo. Raises RegisterStale, StoreReadOnly."""
        if not step.changes:
            return RegisterDone(None, step)
        with self.turn:
            entry = self._desk.store.register.apply(step, self._desk.actor)
            self._done.append((entry.number, step))
            self._undone.clear()
            return RegisterDone(entry, step)

    def _turn_back(
        self, past: list[tuple[int, RegisterStep]], other: list[tuple[int, RegisterStep]], word: str
    ) -> RegisterDone | None:
        with self.turn:
            if not past:
                return None
            number, step = past[-1]
            bare = step.act.removeprefix("撤销：").removeprefix("重做：")
            back = step.inverse(f"{word}：{bare}")
            entry = self._desk.store.register.apply(back, self._desk.actor, number)
            past.pop()
            other.append((entry.number, back))
            return RegisterDone(entry, back)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector of garbage away from some ten thousand values that all stay: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def held(overview: Overview, number: int) -> Entry:
    """Return an entry. Raises RegisterRefused for one that is not there."""
    entry = overview.register.entries.get(number)
    if entry is None:
        raise RegisterRefused(f"台账里没有第 {number} 件")
    return entry
