"""The verbs on records: records, mark, approve."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from desktop.cli import cases, console
from desktop.cli.naming import open_desk
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import RecordSummary
from desktop.review.desk import Done

SCHEMA = 1

_HEADING = ("编号", "来源", "篇次", "页码", "状态", "公开属性", "存疑", "发文字号", "标题")


def run(typed: argparse.Namespace) -> int:
    """List the records, aligned for people or as JSON."""
    with open_desk(typed.store, read_only=True) as desk:
        queue = desk.queue()
        names = {source.id: source.name for source in desk.sources()}
    if typed.json:
        records = [_to_json(record, names[record.source_id]) for record in queue]
        console.write(json.dumps({"schema": SCHEMA, "records": records}, ensure_ascii=False))
    elif not queue:
        console.say("资料库里还没有记录。")
    else:
        console.write(console.table(_HEADING, [_line(record, names[record.source_id]) for record in queue]))
    return 0


def run_mark(typed: argparse.Namespace) -> int:
    """Mark records in one step; where the rules want a proposal first, hand one in for each."""
    with open_desk(typed.store, typed.by) as desk:
        if desk.cases.book.by_case:
            cases.propose(desk, typed)
            return 0
        if typed.attribute not in {disclosure.value for disclosure in Disclosure}:
            console.warn(f"现行规则一次标注完成，--attribute 只能是 {'、'.join(one.value for one in Disclosure)}。")
            return 2
        done = desk.mark(typed.records, Disclosure(typed.attribute))
    return _report(done, typed.records, f"已标注为“{typed.attribute}”", f"本来就是“{typed.attribute}”，没有改动")


def run_approve(typed: argparse.Namespace) -> int:
    """Approve records in one step."""
    with open_desk(typed.store, typed.by) as desk:
        done = desk.approve(typed.records)
    return _report(done, typed.records, "已核准", "本来就已核准，没有改动")


def _report(done: Done, asked: Sequence[int], did: str, idle: str) -> int:
    changed = {change.record_id for change in done.step.changes}
    for told, numbers in ((did, changed), (idle, set(asked) - changed)):
        if numbers:
            console.say(f"{told}：{'、'.join(map(str, sorted(numbers)))}（{len(numbers)} 条）。")
    return 0


def _pages(record: RecordSummary) -> str:
    if record.first_page is None:
        return ""
    if record.last_page in (None, record.first_page):
        return str(record.first_page)
    return f"{record.first_page}-{record.last_page}"


def _line(record: RecordSummary, source: str) -> tuple[str, ...]:
    return (
        str(record.id),
        source,
        str(record.number),
        _pages(record),
        record.status.value,
        record.disclosure.value if record.disclosure is not None else "未定",
        f"{record.doubts} 处" if record.doubts else "",
        record.doc_number,
        record.title,
    )


def _to_json(record: RecordSummary, source: str) -> dict[str, object]:
    return {
        "id": record.id,
        "source_id": record.source_id,
        "source": source,
        "number": record.number,
        "title": record.title,
        "doc_number": record.doc_number,
        "genre": record.genre,
        "column": record.column,
        "pages": None if record.first_page is None else [record.first_page, record.last_page],
        "status": record.status.value,
        "disclosure": record.disclosure.value if record.disclosure is not None else None,
        "doubts": record.doubts,
        "anomalies": record.anomalies,
    }
