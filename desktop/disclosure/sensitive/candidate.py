"""What a family of finders proposes, and which of the proposals stand where they overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.finding import Advice, Finding, FindingKind
from desktop.domain.text import Span

PROVEN, LABELLED, SHAPED, GUESSED = 4, 3, 2, 1
"""How certain: by a check digit, by the word beside it, by its form alone, by its surroundings alone."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding that may have to give way to a more certain one.

    `known` says what it was known by, `why` why the advice is as it is; both are parts of a Chinese sentence.
    """

    kind: FindingKind
    spans: tuple[Span, ...]
    certainty: int
    advice: Advice
    known: str
    why: str


def chosen(candidates: Iterable[Candidate], text: str) -> tuple[Finding, ...]:
    """Return the findings in their order: of those that share a code point, the more certain, then the longer."""
    ranked = sorted(candidates, key=lambda one: (-one.certainty, -sum(map(len, one.spans)), one.spans))
    taken = _Taken()
    kept = [one for one in ranked if taken.take(one.spans)]
    kept.sort(key=lambda one: one.spans)
    return tuple(
        Finding(
            one.kind,
            "".join(text[span.start : span.end] for span in one.spans),
            one.spans,
            f"{one.known}；{one.why}",
            one.advice,
        )
        for one in kept
    )


class _Taken:
    """The code points that have been given away."""

    def __init__(self) -> None:
        self._offsets: set[int] = set()

    def take(self, spans: tuple[Span, ...]) -> bool:
        """Take the spans unless one of their code points is taken."""
        wanted = [offset for span in spans for offset in range(span.start, span.end)]
        if not self._offsets.isdisjoint(wanted):
            return False
        self._offsets.update(wanted)
        return True
