"""How the three panes share the window's width when the zoom changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSplitter

from desktop.widgets.appearance import Appearance

_MOST = (0.24, 0.42)
"""The parts of the whole that the outer panes may take by growing."""
DRAWN = (300, 652, 424)
"""The widths at 100 % in a window of the usual size."""
_NEAR = 3
"""Pixels by which a splitter may shift its panes on its own account."""


def shared(drawn: tuple[int, int], zoom: float, whole: int) -> list[int]:
    """Return the widths of three panes whose outer ones are `drawn` at 100 %; they grow as far as that leaves room."""
    first, last = (
        min(round(width * zoom), max(round(whole * most), width)) for width, most in zip(drawn, _MOST, strict=True)
    )
    return [first, whole - first - last, last]


class PaneWidths(QObject):
    """Widens the outer panes of a splitter with the zoom, and makes them narrower again."""

    def __init__(self, panes: QSplitter, appearance: Appearance) -> None:
        super().__init__(panes)
        self._panes, self._look, self._zoom = panes, appearance, appearance.zoom
        self._drawn = (0, 0)
        self._given: list[int] = []
        appearance.fitted.connect(self._on_appearance_fitted)

    @Slot()
    def _on_appearance_fitted(self) -> None:
        before, self._zoom = self._zoom, self._look.zoom
        sizes = self._panes.sizes()
        if not self._panes.isVisible() or not all(sizes):
            sizes, before = list(DRAWN), 1.0
        outer = zip(sizes[::2], self._given[::2], strict=False)
        if not self._given or any(abs(now - given) > _NEAR for now, given in outer):
            self._drawn = (round(sizes[0] / before), round(sizes[2] / before))
        self._panes.setSizes(shared(self._drawn, self._zoom, sum(sizes)))
        self._given = self._panes.sizes() if self._panes.isVisible() else []
