"""The program's window on a real display: it opens, shows the sample, is drawn, and closes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.store import Store

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
PATIENCE = 60_000
"""Milliseconds."""

pytestmark = pytest.mark.real_window


def colours_on_screen(program: app.Program) -> int:
    """Return how many colours the display itself shows where the window stands."""
    window = program.window
    image = window.screen().grabWindow(window.winId()).toImage()
    return len({image.pixel(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)})


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[app.Program]:
    """The program on a store of its own; ended whatever happens."""
    program = app.Program(qapp, tmp_path / "store")
    yield program
    program.window.close()
    program.end()


def test_the_window_opens_the_sample_and_closes(qtbot: QtBot, program: app.Program, tmp_path: Path) -> None:
    assert QGuiApplication.platformName() == "xcb"
    program.window.show()
    program.window.open_files([SAMPLE])
    program.start()
    qtbot.waitExposed(program.window)
    qtbot.waitUntil(lambda: bool(program.window.sources) and not program.lane.busy, timeout=PATIENCE)
    qtbot.waitUntil(lambda: colours_on_screen(program) > 50, timeout=PATIENCE)
    program.window.close()
    assert not program.window.isVisible()
    program.end()
    with Store.open(tmp_path / "store", create=False) as store:
        assert len(store.queue()) > 5
