"""The verbs that keep a store safe: backup, backups, restore, checkpoint."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.cli import console
from desktop.cli.destination import destination
from desktop.cli.naming import actor_or_user, open_desk
from desktop.domain.errors import CheckpointDamaged, PersonUnknown, StoreDamaged, StoreMissing
from desktop.review import backups
from desktop.review.desk import Desk
from desktop.store import Fault, checkpoint
from desktop.store.backups import Backup, Reason, listed
from desktop.store.checkpoint import Checkpoint

_HEADING = ("序号", "时间", "原因", "日志", "记录", "大小", "文件夹")


def run_backup(typed: argparse.Namespace) -> int:
    """Back the store up, into its own backups or elsewhere."""
    with open_desk(typed.store, read_only=typed.out is not None) as desk:
        made = desk.backups.make(Reason.ASKED, typed.out)
    console.say(
        f"已备份并检查无误：日志 {made.entries} 条，记录 {made.records} 条，{backups.size(made)}：{made.folder}"
    )
    return 0


def run_list(typed: argparse.Namespace) -> int:
    """List the store's own backups, the newest first."""
    known = listed(typed.store)
    if not known:
        console.say("这个资料库还没有备份。")
        return 0
    console.write(console.table(_HEADING, [_row(place, backup) for place, backup in enumerate(known, 1)]))
    return 0


def run_restore(typed: argparse.Namespace) -> int:
    """Go back to a backup, or say what that would lose."""
    backup = backups.named(typed.store, typed.backup)
    console.say(f"备份：{backups.when(backup)}，日志 {backup.entries} 条。")
    _tell_loss(typed.store, backup)
    if typed.dry_run:
        if typed.replay:
            console.say(backups.told_replay(backups.forecast(typed.store, backup)))
        console.say("只是查看，没有改动任何内容。")
        return 0
    restored = backups.restore(typed.store, backup, actor_or_user(typed.by), typed.replay)
    if restored.replayed is not None:
        console.say(backups.told_replay(restored.replayed))
    aside = f"恢复之前的资料库完整保留在：{restored.aside}" if restored.aside is not None else "原来没有资料库。"
    console.say(f"已恢复，现有日志 {restored.entries} 条。{aside}")
    return 0


def run_checkpoint(typed: argparse.Namespace) -> int:
    """Write where the journal stands into a file that is to be kept elsewhere."""
    with open_desk(typed.store, typed.by, read_only=typed.password is None) as desk:
        kept = desk.store.timeline.checkpoint(desk.actor)
        if typed.password is not None:
            person = desk.people.known(desk.actor)
            if person is None or not person.locked:
                raise PersonUnknown(desk.actor)
            desk.people.prove(desk.actor, typed.password)
            kept = checkpoint.signed(kept, desk.actor, typed.password)
    if typed.out is not None:
        with destination(typed.out) as write:
            write(checkpoint.to_text(kept).rstrip("\n"))
    console.say(f"日志存证：到第 {kept.number} 条为止，来源 {kept.sources} 个，记录 {kept.records} 条。")
    console.say(f"指纹：{kept.fingerprint}")
    console.say("请把存证文件存到别处（如 U 盘、另一台电脑），或把指纹抄在纸上。")
    return 0


def read_checkpoint(path: Path, password: str | None) -> Checkpoint:
    """Return a checkpoint whose signature, where a password is given, is right. Raises CheckpointDamaged."""
    try:
        kept = checkpoint.read(path)
    except OSError as error:
        raise CheckpointDamaged(path, error.strerror or "") from error
    if password is not None and not checkpoint.is_signed_under(kept, password):
        raise CheckpointDamaged(path, "signature")
    return kept


def compared(desk: Desk, kept: Checkpoint, proved: bool) -> tuple[Fault, ...]:
    """Return what is wrong with a journal beside a checkpoint, and say what was compared."""
    said = f"存证：{kept.at}，到第 {kept.number} 条为止，指纹 {kept.fingerprint}"
    if kept.signature is not None:
        said += f"，{kept.signature.person} 签名{'无误' if proved else '没有核对（没有给口令）'}"
    console.say(f"{said}。")
    return desk.store.timeline.differs_from(kept)


def _tell_loss(store: Path, backup: Backup) -> None:
    try:
        with open_desk(store, read_only=True) as desk:
            loss = desk.backups.loss(backup)
    except StoreMissing:
        console.say("这里现在没有资料库，恢复会建立一个。")
        return
    except StoreDamaged:
        console.say("现在的资料库已损坏，无法读出备份之后的全部操作。")
        return
    console.say(backups.told_loss(loss))
    for line in backups.lines_of(loss):
        console.say(f"  {line}")


def _row(place: int, backup: Backup) -> tuple[str, ...]:
    entries, records = f"{backup.entries} 条", f"{backup.records} 条"
    return str(place), backups.when(backup), backup.reason.value, entries, records, backups.size(backup), backup.name
