"""Records whose cases are as full as a form can show: one for each of the three forms, and one of long texts."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case import (
    Case,
    Evidence,
    GivenGround,
    JointOpinion,
    Opinion,
    Proposal,
    Round,
    Route,
    SecrecyProposal,
    Verdict,
)
from desktop.domain.document import Document
from desktop.domain.record import Correction, Record
from desktop.domain.text import Span

BOOK = "staged"
TITLE = "云川市人民政府办公室关于调整市防汛指挥机构内部值守安排的通知"
AT = "2026-03-{day:02}T04:00:00.000000+00:00"
"""Noon in Beijing and still the same day nearly everywhere."""
WITHHELD = Proposal(
    option="withheld",
    document_type="other",
    grounds=(GivenGround("internal", "人事管理"),),
    explanation="只安排本单位值守人员，不涉及社会公众。",
    basis="《政府信息公开条例》第十六条第一款",
    evidence=(Evidence("值守安排说明.pdf", "0" * 64),),
    lead_office="市应急管理局",
    joint=(JointOpinion("市水利局", "同意"),),
    opinion="建议不予公开。",
)


def withheld(explanation: str = WITHHELD.explanation) -> Record:
    """Return a record that was closed in all three stages."""
    proposal = replace(WITHHELD, explanation=explanation)
    return _record(_case(Route.ATTRIBUTION, ("first", "second", "final"), proposal, first="withheld"))


def fresh() -> Record:
    """Return a record that nobody has signed yet."""
    return _record(
        Case(Route.ATTRIBUTION, BOOK, ("first", "second", "final"), (Round(WITHHELD, "李敏", AT.format(day=2)),))
    )


def redacted() -> Record:
    """Return a record that is to be public after deletions, overruled at the second stage."""
    proposal = Proposal(
        option="redacted",
        document_type="normative",
        interpretation=True,
        interpretations=("文字解读", "新闻发布会"),
        explanation="名单中的联系电话删去。",
        lead_office="市民政局",
    )
    opinions = (
        _opinion("first", "王远", 3, option="redacted", secrecy_reviewed=True),
        _opinion("second", "周岚", 4, Verdict.DISAGREE, reason="删减部分没有勾画"),
    )
    one = Round(proposal, "李敏", AT.format(day=2), opinions)
    return _record(Case(Route.ATTRIBUTION, BOOK, ("first", "second", "final"), (one,)))


def secret() -> Record:
    """Return a record that took the secrecy form."""
    proposal = Proposal(
        explanation="涉及尚未公布的处置预案。",
        basis="《保守国家秘密法》第十三条",
        lead_office="市应急管理局",
        opinion="建议定为秘密级。",
        secrecy=SecrecyProposal("秘密", "1年", "派生定密", to_meeting=True),
    )
    return _record(_case(Route.SECRECY, ("first", "second"), proposal))


def changed() -> Record:
    """Return a record that was closed and is proposed for the public two years later."""
    proposal = Proposal(
        option="open",
        explanation="所涉工作已经结束，公开不再有影响。",
        basis="《政府信息公开条例》第十三条",
        lead_office="市应急管理局",
        opinion="建议变更为主动公开。",
    )
    former = _case(Route.ATTRIBUTION, ("first", "second", "final"), WITHHELD, first="withheld")
    return _record(former, _case(Route.CHANGE, ("first", "second", "third", "leader"), proposal))


def _case(route: Route, stages: tuple[str, ...], proposal: Proposal, first: str = "") -> Case:
    people = ("王远", "周岚", "林溪", "许青")
    opinions = tuple(
        _opinion(
            stage, person, day, option=first if stage == "first" else "", secrecy_reviewed=bool(first and day == 3)
        )
        for day, (stage, person) in enumerate(zip(stages, people, strict=False), 3)
    )
    return Case(route, BOOK, stages, (Round(proposal, "李敏", AT.format(day=2), opinions),))


def _opinion(
    stage: str,
    person: str,
    day: int,
    verdict: Verdict = Verdict.AGREE,
    reason: str = "",
    option: str = "",
    secrecy_reviewed: bool = False,
) -> Opinion:
    at = AT.format(day=day)
    return Opinion(stage, person, at, verdict, "0" * 64, reason, "", option, secrecy_reviewed)


def _record(*cases: Case) -> Record:
    values = {"title": TITLE, "doc_number": "云府办发〔2026〕7号", "date": "2026-03-01"}
    corrections = {key: Correction(value) for key, value in values.items()}
    return Record(7, 1, 1, Document(Span(0, 10), {}), corrections, cases=cases)
