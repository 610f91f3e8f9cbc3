"""The verb demo: the whole way on the sample gazette, told step by step."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from desktop import paths
from desktop.cli import console
from desktop.cli.naming import open_desk
from desktop.domain.disclosure import Disclosure
from desktop.domain.errors import ExportFailed, SourceMissing
from desktop.domain.record import RecordSummary
from desktop.review.desk import Desk

Draw: TypeAlias = Callable[[Path, Path], Sequence[Path]]
"""Draw the real window on a store into a folder, and return the pictures. Raises ImportError where there is no Qt."""

_CLERK = "演示员"
_HALF_WIDTH = str.maketrans("(),:;", "（），：；")
_PROACTIVE, _ON_REQUEST = 3, 1
"""How many records are marked 主动公开, and 依申请公开 after them."""


def run(typed: argparse.Namespace, draw: Draw | None) -> int:
    """Go from the sample to the exports and pictures in a folder; 1 when the pictures had to be left out."""
    out: Path = typed.out
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportFailed(out, error.strerror or "") from error
    store = out / "store"
    with open_desk(store, _CLERK, create=True) as desk:
        queue = _open_sample(desk)
        _correct(desk, queue)
        _decide(desk, [record.id for record in queue])
        _export(desk, out)
    return _draw(draw, store, out)


def _open_sample(desk: Desk) -> tuple[RecordSummary, ...]:
    sample = min(paths.seeds().glob("*.txt"), default=None)
    if sample is None:
        raise SourceMissing(paths.seeds())
    source_id = desk.open_source(sample)
    queue = desk.queue(source_id)
    doubts = sum(record.doubts for record in queue)
    console.say(
        f"1. 打开样例公报 {sample.name}：识别出 {len(queue)} 篇公文，{doubts} 处存疑。资料库：{desk.store.folder}"
    )
    return queue


def _correct(desk: Desk, queue: Sequence[RecordSummary]) -> None:
    """Set the marks of the first title that has half-width ones to full width, as an editor would."""
    for summary in queue:
        record = desk.record(summary.id)
        title = record.value("title")
        if isinstance(title, str) and title != (better := title.translate(_HALF_WIDTH)):
            desk.correct(record.id, "title", better, record.spans("title"))
            console.say(f"2. 更正第 {record.number} 篇的标题，半角标点改为全角：{better}")
            return
    console.say("2. 更正标题：标题里的标点都已是全角。")


def _decide(desk: Desk, ids: Sequence[int]) -> None:
    proactive, on_request = ids[:_PROACTIVE], ids[_PROACTIVE : _PROACTIVE + _ON_REQUEST]
    desk.mark(proactive, Disclosure.PROACTIVE)
    desk.mark(on_request, Disclosure.ON_REQUEST)
    console.say(f"3. 标注公开属性：{len(proactive)} 篇主动公开，{len(on_request)} 篇依申请公开。")
    desk.approve([*proactive, *on_request])
    console.say(f"4. 核准 {len(proactive) + len(on_request)} 篇。")


def _export(desk: Desk, out: Path) -> None:
    for name in ("xlsx", "csv", "json"):
        report = desk.export(name, out / f"核准记录.{name}")
        console.say(f"5. 导出 {report.count} 条已核准的记录：{report.path}")


def _draw(draw: Draw | None, store: Path, out: Path) -> int:
    try:
        if draw is None:
            raise ImportError("no window")
        pictures = draw(store, out)
    except ImportError as error:
        console.warn(
            f"6. 没有画窗口图片：这台电脑上用不了窗口部件（{error}）。前面各步的结果都已保存。请装好后再运行一次。"
        )
        return 1
    for picture in pictures:
        console.say(f"6. 画出窗口：{picture}")
    return 0
