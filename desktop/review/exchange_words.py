"""What came of a package that was handed over, in words and rows for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.edits import BOUNDS, Change, Verb
from desktop.domain.record import Record
from desktop.review.exchange import TakenOver
from desktop.review.exchange_merge import Conflict, Told
from desktop.review.telling import tell_changes

if TYPE_CHECKING:
    from desktop.review.desk import Desk

MINE, THEIRS = "本方", "对方"


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One step in the history of what both sides changed; `side` is MINE or THEIRS, `at` local time in words."""

    title: str
    side: str
    at: str
    actor: str
    words: str


@dataclass(frozen=True, slots=True)
class TakenOverWords:
    """What came, or would come, of a package.

    `summary` is empty where there is nothing new; `taken` are the title of a document and a change, line by line.
    """

    summary: str
    taken: tuple[tuple[str, str], ...]
    conflicts: tuple[ConflictLine, ...]
    remarks: tuple[str, ...]


def said(record: Record, changes: Iterable[Change], verb: Verb = Verb.TAKE_OVER) -> list[str]:
    """Say what changes do to a record."""
    return [one.whole for one in tell_changes(changes, verb, record)]


def record_of(desk: Desk, found: TakenOver, record_id: int) -> Record:
    """Return a record that a package is about; also one that begins only when it is taken over."""
    return found.born.get(record_id) or desk.record(record_id)


def sides(conflict: Conflict) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """Return both histories of a conflict under the names of their sides."""
    return (MINE, conflict.my_history), (THEIRS, conflict.their_history)


def when(told: Told) -> str:
    """Return when a step was done, in local time."""
    return f"{datetime.fromisoformat(told.at).astimezone():%Y-%m-%d %H:%M}"


def words(desk: Desk, found: TakenOver) -> TakenOverWords:
    """Put what came of a package into words."""
    changed = {change.record_id: record_of(desk, found, change.record_id) for change in found.taken}
    taken = [
        (_title(record), line)
        for record in changed.values()
        for line in said(record, [one for one in found.taken if one.record_id == record.id])
    ]
    conflicts = [
        ConflictLine(_title(record), side, when(told), told.actor, line)
        for conflict in found.conflicts
        for record in [record_of(desk, found, conflict.record_id)]
        for side, history in sides(conflict)
        for told in history
        for line in said(record, [told.change], told.verb)
    ]
    remarks = [
        f"{_title(record_of(desk, found, record_id))}：{told}" if record_id else told
        for record_id, told in found.remarks
    ]
    drawn = sum(change.facet == BOUNDS for change in found.taken)
    summary = _summary(found.sources, len(changed), drawn, len(found.conflicts))
    return TakenOverWords(summary, tuple(taken), tuple(conflicts), tuple(remarks))


def _summary(sources: Sequence[str], changed: int, drawn: int, conflicts: int) -> str:
    parts = [f"新的来源文件 {len(sources)} 份（{'、'.join(sources)}）"] if sources else []
    bounds = f"（其中 {drawn} 件起止有变）" if drawn else ""
    parts += [f"接收 {changed} 件的改动{bounds}"] if changed else []
    parts += [f"{conflicts} 处两边改得不同，保留本方的值"] if conflicts else []
    return "；".join(parts)


def _title(record: Record) -> str:
    title = record.value("title")
    return title if isinstance(title, str) and title else f"第 {record.id} 号记录"
