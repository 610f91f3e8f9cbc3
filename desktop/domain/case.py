"""The case of a document: what was proposed about its 公开属性 (or its 密级), and who said what of it, stage by stage.

A case never forgets: a proposal that was sent back stays in its round, and what follows is a new round. Stages, options
and grounds are named by the keys of the rule book that the case was opened under.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class Route(Enum):
    """Which way a document goes."""

    ATTRIBUTION = "公开属性认定"
    SECRECY = "定密"
    CHANGE = "公开属性变更"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that proves a reason: its name, and the SHA-256 by which the store keeps it."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class GivenGround:
    """A ground that was ticked, and which of its kinds."""

    key: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class JointOpinion:
    """What another drafting office said of the proposal (联合行文)."""

    office: str
    opinion: str


@dataclass(frozen=True, slots=True)
class KeptInPublic:
    """A sensitive passage that may stand in public, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SecrecyProposal:
    """A 定密建议: 密级, term or condition of its end, original or derived, and whether a meeting is to decide."""

    level: str
    term: str
    kind: str
    to_meeting: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the drafting office proposes. `interpretation` is None until it says whether there will be a 政策解读."""

    option: str = ""
    document_type: str = ""
    grounds: tuple[GivenGround, ...] = ()
    explanation: str = ""
    basis: str = ""
    evidence: tuple[Evidence, ...] = ()
    interpretation: bool | None = None
    interpretations: tuple[str, ...] = ()
    kept: tuple[KeptInPublic, ...] = ()
    lead_office: str = ""
    joint: tuple[JointOpinion, ...] = ()
    opinion: str = ""
    secrecy: SecrecyProposal | None = None


class Verdict(Enum):
    """What a stage says."""

    AGREE = "同意"
    DISAGREE = "不同意"
    RETURN = "退文"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person said in one stage. `at` is ISO 8601 in UTC.

    `option` is the value by the stage's own judgement, empty where it judges none; `ground` names the reason of 退文;
    `signed` is the SHA-256 of the proposal and of the values of the document as they were then.
    """

    stage: str
    person: str
    at: str
    verdict: Verdict
    signed: str
    reason: str = ""
    ground: str = ""
    option: str = ""
    secrecy_reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One proposal, who made it and when, and the opinions on it in their order."""

    proposal: Proposal
    person: str
    at: str
    opinions: tuple[Opinion, ...] = ()


class Standing(Enum):
    """How far a case has come."""

    PENDING = "办理中"
    RETURNED = "已退回"
    DECIDED = "已办结"


@dataclass(frozen=True, slots=True)
class Case:
    """One passage of a document through a route. `book` is the profile, `stages` are its stages when it began."""

    route: Route
    book: str
    stages: tuple[str, ...]
    rounds: tuple[Round, ...]

    @property
    def last(self) -> Round:
        """The round that counts."""
        return self.rounds[-1]

    @property
    def standing(self) -> Standing:
        """How far it has come."""
        opinions = self.last.opinions
        if opinions and opinions[-1].verdict is not Verdict.AGREE:
            return Standing.RETURNED
        return Standing.DECIDED if len(opinions) == len(self.stages) else Standing.PENDING

    @property
    def stage(self) -> str | None:
        """The stage whose turn it is, None where it is nobody's."""
        return self.stages[len(self.last.opinions)] if self.standing is Standing.PENDING else None

    @property
    def is_signed(self) -> bool:
        """Tell whether somebody agreed and the case still stands: the document may not change then."""
        return self.standing is not Standing.RETURNED and bool(self.last.opinions)

    @property
    def option(self) -> str:
        """The option that was decided, or is as things stand: the last that a stage judged, else the one proposed."""
        judged = [opinion.option for opinion in self.last.opinions if opinion.option]
        return judged[-1] if judged else self.last.proposal.option

    def proposed_anew(self, following: Round) -> Case:
        """Return the case with another round."""
        return replace(self, rounds=(*self.rounds, following))

    def with_opinion(self, opinion: Opinion) -> Case:
        """Return the case with one more opinion in the last round."""
        last = replace(self.last, opinions=(*self.last.opinions, opinion))
        return replace(self, rounds=(*self.rounds[:-1], last))
