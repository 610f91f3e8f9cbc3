"""Where the window stood when it was closed, brought back to where it can be seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.settings import WindowPlace

_IN_SIGHT = 80
"""Pixels of a window's top that must be on a screen, so that it can be moved."""


def put_back(window: QWidget, place: WindowPlace) -> None:
    """Put a window where it stood."""
    window.setGeometry(brought_back(place, [screen.availableGeometry() for screen in QGuiApplication.screens()]))
    if place.maximised:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def brought_back(place: WindowPlace, screens: Sequence[QRect]) -> QRect:
    """Return where a window goes that stood at `place`: there if it can be seen and moved, else on the first screen.

    It is never larger than its screen. All in logical pixels.
    """
    frame = QRect(place.left, place.top, place.width, place.height)
    head = QRect(frame.left(), frame.top(), frame.width(), _IN_SIGHT)
    if not screens:
        return frame
    seen = max(screens, key=lambda screen: _area(screen.intersected(head)))
    part = seen.intersected(head)
    frame.setSize(frame.size().boundedTo(seen.size()))
    if part.width() < _IN_SIGHT or part.height() < _IN_SIGHT // 2:
        frame.moveCenter(screens[0].center())
    if frame.top() < seen.top():
        frame.moveTop(seen.top())
    return frame


def _area(part: QRect) -> int:
    return max(0, part.width()) * max(0, part.height())
