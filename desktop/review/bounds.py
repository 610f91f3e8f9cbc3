"""The reviewer's verbs on the bounds of documents: split, merge, move, drop, take in again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.record import Record
from desktop.review import redrawing
from desktop.review.redrawing import NO_DOCUMENT, Ground, Redrawing

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done


class Bounds:
    """The verbs. Each is one step, undone as one, and tells in `Done.news` what it did.

    Hand-corrected values stay with their records whatever happens; so does every claim whose text did not change.
    Raises BoundsRefused for what cannot be, StepStale when the source is divided otherwise by now.
    """

    def __init__(self, desk: Desk) -> None:
        """Work at a desk."""
        self._desk = desk

    def split(self, record_id: int, offset: int) -> Done:
        """Let the line that holds a code point begin a document of its own, which the rest of the record becomes."""
        return self._make(record_id, lambda ground: redrawing.split(ground, record_id, offset))

    def merge(self, record_id: int) -> Done:
        """Make one document of a record and the next one, which is dropped."""
        return self._make(record_id, lambda ground: redrawing.merge(ground, record_id))

    def set_start(self, record_id: int, offset: int) -> Done:
        """Let a document begin with the line that holds a code point."""
        return self._make(record_id, lambda ground: redrawing.set_start(ground, record_id, offset))

    def set_end(self, record_id: int, offset: int) -> Done:
        """Let a document end with the line that holds a code point."""
        return self._make(record_id, lambda ground: redrawing.set_end(ground, record_id, offset))

    def drop(self, record_id: int, reason: str = NO_DOCUMENT) -> Done:
        """Take a record that is no document out of the queue; nothing of it is lost."""
        return self._make(record_id, lambda ground: redrawing.drop(ground, record_id, reason))

    def readmit(self, record_id: int) -> Done:
        """Make a dropped record a document again, with all that was set in it."""
        return self._make(record_id, lambda ground: redrawing.readmit(ground, record_id))

    def dropped(self, source_id: int) -> tuple[Record, ...]:
        """Return the records of a source that are no documents any more, in the order of the text."""
        return self._desk.store.dropped(source_id)

    def ground(self, source_id: int) -> Ground:
        """Return a source as it is divided now."""
        from desktop.parsing.extent import Extents  # takes longer to load than the window may

        store = self._desk.store
        extents = Extents(store.text(source_id), store.issue(source_id), store.contents(source_id))
        standing = sorted((store.record(row.id) for row in store.queue(source_id)), key=_place)
        dropped = store.dropped(source_id)
        states = store.states([record.id for record in (*standing, *dropped)])
        return Ground(source_id, extents, tuple(standing), dropped, states, store.next_record_id())

    def _make(self, record_id: int, draw: Callable[[Ground], Redrawing]) -> Done:
        drawn = draw(self.ground(self._desk.source_of(record_id)))
        done = self._desk.make(drawn.step, drawn.held, drawn.drafts)
        return replace(done, news=drawn.news)


def _place(record: Record) -> tuple[int, int]:
    return record.document.span.start, record.id
