"""The reviewer's verbs on 公开属性认定: proposals handed in, signed stage by stage, or sent back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from desktop.disclosure.blocks import Block, blocks_of_opinion, blocks_of_proposal, decided
from desktop.disclosure.profile import rule_book
from desktop.disclosure.rulebook import RuleBook
from desktop.disclosure.signs import Facts
from desktop.disclosure.suggestion import Suggestion, suggest
from desktop.domain.case import Case, Opinion, Proposal, Round, Route, Standing, Verdict
from desktop.domain.case_json import case_to_json, proposal_to_json
from desktop.domain.contract import value_to_json
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import DISCLOSURE, PLAN, STATUS, Change, Json, Step, Verb, case_facet, field_facet
from desktop.domain.errors import CaseRefused
from desktop.domain.facets import correction_to_json, disclosure_to_json, status_to_json
from desktop.domain.fields import FIELDS
from desktop.domain.person import DRAFTER
from desktop.domain.record import Correction, Record, Status
from desktop.review import case_words, steps
from desktop.review.expunging import Expunged, Plan, expunge, plan

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done

_RESTS_ON = ("publicity_mark", "secrecy", "sensitive", "normative")
"""The fields that the demands look at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says in a stage. `option` is the value by their own judgement, where the stage judges one."""

    verdict: Verdict
    reason: str = ""
    ground: str = ""
    option: str = ""
    secrecy_reviewed: bool = False


class Cases:
    """Proposals, signatures and returns. A proposal can be undone until somebody has signed; a signature never."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk

    @property
    def book(self) -> RuleBook:
        """The rules of this store. Raises ProfileWrong."""
        return rule_book(self._desk.store.profile())

    def suggestion(self, record_id: int) -> Suggestion | None:
        """Return what a document suggests by the rules, None where nothing speaks for anything."""
        return suggest(self._facts(self._desk.record(record_id)), self.book)

    def outside(self, record_id: int) -> str:
        """Say in Chinese that the rules are not made for documents of this 文种; empty where they are.

        Such a document is not refused.
        """
        book, genre = self.book, self._desk.record(record_id).value("genre")
        if not isinstance(genre, str) or not genre or book.in_scope(genre):
            return ""
        return f"文种“{genre}”不在现行规则“{book.name}”的适用范围内，可以参照办理。"

    def refuse_marking(self, record_ids: Sequence[int]) -> None:
        """Raise CaseRefused where a 公开属性 is not for one person to set."""
        if record_ids and self.book.by_case:
            told = f"现行规则“{self.book.name}”要求先提出建议，再逐级签署，不能直接标注。"
            raise CaseRefused(record_ids[0], (told,))

    def refuse_marks(self, changes: Sequence[Change]) -> None:
        """Raise CaseRefused where a step gives a 公开属性 by one person's hand though it may not, or to a 密级."""
        marked = [change.record_id for change in changes if change.facet == DISCLOSURE and change.after is not None]
        self.refuse_marking(marked)
        for record_id in marked:
            record = self._desk.record(record_id)
            told = why_unmarkable(record)
            if told and steps.level_after(record, changes):
                raise CaseRefused(record_id, (told,))

    def lacking(self, record_id: int, proposal: Proposal, route: Route = Route.ATTRIBUTION) -> tuple[Block, ...]:
        """Return what a proposal lacks before it may be handed in."""
        return blocks_of_proposal(proposal, route, self._facts(self._desk.record(record_id)), self.book)

    def propose(self, record_id: int, proposal: Proposal, route: Route = Route.ATTRIBUTION) -> Done:
        """Hand a proposal in: as a new round of a case that was sent back, else as a new case.

        Raises CaseRefused with everything that is lacking, or when the document is with somebody already.
        """
        record = self._desk.record(record_id)
        book, facts = self.book, self._facts(record)
        self._refuse_without_role(record_id, DRAFTER, "提出建议")
        _refuse(record_id, _standing_in_the_way(record, route, book) + _signed_before(record, self._desk.actor, book))
        _refuse(record_id, [block.sentence for block in blocks_of_proposal(proposal, route, facts, book)])
        one = Round(proposal, self._desk.actor, _now())
        case, number = record.case, len(record.cases)
        if case is not None and case.standing is Standing.RETURNED and case.route is route:
            change = _grown(record_id, number, case, case.proposed_anew(one))
        else:
            stages = tuple(stage.key for stage in book.ways[route].stages)
            change = _grown(record_id, number + 1, None, Case(route, book.key, stages, (one,)))
        return self._desk.make(Step(Verb.PROPOSE, (change,)), self._held(record))

    def obstacles(self, record_id: int, stage: str, answer: Answer) -> tuple[Block, ...]:
        """Return what stops the person at the desk from saying this in a stage."""
        record = self._desk.record(record_id)
        case = record.case
        if case is None:
            return ()
        return blocks_of_opinion(
            self._opinion(record, case, stage, answer), case, self._facts(record), self.book_of(case)
        )

    def sign(self, record_id: int, stage: str, answer: Answer) -> Done:
        """Say something in the stage whose turn it is; the last 同意 decides. It cannot be undone.

        Raises CaseRefused with everything that stops it.
        """
        record = self._desk.record(record_id)
        case = record.case
        if case is None:
            raise CaseRefused(record_id, ("这件文件还没有认定建议。",))
        book = self.book_of(case)
        self._refuse_without_role(record_id, stage, case_words.stage_label(case, stage, book))
        opinion = self._opinion(record, case, stage, answer)
        _refuse(record_id, [block.sentence for block in blocks_of_opinion(opinion, case, self._facts(record), book)])
        after = case.with_opinion(opinion)
        changes = (_grown(record_id, len(record.cases), case, after), *_outcome(record, after, book))
        verb = Verb.SEND_BACK if answer.verdict is Verdict.RETURN else Verb.SIGN
        return self._desk.settle(Step(verb, changes), self._held(record))

    def expunging(self, record_id: int) -> Plan:
        """Say what removing the text of a document with a 密级 would reach. Raises CaseRefused, RecordExpunged."""
        return plan(self._desk, record_id)

    def expunge(self, record_id: int, reason: str) -> Expunged:
        """Remove the text of a document with a 密级 from the store for good; nothing brings it back.

        Raises CaseRefused with everything that stops it, RecordExpunged.
        """
        return expunge(self._desk, record_id, reason)

    def book_of(self, case: Case) -> RuleBook:
        """Return the rules that a case was opened under. Raises ProfileWrong."""
        return rule_book(case.book)

    def _refuse_without_role(self, record_id: int, role: str, label: str) -> None:
        if not self._desk.people.may(self._desk.actor, role):
            raise CaseRefused(record_id, (f"{self._desk.actor}没有“{label}”的职责，请在“人员”里登记。",))

    def _opinion(self, record: Record, case: Case, stage: str, answer: Answer) -> Opinion:
        return Opinion(
            stage,
            self._desk.actor,
            _now(),
            answer.verdict,
            what_is_signed(record, case),
            answer.reason.strip(),
            answer.ground,
            answer.option if answer.verdict is Verdict.AGREE else "",
            answer.secrecy_reviewed,
        )

    def _facts(self, record: Record) -> Facts:
        store = self._desk.store
        return Facts(record, store.text(record.source_id).text, store.issue(record.source_id) is not None)

    def _held(self, record: Record) -> tuple[Change, ...]:
        """Return what a step of a case relies on: the fields and the plan that the demands look at."""
        state: Mapping[str, Json] = self._desk.store.states((record.id,))[record.id]
        held = steps.held_states({record.id: state}, STATUS) + steps.held_states({record.id: state}, PLAN)
        for key in _RESTS_ON:
            held += steps.held_states({record.id: state}, field_facet(key))
        return held


