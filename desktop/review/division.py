"""How a source was divided into documents, step by step from its import on; also as a package hands it over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.edits import BOUNDS, CLAIMS, DROPPED, Change, Entry, Json, Verb
from desktop.domain.text import SourceText, Span
from desktop.review.past import changes_of, standing

if TYPE_CHECKING:
    from desktop.store import Store

_MOST = 2_000_000
"""Places that all stages of a division may have together: what was divided more often is not told."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The documents of a source after a step, by their record. `at` is ISO 8601 in UTC."""

    at: str
    actor: str
    verb: Verb
    places: Mapping[int, Span]

    def within(self, stretch: Span) -> dict[int, Span]:
        """Return the documents that have text in a stretch, in the order of the text."""
        found = [(span, record_id) for record_id, span in self.places.items() if span.overlaps(stretch)]
        return {record_id: span for span, record_id in sorted(found)}


@dataclass(frozen=True, slots=True)
class Division:
    """All stages of a source, the import first; what was undone counts as never done.

    `dropped` says why a record is no document of its own any more.
    """

    stages: tuple[Stage, ...]
    dropped: Mapping[int, str]

    @property
    def now(self) -> Mapping[int, Span]:
        """The documents as they stand."""
        return self.stages[-1].places


def division_of(store: Store, source_id: int) -> Division | None:
    """Return how a source came to be divided as it is; None where its journal does not tell (any more)."""
    standing_ids = {row.id for row in store.queue(source_id)}
    ids = (*standing_ids, *(record.id for record in store.dropped(source_id)))
    entries: dict[int, Entry] = {}
    touched: dict[int, list[int]] = {}
    for record_id in ids:
        for entry in store.entries(record_id):
            entries[entry.number] = entry
            touched.setdefault(entry.number, []).append(record_id)
    journal = [entries[number] for number in sorted(entries)]
    imported = next((entry for entry in journal if entry.verb is Verb.IMPORT), None)
    if imported is None:
        return None
    read = {record_id: store.document_at(record_id, None) for record_id in ids}
    spans = {record_id: document.span for record_id, document in read.items() if document is not None}
    reasons: dict[int, str] = {}
    stages = [Stage(imported.at, imported.actor, imported.verb, dict(spans))]
    for entry in standing(journal):
        for change in (one for record_id in touched[entry.number] for one in changes_of(entry, record_id)):
            _follow(store, change, spans, reasons)
        places = {record_id: span for record_id, span in spans.items() if record_id not in reasons}
        if places != stages[-1].places:
            stages.append(Stage(entry.at, entry.actor, entry.verb, places))
    now = {record_id: store.record(record_id).document.span for record_id in standing_ids}
    is_told = stages[-1].places == now and sum(len(stage.places) for stage in stages) <= _MOST
    return Division(tuple(stages), reasons) if is_told else None


def _follow(store: Store, change: Change, spans: dict[int, Span], reasons: dict[int, str]) -> None:
    if change.facet == CLAIMS:
        document = store.document_at(change.record_id, change.after)
        spans.pop(change.record_id, None)
        if document is not None:
            spans[change.record_id] = document.span
    elif change.facet == DROPPED:
        reasons.pop(change.record_id, None)
        if isinstance(change.after, str):
            reasons[change.record_id] = change.after


def steps_within(division: Division, stretch: Span, text: SourceText) -> Iterable[tuple[Stage, tuple[Change, ...]]]:
    """Yield each stage that divided a stretch otherwise than the one before, with what it did as changes of BOUNDS."""
    before: dict[int, Span] = {}
    for stage in division.stages:
        after = stage.within(stretch)
        changes = tuple(
            Change(record_id, BOUNDS, lines(text, before.get(record_id)), lines(text, after.get(record_id)))
            for record_id in dict.fromkeys((*before, *after))
            if before.get(record_id) != after.get(record_id)
        )
        if changes:
            yield stage, changes
        before = after


def lines(text: SourceText, span: Span | None) -> Json:
    """Return bounds as the facet BOUNDS tells them."""
    return [*text.lines_of(span)] if span is not None else None


def division_to_json(division: Division | None) -> Json:
    """Return a division; of each stage what it made otherwise: [record, start, end], [record] for one that is gone."""
    if division is None:
        return None
    before: Mapping[int, Span] = {}
    stages: list[Json] = []
    for stage in division.stages:
        changed: list[Json] = [[record_id] for record_id in before if record_id not in stage.places]
        changed += [
            [record_id, span.start, span.end]
            for record_id, span in stage.places.items()
            if before.get(record_id) != span
        ]
        stages.append([stage.at, stage.actor, stage.verb.value, changed])
        before = stage.places
    return {"stages": stages, "dropped": [[record_id, reason] for record_id, reason in division.dropped.items()]}


def division_from_json(data: Json, length: int) -> Division | None:
    """Return what `division_to_json` wrote of a text of that many code points.

    Raises ValueError, KeyError or TypeError for other data.
    """
    if data is None:
        return None
    if not isinstance(data, dict):
        raise TypeError(data)
    places: dict[int, Span] = {}
    stages: list[Stage] = []
    count = 0
    for stage in _listed(data["stages"]):
        match stage:
            case [str(at), str(actor), str(verb), [*changed]]:
                places = _changed(places, changed, length)
                datetime.fromisoformat(at)
                stages.append(Stage(at, actor, Verb(verb), places))
                count += len(places)
                if count > _MOST:
                    raise ValueError("divided too often")
            case _:
                raise ValueError(f"no stage: {stage!r}")
    dropped = {}
    for one in _listed(data["dropped"]):
        match one:
            case [int(record_id), str(reason)] if record_id not in places and reason:
                dropped[record_id] = reason
            case _:
                raise ValueError(f"no reason: {one!r}")
    if not stages:
        raise ValueError("no stages")
    return Division(tuple(stages), dropped)


def _changed(before: Mapping[int, Span], changed: Sequence[Json], length: int) -> dict[int, Span]:
    after = dict(before)
    for one in changed:
        match one:
            case [int(record_id)]:
                del after[record_id]
            case [int(record_id), int(start), int(end)] if end <= length:
                after[record_id] = Span(start, end)
            case _:
                raise ValueError(f"no bounds: {one!r}")
    return after


def _listed(data: Json) -> list[Json]:
    if not isinstance(data, list):
        raise TypeError(data)
    return data
