"""How findings are counted against what was expected: right, missed, wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.disclosure.sensitive import find
from desktop.domain.finding import KIND_LABELS, Finding, FindingKind
from tests.disclosure.sensitive.written_frames import Expected, Frame

_SHARES = {FindingKind.ADDRESS: 0.8, FindingKind.CONDITION: 0.5, FindingKind.INTERNAL_MARK: 0.5}
"""How much of the longer the shorter must be, for passages whose ends are a matter of taste; else all digits."""


@dataclass
class Score:
    """Counts by kind, and the places that were wrong, in words for the developer."""

    right: Counter[FindingKind] = field(default_factory=Counter)
    missed: Counter[FindingKind] = field(default_factory=Counter)
    wrong: Counter[FindingKind] = field(default_factory=Counter)
    lookalikes: int = 0
    lookalikes_found: int = 0
    places: list[str] = field(default_factory=list)

    def recall(self, kinds: Iterable[FindingKind] = FindingKind) -> float:
        """Return the share of what was expected that was found."""
        right = sum(self.right[kind] for kind in kinds)
        return right / (right + sum(self.missed[kind] for kind in kinds) or 1)

    def precision(self, kinds: Iterable[FindingKind] = FindingKind) -> float:
        """Return the share of what was found that was expected."""
        right = sum(self.right[kind] for kind in kinds)
        return right / (right + sum(self.wrong[kind] for kind in kinds) or 1)

    def table(self) -> str:
        """Return the counts by kind as lines."""
        rows = ["种类                n  recall  precision"]
        for kind in FindingKind:
            count = self.right[kind] + self.missed[kind]
            figures = f"{count:4}   {self.recall([kind]):.3f}   {self.precision([kind]):.3f}"
            rows.append(f"{kind.value:<16}{figures}  {KIND_LABELS[kind]}")
        total = sum(self.right.values()) + sum(self.missed.values())
        rows.append(f"{'all':<16}{total:4}   {self.recall():.3f}   {self.precision():.3f}")
        rows.append(f"lookalikes      {self.lookalikes:4}   found: {self.lookalikes_found}")
        return "\n".join(rows)


def score(frames: Iterable[Frame]) -> Score:
    """Search each frame and count."""
    counted = Score()
    for frame in frames:
        _count(frame, find(frame.text), counted)
    return counted


def _count(frame: Frame, findings: tuple[Finding, ...], counted: Score) -> None:
    open_findings = list(findings)
    for expected in frame.expected:
        hit = next((finding for finding in open_findings if _fits(frame.text, expected, finding)), None)
        if hit is None:
            counted.missed[expected.kind] += 1
            told = frame.text[expected.start : expected.end]
            counted.places.append(f"missed {expected.kind.value} {told!r} in {frame.title}")
        else:
            counted.right[expected.kind] += 1
            open_findings.remove(hit)
    for finding in open_findings:
        counted.wrong[finding.kind] += 1
        counted.places.append(f"wrong {finding.kind.value} {finding.text!r} in {frame.title}")
    for start, end in frame.lookalikes:
        counted.lookalikes += 1
        counted.lookalikes_found += any(
            span.start < end and start < span.end for finding in findings for span in finding.spans
        )


def _fits(text: str, expected: Expected, finding: Finding) -> bool:
    if finding.kind is not expected.kind:
        return False
    wanted = {at for at in range(expected.start, expected.end) if text[at].isalnum()}
    found = {at for span in finding.spans for at in range(span.start, span.end) if text[at].isalnum()}
    shared = len(wanted & found)
    return shared > 0 and shared >= _SHARES.get(finding.kind, 1.0) * max(len(wanted), len(found))
