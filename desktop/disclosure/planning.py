"""A plan while it is made: removals put in, findings kept, and how each finding stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.domain.finding import Advice, Finding
from desktop.domain.redaction import NO_PLAN, KeptFinding, RedactionPlan, Removal
from desktop.domain.text import Span


class FindingState(Enum):
    """How a finding stands."""

    OPEN = "待定"
    REMOVED = "删减"
    KEPT = "保留"


@dataclass(frozen=True, slots=True)
class Decided:
    """A finding and how it stands: `replacement` is what is printed for a removed one, `reason` why it was decided."""

    finding: Finding
    state: FindingState
    reason: str = ""
    replacement: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether a person has to decide about it: what is advised to stay may stay undecided."""
        return self.state is FindingState.OPEN and self.finding.advice is not Advice.KEEP


def decided(findings: Iterable[Finding], plan: RedactionPlan) -> tuple[Decided, ...]:
    """Return how findings stand by a plan. One that is removed in part only is open."""
    gone = Places.of(plan)
    kept = Places.of_kept(plan)
    return tuple(_decided(finding, plan, gone, kept) for finding in findings)


def _decided(finding: Finding, plan: RedactionPlan, gone: Places, kept: Places) -> Decided:
    touched = sorted({number for span in finding.spans for number, _ in gone.overlapping(span)})
    if touched and not subtract(finding.spans, (span for one in finding.spans for _, span in gone.overlapping(one))):
        removal = plan.removals[touched[0]]
        return Decided(finding, FindingState.REMOVED, removal.reason, removal.replacement)
    for number in sorted({number for span in finding.spans for number, _ in kept.overlapping(span)}):
        reason = plan.kept[number]
        if reason.kind is finding.kind and not subtract(finding.spans, reason.spans):
            return Decided(finding, FindingState.KEPT, reason.reason)
    return Decided(finding, FindingState.OPEN)


def with_removals(plan: RedactionPlan, added: Iterable[Removal]) -> RedactionPlan:
    """Return a plan with more removals: what one wholly covers is taken up in it, what is gone already is not again.

    Findings that were kept in a passage that is now removed are kept no more.
    """
    draft = _Draft(plan)
    for removal in added:
        draft.add(removal)
    return draft.plan()


def with_kept(plan: RedactionPlan, kept: Iterable[KeptFinding]) -> RedactionPlan:
    """Return a plan in which findings may stand in public; removals of nothing but such a finding go.

    What lies in a larger passage that is removed cannot be kept.
    """
    more = tuple(kept)
    gone = Places.of(plan)
    freed = {
        number
        for one in more
        for number in {number for span in one.spans for number, _ in gone.overlapping(span)}
        if not subtract(plan.removals[number].spans, one.spans)
    }
    removals = tuple(removal for number, removal in enumerate(plan.removals) if number not in freed)
    named = {(one.kind, one.spans) for one in more}
    others = tuple(one for one in plan.kept if (one.kind, one.spans) not in named)
    return _without_hidden(RedactionPlan(removals, _ordered((*others, *more))))


def without(plan: RedactionPlan, span: Span) -> RedactionPlan:
    """Return a plan that decides nothing about what a span touches: removals and kept findings there go."""
    return RedactionPlan(
        tuple(one for one in plan.removals if not any(place.overlaps(span) for place in one.spans)),
        tuple(one for one in plan.kept if not any(place.overlaps(span) for place in one.spans)),
    )


def merged(plans: Iterable[RedactionPlan]) -> RedactionPlan:
    """Return one plan of several, such as those of all documents of a source."""
    known = tuple(plans)
    if len(known) == 1:
        return known[0]
    kept = {(one.kind, one.spans): one for plan in known for one in plan.kept}
    whole = RedactionPlan((), _ordered(tuple(kept.values())))
    return with_removals(whole, (removal for plan in known for removal in plan.removals))


def effective(plans: Mapping[int, RedactionPlan], record_id: int, scope: Span) -> RedactionPlan:
    """Return what counts in a stretch of a source: a record's own plan, and what others of the source hold of it.

    A record keeps what was decided when its bounds were wider. `plans` are those of the source by record.
    """
    own = plans.get(record_id, NO_PLAN)
    near = [touching(plan, scope) for other, plan in plans.items() if other != record_id]
    return merged((own, *(plan for plan in near if plan != NO_PLAN)))


