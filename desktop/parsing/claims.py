"""How a rule states what it found: a claim with its places, how sure it is, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.fields import Candidate, Field, Form, Value, empty_value
from desktop.domain.text import SourceText, Span

FLAG_BELOW = 0.8
"""Claims less sure than this are shown to the reviewer as doubtful."""

CERTAIN, LIKELY, FAIR, DOUBTFUL, WEAK = 0.99, 0.95, 0.88, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found before it becomes a claim; spans point into the source."""

    value: Value
    spans: tuple[Span, ...]
    confidence: float
    reason: str


def state(
    source: SourceText,
    value: Value,
    spans: Iterable[Span],
    confidence: float,
    reason: str,
    candidates: Iterable[Candidate] = (),
) -> Field:
    """Return a claim; it is flagged where its confidence is low."""
    merged = merge(spans)
    printed = "".join("".join(source.slice(span).split("\n")) for span in merged)
    return Field(value, printed, merged, confidence, confidence < FLAG_BELOW, reason, tuple(candidates))


def absent(form: Form, confidence: float, reason: str, candidates: Iterable[Candidate] = ()) -> Field:
    """Return the claim that the text states no value."""
    return Field(empty_value(form), "", (), confidence, confidence < FLAG_BELOW, reason, tuple(candidates))


def settle(source: SourceText, form: Form, findings: Iterable[Finding], absence: str) -> Field:
    """Return the best of several findings as the claim and the others as its candidates; `absence` explains none."""
    ranked = sorted(findings, key=lambda finding: -finding.confidence)
    if not ranked:
        return absent(form, CERTAIN, absence)
    best = ranked[0]
    others = [other for other in ranked[1:] if other.value != best.value]
    candidates = [Candidate(other.value, merge(other.spans)) for other in others]
    return state(source, best.value, best.spans, best.confidence, best.reason, candidates)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, touching or overlapping ones joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
