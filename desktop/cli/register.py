"""The verb register: documents entered, listed, accepted and cleaned up."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.cli import console, register_lines
from desktop.cli.faults import tell
from desktop.cli.naming import open_desk
from desktop.domain.errors import DeskError, ListUnread, RegisterRefused
from desktop.register.overview import RegisterQuery
from desktop.register.rules import load_rules, rules
from desktop.register.state import State
from desktop.review.desk import Desk
from desktop.review.register_intake import IntakeReport

SCHEMA = 1


def run(typed: argparse.Namespace) -> int:
    """Do what was asked of the register."""
    return _RUN[typed.act](typed)


def _import(typed: argparse.Namespace) -> int:
    if typed.preview:
        return _preview(typed)
    status = 0
    with open_desk(typed.store, typed.by, create=True) as desk:
        if not typed.files:
            _tell(desk.register.taking.take_in_approved())
        for path in typed.files:
            try:
                console.say(f"{path}：")
                report = _take_in(desk, path, typed.columns)
                _tell(report)
                _tell_doubts(desk, report)
            except DeskError as error:
                tell(error)
                status = 1
        waiting = len(desk.register.doubts()) + len(desk.register.proposals())
    if waiting:
        console.say(f"有 {waiting} 条要人确认，见 register pending。")
    return status


def _take_in(desk: Desk, path: Path, columns: dict[str, str]) -> IntakeReport:
    from desktop.parsing.readers.lists import is_list

    if is_list(path):
        return desk.register.taking.import_list(path, columns)
    source = desk.find(path)
    if source is None:
        raise ListUnread(path, "它不是清单；公报要先用 import 导入资料库")
    report = desk.register.taking.take_in_catalogues(source)
    if not report.read:
        raise ListUnread(path, "里面没有找到规范性文件目录")
    return report


def _preview(typed: argparse.Namespace) -> int:
    if not typed.files:
        console.warn("--preview 后面要写清单文件。")
        return 2
    status = 0
    with open_desk(typed.store, typed.by, create=True) as desk:
        for path in typed.files:
            try:
                for line in register_lines.preview(path, desk.register.taking.preview(path, typed.columns)):
                    console.say(line)
            except DeskError as error:
                tell(error)
                status = 1
    return status


def _tell(report: IntakeReport) -> None:
    console.say(f"{report.words}。")
    for left in report.refused:
        console.say(f"  没有登记：第 {left.number} 行，{left.reason}：{left.words[:60]}")
    if report.set_aside:
        kinds: dict[str, int] = {}
        for left in report.set_aside:
            kinds[left.reason] = kinds.get(left.reason, 0) + 1
        console.say(f"  不是文件的行：{'、'.join(f'{reason} {number} 行' for reason, number in kinds.items())}。")


def _tell_doubts(desk: Desk, report: IntakeReport) -> None:
    unclear = [row for row in desk.register.entries() if row.number in report.entries and row.doubts]
    if unclear:
        numbers = "、".join(str(row.number) for row in unclear[:12])
        more = "……" if len(unclear) > 12 else ""
        console.say(f"  其中 {len(unclear)} 件日期要核对：第 {numbers}{more} 件，见 register show。")


def _list(typed: argparse.Namespace) -> int:
    on = typed.on or date.today()
    query = RegisterQuery(
        states=frozenset(State(state) for state in typed.state),
        drafters=frozenset(typed.drafter),
        text=typed.text,
        in_register=None if typed.all else True,
    )
    with open_desk(typed.store, read_only=True) as desk:
        rows = desk.register.entries(on, query)
    if typed.json:
        _write({"on": on.isoformat(), "entries": [register_lines.to_json(row) for row in rows]})
    elif not rows:
        console.say("台账里没有这样的文件。")
    else:
        console.write(console.table(register_lines.HEADING, [register_lines.cells(row) for row in rows]))
    return 0


def _due(typed: argparse.Namespace) -> int:
    on = typed.on or date.today()
    with open_desk(typed.store, read_only=True) as desk:
        overview = desk.register.overview()
        months = typed.months or overview.rules.alarms[0]
        rows = overview.ending(on, months)
    if typed.json:
        _write({"on": on.isoformat(), "months": months, "entries": [register_lines.to_json(row) for row in rows]})
    elif not rows:
        console.say(f"{months} 个月内没有到期的文件。")
    else:
        console.write(console.table(register_lines.HEADING, [register_lines.cells(row) for row in rows]))
    return 0


def _show(typed: argparse.Namespace) -> int:
    with open_desk(typed.store, read_only=True) as desk:
        for line in register_lines.shown(desk.register, typed.entry, typed.on or date.today()):
            console.say(line)
    return 0


def _links(typed: argparse.Namespace) -> int:
    with open_desk(typed.store, read_only=True) as desk:
        registry = desk.register
        if typed.entry is None:
            links = registry.open_references()
        else:
            registry.entry(typed.entry)
            out, into = registry.links(typed.entry)
            links = (*out, *into)
        titles = registry.overview().titles
    if typed.json:
        _write({"links": [register_lines.link_to_json(one) for one in links]})
    elif not links:
        console.say("没有这样的关系。")
    else:
        console.write(console.table(register_lines.LINKS, [register_lines.link_cells(one, titles) for one in links]))
    return 0


def _pending(typed: argparse.Namespace) -> int:
    with open_desk(typed.store, read_only=True) as desk:
        rows = register_lines.pending(desk.register)
    if typed.json:
        _write({"pending": [dict(zip(("code", "entry", "what", "why"), row, strict=True)) for row in rows]})
    elif not rows:
        console.say("没有要确认的事。")
    else:
        console.write(console.table(("代号", "台账号", "事项", "理由"), rows))
    return 0


def _accept(typed: argparse.Namespace) -> int:
    return _answer(typed, True, typed.since.isoformat() if typed.since else "")


def _refuse(typed: argparse.Namespace) -> int:
    return _answer(typed, False, "")


def _answer(typed: argparse.Namespace, accept: bool, since: str) -> int:
    with open_desk(typed.store, typed.by) as desk:
        decisions = desk.register.decisions
        merges = [code for code in typed.codes if code.upper().startswith("M")]
        known = {register_lines.code_of(one): one.key for one in desk.register.proposals()}
        keys = []
        for code in typed.codes:
            if code not in merges:
                if code not in known:
                    raise RegisterRefused(f"没有代号为“{code}”的事，或者已经处理过")
                keys.append(known[code])
        doubts = {f"M{one.number}": one.number for one in desk.register.doubts()}
        for code in merges:
            if code.upper() not in doubts:
                raise RegisterRefused(f"没有代号为“{code}”的事，或者已经处理过")
        if keys:
            (decisions.accept(keys, since) if accept else decisions.refuse(keys))
        for code in merges:
            decisions.answer(doubts[code.upper()], accept)
    console.say(f"已{'接受' if accept else '记为不采纳'}：{'、'.join(typed.codes)}（{len(typed.codes)} 条）。")
    return 0


def _cleanup(typed: argparse.Namespace) -> int:
    changes = typed.begin or bool(typed.answers)
    with open_desk(typed.store, typed.by) as desk:
        registry = desk.register
        wanted = typed.date.isoformat()
        begun = [one for one in registry.campaigns.all() if one.cutoff == wanted]
        if begun:
            campaign = begun[-1]
        elif changes:
            campaign = registry.campaigns.begin(typed.date, typed.office)
        else:
            campaign = registry.campaigns.plan(typed.date, typed.office)
        for path in typed.answers:
            answers = registry.files.read_answers(campaign, path)
            registry.campaigns.hear(campaign.number, answers.opinions)
            console.say(f"{path}：收到 {len(answers.opinions)} 条意见，{answers.unanswered} 件没有填写。")
            for left in answers.refused:
                console.say(f"  没有收下：第 {left.number} 行，{left.reason}")
            campaign = registry.campaigns.get(campaign.number)
        written = (
            *registry.files.write_lists(campaign, typed.out),
            *registry.files.write_inquiries(campaign, typed.out),
        )
        lists = registry.campaigns.lists(campaign)
        undecided = registry.campaigns.undecided(campaign)
        for one in lists:
            console.say(f"{one.key}：{len(one.rows)} 件")
        for row in undecided:
            console.say(f"  要人判断：第 {row.entry} 件 {row.title}：{'；'.join(row.proposed.reasons)}")
        console.say(f"已写出 {len(written)} 个文件：{typed.out}")
        checks = []
        if typed.announcement is not None:
            checks = list(registry.campaigns.check_announcement(campaign, _text_of(typed.announcement)))
    for check in checks:
        told = "没有写件数" if check.told is None else f"写 {check.told} 件"
        console.say(f"公告里“{check.key}”{told}，目录 {check.counted} 件{'，相符' if check.agrees else '，请核对'}。")
    return 0 if all(check.agrees for check in checks) else 1


def _text_of(path: Path) -> str:
    from desktop.parsing import readers

    return readers.read(path).text


def _rules(typed: argparse.Namespace) -> int:
    if typed.check is not None:
        found = load_rules(typed.check)
        console.say(f"规则“{found.name}”没有问题：{len(found.terms)} 条期限规则。")
        return 0
    with open_desk(typed.store, typed.by, read_only=typed.choose is None) as desk:
        if typed.choose is not None:
            desk.register.choose_rules(typed.choose)
        for name in desk.register.rules_names():
            mark = "现行" if name == desk.register.overview().rules.key else "　　"
            console.say(f"{mark}  {name}  {rules(name).name}")
    return 0


def _write(data: dict[str, object]) -> None:
    console.write(json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False))


_RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "list": _list,
    "show": _show,
    "due": _due,
    "links": _links,
    "pending": _pending,
    "accept": _accept,
    "refuse": _refuse,
    "cleanup": _cleanup,
    "rules": _rules,
}