def touching(plan: RedactionPlan, scope: Span) -> RedactionPlan:
    """Return what of a plan touches a stretch of the text."""
    return RedactionPlan(
        tuple(one for one in plan.removals if any(span.overlaps(scope) for span in one.spans)),
        tuple(one for one in plan.kept if any(span.overlaps(scope) for span in one.spans)),
    )


def subtract(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is left of spans without others, in order."""
    left: list[Span] = sorted(spans)
    for other in others:
        left = [part for span in left for part in _rest(span, other)]
    return tuple(left)


def _rest(span: Span, other: Span) -> Iterator[Span]:
    if not span.overlaps(other):
        yield span
        return
    if span.start < other.start:
        yield Span(span.start, other.start)
    if other.end < span.end:
        yield Span(other.end, span.end)


def _ordered(kept: Sequence[KeptFinding]) -> tuple[KeptFinding, ...]:
    return tuple(sorted(kept, key=lambda one: (one.spans, one.kind.value)))


class Places:
    """Spans that lie apart, each with the number of what it belongs to, found by where they are."""

    def __init__(self, spans: Iterable[tuple[Span, int]] = ()) -> None:
        self._entries: list[tuple[Span, int]] = sorted(spans)
        self._longest = max((len(span) for span, _ in self._entries), default=0)

    @classmethod
    def of(cls, plan: RedactionPlan) -> Places:
        """Return the places that a plan removes, by the index of the removal."""
        return cls((span, number) for number, removal in enumerate(plan.removals) for span in removal.spans)

    @classmethod
    def of_kept(cls, plan: RedactionPlan) -> Places:
        """Return the places that a plan keeps, by the index of the kept finding; those may overlap."""
        return cls((span, number) for number, kept in enumerate(plan.kept) for span in kept.spans)

    def overlapping(self, span: Span) -> Iterator[tuple[int, Span]]:
        """Yield what shares a code point with a span: its number and its place."""
        at = bisect_left(self._entries, max(span.start - self._longest, 0), key=_start)
        while at < len(self._entries) and self._entries[at][0].start < span.end:
            if self._entries[at][0].end > span.start:
                yield self._entries[at][1], self._entries[at][0]
            at += 1

    def put(self, span: Span, number: int) -> None:
        """Take one more in."""
        insort(self._entries, (span, number))
        self._longest = max(self._longest, len(span))

    def take(self, span: Span, number: int) -> None:
        """Leave one out again."""
        at = bisect_right(self._entries, (span, number)) - 1
        del self._entries[at]


def _start(entry: tuple[Span, int]) -> int:
    return entry[0].start


class _Draft:
    """The removals of a plan while more are put in."""

    def __init__(self, plan: RedactionPlan) -> None:
        self._before = plan
        self._removals = dict(enumerate(plan.removals))
        self._places = Places.of(plan)
        self._next = len(plan.removals)

    def add(self, removal: Removal) -> None:
        """Put one in, in what is not removed yet."""
        touched = {number: place for span in removal.spans for number, place in self._places.overlapping(span)}
        covered = [number for number in touched if not subtract(self._removals[number].spans, removal.spans)]
        inside = {number: self._removals[number].spans for number in touched if number not in covered}
        left = subtract(removal.spans, (span for spans in inside.values() for span in spans))
        if not left:
            return
        for number in covered:
            for span in self._removals.pop(number).spans:
                self._places.take(span, number)
        self._removals[self._next] = Removal(left, removal.replacement, removal.kind, removal.reason)
        for span in left:
            self._places.put(span, self._next)
        self._next += 1

    def plan(self) -> RedactionPlan:
        """Return the whole."""
        removals = tuple(sorted(self._removals.values(), key=lambda one: one.spans))
        return _without_hidden(RedactionPlan(removals, self._before.kept))


def _without_hidden(plan: RedactionPlan) -> RedactionPlan:
    """Return a plan without the kept findings that lie in what is removed."""
    gone = Places.of(plan)
    kept = tuple(
        one
        for one in plan.kept
        if subtract(one.spans, (place for span in one.spans for _, place in gone.overlapping(span)))
    )
    return RedactionPlan(plan.removals, kept)
