"""公开属性认定 by the staged rules: proposed, signed by three persons, sent back, decided, changed later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.case import (
    Evidence,
    GivenGround,
    JointOpinion,
    KeptInPublic,
    Proposal,
    Route,
    Standing,
    Verdict,
)
from desktop.domain.disclosure import Disclosure
from desktop.domain.errors import CaseRefused, RecordSigned, StepStale
from desktop.domain.fields import SensitiveItem
from desktop.domain.record import Status
from desktop.review.bulk import SetDisclosure
from desktop.review.cases import Answer
from desktop.review.desk import Desk
from desktop.review.telling import tell
from desktop.store import Store
from tests.helpers.proposals import CLOSED, OPEN, SECRET
from tests.store import samples

AGREED = Answer(Verdict.AGREE)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path) as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        store.choose_profile("staged", "李")
        desk = Desk(store, "起草人")
        desk.correct(1, "publicity_mark", None)
        yield desk
        assert store.verify().ok


def kept(desk: Desk, folder: Path, name: str) -> Evidence:
    """Keep a file of evidence in the store."""
    path = folder / name
    path.write_text("附件内容", "utf-8")
    return desk.store.keep_evidence(path)


def sign(desk: Desk, stage: str, person: str, answer: Answer = AGREED) -> None:
    if stage == "first" and answer.verdict is Verdict.AGREE and not answer.option:
        case = desk.record(1).case
        assert case is not None
        answer = replace(answer, option=case.last.proposal.option, secrecy_reviewed=True)
    desk.actor = person
    desk.cases.sign(1, stage, answer)


def decide(desk: Desk) -> None:
    for stage, person in (("first", "甲"), ("second", "乙"), ("final", "丙")):
        sign(desk, stage, person)


def refused(desk: Desk, proposal: Proposal, route: Route = Route.ATTRIBUTION) -> str:
    with pytest.raises(CaseRefused) as told:
        desk.cases.propose(1, proposal, route)
    return "".join(told.value.reasons)


def standing(desk: Desk) -> Standing:
    case = desk.record(1).case
    assert case is not None
    return case.standing


def test_three_persons_make_a_document_public(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    assert desk.record(1).disclosure is None
    decide(desk)
    assert standing(desk) is Standing.DECIDED
    assert desk.record(1).disclosure is Disclosure.PROACTIVE
    desk.approve([1])
    assert desk.record(1).status is Status.APPROVED


@pytest.mark.parametrize(
    ("proposal", "said"),
    [
        (replace(OPEN, option=""), "没有提出公开属性建议"),
        (replace(OPEN, document_type=""), "没有选文件类型"),
        (replace(OPEN, interpretation=None), "是否开展政策解读"),
        (replace(OPEN, interpretation=True), "没有选解读形式"),
        (replace(OPEN, lead_office=" "), "没有写牵头起草单位"),
        (replace(OPEN, joint=(JointOpinion("市司法局", ""),)), "联合起草的市司法局还没有意见"),
        (replace(CLOSED, grounds=()), "必须勾选理由"),
        (replace(CLOSED, explanation=""), "必须说明理由"),
        (replace(CLOSED, basis=""), "必须写明依据"),
        (replace(CLOSED, grounds=(GivenGround("internal"),)), "要选是哪一类"),
        (replace(CLOSED, grounds=(GivenGround("safety"),)), "社会稳定风险评估报告"),
        (replace(CLOSED, grounds=(GivenGround("specific-rights"),)), "不是“不予公开”的理由"),
        (replace(CLOSED, document_type="normative"), "行政规范性文件必须主动公开"),
        (replace(OPEN, option="redacted"), "必须写明依据"),
        (replace(OPEN, option="redacted", basis="条例第三十七条"), "要附删减后的版本"),
    ],
)
def test_incomplete_proposal_is_not_taken(desk: Desk, proposal: Proposal, said: str) -> None:
    assert said in refused(desk, proposal)
    assert desk.record(1).case is None


def test_evidence_may_stand_for_the_basis(desk: Desk, tmp_path: Path) -> None:
    report = kept(desk, tmp_path, "风险评估报告.txt")
    desk.cases.propose(1, replace(CLOSED, basis="", grounds=(GivenGround("safety"),), evidence=(report,)))
    assert standing(desk) is Standing.PENDING


def test_normative_document_is_no_other_document(desk: Desk) -> None:
    desk.correct(1, "normative", True)
    assert "请改文件类型" in refused(desk, OPEN)


def test_personal_number_keeps_a_document_from_being_public(desk: Desk) -> None:
    desk.correct(1, "sensitive", (SensitiveItem("mobile", "13800000000"),))
    assert "13800000000" in refused(desk, OPEN)
    desk.cases.propose(1, replace(OPEN, kept=(KeptInPublic("13800000000", "值班电话，本人同意"),)))
    assert standing(desk) is Standing.PENDING


def test_printed_secrecy_takes_the_other_way(desk: Desk) -> None:
    desk.correct(1, "secrecy", "秘密★1年")
    assert "应走定密审批" in refused(desk, OPEN)


def test_secrecy_is_decided_by_its_own_form_and_takes_the_attribute_away(desk: Desk) -> None:
    desk.store.choose_profile("simple", "李")
    desk.mark([1], Disclosure.WITHHELD)
    desk.store.choose_profile("staged", "李")
    desk.cases.propose(1, SECRET, Route.SECRECY)
    sign(desk, "first", "甲", replace(AGREED, option=""))
    sign(desk, "second", "乙")
    record = desk.record(1)
    assert (record.disclosure, record.value("secrecy")) == (None, "秘密★1年")
    assert record.case is not None
    assert record.case.standing is Standing.DECIDED


def test_nobody_signs_twice_and_no_drafter_signs(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    with pytest.raises(CaseRefused) as told:
        sign(desk, "first", "起草人")
    assert "建议与认定分开" in told.value.reasons[0]
    sign(desk, "first", "甲")
    with pytest.raises(CaseRefused) as told:
        sign(desk, "second", "甲")
    assert "甲已经签署初审" in told.value.reasons[0]


def test_stages_keep_their_order(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    with pytest.raises(CaseRefused) as told:
        sign(desk, "second", "乙")
    assert "现在轮到初审" in told.value.reasons[0]


def test_first_stage_reviews_secrecy(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    with pytest.raises(CaseRefused) as told:
        sign(desk, "first", "甲", Answer(Verdict.AGREE, option="open"))
    assert "保密审查" in told.value.reasons[0]


def test_sent_back_for_lacking_grounds_and_proposed_anew(desk: Desk) -> None:
    desk.cases.propose(1, CLOSED)
    sign(desk, "first", "甲", Answer(Verdict.RETURN, ground="no-reason"))
    assert standing(desk) is Standing.RETURNED
    desk.actor = "起草人"
    desk.correct(1, "title", "云川市人民政府关于印发信访工作规定的通知")
    desk.cases.propose(1, replace(CLOSED, explanation="补充：涉及岗位调整的讨论情况。"))
    decide(desk)
    case = desk.record(1).case
    assert case is not None
    assert len(case.rounds) == 2
    assert case.rounds[0].opinions[0].ground == "no-reason"
    assert desk.record(1).disclosure is Disclosure.WITHHELD


def test_disagreeing_needs_a_reason(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    with pytest.raises(CaseRefused):
        sign(desk, "first", "甲", Answer(Verdict.DISAGREE))
    sign(desk, "first", "甲", Answer(Verdict.DISAGREE, reason="应删减后公开"))
    assert standing(desk) is Standing.RETURNED


def test_first_stage_overrules_with_a_reason(desk: Desk) -> None:
    desk.cases.propose(1, CLOSED)
    with pytest.raises(CaseRefused):
        sign(desk, "first", "甲", Answer(Verdict.AGREE, option="open", secrecy_reviewed=True))
    sign(desk, "first", "甲", Answer(Verdict.AGREE, "不属于内部事务", option="open", secrecy_reviewed=True))
    sign(desk, "second", "乙")
    sign(desk, "final", "丙")
    assert desk.record(1).disclosure is Disclosure.PROACTIVE


def test_printed_mark_must_say_what_was_decided(desk: Desk) -> None:
    desk.correct(1, "publicity_mark", "此件公开发布")
    desk.cases.propose(1, CLOSED)
    sign(desk, "first", "甲")
    sign(desk, "second", "乙")
    with pytest.raises(CaseRefused) as told:
        sign(desk, "final", "丙")
    assert "两者不一致" in told.value.reasons[0]


def test_what_was_signed_stays_as_it_is(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    sign(desk, "first", "甲")
    with pytest.raises(RecordSigned):
        desk.correct(1, "title", "另一个标题")
    with pytest.raises(CaseRefused):
        desk.mark([1], Disclosure.WITHHELD)
    desk.remarks.note(1, None, "批注不受影响")
    assert desk.record(1).note == "批注不受影响"


def test_proposal_can_be_undone_until_somebody_signed(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    desk.undo()
    assert desk.record(1).case is None
    desk.redo()
    sign(desk, "first", "甲")
    with pytest.raises(StepStale):
        desk.undo()


def test_closed_document_becomes_public_later_and_the_former_decision_stays(desk: Desk) -> None:
    desk.cases.propose(1, CLOSED)
    decide(desk)
    desk.actor = "起草人"
    change = replace(OPEN, explanation="岗位安排已经公布。", basis="《政府信息公开条例》第十八条", interpretation=None)
    desk.cases.propose(1, change, Route.CHANGE)
    for stage, person in (("first", "甲"), ("second", "乙"), ("third", "丙"), ("leader", "丁")):
        sign(desk, stage, person, replace(AGREED, secrecy_reviewed=True, option="open" if stage == "first" else ""))
    record = desk.record(1)
    assert record.disclosure is Disclosure.PROACTIVE
    assert [case.option for case in record.cases] == ["withheld", "open"]


def test_public_document_has_nothing_to_change(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    decide(desk)
    desk.actor = "起草人"
    assert "只有依申请公开、不予公开和涉密" in refused(desk, CLOSED, Route.CHANGE)


def test_history_tells_every_stage_in_words(desk: Desk) -> None:
    desk.cases.propose(1, CLOSED)
    sign(desk, "first", "甲", Answer(Verdict.RETURN, "没有说明是哪一类", ground="no-reason"))
    told = "".join(said.whole for event in tell(desk.store.entries(1), desk.record(1)) for said in event.said)
    assert "提出公开属性认定建议：不予公开" in told
    assert "初审：退文，未说明理由或者未提供依据材料，理由：没有说明是哪一类" in told


def test_simple_rules_have_no_change_route(desk: Desk) -> None:
    desk.store.choose_profile("simple", "李")
    assert "没有公开属性变更这一程序" in refused(desk, OPEN, Route.CHANGE)


def test_no_verb_goes_around_the_stages(desk: Desk) -> None:
    plan = desk.bulk.plan([1, 2], SetDisclosure(Disclosure.PROACTIVE))
    with pytest.raises(CaseRefused):
        desk.bulk.make(plan, [1, 2])
    assert desk.record(1).disclosure is None


def test_document_with_a_secrecy_level_is_not_marked_under_any_rules(desk: Desk) -> None:
    desk.correct(1, "secrecy", "秘密★1年")
    desk.store.choose_profile("simple", "李")
    with pytest.raises(CaseRefused) as told:
        desk.mark([1], Disclosure.PROACTIVE)
    assert "秘密★1年" in told.value.reasons[0]
    plan = desk.bulk.plan([1, 2], SetDisclosure(Disclosure.PROACTIVE))
    assert ["密级" in row.refused for row in plan] == [True, False]
    desk.correct(1, "secrecy", None)
    desk.mark([1], Disclosure.PROACTIVE)
    assert desk.record(1).disclosure is Disclosure.PROACTIVE


def test_former_secret_becomes_public_by_a_change_and_loses_its_level(desk: Desk) -> None:
    desk.cases.propose(1, SECRET, Route.SECRECY)
    sign(desk, "first", "甲", replace(AGREED, option=""))
    sign(desk, "second", "乙")
    desk.actor = "起草人"
    change = replace(OPEN, explanation="已经解密。", basis="解密通知", interpretation=None)
    desk.cases.propose(1, change, Route.CHANGE)
    for stage, person in (("first", "甲"), ("second", "乙"), ("third", "丙"), ("leader", "丁")):
        sign(desk, stage, person, replace(AGREED, secrecy_reviewed=True, option="open" if stage == "first" else ""))
    assert (desk.record(1).disclosure, desk.record(1).value("secrecy")) == (Disclosure.PROACTIVE, None)
