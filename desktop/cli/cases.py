"""The verbs of 公开属性认定: sign, return, forms, due, statistics, rules, people; and `mark` where it is a proposal."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from desktop.cli import console
from desktop.cli.naming import open_desk
from desktop.disclosure.profile import load_profile, profile_names, rule_book
from desktop.disclosure.rulebook import RuleBook
from desktop.domain.case import Case, GivenGround, JointOpinion, KeptInPublic, Proposal, Route, SecrecyProposal, Verdict
from desktop.domain.errors import CaseRefused
from desktop.domain.person import Person
from desktop.review import packaging
from desktop.review.case_words import standing_words
from desktop.review.cases import Answer
from desktop.review.desk import Desk
from desktop.review.evaluation import FIGURE_FORMATS, HEADING
from desktop.review.forms import write_form

_NO = "否"


class _Labelled(Protocol):
    @property
    def label(self) -> str: ...


def propose(desk: Desk, typed: argparse.Namespace) -> None:
    """Hand in one proposal for each record, as the rules of the store demand."""
    book = desk.cases.book
    evidence = tuple(desk.store.keep_evidence(path) for path in typed.evidence)
    secrecy = SecrecyProposal(*typed.secrecy) if typed.secrecy else None
    kinds = tuple(typed.interpretation or ())
    proposal = Proposal(
        option=_key(typed.records[0], typed.attribute or "", book.options, "公开属性"),
        document_type=_key(typed.records[0], typed.type, book.document_types, "文件类型"),
        grounds=tuple(_ground(typed.records[0], words, book) for words in typed.ground),
        explanation=typed.explanation,
        basis=typed.basis,
        evidence=evidence,
        interpretation=None if typed.interpretation is None else kinds != (_NO,),
        interpretations=() if kinds == (_NO,) else kinds,
        kept=tuple(KeptInPublic(*_halves(words)) for words in typed.keep),
        lead_office=typed.office,
        joint=tuple(JointOpinion(*_halves(words)) for words in typed.joint),
        opinion=typed.opinion,
        secrecy=secrecy,
    )
    route = Route.SECRECY if secrecy is not None else Route.CHANGE if typed.change else Route.ATTRIBUTION
    for record_id in typed.records:
        desk.cases.propose(record_id, proposal, route)
        _tell_standing(desk, record_id)
        outside = desk.cases.outside(record_id)
        if outside:
            console.say(outside)


def run_sign(typed: argparse.Namespace) -> int:
    """Sign in a stage, with 同意 or 不同意."""
    verdict = Verdict.AGREE if typed.agree else Verdict.DISAGREE
    return _answer(typed, verdict, "", typed.attribute or "", typed.secrecy_reviewed)


def run_return(typed: argparse.Namespace) -> int:
    """Send a proposal back (退文)."""
    return _answer(typed, Verdict.RETURN, typed.ground or "", "", False)


def run_expunge(typed: argparse.Namespace) -> int:
    """Remove the text of a secret document for good; without --yes say what would go."""
    with open_desk(typed.store, typed.by) as desk:
        if desk.people.known(typed.by) is not None:
            desk.people.prove(typed.by, typed.password or "")
        plan = desk.cases.expunging(typed.record)
        if not typed.yes:
            for sentence in plan.sentences:
                console.say(sentence)
            console.warn("什么都没有清除。确认要清除的，加上 --yes 再执行一次；清除之后不能恢复。")
            return 1
        done = desk.cases.expunge(typed.record, typed.reason)
    console.say(f"{typed.record}：{done.news}")
    return 0


def run_forms(typed: argparse.Namespace) -> int:
    """Write the form of a record's case."""
    if typed.out.suffix.lower() not in (".docx", ".pdf"):
        console.warn(f"表格只能写成 .docx 或 .pdf：{typed.out}")
        return 2
    with open_desk(typed.store, typed.by) as desk:
        route = next((route for route in Route if FORMS[route] == typed.form), None)
        write_form(desk, typed.record, typed.out, route)
    console.say(f"已写出表格：{typed.out}")
    return 0


def run_package(typed: argparse.Namespace) -> int:
    """Write the archive package of a record."""
    with open_desk(typed.store, typed.by) as desk:
        count = packaging.pack(desk, typed.record, typed.out)
    console.say(f"已写出存档包，共 {count} 份材料：{typed.out}")
    return 0


def run_due(typed: argparse.Namespace) -> int:
    """List what is to be published, and what is to be examined again."""
    today = typed.today or date.today()
    with open_desk(typed.store, read_only=True) as desk:
        rows = [
            (str(one.record_id), "主动公开", one.duty.due.isoformat(), one.state(today), one.title)
            for one in desk.duties.to_publish()
            if one.published is None
        ]
        rows += [
            (str(one.record_id), "重新评估", one.duty.due.isoformat(), one.state(today), one.title)
            for one in desk.duties.to_review()
            if one.duty.due <= today
        ]
    heading = ("编号", "事项", "期限", "情况", "标题")
    _list(heading, rows, "没有到期或待办的事项。")
    return 0


def run_reexamine(typed: argparse.Namespace) -> int:
    """Record that a closed document stays closed, or that it is to be looked at early."""
    if typed.stays_closed == (typed.trigger is not None):
        console.warn("请写 --stays-closed 或者 --trigger 其中一项。")
        return 2
    with open_desk(typed.store, typed.by) as desk:
        if typed.stays_closed:
            desk.duties.keep_closed(typed.record, typed.reason, date.today())
        else:
            desk.duties.ask_for_review(typed.record, typed.trigger, typed.reason, date.today())
        state = next(one.state(date.today()) for one in desk.duties.to_review() if one.record_id == typed.record)
    console.say(f"{typed.record}：{state}。")
    return 0


