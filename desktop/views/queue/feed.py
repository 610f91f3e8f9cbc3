"""What the queue asks of the store, and when: one question at a time, the latest one only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.queue import Facet, FacetCounts, Listing, Totals
from desktop.domain.record import RecordSummary, SourceSummary
from desktop.review.listing import Refreshed
from desktop.views.reading.opening import Opened

if TYPE_CHECKING:
    from desktop.tasks.lane import Job
    from desktop.views.flow import Flow
    from desktop.views.queue.pane import QueuePane

FIRST = 400
"""Summaries that come with a list; the rest is fetched when it comes into sight."""

_MOST_TOUCHED = 200
"""When a step changed more documents, the list is asked for anew."""

_SOON = 400
"""Milliseconds after the last step until the figures of all sources are counted again."""


class QueueFeed(QObject):
    """Keeps the queue up to date with the store. Holds no more than one question of a kind in the lane."""

    def __init__(self, pane: QueuePane, flow: Flow, parent: QObject) -> None:
        super().__init__(parent)
        self._pane, self._flow = pane, flow
        self._listing: Job | None = None
        self._page: Job | None = None
        self._listing_again = False
        self._counting: list[Facet] = []
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.timeout.connect(self._on_count_soon_timeout)
        flow.source_opened.connect(self._on_source_opened)
        flow.sources_listed.connect(self._on_sources_listed)
        flow.touched.connect(self._on_touched)
        pane.list_wanted.connect(self._ask_listing)
        pane.totals_wanted.connect(self._ask_totals)
        pane.facets_wanted.connect(self._on_facets_wanted)
        pane.model.page_missed.connect(self._on_page_missed)

    # The list

    @Slot()
    def _ask_listing(self) -> None:
        desk = self._flow.desk
        if desk is None:
            return
        if self._listing is not None:
            self._listing_again = True
            return
        self._listing = self._flow.ask(desk.listings.listing, self._pane.filter, self._pane.order, FIRST)
        self._listing.finished.connect(self._on_listing)
        self._listing.failed.connect(self._on_listing_failed)

    @Slot(object)
    def _on_listing(self, answer: tuple[Listing, tuple[RecordSummary, ...]]) -> None:
        self._listing = None
        if self._listing_again:
            self._listing_again = False
            self._ask_listing()
            return
        self._pane.show_listing(*answer)

    @Slot(object)
    def _on_listing_failed(self, _error: object) -> None:
        self._listing, self._listing_again = None, False

    # What comes into sight

    @Slot()
    def _on_page_missed(self) -> None:
        if self._page is None:
            QTimer.singleShot(0, self, self._ask_page)

    @Slot()
    def _ask_page(self) -> None:
        desk = self._flow.desk
        if desk is None or self._page is not None:
            return
        wanted = self._pane.model.missing()
        if wanted:
            self._page = self._flow.ask(desk.listings.summaries, wanted)
            self._page.finished.connect(self._on_page)
            self._page.failed.connect(self._on_page_failed)

    @Slot(object)
    def _on_page(self, summaries: tuple[RecordSummary, ...]) -> None:
        self._page = None
        self._pane.model.take(summaries)
        self._ask_page()

    @Slot(object)
    def _on_page_failed(self, _error: object) -> None:
        self._page = None

    # What changed

    @Slot(object)
    def _on_source_opened(self, opened: Opened | None) -> None:
        self._pane.show_source(opened.summary.id if opened is not None else None)
        if opened is not None:
            self._ask_totals()

    @Slot(object)
    def _on_sources_listed(self, sources: tuple[SourceSummary, ...]) -> None:
        self._pane.name_sources({source.id: source.heading or source.name for source in sources})

    @Slot(object)
    def _on_touched(self, record_ids: tuple[int, ...] | None) -> None:
        desk = self._flow.desk
        if desk is None:
            return
        if record_ids is None or len(record_ids) > _MOST_TOUCHED:
            self._pane.model.forget()
            self._ask_listing()
        elif record_ids:
            self._flow.ask(desk.listings.refreshed, record_ids, self._pane.filter).finished.connect(self._on_refreshed)
        self._ask_totals_soon()

    @Slot(object)
    def _on_refreshed(self, refreshed: Refreshed) -> None:
        """Change only the cards that a step changed; the order stays until the list is asked for anew."""
        model = self._pane.model
        model.take(refreshed.summaries)
        if any(not model.index_of(record_id).isValid() for record_id in refreshed.shown):
            self._ask_listing()
        else:
            known = {summary.id for summary in refreshed.summaries}
            self._pane.drop(frozenset(known - refreshed.shown))

    def _ask_totals_soon(self) -> None:
        if self._pane.filter.source_id is not None:
            self._ask_totals()
        else:
            self._count_soon.start(_SOON)

    @Slot()
    def _on_count_soon_timeout(self) -> None:
        if self._pane.isVisible():  # the window may have been closed meanwhile
            self._ask_totals()

    @Slot()
    def _ask_totals(self) -> None:
        desk = self._flow.desk
        if desk is not None:
            job = self._flow.ask(desk.listings.totals, self._pane.filter.source_id)
            job.finished.connect(self._on_totals)

    @Slot(object)
    def _on_totals(self, totals: Totals) -> None:
        self._pane.show_totals(totals)

    # Figures beside the values to filter by

    @Slot()
    def _on_facets_wanted(self) -> None:
        begun = bool(self._counting)
        self._counting = list(Facet)
        if not begun:
            self._ask_facet()

    def _ask_facet(self) -> None:
        desk = self._flow.desk
        if desk is not None and self._counting:
            job = self._flow.ask(desk.listings.facet, self._counting[0], self._pane.filter)
            job.finished.connect(self._on_facet)
            job.failed.connect(self._on_facet_failed)

    @Slot(object)
    def _on_facet(self, counts: FacetCounts) -> None:
        if self._counting and self._counting[0] is counts.facet:
            self._counting.pop(0)
            self._pane.show_facet(counts)
        self._ask_facet()

    @Slot(object)
    def _on_facet_failed(self, _error: object) -> None:
        self._counting.clear()
