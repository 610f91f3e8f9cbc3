"""What the queue asks of the store, in the name of the person at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.queue import SELF, Facet, FacetCounts, Listing, Order, QueueFilter, Totals
from desktop.domain.record import RecordSummary

if TYPE_CHECKING:
    from desktop.review.desk import Desk


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How some records stand now: their rows, and which of them a filter shows."""

    summaries: tuple[RecordSummary, ...]
    shown: frozenset[int]


class Listings:
    """The reading side of a desk's queue."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def listing(self, wish: QueueFilter, order: Order, first: int) -> tuple[Listing, tuple[RecordSummary, ...]]:
        """Return the documents that a filter shows, in order, and the rows of the `first` ones."""
        found = self._desk.store.listings.listing(self.meant(wish), order)
        return found, self.summaries(found.ids[:first])

    def summaries(self, record_ids: Sequence[int]) -> tuple[RecordSummary, ...]:
        """Return the rows of some records in no order; those whose making was undone are left out."""
        return self._desk.store.listings.summaries(record_ids)

    def refreshed(self, record_ids: Sequence[int], wish: QueueFilter) -> Refreshed:
        """Return how some records stand now."""
        shown = self._desk.store.listings.matching(record_ids, self.meant(wish))
        return Refreshed(self.summaries(record_ids), shown)

    def first_pending(self, record_ids: Sequence[int]) -> int | None:
        """Return the first of some records that is not approved."""
        return self._desk.store.listings.first_pending(record_ids)

    def totals(self, source_id: int | None) -> Totals:
        """Return how far the review of a source, or of all, has come."""
        return self._desk.store.listings.totals(source_id, self._desk.actor)

    def facet(self, facet: Facet, wish: QueueFilter) -> FacetCounts:
        """Count the documents of each value of a facet, as the filter without this facet shows them."""
        return self._desk.store.listings.facet(facet, self.meant(wish))

    def meant(self, wish: QueueFilter) -> QueueFilter:
        """Return a filter in which the person at the desk is named."""
        return replace(wish, changed_by=self._desk.actor) if wish.changed_by == SELF else wish
