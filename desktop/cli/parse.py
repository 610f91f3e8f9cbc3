"""The verb parse: files in, JSON out, no store."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from desktop.cli import batch, console
from desktop.cli.batch import Task
from desktop.cli.destination import destination, is_same
from desktop.cli.lines import Kept, NoLines, Outcome, Wish, failed, kept_lines, lines_into, outcome_of
from desktop.cli.reading import bounds_of, options_of
from desktop.review.folders import files_under


def run(typed: argparse.Namespace) -> int:
    """Print one object for one file, a line for each of several; 1 when one of them could not be read."""
    if typed.scheduler is not None and find_spec("distributed") is None:
        console.warn("--scheduler 要用计算集群的组件，这里没有安装。请安装 gongbao-desk[cluster]，或去掉 --scheduler。")
        return 2
    files = files_under(typed.files)
    if typed.resume:
        return _resume(typed, [path for path in files if not is_same(typed.out, path)]) if typed.out else _without_out()
    if typed.out is not None and any(is_same(typed.out, path) for path in files):
        console.warn(f"--out 不能是要识别的文件本身：{typed.out}")
        return 2
    if not files:
        return _told("文件夹里没有文件。")
    if files == typed.files and len(files) == 1:
        return _put_alone(typed, files[0])
    return _put_lines(typed, files, None)


def _put_alone(typed: argparse.Namespace, path: Path) -> int:
    task: Task = (path, Wish(options_of(typed)))
    [outcome] = _outcomes(typed, [task])
    if outcome.fault is not None:
        return _told(outcome.fault)
    with destination(typed.out) as write:
        write(outcome.line)
    return 0


def _resume(typed: argparse.Namespace, files: list[Path]) -> int:
    """Go on with the files that are not in the result yet."""
    if typed.out.exists() and not typed.out.is_file():
        console.warn(f"--resume 只能接着写普通文件：{typed.out}")
        return 2
    try:
        kept = kept_lines(typed.out)
    except NoLines:
        console.warn(f"“{typed.out}”不是以前的识别结果，没有改动。请换一个 --out，或去掉 --resume。")
        return 2
    return _put_lines(typed, files, kept) | kept.has_fault


def _put_lines(typed: argparse.Namespace, files: list[Path], kept: Kept | None) -> int:
    options = options_of(typed)
    known = kept.names if kept is not None else frozenset()
    tasks: list[Task] = [
        (path, Wish(options, name)) for path in files if (name := _name(path, typed.files)) not in known
    ]
    status = 0
    with lines_into(typed.out, kept) as write:
        for outcome in _outcomes(typed, tasks):
            write(outcome.line)
            if outcome.fault is not None:
                status = _told(outcome.fault)
    return status


def _outcomes(typed: argparse.Namespace, tasks: list[Task]) -> Iterator[Outcome]:
    if typed.scheduler is None:
        return batch.each(outcome_of, failed, tasks, typed.jobs, bounds_of(typed))
    return batch.each_on_cluster(outcome_of, failed, tasks, typed.scheduler, bounds_of(typed))


def _name(path: Path, named: list[Path]) -> str:
    """Return what a line calls a file: its place in the one folder that was named, else its path."""
    return path.relative_to(named[0]).as_posix() if len(named) == 1 and path != named[0] else str(path)


def _without_out() -> int:
    console.warn("--resume 要和 --out 一起用：结果接着写在那个文件里。")
    return 2


def _told(fault: str) -> int:
    console.warn(fault)
    return 1
