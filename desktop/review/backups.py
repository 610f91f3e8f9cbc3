"""Backups in the hands of a person: when one is due, what going back to one would lose, and going back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.edits import Entry
from desktop.domain.errors import DeskError, StoreError
from desktop.review.journal_words import LineTeller
from desktop.review.telling import day_words
from desktop.store import backups, restoring
from desktop.store.backups import Abandoned, Backup, Reason, Stopped
from desktop.store.restoring import Restored
from desktop.store.salvage import Replayed

if TYPE_CHECKING:
    from desktop.review.desk import Desk

__all__ = [
    "EVERY",
    "Abandoned",
    "Backup",
    "BackupPlan",
    "Backups",
    "Loss",
    "LostLine",
    "Reason",
    "Restored",
    "forecast",
    "lines_of",
    "named",
    "offer",
    "restore",
    "size",
    "told_loss",
    "told_replay",
    "when",
]

EVERY = 100
"""Journal entries after which another backup is due."""
MOST_TOLD = 500
"""Entries that a loss tells one by one; what is more is counted."""


@dataclass(frozen=True, slots=True)
class LostLine:
    """One entry that a restore would take away, in words; `at` is local time."""

    number: int
    at: datetime
    actor: str
    words: str


@dataclass(frozen=True, slots=True)
class Loss:
    """What a restore would take away, the newest first: `count` entries, of which the newest are told one by one.

    `strange` says that the backup is of another store: nothing of its history is shared.
    """

    backup: Backup
    count: int
    lines: tuple[LostLine, ...]
    strange: bool = False


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """What can be done for a store that cannot be opened: its newest sound backup, and what still holds beyond it."""

    backup: Backup
    beyond: Replayed
    spoiled: int = 0


class Backups:
    """The backups of a desk's store. Making one takes long; any thread may do it beside the other verbs."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk

    def all(self) -> tuple[Backup, ...]:
        """Return the store's own backups, the newest first."""
        return backups.listed(self._desk.store.folder)

    def due(self, every: int = EVERY) -> bool:
        """Tell whether so many entries have come since the newest backup, or whether there is none."""
        if not self._desk.store.writable:
            return False
        last = self._desk.store.timeline.head()[0]
        newest = next(iter(self.all()), None)
        if newest is None or newest.entries > last:
            return last > 0
        return last - newest.entries >= every

    def make(self, reason: Reason, out: Path | None = None, stopped: Stopped | None = None) -> Backup:
        """Back the store up; what the rotation does not keep is removed. Raises StoreDamaged, DiskFull, Abandoned."""
        folder = self._desk.store.folder
        made = backups.make(folder, reason, out, stopped)
        if out is None:
            backups.rotate(folder)
        return made

    def forget(self) -> bool:
        """Destroy all former states of the store in its folder, for a text was removed; False where it failed."""
        try:
            backups.destroy(self._desk.store.folder)
        except StoreError:
            return False
        return True

    def loss(self, backup: Backup) -> Loss:
        """Say what going back to a backup would take away. Raises BackupDamaged."""
        timeline = self._desk.store.timeline
        shared = timeline.shared_with(backup)
        lost = timeline.after(shared)
        teller = LineTeller(self._desk)
        lines = tuple(_line(entry, teller) for entry in reversed(lost[-MOST_TOLD:]))
        return Loss(backup, len(lost), lines, strange=shared == 0 and backup.entries > 0)


def _line(entry: Entry, teller: LineTeller) -> LostLine:
    return LostLine(entry.number, datetime.fromisoformat(entry.at).astimezone(), entry.actor, teller.words(entry))


def offer(folder: Path) -> BackupPlan | None:
    """Return what can be done for a store that cannot be opened, None where it has no sound backup. Changes nothing."""
    spoiled = 0
    for backup in backups.listed(folder):
        try:
            return BackupPlan(backup, restoring.forecast(folder, backup), spoiled)
        except (DeskError, OSError):
            spoiled += 1
    return None


def forecast(folder: Path, backup: Backup) -> Replayed:
    """Return what `restore` with `replay` would bring back. Changes nothing. Raises BackupDamaged, DiskFull."""
    return restoring.forecast(folder, backup)


def restore(folder: Path, backup: Backup, actor: str, replay: bool = False) -> Restored:
    """Go back to a backup, in a store that nobody has open; what is there now is set aside.

    With `replay` the entries behind it that still hold are made once more. Raises BackupDamaged, StoreLocked, DiskFull,
    StoreDamaged.
    """
    return restoring.restore(folder, backup, actor, replay)


def named(folder: Path, name: str) -> Backup:
    """Return the backup that a person named: by its place in the list from 1 on, its name, or its folder.

    Raises BackupDamaged.
    """
    known = backups.listed(folder)
    if name.isascii() and name.isdecimal() and 1 <= int(name) <= len(known):
        return known[int(name) - 1]
    for backup in known:
        if backup.name == name:
            return backup
    return backups.read(Path(name))


def when(backup: Backup, today: date | None = None) -> str:
    """Return when a backup was made, in words and local time."""
    at = datetime.fromisoformat(backup.at).astimezone()
    return f"{day_words(at.date(), today or datetime.now().astimezone().date())} {at:%H:%M}"


def size(backup: Backup) -> str:
    """Return how large a backup's database is."""
    megabytes = backup.size / (1 << 20)
    return f"{megabytes:.1f} MB" if megabytes >= 0.1 else f"{backup.size / 1024:.0f} KB"


def told_replay(replayed: Replayed) -> str:
    """Say what was, or would be, made once more behind a backup."""
    if not replayed.known:
        return "备份之后的日志已无法读取，没有可以补回的操作。"
    if not replayed.applied and not replayed.left:
        return "备份之后没有新的操作，恢复不会丢失任何内容。"
    told = f"备份之后的 {replayed.applied + replayed.left} 步操作中，可以补回 {replayed.applied} 步"
    return f"{told}。" if replayed.stopped is None else f"{told}；{_why(replayed)}。"


def _why(replayed: Replayed) -> str:
    reason = {"chain": "不完整或被改动", "data": "所需的内容已损坏"}.get(replayed.why, "不能自动补回")
    return f"第 {replayed.stopped} 号操作{reason}，它和以后的都不补回"


def told_loss(loss: Loss) -> str:
    """Say in one sentence what a restore would take away."""
    if loss.strange:
        return "这份备份不是本资料库的：恢复之后，现在的全部内容都会换成备份里的。"
    if not loss.count:
        return "备份之后没有新的操作，恢复不会丢失任何内容。"
    return f"恢复之后，备份以后的 {loss.count} 步操作会撤去。"


def lines_of(loss: Loss) -> Iterator[str]:
    """Yield what would be taken away, a line an entry."""
    for line in loss.lines:
        yield f"{line.at:%Y-%m-%d %H:%M}  {line.actor}  {line.words}"
    if loss.count > len(loss.lines):
        yield f"……还有更早的 {loss.count - len(loss.lines)} 步。"
