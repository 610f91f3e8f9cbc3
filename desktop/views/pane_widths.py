"""How the three panes share the window's width when the zoom changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSplitter

from desktop.widgets.appearance import Appearance

_MOST = (0.24, 0.42)
"""The parts of the whole that the outer panes may take by growing."""


def grown(sizes: list[int], factor: float) -> list[int]:
    """Return the widths of the outer panes grown by a factor as far as that leaves room, with the middle one between.

    A pane that a person has made wider than that keeps its width.
    """
    whole = sum(sizes)
    first, last = (
        min(round(size * factor), max(round(whole * most), size)) if factor > 1 else round(size * factor)
        for size, most in zip((sizes[0], sizes[-1]), _MOST, strict=True)
    )
    return [first, whole - first - last, last]


class PaneWidths(QObject):
    """Widens the outer panes of a splitter with the zoom, and makes them narrower again."""

    def __init__(self, panes: QSplitter, appearance: Appearance) -> None:
        super().__init__(panes)
        self._panes, self._look, self._zoom = panes, appearance, appearance.zoom
        appearance.resized.connect(self._on_appearance_resized)

    @Slot()
    def _on_appearance_resized(self) -> None:
        factor, self._zoom = self._look.zoom / self._zoom, self._look.zoom
        sizes = self._panes.sizes()
        if len(sizes) == 3 and all(sizes):
            self._panes.setSizes(grown(sizes, factor))
