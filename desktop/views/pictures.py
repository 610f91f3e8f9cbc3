"""Pictures of the real window, drawn without a display."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from desktop.tasks.lane import Lane
from desktop.views.main_window import MainWindow
from desktop.widgets.theme import DARK, LIGHT

_PATIENCE = 30.0
"""Seconds until a picture is taken as the window then is."""


def settle(lane: Lane) -> None:
    """Let the window take in everything that is under way."""
    until = time.monotonic() + _PATIENCE
    quiet = 0
    while quiet < 3 and time.monotonic() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        quiet = 0 if lane.busy else quiet + 1
        time.sleep(0.005)


def save(widget: QWidget, path: Path) -> Path:
    """Save a picture of a widget. Raises OSError."""
    if not widget.grab().save(str(path)):
        raise OSError(f"picture not written: {path.name}")
    return path


def draw(window: MainWindow, lane: Lane, out: Path) -> list[Path]:
    """Open the last source of the window's store, and save the window, light and dark."""
    out.mkdir(parents=True, exist_ok=True)
    window.source.view.animated = False
    window.resize(1440, 900)
    window.show()
    settle(lane)
    if window.sources:
        window.flow.open_source(window.sources[-1].id)
        settle(lane)
    saved = []
    for mode in (LIGHT, DARK):
        window.look.set_mode(mode)
        settle(lane)
        saved.append(save(window, out / f"review-{mode}.png"))
    return saved
