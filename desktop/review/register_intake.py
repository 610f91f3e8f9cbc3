"""Taking statements into the register: which entry each belongs to, what a person must decide, and the counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.domain.edits import Json
from desktop.parsing.register_rows import LeftOut
from desktop.register import codec
from desktop.register.changes import ItemChange
from desktop.register.content import Register
from desktop.register.entry import Entry, OriginKind, Statement
from desktop.register.matching import Matcher
from desktop.register.rules import RegisterRules


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What became of all rows, or records, of a source: `read` is the sum of the five numbers after it.

    `refused` are rows that should name a document and do not; `set_aside` those that are none (heads, blank rows,
    totals), which are not counted as read. `removed` are statements of records that are no longer approved.
    """

    read: int = 0
    new: int = 0
    joined: int = 0
    doubtful: int = 0
    known: int = 0
    refused: tuple[LeftOut, ...] = ()
    set_aside: tuple[LeftOut, ...] = ()
    removed: int = 0
    entries: tuple[int, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Tell whether every row is accounted for."""
        return self.read == self.new + self.joined + self.doubtful + self.known + len(self.refused)

    @property
    def words(self) -> str:
        """The counts in one Chinese sentence without full stop."""
        told = f"读到 {self.read} 件：新登记 {self.new} 件，并入已有 {self.joined} 件，待确认 {self.doubtful} 件"
        told += f"，已在册 {self.known} 件" if self.known else ""
        told += f"，没有登记 {len(self.refused)} 件" if self.refused else ""
        return told + (f"；另有 {self.removed} 件来源已撤回" if self.removed else "")


class Intake:
    """Works out the changes of one taking in."""

    def __init__(self, register: Register, rules: RegisterRules) -> None:
        """Begin with the register as it is."""
        self._register = register
        self._matcher = Matcher(register.entries.values(), rules)
        self._next_entry = max(register.entries, default=0) + 1
        self._next_statement = max((number for number, _ in register.origins.values()), default=0) + 1
        self._next_doubt = max(register.doubts, default=0) + 1
        self._known = {one.number: one for entry in register.entries.values() for one in entry.statements}
        self._changes: list[ItemChange] = []
        self._counts = dict.fromkeys(("new", "joined", "doubtful", "known", "removed"), 0)
        self._entries: dict[int, None] = {}

    def take(self, statements: Iterable[Statement]) -> None:
        """Take in statements, which have no numbers yet; those whose origin is known are compared with it."""
        for statement in statements:
            place = self._register.origins.get(statement.origin.key)
            if place is None:
                self._take_new(replace(statement, number=self._next_statement))
                self._next_statement += 1
            else:
                self._renew(*place, statement)

    def drop(self, statements: Sequence[tuple[Statement, Entry]]) -> None:
        """Take out statements that may not stand any more; an entry that nothing else holds goes too.

        What is to be taken in is taken before: an entry that it joined stays.
        """
        gone = {statement.number for statement, _ in statements}
        for statement, entry in statements:
            before = codec.statement_to_json(statement, entry.number)
            self._changes.append(ItemChange(codec.STATEMENT, str(statement.number), before, None))
            self._counts["removed"] += 1
        for entry in {entry.number: entry for _, entry in statements}.values():
            left = entry.number in self._entries or _decided(entry)
            if not left and all(one.number in gone for one in entry.statements):
                self._changes += leaving(self._register, entry)

    def report(self, refused: Sequence[LeftOut] = (), set_aside: Sequence[LeftOut] = ()) -> IntakeReport:
        """Return what became of everything."""
        counts = self._counts
        read = counts["new"] + counts["joined"] + counts["doubtful"] + counts["known"] + len(refused)
        return IntakeReport(
            read=read, refused=tuple(refused), set_aside=tuple(set_aside), entries=tuple(self._entries), **counts
        )

    @property
    def changes(self) -> tuple[ItemChange, ...]:
        """All changes worked out."""
        return tuple(self._changes)

    def _take_new(self, statement: Statement) -> None:
        match = self._matcher.match(statement)
        entry = match.entry
        if entry is None:
            entry, self._next_entry = self._next_entry, self._next_entry + 1
            self._changes.append(ItemChange(codec.ENTRY, str(entry), None, {}))
            for doubt in match.doubts:
                told = codec.doubt_to_json(replace(doubt, second=entry), None)
                self._changes.append(ItemChange(codec.DOUBT, str(self._next_doubt), None, told))
                self._next_doubt += 1
            self._counts["doubtful" if match.doubts else "new"] += 1
        else:
            self._counts["joined"] += 1
        told = codec.statement_to_json(statement, entry)
        self._changes.append(ItemChange(codec.STATEMENT, str(statement.number), None, told))
        self._matcher.take(entry, statement)
        self._entries[entry] = None

    def _renew(self, number: int, entry: int, statement: Statement) -> None:
        self._counts["known"] += 1
        self._entries[entry] = None
        before: Json = codec.statement_to_json(self._known[number], entry)
        after = codec.statement_to_json(statement, entry)
        if before != after:
            self._changes.append(ItemChange(codec.STATEMENT, str(number), before, after))


def _decided(entry: Entry) -> bool:
    return bool(entry.decided or entry.ending or entry.restart or entry.normative is not None)


def head_of(entry: Entry) -> Json:
    """Return what people decided about an entry as its item."""
    return codec.entry_to_json(entry.decided, entry.normative, entry.ending, entry.restart, entry.refused)


def leaving(register: Register, entry: Entry) -> list[ItemChange]:
    """Return the changes by which an entry goes, with the doubts and the verdicts about it."""
    changes = [ItemChange(codec.ENTRY, str(entry.number), head_of(entry), None)]
    for kept in register.doubts.values():
        if entry.number in (kept.doubt.first, kept.doubt.second):
            told = codec.doubt_to_json(kept.doubt, kept.answer)
            changes.append(ItemChange(codec.DOUBT, str(kept.number), told, None))
    return changes


def of_records(register: Register) -> list[Statement]:
    """Return what records say of themselves."""
    return [
        one for entry in register.entries.values() for one in entry.statements if one.origin.kind is OriginKind.RECORD
    ]
