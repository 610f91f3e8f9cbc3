"""The verb that reads stored texts again with the parser of this program: reparse."""

from __future__ import annotations

import argparse

from desktop.cli import console
from desktop.cli.naming import open_desk
from desktop.domain.fields import SPEC, Value
from desktop.review import values
from desktop.review.reparsing import Reparse


def run(typed: argparse.Namespace) -> int:
    """Say what would change, and change it unless only a look was asked for."""
    with open_desk(typed.store, typed.by, read_only=typed.dry_run) as desk:
        known = [source.id for source in desk.sources()]
        absent = sorted(set(typed.sources) - set(known))
        if absent:
            console.warn(f"资料库里没有编号为 {'、'.join(map(str, absent))} 的来源。没有改动。请用来源编号再试一次。")
            return 1
        for source_id in typed.sources or known:
            plan = desk.compare(source_id)
            _tell(plan, typed.dry_run)
            if not typed.dry_run:
                desk.reparse(plan)
    return 0


def _tell(plan: Reparse, only_look: bool) -> None:
    word = "将更新" if only_look else "已更新"
    console.say(f"来源 {plan.source_id}：{word} {len(plan.documents)} 条记录的识别值，人工设定的值都不变。")
    for found in plan.differences:
        before, after = _shown(found.key, found.before), _shown(found.key, found.after)
        kept = "（人工已设定，仍以人工的值为准）" if found.kept else ""
        console.say(f"  记录 {found.record_id} {SPEC[found.key].label}：{before} → {after}{kept}")
    if plan.approved:
        console.say(f"  识别结果不同但已核准，没有改动：{'、'.join(map(str, plan.approved))}")
    if plan.lost or plan.gained:
        lost = "、".join(map(str, plan.lost)) or "无"
        console.say(f"  分篇不同，没有改动：原有而未再认出的记录 {lost}；新认出 {plan.gained} 篇。")


def _shown(key: str, value: Value) -> str:
    return "；".join(values.shown(key, value).splitlines()) or "（无）"
