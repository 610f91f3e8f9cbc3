"""How a rule states what it found: a claim with its places, how sure it is, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.fields import Candidate, Field, Form, Value, empty_value
from desktop.domain.text import SourceText, Span
from desktop.parsing.confidence import is_doubtful


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
    return Field(value, printed, merged, confidence, is_doubtful(confidence), reason, tuple(candidates))


def absent(form: Form, confidence: float, reason: str, candidates: Iterable[Candidate] = ()) -> Field:
    """Return the claim that the text states no value."""
    return Field(empty_value(form), "", (), confidence, is_doubtful(confidence), reason, tuple(candidates))


def settle(source: SourceText, findings: Iterable[Finding]) -> Field:
    """Return the surest of one or more findings as the claim, and the other values as its candidates."""
    best, *rest = sorted(findings, key=lambda finding: -finding.confidence)
    others = {other.value: other.spans for other in reversed(rest) if other.value != best.value}
    candidates = [Candidate(value, merge(spans)) for value, spans in others.items()]
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
