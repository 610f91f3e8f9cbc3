"""Finding words in the source at hand: what is typed becomes hits in the text and on the pages."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.text import Span
from desktop.widgets.find_bar import FindBar
from desktop.widgets.text_search import SearchIndex


class Finder(QObject):
    """Walks through the hits of one source. `found` tells all of them and the one at hand."""

    found = Signal(object, object)
    closed = Signal()

    def __init__(self, bar: FindBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._index: SearchIndex | None = None
        self._hits: tuple[Span, ...] = ()
        self._at = -1
        self._from = 0
        bar.words_changed.connect(self._on_words_changed)
        bar.next_wanted.connect(self.next)
        bar.previous_wanted.connect(self.previous)
        bar.closed.connect(self.close)

    def show_index(self, index: SearchIndex | None) -> None:
        """Turn to another source; what is typed is looked for in it."""
        self._index, self._from = index, 0
        self._hits, self._at = (), -1
        if not self._bar.isHidden():
            self._search()

    @property
    def hit(self) -> Span | None:
        """The hit at hand."""
        return self._hits[self._at] if self._hits else None

    def open(self, words: str, place: int) -> None:
        """Begin to look for something, from a place of the text onwards."""
        self._from = place
        self._bar.open("" if "\n" in words.strip() else words.strip())
        self._search()

    @Slot()
    def close(self) -> None:
        """Put the line away, and the marks with it."""
        if self._bar.isHidden():
            return
        self._bar.hide()
        self._hits, self._at = (), -1
        self.found.emit((), None)
        self.closed.emit()

    @Slot()
    def next(self) -> None:
        """Go to the next hit; after the last one comes the first."""
        self._go_by(1)

    @Slot()
    def previous(self) -> None:
        """Go to the hit before; before the first one comes the last."""
        self._go_by(-1)

    def _go_by(self, step: int) -> None:
        if self._hits:
            self._at = (self._at + step) % len(self._hits)
            self._from = self._hits[self._at].start
            self._tell()

    @Slot(str)
    def _on_words_changed(self, _words: str) -> None:
        self._search()

    def _search(self) -> None:
        """Look for the words anew; the first hit from the place at hand onwards is the one at hand."""
        self._hits = self._index.find(self._bar.words) if self._index is not None else ()
        self._at = bisect_left(self._hits, self._from, key=_start) % len(self._hits) if self._hits else -1
        self._tell()

    def _tell(self) -> None:
        self._bar.show_count(self._at + 1, len(self._hits))
        self.found.emit(self._hits, self.hit)


def _start(span: Span) -> int:
    return span.start
