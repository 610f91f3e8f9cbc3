"""Where the pages of a source stand below each other, and how large. Lengths are logical pixels of the sheet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageSize

OUTER, GAP = 20, 20
"""The room around the pages, and between two of them."""
_NARROW, _NARROW_OUTER = 480, 10
FULL_SIZE = 96 / 72
"""Pixels a point at 100 %."""
LEAST, MOST = 0.25, 4.0
STEPS = (0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
A4 = PageSize(595.0, 842.0)


class Fit(Enum):
    """A size that follows the window."""

    WIDTH = "适合宽度"
    PAGE = "整页"


Zoom = Fit | float


class PageLayout:
    """The geometry of all pages. `zoom` is a fit or a factor, 1.0 for the size on paper."""

    def __init__(self) -> None:
        self.zoom: Zoom = Fit.WIDTH
        self.sizes: tuple[PageSize, ...] = ()
        self._room = (600.0, 800.0)
        self.outer = OUTER
        self._scales: list[float] = []
        self._tops: list[float] = []
        self.width = self.height = 0.0

    def __len__(self) -> int:
        return len(self.sizes)

    def set_sizes(self, sizes: Sequence[PageSize]) -> None:
        """Take the pages of another source, or their sizes when they are known better."""
        self.sizes = tuple(sizes)
        self._lay_out()

    def set_room(self, width: float, height: float) -> None:
        """Take the size of the window."""
        self._room = (width, height)
        self.outer = OUTER if width >= _NARROW else _NARROW_OUTER
        self._lay_out()

    def set_zoom(self, zoom: Zoom) -> None:
        """Take another size."""
        self.zoom = zoom if isinstance(zoom, Fit) else min(MOST, max(LEAST, zoom))
        self._lay_out()

    def scale(self, index: int) -> float:
        """Return the pixels a point of a page."""
        return self._scales[index]

    def factor(self, index: int) -> float:
        """Return the size of a page against that on paper."""
        return self._scales[index] / FULL_SIZE

    def rect(self, index: int) -> QRectF:
        """Return where a page stands."""
        size, scale = self.sizes[index], self._scales[index]
        wide, high = round(size.width * scale), round(size.height * scale)
        return QRectF(round((self.width - wide) / 2), self._tops[index], wide, high)

    def index_at(self, y: float) -> int:
        """Return the page at a height or the one above it, the first or last one beyond the ends."""
        return min(max(0, bisect_right(self._tops, y) - 1), max(0, len(self.sizes) - 1))

    def within(self, top: float, bottom: float) -> range:
        """Return the pages of which a part stands between two heights."""
        if not self.sizes:
            return range(0)
        first, last = self.index_at(top), self.index_at(bottom)
        if self.rect(first).bottom() < top and first < last:
            first += 1
        return range(first, last + 1)

    def on_page(self, index: int, point: QPointF) -> QPointF:
        """Return a place of the sheet in points of a page."""
        return (point - self.rect(index).topLeft()) / self._scales[index]

    def on_sheet(self, index: int, box: Box) -> QRectF:
        """Return where a box of a page stands on the sheet."""
        corner, scale = self.rect(index).topLeft(), self._scales[index]
        return QRectF(
            corner.x() + box.left * scale, corner.y() + box.top * scale, box.width * scale, box.height * scale
        )

    def next_zoom(self, index: int, steps: int) -> float:
        """Return the factor some steps larger or smaller than the one in force."""
        now = self.factor(index)
        if steps > 0:
            return next((step for step in STEPS if step > now * 1.01), STEPS[-1])
        return next((step for step in reversed(STEPS) if step < now * 0.99), STEPS[0])

    def _lay_out(self) -> None:
        self._scales = [self._scale_of(size) for size in self.sizes]
        self._tops = []
        top, widest = float(self.outer), 0.0
        for size, scale in zip(self.sizes, self._scales, strict=True):
            self._tops.append(top)
            top += round(size.height * scale) + GAP
            widest = max(widest, round(size.width * scale))
        self.height = top - GAP + self.outer if self.sizes else 0.0
        self.width = max(self._room[0], widest + 2 * self.outer)

    def _scale_of(self, size: PageSize) -> float:
        if not isinstance(self.zoom, Fit):
            return self.zoom * FULL_SIZE
        fitting = (self._room[0] - 2 * self.outer) / max(1.0, size.width)
        if self.zoom is Fit.PAGE:
            fitting = min(fitting, (self._room[1] - 2 * self.outer) / max(1.0, size.height))
        return min(MOST * FULL_SIZE / 2, max(LEAST * FULL_SIZE / 4, fitting))
