"""Pictures of the real window, drawn without a display."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.tasks.lane import Lane
from desktop.views.main_window import MainWindow
from desktop.views.picture_scenes import SCENES
from desktop.widgets.curtain import is_behind_curtain
from desktop.widgets.theme import DARK, LIGHT

_PATIENCE = 30.0
"""Seconds until a picture is taken as the window then is."""
_GLANCE = 0.001
"""Seconds between two looks at what is under way."""
_SIZE, _CLERK = (1440, 900), "演示员"


def settle(lane: Lane) -> None:
    """Let the window take in everything that is under way."""
    until = time.monotonic() + _PATIENCE
    quiet = 0
    while quiet < 3 and time.monotonic() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        quiet = 0 if lane.busy or any(map(is_behind_curtain, _shown())) else quiet + 1
        time.sleep(_GLANCE)


def _shown() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def settle_all(window: MainWindow, lane: Lane) -> None:
    """Let the window also read files and draw pages to the end."""
    until = time.monotonic() + _PATIENCE
    settle(lane)
    while (window.intake.busy or window.pages.busy) and time.monotonic() < until:
        settle(lane)


def draw(window: MainWindow, lane: Lane, out: Path) -> list[Path]:
    """Open the last source of the window's store and draw every scene, light and dark. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    window.source.view.animated = window.source.pages.animated = False
    window.resize(*_SIZE)
    window.top_bar.reviewer.set_name(_CLERK, asked=True)
    window.tour.offer(False)
    window.show()
    settle(lane)
    if window.sources:
        window.flow.open_source(window.sources[-1].id)
        settle(lane)
    saved = []
    for name, scene in SCENES.items():
        window.look.set_mode(LIGHT)
        grab = scene(window, partial(settle_all, window, lane))
        for theme in (LIGHT, DARK):
            window.look.set_mode(theme)
            settle_all(window, lane)
            window.toast.hide()
            saved.append(save(grab(), out / f"{name}-{theme}.png"))
    return saved


def save(picture: QPixmap, path: Path) -> Path:
    """Save a picture. Raises OSError."""
    if not picture.save(str(path)):
        raise OSError(f"picture not written: {path.name}")
    return path
