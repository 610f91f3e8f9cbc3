"""Merging how two stores divided a source: stretch by stretch, whose bounds are newer, and which documents are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.document import Document
from desktop.domain.edits import BOUNDS, Change, Json, Verb
from desktop.domain.record import Record
from desktop.domain.text import SourceText, Span
from desktop.review.division import Division, lines, steps_within
from desktop.review.exchange_merge import Conflict, Told, Verdict, judge
from desktop.review.redrawing import Draft, Ground, Redrawing
from desktop.store.journal import canonical

_ELSEWHERE = "对方另行划分"
"""The reason of a record that the other side has no longer, where it gave none."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a source that the two sides divide differently.

    `mine` and `theirs` are the documents that stand in it, by record, in the order of the text; `known` says of records
    there which ones here were the same document when both sides had last divided the stretch alike.
    """

    span: Span
    verdict: Verdict
    mine: Mapping[int, Span]
    theirs: Mapping[int, Span]
    known: Mapping[int, int]


def compare(mine: Division, theirs: Division) -> tuple[Stretch, ...]:
    """Return the stretches in which two divisions of the same text differ, in the order of the text.

    No document reaches out of its stretch. The side that has had the other's present bounds before is the newer one.
    """
    found = []
    for span in _stretches([*mine.now.values(), *theirs.now.values()]):
        here, there = mine.stages[-1].within(span), theirs.stages[-1].within(span)
        if [*here.values()] != [*there.values()]:
            my_past, their_past = _past(mine, span), _past(theirs, span)
            verdict = judge([*map(_shape, my_past)], [*map(_shape, their_past)])
            found.append(Stretch(span, verdict, here, there, _known(my_past, their_past)))
    return tuple(found)


def is_apart(stretch: Stretch) -> bool:
    """Tell whether no two documents of either side share text, so that a step can draw it."""
    return all(
        not above.overlaps(below)
        for places in (stretch.mine, stretch.theirs)
        for above, below in zip([*places.values()], [*places.values()][1:], strict=False)
    )


def redraw(
    ground: Ground, stretches: Sequence[Stretch], mine: Division, theirs: Division, claims: Mapping[Span, Document]
) -> tuple[Redrawing, dict[int, int]]:
    """Return the step after which a source is divided in some stretches as it is there, and which record here each of
    their records is then. `claims` are their documents by bounds.
    """
    records = {record.id: record for record in (*ground.standing, *ground.dropped)}
    draft = Draft(ground)
    homes: dict[int, int] = {}
    for stretch in stretches:
        free = [record for record in ground.dropped if record.id not in homes.values()]
        counterparts = _counterparts(stretch, free, mine, theirs)
        gone = [record_id for record_id in stretch.mine if record_id not in counterparts.values()]
        for record_id in gone:
            draft.drop(records[record_id], _reason(stretch, record_id, theirs))
        for their_id, span in stretch.theirs.items():
            record = records.get(counterparts.get(their_id, 0))
            homes[their_id] = draft.adopt(claims[span], record)
    return draft.finish(Verb.TAKE_OVER, ""), homes


def told(stretch: Stretch, homes: Mapping[int, int], text: SourceText) -> tuple[Change, ...]:
    """Return what taking their bounds over does to each record here, as changes of BOUNDS."""
    after = {homes[their_id]: span for their_id, span in stretch.theirs.items()}
    return tuple(
        Change(record_id, BOUNDS, lines(text, stretch.mine.get(record_id)), lines(text, after.get(record_id)))
        for record_id in dict.fromkeys((*stretch.mine, *after))
    )


def conflict_of(stretch: Stretch, record_id: int, mine: Division, theirs: Division, text: SourceText) -> Conflict:
    """Return a stretch that both sides divided as the conflict of one record here, with both histories."""
    here: list[Json] = [lines(text, span) for span in stretch.mine.values()]
    there: list[Json] = [lines(text, span) for span in stretch.theirs.values()]
    return Conflict(
        record_id,
        BOUNDS,
        here,
        there,
        tuple(_history(mine, stretch.span, record_id, text)),
        tuple(_history(theirs, stretch.span, record_id, text)),
    )


def lines_handed(
    stretch: Stretch, homes: Mapping[int, int], anchor: int, theirs: Division, text: SourceText
) -> list[Json]:
    """Return their steps on the bounds in a stretch as an entry keeps them; where a record there is none here, those of
    `anchor`.
    """
    return [
        [homes.get(one.record_id, anchor), BOUNDS, stage.at, stage.actor, stage.verb.value, one.before, one.after]
        for stage, changes in steps_within(theirs, stretch.span, text)
        if stage.verb is not Verb.IMPORT
        for one in changes
    ]


def is_read(stretch: Stretch, mine: Division, theirs: Division) -> bool:
    """Tell whether nobody changed a stretch: it was read differently from the first."""
    return all(len(set(map(_shape, _past(side, stretch.span)))) == 1 for side in (mine, theirs))


def _stretches(spans: Iterable[Span]) -> list[Span]:
    """Return the parts of a text between which no span reaches from one into another."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _past(division: Division, stretch: Span) -> list[dict[int, Span]]:
    return [stage.within(stretch) for stage in division.stages]


def _shape(places: Mapping[int, Span]) -> str:
    return canonical([[span.start, span.end] for span in places.values()])


def _known(mine: Sequence[Mapping[int, Span]], theirs: Sequence[Mapping[int, Span]]) -> dict[int, int]:
    """Return which record here was the same document as each of theirs, in the newest state that both sides had."""
    here = {_shape(places): places for places in mine}
    for places in reversed(theirs):
        alike = here.get(_shape(places))
        if alike is not None:
            return dict(zip(places, alike, strict=True))
    return {}


def _counterparts(stretch: Stretch, dropped: Sequence[Record], mine: Division, theirs: Division) -> dict[int, int]:
    """Return the record here that each of their documents becomes: the same one, or a dropped one that once was it."""
    found = {known: here for known, here in stretch.known.items() if known in stretch.theirs and here in stretch.mine}
    for their_id in [known for known in stretch.theirs if known not in found]:
        once = _all_places(theirs, their_id)
        free = [record.id for record in dropped if record.id not in found.values()]
        again = next((record_id for record_id in free if once & _all_places(mine, record_id)), None)
        if again is not None:
            found[their_id] = again
    return found


def _all_places(division: Division, record_id: int) -> set[Span]:
    return {stage.places[record_id] for stage in division.stages if record_id in stage.places}


def _reason(stretch: Stretch, record_id: int, theirs: Division) -> str:
    their_id = next((known for known, here in stretch.known.items() if here == record_id), None)
    return theirs.dropped.get(their_id, _ELSEWHERE) if their_id is not None else _ELSEWHERE


def _history(division: Division, stretch: Span, record_id: int, text: SourceText) -> Iterable[Told]:
    for stage, changes in steps_within(division, stretch, text):
        for one in changes:
            yield Told(stage.at, stage.actor, stage.verb, Change(record_id, BOUNDS, one.before, one.after))
