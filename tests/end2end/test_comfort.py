"""What makes the window comfortable: news that can be taken back, files dropped anywhere, no time lost by a zoom."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop import paths

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
FROZEN = 0.2
"""Seconds of work in one turn that a person would feel on any machine; the figures asked for stand in the bench."""

SitDown = Callable[[Path], Any]


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    """Return a sitting at the sample."""
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    return sitting


def test_news_is_taken_back_by_the_button_that_comes_with_it(sitting: Any) -> None:
    window = sitting.window
    before = [row.id for row in window.flow.queue]
    sitting.act("drop")
    assert len(window.flow.queue) == len(before) - 1
    assert window.toast.button.text() == "撤销"
    window.toast.button.click()
    sitting.settle()
    assert [row.id for row in window.flow.queue] == before
    assert not window.toast.button.isVisible()


def test_button_goes_when_it_would_take_back_something_else(sitting: Any) -> None:
    window = sitting.window
    sitting.act("drop")
    assert window.toast.button.isVisible()
    sitting.act("mark1")
    assert not window.toast.button.isVisible()


def drop_on(widget: QWidget, path: Path) -> bool:
    """Hold a file over a part of the window as a file manager does; tell whether it would be taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    middle = widget.rect().center()
    held = QDragEnterEvent(
        middle,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    held.ignore()
    QApplication.sendEvent(widget, held)
    taken = held.isAccepted()
    QApplication.sendEvent(widget, QDragLeaveEvent())
    return taken


def test_files_can_be_dropped_on_every_part_of_the_window(sitting: Any) -> None:
    parts = [part for part in sitting.window.findChildren(QWidget) if part.isVisible() and not part.isWindow()]
    assert len(parts) > 100
    assert [type(part).__name__ for part in parts if not drop_on(part, SAMPLE)] == []


def test_another_size_of_text_is_shown_in_short_turns(sitting: Any) -> None:
    window, longest = sitting.window, 0.0
    for zoom in (1.25, 1.0):
        begun = time.thread_time()
        window.look.set_zoom(zoom)
        longest = max(longest, time.thread_time() - begun)
        while not window.updatesEnabled():
            begun = time.thread_time()
            QApplication.processEvents()
            longest = max(longest, time.thread_time() - begun)
    assert longest < FROZEN
