"""What the command line says of the register: rows for people, objects for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from desktop.parsing.register_columns import letter
from desktop.register.entry import LABELS
from desktop.register.links import Link
from desktop.register.overview import RegisterRow
from desktop.register.proposals import Proposal
from desktop.register.validity import Ground
from desktop.review.register import Registry
from desktop.review.register_sources import Sheet

HEADING = ("台账号", "状态", "施行日期", "失效日期", "起草部门", "文号", "标题")
LINKS = ("台账号", "关系", "所提文件", "对方台账号")


def cells(row: RegisterRow) -> tuple[str, ...]:
    """Return an entry as a row."""
    within = f"（{row.standing.within} 个月内）" if row.standing.within is not None else ""
    return (
        str(row.number),
        f"{row.state.value}{within}",
        _day(row.start),
        _day(row.end),
        row.drafter,
        row.doc_number,
        row.title,
    )


def to_json(row: RegisterRow) -> dict[str, object]:
    """Return an entry as an object."""
    return {
        "number": row.number,
        "state": row.state.value,
        "reason": row.standing.words,
        "within_months": row.standing.within,
        "title": row.title,
        "doc_number": row.doc_number,
        "drafter": row.drafter,
        "issuer": row.issuer,
        "start": _day(row.start) or None,
        "end": _day(row.end) or None,
        "verdict": row.verdict or None,
        "sources": [kind.value for kind in row.origins],
        "differing": row.differing,
        "doubts": list(row.doubts),
    }


def link_cells(link: Link, titles: Mapping[int, str]) -> tuple[str, ...]:
    """Return a tie as a row."""
    target = "不在台账里" if link.target is None else f"{link.target} {titles.get(link.target, '')}"
    return str(link.source), link.reference.tie.value, link.reference.words, target


def link_to_json(link: Link) -> dict[str, object]:
    """Return a tie as an object."""
    return {
        "source": link.source,
        "tie": link.reference.tie.value,
        "title": link.reference.title or None,
        "doc_number": link.reference.number or None,
        "target": link.target,
        "others": list(link.others),
    }


def code_of(proposal: Proposal) -> str:
    """Return the code by which a proposal is accepted."""
    return f"S{sha256(proposal.key.encode()).hexdigest()[:8]}"


def pending(registry: Registry) -> list[tuple[str, str, str, str]]:
    """Return what waits for a person: its code, the entries, what it is about, and why."""
    titles = registry.overview().titles
    rows = []
    for kept in registry.doubts():
        doubt = kept.doubt
        why = f"{doubt.why.value}（标题相像 {doubt.likeness}%）"
        what = f"《{titles[doubt.second]}》与《{titles[doubt.first]}》是不是同一件"
        rows.append((f"M{kept.number}", f"{doubt.first}、{doubt.second}", what, why))
    for one in registry.proposals():
        what = f"{one.kind.value if one.kind is not None else '修改后有效期重新计算'}（自 {one.since or '未写明'}）"
        rows.append((code_of(one), str(one.entry), f"《{titles[one.entry]}》{what}", one.words))
    return rows


def preview(path: Path, sheets: tuple[Sheet, ...]) -> Iterator[str]:
    """Yield what a list would be taken in as."""
    names = {"ordinal": "序号", "entry": "台账号", "opinion": "起草单位意见", "words": "意见说明", **LABELS}
    for sheet in sheets:
        name = f"“{sheet.name}”" if sheet.name else ""
        if not sheet.columns.is_list:
            yield f"{path.name}{name}：没有一列看得出是标题或文号，不会登记。"
            continue
        yield f"{path.name}{name}："
        for column in range(max(len(sheet.columns.names), *(at + 1 for at in sheet.columns.fields))):
            head = sheet.columns.names[column] if column < len(sheet.columns.names) else ""
            key = sheet.columns.fields.get(column)
            told = names[key] if key is not None else "不要"
            example = next((row[column] for row in sheet.sample if column < len(row) and row[column]), "")
            yield f"  {letter(column)} 列 {head or '（没有表头）'} → {told}；如：{example[:40]}"
        refused = sum(one.refused for one in sheet.reading.left_out)
        others = len(sheet.reading.left_out) - refused
        yield f"  共 {len(sheet.reading.listed)} 件，{refused} 行没有标题和文号，另有 {others} 行不是文件。"


def shown(registry: Registry, number: int, on: date) -> Iterator[str]:
    """Yield all that the register tells of an entry."""
    entry, overview = registry.entry(number), registry.overview()
    standing, validity = overview.standing(number, on), overview.validities[number]
    yield f"第 {number} 件：{overview.titles[number]}"
    yield f"{on.isoformat()}：{standing.state.value}，{standing.words}"
    yield from _ground("施行", validity.start, validity.start_ground)
    yield from _ground("失效", validity.end, validity.end_ground)
    for doubt in validity.doubts:
        yield f"  请核对：{doubt}"
    for key, label in LABELS.items():
        settled = overview.values[number].get(key)
        if settled is not None:
            place = settled.statement.origin.place if settled.statement is not None else "人工填写"
            told = f"（{place}）" if len(entry.statements) > 1 or settled.statement is None else ""
            yield f"  {label}：{settled.said.printed or settled.said.value}{told}"
    for key, speaking in overview.differences(number).items():
        yield f"  {LABELS[key]}各来源不一致：{'；'.join(f'{place}：{words}' for place, words in speaking)}"
    yield f"来源 {len(entry.statements)} 个：{'；'.join(one.origin.place for one in entry.statements)}"
    out, into = registry.links(number)
    for link in out:
        yield f"  {link.reference.tie.value}：{link.reference.words}"
    for link in into:
        yield f"  被第 {link.source} 件{link.reference.tie.value}：{overview.titles[link.source]}"


def _ground(what: str, day: date | None, ground: Ground | None) -> Iterator[str]:
    if ground is not None:
        cited = f"（{ground.cited}）" if ground.cited else ""
        yield f"  {what}：{_day(day) or '没有日期'}；规则：{ground.rule}{cited}；依据：{ground.words}"


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
