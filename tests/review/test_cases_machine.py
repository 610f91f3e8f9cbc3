"""Whatever people try, in any order: no document comes into a state that the rules forbid; the journal tells all."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from desktop.domain.case import Case, GivenGround, KeptInPublic, Proposal, Route, SecrecyProposal, Standing, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.errors import ApprovalRefused, CaseRefused, RecordSigned, StepStale
from desktop.domain.fields import SensitiveItem, Value
from desktop.domain.record import Record, Status
from desktop.review.cases import Answer
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples

RECORDS = st.sampled_from([1, 2])
PERSONS = st.sampled_from(["甲", "乙", "丙", "丁", "戊"])
WORDS = st.sampled_from(["", " ", "理由"])
MOBILE = SensitiveItem("mobile", "13800000000")
VALUES = st.one_of(
    st.tuples(st.just("title"), st.sampled_from(["甲", "乙"])),
    st.tuples(st.just("normative"), st.sampled_from([True, False, None])),
    st.tuples(st.just("publicity_mark"), st.sampled_from([None, "此件公开发布", "此件不予公开"])),
    st.tuples(st.just("sensitive"), st.sampled_from([(), (MOBILE,)])),
    st.tuples(st.just("secrecy"), st.sampled_from([None, None, None, "秘密★1年"])),
)
GROUNDS = st.sampled_from(
    [(), (GivenGround("internal", "人事管理"),), (GivenGround("internal"),), (GivenGround("specific-rights"),)]
)
PROPOSALS = st.builds(
    Proposal,
    option=st.sampled_from(["", "open", "redacted", "request", "withheld", "withheld"]),
    document_type=st.sampled_from(["", "normative", "other", "other", "other"]),
    grounds=GROUNDS,
    explanation=WORDS,
    basis=WORDS,
    interpretation=st.sampled_from([None, False, True]),
    interpretations=st.sampled_from([(), ("文字解读",)]),
    kept=st.sampled_from([(), (KeptInPublic(MOBILE.text, "值班手机"),)]),
    lead_office=st.sampled_from(["", "市信访局", "市信访局"]),
    secrecy=st.sampled_from([None, SecrecyProposal("秘密", "1年", "原始定密"), SecrecyProposal("普通", "", "")]),
)
WHOLE = Proposal(
    "withheld", "other", (GivenGround("process", "过程稿"),), "尚在讨论", "条例第十六条", lead_office="市信访局"
)
ANSWERS = st.builds(
    Answer,
    verdict=st.sampled_from([Verdict.AGREE] * 5 + [Verdict.DISAGREE, Verdict.RETURN]),
    reason=WORDS,
    ground=st.sampled_from(["", "no-reason"]),
    option=st.sampled_from(["", "open", "redacted", "withheld"]),
    secrecy_reviewed=st.booleans(),
)
REFUSED = (CaseRefused, RecordSigned, StepStale, ApprovalRefused)


class Deciding(RuleBasedStateMachine):
    """Five persons at one desk, in turns."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder)
        parsed = samples.issue()
        self.store.add_source(parsed, samples.raw(parsed), "李")
        self.store.choose_profile("staged", "李")
        self.desk = Desk(self.store, "甲")

    @rule(record=RECORDS, person=PERSONS, proposal=PROPOSALS, route=st.sampled_from([*Route, Route.ATTRIBUTION]))
    def propose(self, record: int, person: str, proposal: Proposal, route: Route) -> None:
        self.desk.actor = person
        with contextlib.suppress(*REFUSED):
            self.desk.cases.propose(record, proposal, route)

    @rule(record=RECORDS, person=PERSONS)
    def propose_whole(self, record: int, person: str) -> None:
        self.propose(record, person, WHOLE, Route.ATTRIBUTION)

    @rule(record=RECORDS, person=PERSONS, stage=st.sampled_from(["first", "second", "third", "final"]), answer=ANSWERS)
    def sign(self, record: int, person: str, stage: str, answer: Answer) -> None:
        self.desk.actor = person
        with contextlib.suppress(*REFUSED):
            self.desk.cases.sign(record, stage, answer)

    @rule(record=RECORDS, person=PERSONS)
    def agree(self, record: int, person: str) -> None:
        case = self.store.record(record).case
        if case is not None and case.stage is not None:
            answer = Answer(Verdict.AGREE, option=case.last.proposal.option, secrecy_reviewed=True)
            self.sign(record, person, case.stage, answer)

    @rule(record=RECORDS, pair=VALUES)
    def correct(self, record: int, pair: tuple[str, Value]) -> None:
        with contextlib.suppress(*REFUSED):
            self.desk.correct(record, *pair)

    @rule(record=RECORDS, disclosure=st.sampled_from([*Disclosure, None]))
    def mark(self, record: int, disclosure: Disclosure | None) -> None:
        with pytest.raises(CaseRefused):
            self.desk.mark([record], disclosure)

    @rule(record=RECORDS)
    def approve(self, record: int) -> None:
        with contextlib.suppress(*REFUSED):
            self.desk.approve([record])

    @rule(redoes=st.booleans())
    def undo(self, redoes: bool) -> None:
        with contextlib.suppress(*REFUSED):
            if redoes:
                self.desk.redo()
            else:
                self.desk.undo()

    @rule(record=RECORDS, back=st.integers(0, 6))
    def return_to(self, record: int, back: int) -> None:
        entries = self.store.entries(record)
        with contextlib.suppress(*REFUSED):
            self.desk.returns.to(self.desk.returns.preview(record, entries[-1 - back % len(entries)].number))

    @invariant()
    def nothing_forbidden(self) -> None:
        for number in (1, 2):
            record = self.store.record(number)
            for case in record.cases:
                assert_by_the_book(case)
            assert_record_fits(record)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            try:
                assert self.store.verify().faults == ()
            finally:
                self.store.close()
                shutil.rmtree(self.folder)


