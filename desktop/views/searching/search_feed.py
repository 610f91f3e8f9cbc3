"""What the surface 检索 asks of the store: in a lane of its own, the latest question only."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.domain.errors import DeskError, QueryRefused
from desktop.domain.queue import FacetCounts, QueueFilter
from desktop.domain.record import Record
from desktop.domain.search import Excerpt, Hit, HitOrder, HitPage, Query, SearchFilter, SearchStopped, parse_query
from desktop.domain.text import Span
from desktop.review.explain import explain
from desktop.tasks.lane import Job, Lane
from desktop.views.searching.surface import SearchSurface
from desktop.views.surfaces import REVIEW

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.views.main_window import MainWindow

_PAGE = 20
_LONG = 600
"""Milliseconds without an answer after which it is said why."""
_PREPARING = "正在做检索的准备，资料多时第一次要几分钟，不影响审阅…"


class _Stop:
    """What a search looks at now and then; once `now` is set it ends."""

    def __init__(self) -> None:
        self.now = False

    def __call__(self) -> None:
        if self.now:
            raise SearchStopped


class SearchFeed(QObject):
    """Answers a surface from the store of a window, and leads from a hit to its document."""

    def __init__(self, surface: SearchSurface, window: MainWindow) -> None:
        super().__init__(surface)
        self._surface, self._window = surface, window
        self._lane = Lane(self)
        self._stop = _Stop()
        self._query: Query | None = None
        self._asked: tuple[Query, SearchFilter, HitOrder] | None = None
        self._landing: tuple[int, tuple[Span, ...]] | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LONG)
        self._late.timeout.connect(self._on_late_timeout)
        surface.wanted.connect(self._on_wanted)
        surface.opened.connect(self._on_opened)
        surface.visited.connect(self._on_visited)
        surface.model.more_wanted.connect(self._on_more_wanted)
        window.flow.record_shown.connect(self._on_record_shown)
        window.closing.connect(self.close)

    @property
    def busy(self) -> bool:
        """Tell whether an answer is waited for."""
        return self._lane.busy

    @Slot()
    def close(self) -> None:
        """Stop what is searched, and ask nothing more."""
        self._stop.now = True
        self._late.stop()
        self._lane.close()

    @property
    def _desk(self) -> Desk | None:
        return self._window.flow.desk

    # Questions

    @Slot(str, object, object)
    def _on_wanted(self, text: str, wish: SearchFilter, order: HitOrder) -> None:
        self._stop.now = True
        self._stop = _Stop()
        self._asked = None
        if not text.strip():
            self._late.stop()
            self._surface.show_words()
            return
        try:
            query = parse_query(text)
        except QueryRefused as error:
            words = explain(error)
            self._late.stop()
            self._surface.show_words(f"{words.what}\n{words.next}")
            return
        self._asked = query, wish, order
        self._ask_page(0)

    @Slot(int)
    def _on_more_wanted(self, offset: int) -> None:
        self._ask_page(offset)

    def _ask_page(self, offset: int) -> None:
        desk, asked = self._desk, self._asked
        if desk is None or asked is None or self._stop.now:
            return
        query, wish, order = asked
        self._late.start()
        job = self._lane.run(desk.search.page, query, wish, order, offset, _PAGE, self._stop)
        self._follow(job, partial(self._on_page, asked))
        if offset == 0:
            self._follow(self._lane.run(desk.search.count, query, wish, self._stop), partial(self._on_count, asked))

    def _follow(self, job: Job, finished: object) -> None:
        job.finished.connect(finished)
        job.failed.connect(self._on_failed)

    def _on_page(self, asked: object, page: HitPage) -> None:
        if asked is self._asked:
            self._late.stop()
            self._surface.show_page(page)

    def _on_count(self, asked: object, count: int) -> None:
        if asked is self._asked:
            self._surface.show_count(count)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._late.stop()
        if isinstance(error, SearchStopped):
            return
        if isinstance(error, DeskError):
            words = explain(error)
            self._surface.show_words(f"{words.what}\n{words.safe}\n{words.next}")
        else:
            self._window.flow.failed.emit(error)

    @Slot()
    def _on_late_timeout(self) -> None:
        self._surface.tell(_PREPARING)

    @Slot()
    def _on_visited(self) -> None:
        """Ask for the values to choose from, and again for the hits: documents may have changed meanwhile."""
        desk = self._desk
        if desk is None:
            return
        for facet in self._surface.choices:
            self._window.flow.ask(desk.listings.facet, facet, QueueFilter()).finished.connect(self._on_facet)
        if self._surface.words.text().strip():
            self._surface.ask()

    @Slot(object)
    def _on_facet(self, counts: FacetCounts) -> None:
        self._surface.choices[counts.facet].offer(counts.counts)

    # From a hit to its document

    @Slot(object, object)
    def _on_opened(self, hit: Hit, excerpt: Excerpt | None) -> None:
        desk, asked = self._desk, self._asked
        if desk is None or asked is None:
            return
        marks = excerpt.source_marks if excerpt is not None else ()
        if marks or excerpt is not None:
            self._go(hit.summary.id, marks)
        else:
            job = self._lane.run(desk.search.places, hit.summary.id, asked[0])
            self._follow(job, partial(self._go, hit.summary.id))

    def _go(self, record_id: int, places: tuple[Span, ...]) -> None:
        self._landing = record_id, places[:1]
        self._window.surfaces.show(REVIEW)
        self._window.flow.visit(record_id)

    @Slot(object)
    def _on_record_shown(self, record: Record) -> None:
        landing, self._landing = self._landing, None
        if landing is not None and landing[0] == record.id and landing[1]:
            self._window.source.show_places(landing[1])
