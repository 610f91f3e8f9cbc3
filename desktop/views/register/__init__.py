"""台账: the surface of the register of 规范性文件. `make` is the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow
    from desktop.views.register.surface import RegisterSurface


def make(window: MainWindow) -> RegisterSurface:
    """Return the surface of a window, bound to its store. Its modules are loaded when a person first goes there."""
    from desktop.views.register.register_feed import RegisterFeed
    from desktop.views.register.surface import RegisterSurface

    surface = RegisterSurface(window.look)
    RegisterFeed(surface, window)
    return surface
