"""What people say beside the values: notes, tags, and answers to the parser's hints, as steps and as verbs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.domain.edits import TAGS, Change, Step, Verb, ignored_facet, note_facet
from desktop.domain.errors import ValueRefused
from desktop.domain.facets import tags_from_json, tags_to_json
from desktop.review import fixing, steps
from desktop.review.steps import States

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done

READY_REASONS = ("原文如此", "识别误差", "不影响使用")
"""Why a hint is ignored, in the words that are offered."""
LONGEST_NOTE, LONGEST_TAG = 20_000, 40
"""Code points."""


def noted(states: States, record_ids: Iterable[int], key: str | None, text: str) -> Step:
    """Return the step that sets the note on a field, or on the documents as a whole; an empty text takes it away."""
    facet, after = note_facet(key), text if text.strip() else None
    return Step(
        Verb.NOTE,
        tuple(
            Change(record_id, facet, states[record_id].get(facet), after)
            for record_id in dict.fromkeys(record_ids)
            if states[record_id].get(facet) != after
        ),
    )


def tagged(
    states: States, record_ids: Iterable[int], more: Iterable[str], fewer: Iterable[str] = (), verb: Verb = Verb.TAG
) -> Step:
    """Return the step that gives documents further tags and takes others away."""
    added, removed, changes = list(more), set(fewer), []
    for record_id in dict.fromkeys(record_ids):
        before = states[record_id].get(TAGS)
        kept = [tag for tag in tags_from_json(before) if tag not in removed]
        after = tags_to_json((*kept, *added))
        if before != after:
            changes.append(Change(record_id, TAGS, before, after))
    return Step(verb, tuple(changes))


def ignored(states: States, record_id: int, anomaly: str, reason: str) -> Step:
    """Return the step that ignores an anomaly, by its identity, for a reason."""
    return _settled(Verb.IGNORE, states, record_id, anomaly, reason)


def heeded(states: States, record_id: int, anomaly: str) -> Step:
    """Return the step after which an anomaly, by its identity, is told again."""
    return _settled(Verb.HEED, states, record_id, anomaly, None)


def _settled(verb: Verb, states: States, record_id: int, anomaly: str, reason: str | None) -> Step:
    facet = ignored_facet(anomaly)
    before = states[record_id].get(facet)
    return Step(verb, (Change(record_id, facet, before, reason),) if before != reason else ())


def tag_of(text: str) -> str:
    """Return the tag that a person typed: one line, blanks once. Raises ValueRefused for what can be none."""
    tag = " ".join(text.split())
    if not tag or len(tag) > LONGEST_TAG or any(unicodedata.category(char) in ("Cc", "Cs") for char in tag):
        raise ValueRefused(TAGS, text)
    return tag


class Remarks:
    """The reviewer's verbs on remarks. An approved document stays approved whatever is said about it."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk

    def note(self, record_id: int, key: str | None, text: str) -> Done:
        """Set the note on a field, or on the document; an empty text takes it away."""
        if len(text) > LONGEST_NOTE:
            raise ValueRefused("note", text)
        return self._desk.make(noted(self._states(record_id), (record_id,), key, text))

    def tag(self, record_ids: Sequence[int], tags: Iterable[str]) -> Done:
        """Give documents further tags in one step. Raises ValueRefused."""
        more = [tag_of(tag) for tag in tags]
        return self._desk.make(tagged(self._states(*record_ids), record_ids, more))

    def untag(self, record_ids: Sequence[int], tags: Iterable[str]) -> Done:
        """Take tags away from documents in one step."""
        return self._desk.make(tagged(self._states(*record_ids), record_ids, (), tags))

    def ignore(self, record_id: int, anomaly: str, reason: str) -> Done:
        """Ignore an anomaly, by its identity. Raises ValueRefused without a reason."""
        reason = reason.strip()
        if not reason or len(reason) > LONGEST_NOTE:
            raise ValueRefused("reason", reason)
        return self._desk.make(ignored(self._states(record_id), record_id, anomaly, reason))

    def heed(self, record_id: int, anomaly: str) -> Done:
        """Have an anomaly told again."""
        return self._desk.make(heeded(self._states(record_id), record_id, anomaly))

    def fix(self, record_id: int, anomalies: Iterable[str] | None = None) -> Done:
        """Correct what is certain about anomalies, by their identities, or about all, in one step; they are settled."""
        record = self._desk.record(record_id)
        return self._desk.make(fixing.step(record, anomalies), steps.held(record))

    def tags_in_use(self) -> tuple[str, ...]:
        """Return all tags of the store, in order."""
        return self._desk.store.tags()

    def _states(self, *record_ids: int) -> States:
        return self._desk.store.states(record_ids)
