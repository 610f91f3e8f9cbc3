"""Pictures of the real window, drawn without a display."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from desktop.tasks.lane import Lane
from desktop.views.main_window import MainWindow
from desktop.views.source_head import Mode
from desktop.widgets.theme import DARK, LIGHT

_PATIENCE = 30.0
"""Seconds until a picture is taken as the window then is."""
_PAGED = {Mode.PAGES: "pages", Mode.BOTH: "both"}


def settle(lane: Lane) -> None:
    """Let the window take in everything that is under way."""
    until = time.monotonic() + _PATIENCE
    quiet = 0
    while quiet < 3 and time.monotonic() < until:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        quiet = 0 if lane.busy or _is_held() else quiet + 1
        time.sleep(0.005)


def _is_held() -> bool:
    """Tell whether a window keeps its old picture while it is laid out at another zoom."""
    return not all(window.updatesEnabled() for window in QApplication.topLevelWidgets() if window.isVisible())


def settle_all(window: MainWindow, lane: Lane) -> None:
    """Let the window also read files and draw pages to the end."""
    until = time.monotonic() + _PATIENCE
    settle(lane)
    while (window.intake.busy or window.pages.busy) and time.monotonic() < until:
        settle(lane)


def save(widget: QWidget, path: Path) -> Path:
    """Save a picture of a widget. Raises OSError."""
    if not widget.grab().save(str(path)):
        raise OSError(f"picture not written: {path.name}")
    return path


def draw(window: MainWindow, lane: Lane, out: Path) -> list[Path]:
    """Open the last source of the window's store, then the sample with pages; save the window, light and dark."""
    out.mkdir(parents=True, exist_ok=True)
    window.source.view.animated = window.source.pages.animated = False
    window.resize(1440, 900)
    window.show()
    settle(lane)
    if window.sources:
        window.flow.open_source(window.sources[-1].id)
        settle(lane)
    saved = _in_both_themes(window, lane, out, "review")
    paged = window.sample.with_suffix(".pdf") if window.sample is not None else None
    if paged is None or not paged.is_file():
        return saved
    window.open_files([paged])
    settle_all(window, lane)
    for mode, name in _PAGED.items():
        window.source.show_mode(mode)
        saved += _in_both_themes(window, lane, out, name)
    return saved


def _in_both_themes(window: MainWindow, lane: Lane, out: Path, name: str) -> list[Path]:
    saved = []
    for theme in (LIGHT, DARK):
        window.look.set_mode(theme)
        settle_all(window, lane)
        saved.append(save(window, out / f"{name}-{theme}.png"))
    return saved
