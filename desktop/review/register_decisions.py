"""What a person decides in the register: values, states, merges; each verb is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.errors import RegisterRefused
from desktop.register import codec
from desktop.register.changes import ItemChange, RegisterStep
from desktop.register.entry import LABELS, Ending, EndKind, Entry, Restart, Said
from desktop.register.matching import Doubt
from desktop.register.overview import Overview
from desktop.register.proposals import Proposal
from desktop.review.register_intake import head_of
from desktop.review.register_taking import read_value

if TYPE_CHECKING:
    from desktop.review.register import RegisterDone, Registry


class Decisions:
    """The decisions of a person about entries."""

    def __init__(self, registry: Registry) -> None:
        """Decide in a register."""
        self._registry = registry

    def set_value(self, number: int, key: str, text: str | None) -> RegisterDone:
        """Set a field as a person writes it; None goes back to what the sources say. Raises ValueRefused."""
        entry = self._registry.entry(number)
        said = read_value(key, text) if text is not None else None
        if text is not None and said is None:
            said = Said("", "")
        decided = {one: held for one, held in entry.decided.items() if one != key}
        if said is not None:
            decided[key] = said
        return self._set(f"改第 {number} 件的{LABELS[key]}", entry, replace(entry, decided=decided))

    def set_normative(self, number: int, normative: bool | None) -> RegisterDone:
        """Say whether a document is a 规范性文件; None leaves it to the sources."""
        entry = self._registry.entry(number)
        told = {True: "列入台账", False: "移出台账", None: "恢复按来源判断"}[normative]
        return self._set(f"第 {number} 件{told}", entry, replace(entry, normative=normative))

    def accept(self, keys: Sequence[str], since: str = "", kind: EndKind | None = None) -> RegisterDone:
        """Accept proposals in one step; `since` (ISO) where a proposal tells no day, `kind` for another way to end.

        Raises RegisterRefused for one that is no longer proposed, or that tells no day.
        """
        with self._registry.turn:
            overview = self._registry.overview()
            known = {one.key: one for one in overview.proposals}
            heads = dict(overview.register.entries)
            for key in keys:
                if key not in known:
                    raise RegisterRefused("这一条提示已经处理过，或者不再成立")
                one = known[key]
                if one.kind is not None and heads[one.entry].ending is not None:
                    continue  # another of them ended it already
                heads[one.entry] = _accepted(heads[one.entry], one, since, kind)
            return self._replace(f"接受 {len(keys)} 条状态变更", overview, heads)

    def refuse(self, keys: Sequence[str]) -> RegisterDone:
        """Decline proposals in one step: they do not come back."""
        with self._registry.turn:
            overview = self._registry.overview()
            known = {one.key: one for one in overview.proposals}
            heads = dict(overview.register.entries)
            for key in keys:
                if key in known:
                    entry = heads[known[key].entry]
                    heads[entry.number] = replace(entry, refused=entry.refused | {key})
            return self._replace(f"不采纳 {len(keys)} 条状态变更", overview, heads)

    def end(self, number: int, kind: EndKind, since: str, by: str) -> RegisterDone:
        """Say that a document ended on a day, and by what. Raises RegisterRefused for a day that is none."""
        entry = self._registry.entry(number)
        ending = Ending(kind, _checked_day(since), by.strip() or "人工登记")
        return self._set(f"登记第 {number} 件{kind.value}", entry, replace(entry, ending=ending))

    def reopen(self, number: int) -> RegisterDone:
        """Take back that a document ended or was amended."""
        entry = self._registry.entry(number)
        return self._set(f"取消第 {number} 件的状态变更", entry, replace(entry, ending=None, restart=None))

    def answer(self, number: int, same: bool) -> RegisterDone:
        """Say whether the two entries of a doubt are one document; then the second goes into the first.

        Raises RegisterRefused for a doubt that was answered.
        """
        with self._registry.turn:
            overview = self._registry.overview()
            kept = overview.register.doubts.get(number)
            if kept is None or kept.answer is not None:
                raise RegisterRefused("这一条合并已经有人确认过")
            answered = ItemChange(
                codec.DOUBT, str(number), codec.doubt_to_json(kept.doubt, None), codec.doubt_to_json(kept.doubt, same)
            )
            first, second = self._registry.entry(kept.doubt.first), self._registry.entry(kept.doubt.second)
            if not same:
                return self._registry.make(
                    RegisterStep(f"第 {first.number}、{second.number} 件不是同一件", (answered,))
                )
            changes = _merging(overview, first, second)
            return self._registry.make(RegisterStep(f"第 {second.number} 件并入第 {first.number} 件", tuple(changes)))

    def merge(self, first: int, second: int) -> RegisterDone:
        """Make two entries one, the second goes into the first."""
        with self._registry.turn:
            overview = self._registry.overview()
            one, other = self._registry.entry(first), self._registry.entry(second)
            if first == second:
                raise RegisterRefused("要合并的是同一件")
            return self._registry.make(
                RegisterStep(f"第 {second} 件并入第 {first} 件", tuple(_merging(overview, one, other)))
            )

    def separate(self, number: int, statement: int) -> RegisterDone:
        """Make one source of an entry an entry of its own. Raises RegisterRefused for the only one."""
        with self._registry.turn:
            overview = self._registry.overview()
            entry = self._registry.entry(number)
            held = next((one for one in entry.statements if one.number == statement), None)
            if held is None or len(entry.statements) < 2:
                raise RegisterRefused("这一件只有一个来源，不能再拆分")
            new = max(overview.register.entries) + 1
            changes = (
                ItemChange(codec.ENTRY, str(new), None, {}),
                ItemChange(
                    codec.STATEMENT,
                    str(statement),
                    codec.statement_to_json(held, number),
                    codec.statement_to_json(held, new),
                ),
            )
            return self._registry.make(RegisterStep(f"把“{held.origin.place}”从第 {number} 件拆出", changes))

    def _set(self, act: str, before: Entry, after: Entry) -> RegisterDone:
        if head_of(before) == head_of(after):
            return self._registry.make(RegisterStep(act, ()))
        change = ItemChange(codec.ENTRY, str(before.number), head_of(before), head_of(after))
        return self._registry.make(RegisterStep(act, (change,)))

    def _replace(self, act: str, overview: Overview, heads: Mapping[int, Entry]) -> RegisterDone:
        changes = tuple(
            ItemChange(codec.ENTRY, str(number), head_of(overview.register.entries[number]), head_of(entry))
            for number, entry in heads.items()
            if entry is not overview.register.entries[number]
        )
        return self._registry.make(RegisterStep(act, changes))


def _accepted(entry: Entry, one: Proposal, since: str, kind: EndKind | None) -> Entry:
    day = _checked_day(one.since or since)
    if one.kind is None:
        return replace(entry, restart=Restart(day, one.by))
    return replace(entry, ending=Ending(kind or one.kind, day, one.by))


def _checked_day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise RegisterRefused(
            f"“{text}”不是一个日期，请写成 年-月-日" if text else "没有写明从哪一天起，请填写日期"
        ) from error


def _merging(overview: Overview, first: Entry, second: Entry) -> list[ItemChange]:
    """Return the changes by which the second of two entries goes into the first, with what people decided about it.

    Doubts about both are settled by it; those about the second and a third are about the first from now on.
    """
    changes = [
        ItemChange(
            codec.STATEMENT,
            str(one.number),
            codec.statement_to_json(one, second.number),
            codec.statement_to_json(one, first.number),
        )
        for one in second.statements
    ]
    whole = replace(
        first,
        decided={**second.decided, **first.decided},
        normative=first.normative if first.normative is not None else second.normative,
        ending=first.ending or second.ending,
        restart=first.restart or second.restart,
        refused=first.refused | second.refused,
    )
    if head_of(whole) != head_of(first):
        changes.append(ItemChange(codec.ENTRY, str(first.number), head_of(first), head_of(whole)))
    changes.append(ItemChange(codec.ENTRY, str(second.number), head_of(second), None))
    for kept in overview.register.doubts.values():
        pair = {kept.doubt.first, kept.doubt.second}
        if second.number in pair:
            before = codec.doubt_to_json(kept.doubt, kept.answer)
            other = next((one for one in pair if one not in (first.number, second.number)), None)
            moved = None
            if other is not None:
                ends = sorted((first.number, other))
                moved = codec.doubt_to_json(Doubt(ends[0], ends[1], kept.doubt.why, kept.doubt.likeness), kept.answer)
            changes.append(ItemChange(codec.DOUBT, str(kept.number), before, moved))
    return changes
