"""The verb on the whole store, or on an archive package: verify."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from desktop.cli import backups, console
from desktop.cli.naming import open_desk
from desktop.review import packaging


def run_verify(typed: argparse.Namespace) -> int:
    """Check the store, or an archive package by itself; 1 when something is wrong, the first broken entry named."""
    if typed.package is not None:
        return _verify_package(typed.package)
    kept = backups.read_checkpoint(typed.checkpoint, typed.password) if typed.checkpoint is not None else None
    with open_desk(typed.store, read_only=True) as desk:
        report = desk.verify()
        if kept is not None:
            beside = backups.compared(desk, kept, typed.password is not None)
            report = replace(report, faults=(*report.faults, *beside))
    if report.ok:
        console.say(f"资料库完好：日志 {report.entries} 条，链条完整，记录与日志一致，原始文件和数据库无损。")
        return 0
    first = report.first_broken_entry
    broken = "" if first is None else f"，第一条不对的日志是第 {first} 条"
    console.warn(f"资料库有 {len(report.faults)} 处问题{broken}：")
    for fault in report.faults:
        console.warn(f"  {fault.message_zh}")
    return 1


def _verify_package(path: Path) -> int:
    faults = packaging.faults_of_package(path)
    if not faults:
        console.say(f"存档包完好，材料齐全，校验和与日志相符：{path}")
        return 0
    console.warn(f"存档包有 {len(faults)} 处问题：{path}")
    for fault in faults:
        console.warn(f"  {fault}。")
    return 1
