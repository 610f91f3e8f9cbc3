"""检索: the surface that searches all documents of the store. `make` is the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow
    from desktop.views.searching.surface import SearchSurface


def make(window: MainWindow) -> SearchSurface:
    """Return the surface of a window, bound to its store. Its modules are loaded when a person first goes there."""
    from desktop.views.searching.search_feed import SearchFeed
    from desktop.views.searching.surface import SearchSurface

    surface = SearchSurface(window.look)
    SearchFeed(surface, window)
    return surface
