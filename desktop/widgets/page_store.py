"""Pictures of pages kept for painting, within a bound on their bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtGui import QPixmap

MOST_BYTES = 180_000_000
"""All pictures together; what was not painted for the longest time goes first."""
MOST_PIXELS = 8_000_000
"""One picture; a page enlarged beyond is drawn with fewer and stretched. Four of them fit into MOST_BYTES."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture, and the scale that it was drawn at in pixels a point."""

    pixmap: QPixmap
    scale: float


class PixmapStore:
    """Pictures by key. Asking for one keeps it longer."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """What all pictures take up."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._kept)

    def put(self, key: Hashable, pixmap: QPixmap, scale: float) -> None:
        """Keep a picture in the place of the one before; the oldest others go when room is short."""
        self.drop(key)
        self._kept[key] = Kept(pixmap, scale)
        self._bytes += _size(pixmap)
        while self._bytes > self._most and self._kept:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= _size(oldest.pixmap)

    def get(self, key: Hashable) -> Kept | None:
        """Return a picture, None for one that is not there (any more)."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def drop(self, key: Hashable) -> None:
        """Let a picture go."""
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._bytes -= _size(kept.pixmap)

    def clear(self) -> None:
        """Let all pictures go."""
        self._kept.clear()
        self._bytes = 0


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


def affordable(scale: float, width: float, height: float) -> float:
    """Return a scale, or the largest one at which a page of so many points stays within MOST_PIXELS."""
    most: float = (MOST_PIXELS / max(1.0, width * height)) ** 0.5
    return min(scale, most)
