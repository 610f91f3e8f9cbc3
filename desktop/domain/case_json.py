"""The JSON of a case, as its facet and the journal keep it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain.case import (
    Case,
    Evidence,
    GivenGround,
    JointOpinion,
    KeptInPublic,
    Opinion,
    Proposal,
    Round,
    Route,
    SecrecyProposal,
    Verdict,
)
from desktop.domain.edits import Json


def case_to_json(case: Case) -> Json:
    """Return a case as JSON."""
    return {
        "route": case.route.value,
        "book": case.book,
        "stages": [*case.stages],
        "rounds": [_round_to_json(one) for one in case.rounds],
    }


def proposal_to_json(proposal: Proposal) -> Json:
    """Return a proposal as JSON; it is part of what is signed, so that the order and the names of its keys stay."""
    secrecy = proposal.secrecy
    return {
        "option": proposal.option,
        "document_type": proposal.document_type,
        "grounds": [[ground.key, ground.kind] for ground in proposal.grounds],
        "explanation": proposal.explanation,
        "basis": proposal.basis,
        "evidence": [[file.name, file.sha256] for file in proposal.evidence],
        "interpretation": proposal.interpretation,
        "interpretations": [*proposal.interpretations],
        "kept": [[kept.text, kept.reason] for kept in proposal.kept],
        "lead_office": proposal.lead_office,
        "joint": [[joint.office, joint.opinion] for joint in proposal.joint],
        "opinion": proposal.opinion,
        "secrecy": [secrecy.level, secrecy.term, secrecy.kind, secrecy.to_meeting] if secrecy is not None else None,
    }


def case_from_json(data: Json) -> Case:
    """Return the case that `case_to_json` wrote. Raises ValueError for other data."""
    try:
        case = _case(data)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no case: {data!r}") from error
    if case_to_json(case) != data:
        raise ValueError(f"no case: {data!r}")
    return case


def proposal_from_json(data: Json) -> Proposal:
    """Return the proposal that `proposal_to_json` wrote. Raises ValueError for other data."""
    try:
        if not isinstance(data, dict):
            raise TypeError(data)
        return _proposal(data)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no proposal: {data!r}") from error


def _round_to_json(one: Round) -> Json:
    opinions = [_opinion_to_json(opinion) for opinion in one.opinions]
    return {"proposal": proposal_to_json(one.proposal), "person": one.person, "at": one.at, "opinions": [*opinions]}


def _opinion_to_json(opinion: Opinion) -> Json:
    return {
        "stage": opinion.stage,
        "person": opinion.person,
        "at": opinion.at,
        "verdict": opinion.verdict.value,
        "signed": opinion.signed,
        "reason": opinion.reason,
        "ground": opinion.ground,
        "option": opinion.option,
        "secrecy_reviewed": opinion.secrecy_reviewed,
    }


def _case(data: Any) -> Case:
    rounds = tuple(_round(one) for one in data["rounds"])
    stages = _texts(data["stages"])
    case = Case(Route(data["route"]), _text(data["book"]), stages, rounds)
    if not rounds or not stages or len(set(stages)) != len(stages):
        raise ValueError(f"no case without rounds and stages: {data!r}")
    for one in rounds:
        _check_order(one, stages, is_last=one is rounds[-1])
    return case


def _check_order(one: Round, stages: tuple[str, ...], is_last: bool) -> None:
    """Refuse opinions out of their order, after the end, and a round that was followed without having been returned."""
    if tuple(opinion.stage for opinion in one.opinions) != stages[: len(one.opinions)]:
        raise ValueError(f"stages out of order: {one.opinions!r}")
    if any(opinion.verdict is not Verdict.AGREE for opinion in one.opinions[:-1]):
        raise ValueError(f"opinions after the end: {one.opinions!r}")
    if not is_last and (not one.opinions or one.opinions[-1].verdict is Verdict.AGREE):
        raise ValueError(f"a round that stands was followed by another: {one!r}")


def _round(data: Any) -> Round:
    opinions = tuple(_opinion(one) for one in data["opinions"])
    return Round(_proposal(data["proposal"]), _words(data["person"]), _words(data["at"]), opinions)


def _opinion(data: Any) -> Opinion:
    return Opinion(
        _words(data["stage"]),
        _words(data["person"]),
        _words(data["at"]),
        Verdict(data["verdict"]),
        _words(data["signed"]),
        _text(data["reason"]),
        _text(data["ground"]),
        _text(data["option"]),
        _truth(data["secrecy_reviewed"]),
    )


def _proposal(data: Mapping[str, Any]) -> Proposal:
    secrecy, interpretation = data["secrecy"], data["interpretation"]
    return Proposal(
        option=_text(data["option"]),
        document_type=_text(data["document_type"]),
        grounds=tuple(GivenGround(*_texts(one)) for one in data["grounds"]),
        explanation=_text(data["explanation"]),
        basis=_text(data["basis"]),
        evidence=tuple(Evidence(*_texts(one)) for one in data["evidence"]),
        interpretation=None if interpretation is None else _truth(interpretation),
        interpretations=_texts(data["interpretations"]),
        kept=tuple(KeptInPublic(*_texts(one)) for one in data["kept"]),
        lead_office=_text(data["lead_office"]),
        joint=tuple(JointOpinion(*_texts(one)) for one in data["joint"]),
        opinion=_text(data["opinion"]),
        secrecy=_secrecy(*secrecy) if secrecy is not None else None,
    )


def _secrecy(level: Any, term: Any, kind: Any, to_meeting: Any) -> SecrecyProposal:
    return SecrecyProposal(_words(level), _text(term), _text(kind), _truth(to_meeting))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"no text: {value!r}")
    return value


def _words(value: Any) -> str:
    if not _text(value).strip():
        raise ValueError("nothing said")
    return str(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"no truth: {value!r}")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"no list: {value!r}")
    return tuple(_text(one) for one in value)