def run_statistics(typed: argparse.Namespace) -> int:
    """Print the figures of the drafting offices, or write them to a file."""
    if typed.out is not None and typed.out.suffix.lower().removeprefix(".") not in FIGURE_FORMATS:
        console.warn(f"统计只能写成 .xlsx 或 .csv：{typed.out}")
        return 2
    with open_desk(typed.store, typed.by, read_only=typed.out is None) as desk:
        found = desk.evaluation.rows(typed.year)
        if found and typed.out is not None:
            desk.evaluation.export(typed.out, typed.year)
    if not found:
        console.say("还没有办理过公开属性认定的文件。")
    elif typed.out is not None:
        console.say(f"已写出统计，共 {len(found)} 个起草单位：{typed.out}")
    else:
        console.write(console.table(HEADING, [row.cells for row in found]))
    return 0


def run_rules(typed: argparse.Namespace) -> int:
    """Say by which rules the store decides, choose others, or check a profile."""
    if typed.check is not None:
        book = load_profile(typed.check)
        console.say(f"规则“{book.name}”没有问题：{len(book.articles)} 条条款，{len(book.grounds)} 项理由。")
        return 0
    with open_desk(typed.store, typed.by, read_only=typed.choose is None) as desk:
        if typed.choose is not None:
            desk.store.choose_profile(typed.choose, desk.actor)
        for name in profile_names():
            mark = "现行" if name == desk.store.profile() else "　　"
            console.say(f"{mark}  {name}  {rule_book(name).name}")
    return 0


def run_people(typed: argparse.Namespace) -> int:
    """List the people of the store, or register one."""
    with open_desk(typed.store, typed.by, read_only=typed.add is None) as desk:
        roles = desk.people.roles()
        if typed.add is not None:
            keys = [key for key, label in roles.items() if {key, *label.split("/")} & set(typed.role)]
            desk.people.register(typed.add, typed.office, keys, not typed.inactive)
            if typed.password is not None:
                desk.people.set_password(typed.add, typed.password)
        rows = [_person(person, roles) for person in desk.people.all()]
    _list(("姓名", "单位", "职责", "口令", "状态"), rows, "还没有登记人员。")
    return 0


def _list(heading: Sequence[str], rows: Sequence[Sequence[str]], nothing: str) -> None:
    if rows:
        console.write(console.table(heading, rows))
    else:
        console.say(nothing)


def _answer(typed: argparse.Namespace, verdict: Verdict, ground: str, option: str, reviewed: bool) -> int:
    with open_desk(typed.store, typed.by) as desk:
        case = desk.record(typed.record).case
        if case is None:
            raise CaseRefused(typed.record, ("这件文件还没有认定建议。",))
        book = desk.cases.book_of(case)
        if desk.people.known(typed.by) is not None:
            desk.people.prove(typed.by, typed.password or "")
        answer = Answer(
            verdict,
            typed.reason,
            _key(typed.record, ground, book.returns, "退文原因"),
            _key(typed.record, option, book.options, "公开属性"),
            reviewed,
        )
        desk.cases.sign(typed.record, _stage(typed.record, typed.stage, case, book), answer)
        _tell_standing(desk, typed.record)
    return 0


def _tell_standing(desk: Desk, record_id: int) -> None:
    record = desk.record(record_id)
    if record.case is not None:
        decided = f"，公开属性为{record.disclosure.value}" if record.disclosure is not None else ""
        console.say(f"{record_id}：{record.case.route.value}，{standing_words(record.case)}{decided}。")


def _key(record_id: int, label: str, known: Mapping[str, _Labelled], what: str) -> str:
    """Return the key of a thing of the rule book by its label. Raises CaseRefused for one that is not there."""
    if not label:
        return ""
    labels = {thing.label: key for key, thing in known.items()}
    if label not in labels:
        raise CaseRefused(record_id, (f"没有“{label}”这一{what}；可写：{'、'.join(labels)}。",))
    return labels[label]


def _stage(record_id: int, label: str, case: Case, book: RuleBook) -> str:
    stages = {stage.label: stage.key for stage in book.ways[case.route].stages}
    if label not in stages:
        raise CaseRefused(record_id, (f"{case.route.value}没有“{label}”这一环节；可写：{'、'.join(stages)}。",))
    return stages[label]


def _ground(record_id: int, words: str, book: RuleBook) -> GivenGround:
    label, kind = _halves(words)
    return GivenGround(_key(record_id, label, book.grounds, "理由"), kind)


def _halves(words: str) -> tuple[str, str]:
    first, _, second = words.replace("：", ":").partition(":")
    return first.strip(), second.strip()


FORMS = {Route.ATTRIBUTION: "认定审核表", Route.SECRECY: "国家秘密确定审批表", Route.CHANGE: "属性变更审批表"}
"""What the form of each route is called."""


def _person(person: Person, roles: Mapping[str, str]) -> tuple[str, ...]:
    duties = "、".join(roles.get(role, role) for role in person.roles)
    return person.name, person.office, duties, "有" if person.locked else "", "" if person.active else "停用"
