"""What is filled into a form: nothing that the record and its case do not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from desktop.disclosure.form import FormPage, form_template
from desktop.disclosure.rulebook import Option, RuleBook
from desktop.domain.case import Case, Opinion, Route, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Record

TICKED, OPEN = "☑", "☐"
_NO_DAY = "　　年　　月　　日"
"""Where the day of a signature is written by hand."""


def filled_form(record: Record, number: int, book: RuleBook) -> FormPage | None:
    """Return the form of a record's case, by its number from 1; None where its route has no form.

    Raises ProfileWrong for a template that makes no sense.
    """
    case = record.cases[number - 1]
    name = book.ways[case.route].form
    if not name:
        return None
    former = record.cases[number - 2] if number > 1 else None
    return form_template(name).filled(form_values(record, case, former, book))


def form_values(record: Record, case: Case, former: Case | None, book: RuleBook) -> Mapping[str, str]:
    """Return the values of a case by the names of places. `former` is the case before a change."""
    proposal = case.last.proposal
    values = dict(_boxes(case, former, book))
    for key in ("title", "doc_number", "date"):
        value = record.value(key)
        values[key] = _day(value) if key == "date" and isinstance(value, str) else str(value or "")
    values["office"] = book.office or _issuer(record)
    values["lead_office"] = "、".join([proposal.lead_office, *(joint.office for joint in proposal.joint)])
    reason = _reason(case)
    for place in (proposal.option, "secrecy", "change"):
        values[f"reason.{place}"] = reason
    if proposal.option == "redacted":
        values["reason.redacted"] = f"\n理由依据：{reason}" if reason else ""
    joint = [f"{one.office}：{one.opinion}" for one in proposal.joint if one.opinion]
    values["drafter.opinion"] = "\n".join([proposal.opinion, *joint] if proposal.opinion else joint)
    values["drafter.person"], values["drafter.date"] = case.last.person, _local_day(case.last.at)
    if proposal.secrecy is not None:
        values["secrecy.level"], values["secrecy.term"] = proposal.secrecy.level, proposal.secrecy.term
    for opinion in case.last.opinions:
        values |= _said(opinion, book)
    return values


def _issuer(record: Record) -> str:
    """Return the organ in whose name a document is issued: it heads the form where the rules name no office."""
    issuers = record.value("issuers")
    return str(issuers[0]) if isinstance(issuers, tuple) and issuers else ""


def _boxes(case: Case, former: Case | None, book: RuleBook) -> Iterator[tuple[str, str]]:
    """Yield every box of the rule book, ticked or not."""
    proposal = case.last.proposal
    for key in book.options:
        yield f"option.{key}", _box(key == proposal.option)
    for key in book.document_types:
        yield f"type.{key}", _box(key == proposal.document_type)
    given = {ground.key: ground.kind for ground in proposal.grounds}
    for key in book.grounds:
        yield f"ground.{key}", _box(key in given)
        yield f"kind.{key}", f"：{given[key]}" if given.get(key) else ""
    for kind in book.interpretations:
        yield f"interpretation.{kind}", _box(kind in proposal.interpretations)
    yield "interpretation.yes", _box(proposal.interpretation is True)
    yield "interpretation.no", _box(proposal.interpretation is False)
    option = book.options.get(proposal.option)
    yield "copy.no", _box(option is not None and not option.redacted)
    secrecy = proposal.secrecy
    yield "meeting.yes", _box(secrecy is not None and secrecy.to_meeting)
    yield "meeting.no", _box(secrecy is not None and not secrecy.to_meeting)
    for kind in book.secrecy_kinds:
        yield f"secrecy.{kind}", _box(secrecy is not None and secrecy.kind == kind)
    yield from _former_boxes(former, book)
    for stage in case.stages:
        for name in ("agree", "disagree", "secrecy", *book.options):
            yield f"{stage}.{name}", OPEN
        yield f"{stage}.date", _NO_DAY


def _former_boxes(former: Case | None, book: RuleBook) -> Iterator[tuple[str, str]]:
    option = book.options.get(former.option) if former is not None and former.route is not Route.SECRECY else None
    yield "former.request", _box(option is not None and option.disclosure is Disclosure.ON_REQUEST)
    yield "former.withheld", _box(option is not None and option.disclosure is Disclosure.WITHHELD)
    yield "former.secret", _box(former is not None and former.route is Route.SECRECY)


def _said(opinion: Opinion, book: RuleBook) -> dict[str, str]:
    """Return what a stage wrote into its row."""
    stage, agreed = opinion.stage, opinion.verdict is Verdict.AGREE
    said = {
        f"{stage}.agree": _box(agreed),
        f"{stage}.disagree": _box(not agreed),
        f"{stage}.secrecy": _box(opinion.secrecy_reviewed),
        f"{stage}.person": opinion.person,
        f"{stage}.date": _local_day(opinion.at),
        f"{stage}.reason": opinion.reason,
    }
    if opinion.option:
        option = book.options[opinion.option]
        said[f"{stage}.{opinion.option}"] = said[f"{stage}.{_box_of(option, book)}"] = TICKED
        redacted = "（删减后公开）" if option.redacted else ""
        said[f"{stage}.reason"] = redacted + (f"，理由：{opinion.reason}" if opinion.reason else "")
    return said


def _box_of(option: Option, book: RuleBook) -> str:
    """Return the box of a stage's row for an option: what is public after deletions is 主动公开 there."""
    plain = (
        known.key for known in book.options.values() if known.disclosure is option.disclosure and not known.redacted
    )
    return next(plain, option.key) if option.redacted else option.key


def _reason(case: Case) -> str:
    """Return the explanation, the basis and the names of the evidence, as the drafter gave them."""
    proposal = case.last.proposal
    files = "、".join(file.name for file in proposal.evidence)
    parts = [proposal.explanation, proposal.basis, f"附：{files}" if files else ""]
    return "\n".join(part for part in parts if part)


def _box(is_ticked: bool) -> str:
    return TICKED if is_ticked else OPEN


def _local_day(at: str) -> str:
    """Return the day of a moment in local time, as forms write it."""
    moment = datetime.fromisoformat(at).astimezone()
    return f"{moment.year}年{moment.month}月{moment.day}日"


def _day(date: str) -> str:
    year, month, day = date.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