def assert_by_the_book(case: Case) -> None:
    """Demand of one case what the articles demand, in their own words and without the program's checks."""
    signers = {(opinion.person, opinion.stage) for one in case.rounds for opinion in one.opinions}
    assert len({person for person, _ in signers}) == len(signers)  # art. 10: nobody signs two stages
    assert not {person for person, _ in signers} & {one.person for one in case.rounds}  # art. 3
    for one in case.rounds:
        proposal = one.proposal
        assert proposal.lead_office.strip()
        if case.route is Route.ATTRIBUTION and proposal.option in ("request", "withheld"):  # art. 4, 7
            assert proposal.grounds
            assert proposal.explanation.strip()
            assert proposal.basis.strip() or proposal.evidence
        for opinion in one.opinions:
            if opinion.verdict is not Verdict.AGREE:
                assert opinion.reason.strip() or opinion.ground
            elif case.route is Route.ATTRIBUTION and opinion.stage == "first":  # art. 8, 10
                assert opinion.secrecy_reviewed
                assert opinion.option
                assert not (proposal.document_type == "normative" and opinion.option in ("request", "withheld"))


def assert_record_fits(record: Record) -> None:
    """Demand that the 公开属性 is what was decided last, and that nothing is approved before."""
    decided = [case for case in record.cases if case.standing is Standing.DECIDED]
    if not decided:
        assert record.disclosure is None
        assert record.status is Status.PENDING
        return
    last = decided[-1]
    if last.route is Route.SECRECY:
        assert record.disclosure is None
        assert record.cases[-1] is not last or record.value("secrecy")
    else:
        open_ = last.option in ("open", "redacted")
        assert (record.disclosure is Disclosure.PROACTIVE) is open_


TestDeciding = Deciding.TestCase
TestDeciding.settings = settings(
    max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.long
@pytest.mark.parametrize("number", range(20))
def test_a_thousand_sequences(number: int) -> None:
    lasting = settings(TestDeciding.settings, max_examples=50)
    run_state_machine_as_test(seed(number)(Deciding), settings=lasting)