def why_unmarkable(record: Record) -> str:
    """Return in Chinese why a document gets no 公开属性 at all, empty where it may have one."""
    level = record.value("secrecy")
    return f"文件标有密级“{level}”，不标注公开属性；密级识别有误的，请先更正密级一栏。" if level else ""


def what_is_signed(record: Record, case: Case) -> str:
    """Return the SHA-256 (hex) of what a signature stands for: the proposal and every value of the document."""
    values = {spec.key: value_to_json(record.value(spec.key)) for spec in FIELDS}
    whole = {"proposal": proposal_to_json(case.last.proposal), "values": values, "source": record.source_id}
    return sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def open_ways(record: Record, book: RuleBook) -> tuple[Route, ...]:
    """Return the routes on which a proposal may be handed in as things stand."""
    return tuple(route for route in Route if not _standing_in_the_way(record, route, book))


def _standing_in_the_way(record: Record, route: Route, book: RuleBook) -> list[str]:
    if route not in book.ways:
        return [f"现行规则“{book.name}”没有{route.value}这一程序。"]
    case = record.case
    if case is not None and case.standing is Standing.PENDING:
        stage = next((known.label for known in book.ways[case.route].stages if known.key == case.stage), case.stage)
        return [f"这件文件正在办理{case.route.value}，等待{stage}，不能另提建议。"]
    is_closed = record.disclosure in (Disclosure.ON_REQUEST, Disclosure.WITHHELD) or bool(record.value("secrecy"))
    if route is Route.CHANGE and not is_closed:
        return ["只有依申请公开、不予公开和涉密的文件才需要变更公开属性。"]
    return []


def _signed_before(record: Record, person: str, book: RuleBook) -> list[str]:
    """Say why a person who signed in a case may not propose in it again: 建议 and 认定 are not the same person's."""
    case = record.case
    if case is None or case.standing is not Standing.RETURNED or not book.distinct_persons:
        return []
    has_signed = any(opinion.person == person for one in case.rounds for opinion in one.opinions)
    return [f"{person}已在这件文件的认定中签署，不能再提建议；建议与认定分开。"] if has_signed else []


def _outcome(record: Record, case: Case, book: RuleBook) -> tuple[Change, ...]:
    """Return what the last signature sets: the 公开属性 that was decided, or the 密级 in its place.

    A change makes public, so it takes the 密级 of a document away.
    """
    if case.standing is not Standing.DECIDED:
        return ()
    option, secrecy = decided(case, book), case.last.proposal.secrecy
    changes = []
    disclosure = option.disclosure if option is not None and case.route is not Route.SECRECY else None
    if disclosure is not record.disclosure:
        before, after = disclosure_to_json(record.disclosure), disclosure_to_json(disclosure)
        changes.append(Change(record.id, DISCLOSURE, before, after))
        if record.status is Status.APPROVED:
            changes.append(Change(record.id, STATUS, status_to_json(record.status), None))
    level = record.value("secrecy")
    if case.route is Route.SECRECY and secrecy is not None:
        level = f"{secrecy.level}★{secrecy.term}"
    elif case.route is Route.CHANGE:
        level = None
    if record.value("secrecy") != level:
        before = correction_to_json(record.corrections.get("secrecy"))
        changes.append(Change(record.id, field_facet("secrecy"), before, correction_to_json(Correction(level))))
    return tuple(changes)


def _grown(record_id: int, number: int, before: Case | None, after: Case) -> Change:
    return Change(
        record_id, case_facet(number), case_to_json(before) if before is not None else None, case_to_json(after)
    )


def _refuse(record_id: int, reasons: list[str]) -> None:
    if reasons:
        raise CaseRefused(record_id, tuple(reasons))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
