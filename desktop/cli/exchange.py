"""The verb that hands records over to another store, and takes them over: handover export, handover import."""

from __future__ import annotations

import argparse
from collections import Counter

from desktop.cli import console
from desktop.cli.naming import open_desk
from desktop.domain.record import Record
from desktop.review import exchange
from desktop.review.desk import Desk
from desktop.review.exchange_merge import Conflict
from desktop.review.exchange_words import record_of, said, sides, when


def run(typed: argparse.Namespace) -> int:
    """Hand records over, or take a package over; 1 where something of a package needs a person."""
    return _hand_over(typed) if typed.act == "export" else _take_over(typed)


def _hand_over(typed: argparse.Namespace) -> int:
    with open_desk(typed.store, typed.by) as desk:
        records = typed.records or [row.id for source in typed.source for row in desk.queue(source)]
        count = exchange.hand_over(desk, records, typed.out) if records else 0
    if not count:
        console.warn("没有可以移交的记录：请写记录编号，或用 --source 写来源编号。")
        return 1
    console.say(f"已移交 {count} 件，连同原件、识别结果、审校经过和依据材料：{typed.out}")
    return 0


def _take_over(typed: argparse.Namespace) -> int:
    with open_desk(typed.store, typed.by, create=not typed.dry_run, read_only=typed.dry_run) as desk:
        found = exchange.take_over(desk, typed.package, typed.dry_run)
        _tell(desk, found, typed.dry_run)
    return 1 if found.conflicts or found.remarks else 0


def _tell(desk: Desk, found: exchange.TakenOver, dry_run: bool) -> None:
    for name in found.sources:
        console.say(f"新的来源文件：{name}")
    counted = Counter(change.record_id for change in found.taken)
    for record_id in counted:
        console.say(f"第 {record_id} 号记录，接收对方的改动：")
        for line in said(record_of(desk, found, record_id), [one for one in found.taken if one.record_id == record_id]):
            console.say(f"  {line}")
    for conflict in found.conflicts:
        _tell_conflict(record_of(desk, found, conflict.record_id), conflict)
    for record_id, told in found.remarks:
        console.warn(f"{f'第 {record_id} 号记录：' if record_id else ''}{told}。")
    if dry_run:
        console.say("只是查看，没有改动任何内容。")
    elif found.entry is not None:
        console.say(
            f"已接收 {len(counted)} 件的改动，冲突 {len(found.conflicts)} 处，记入第 {found.entry.number} 号日志。"
        )
    else:
        console.say("来源文件已接收，没有别的改动。" if found.sources else "没有新的内容，资料库没有改动。")


def _tell_conflict(record: Record, conflict: Conflict) -> None:
    """Tell both histories of what both sides changed."""
    console.warn(f"第 {conflict.record_id} 号记录有一处两边改得不同，保留本方的值，请核对：")
    for side, history in sides(conflict):
        for told in history:
            for line in said(record, [told.change], told.verb):
                console.warn(f"  {side}  {when(told)}  {told.actor}  {line}")
