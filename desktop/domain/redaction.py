"""What a public copy leaves out (删减): the plan that a person makes of it, in places of the source text."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case import Evidence
from desktop.domain.finding import FindingKind
from desktop.domain.text import Span


@dataclass(frozen=True, slots=True)
class Removal:
    """A passage that the public copy does not show.

    `spans` are its places in the source text, in their order and apart. `replacement` is printed at the first of them,
    "" for a removal without trace. `kind` is None for a passage marked by hand. `reason` says why.
    """

    spans: tuple[Span, ...]
    replacement: str
    kind: FindingKind | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding that may stand in public, and why a person thinks so."""

    spans: tuple[Span, ...]
    kind: FindingKind
    reason: str


@dataclass(frozen=True, slots=True)
class RedactionPlan:
    """What a person decided about the sensitive passages of one document; no code point is removed twice.

    A finding that is neither removed nor kept is open.
    """

    removals: tuple[Removal, ...] = ()
    kept: tuple[KeptFinding, ...] = ()


NO_PLAN = RedactionPlan()
"""The plan of a document about which nothing was decided."""


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """A public copy that was made and proved; the store keeps it, its proof and the page of its proof for people.

    `plan` is the SHA-256 of the plan's JSON as it was then, `at` is ISO 8601 in UTC.
    """

    copy: Evidence
    proof: Evidence
    page: Evidence
    plan: str
    at: str
