"""What happened in a case, in words."""

from __future__ import annotations

from desktop.disclosure.profile import rule_book
from desktop.disclosure.rulebook import RuleBook
from desktop.domain.case import Case, Opinion, Round, Standing, Verdict
from desktop.domain.case_json import case_from_json
from desktop.domain.edits import Change
from desktop.domain.errors import ProfileWrong


def of_change(change: Change) -> tuple[str, ...]:
    """Return sentences without full stop on how a case grew, or was taken back."""
    if change.after is None:
        return ("撤回认定建议",)
    after = case_from_json(change.after)
    before = case_from_json(change.before) if change.before is not None else None
    book = book_of(after)
    if before is not None and len(before.rounds) > len(after.rounds):
        return ("撤回重新提出的建议",)
    if before is None or len(after.rounds) > len(before.rounds):
        return (of_proposal(after, after.last, book),)
    return (of_opinion(after, after.last.opinions[-1], book),)


def of_proposal(case: Case, one: Round, book: RuleBook | None) -> str:
    """Say what was proposed."""
    secrecy = one.proposal.secrecy
    what = option_label(one.proposal.option, book)
    if secrecy is not None:
        what = f"{secrecy.level}，{secrecy.term}"
    again = "重新提出" if one is not case.rounds[0] else "提出"
    return f"{again}{case.route.value}建议：{what}"


def of_opinion(case: Case, opinion: Opinion, book: RuleBook | None) -> str:
    """Say what a stage said."""
    said = f"{stage_label(case, opinion.stage, book)}：{opinion.verdict.value}"
    if opinion.verdict is Verdict.AGREE and opinion.option:
        said += f"，认定为{option_label(opinion.option, book)}"
    if opinion.ground and book is not None and opinion.ground in book.returns:
        said += f"，{book.returns[opinion.ground].label}"
    if opinion.reason:
        said += f"，理由：{opinion.reason}"
    return said


def standing_words(case: Case) -> str:
    """Say how far a case has come."""
    book = book_of(case)
    if case.standing is Standing.PENDING and case.stage is not None:
        return f"等待{stage_label(case, case.stage, book)}"
    if case.standing is Standing.RETURNED:
        last = case.last.opinions[-1]
        return f"{stage_label(case, last.stage, book)}{last.verdict.value}，待重新提出"
    return "已办结"


def stage_label(case: Case, stage: str, book: RuleBook | None) -> str:
    """Return what a stage is called; its key where the rules are gone."""
    stages = book.ways[case.route].stages if book is not None and case.route in book.ways else ()
    return next((known.label for known in stages if known.key == stage), stage)


def option_label(option: str, book: RuleBook | None) -> str:
    """Return what an option is called; its key where the rules are gone."""
    known = book.options.get(option) if book is not None else None
    return known.label if known is not None else option


def book_of(case: Case) -> RuleBook | None:
    """Return the rules of a case, None where their profile is gone or wrong by now."""
    try:
        return rule_book(case.book)
    except (ProfileWrong, OSError):
        return None
