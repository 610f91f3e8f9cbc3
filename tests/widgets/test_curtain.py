"""A change of the zoom is laid out behind the old picture and then painted once, a pane in a turn."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QWidget

from desktop import paths
from desktop.widgets.appearance import Appearance
from desktop.widgets.source_layout import Faces, SheetLayout
from desktop.widgets.source_rows import cut_rows
from tests.store import samples

_OPAQUE = Qt.WidgetAttribute.WA_OpaquePaintEvent


class Shown(QWidget):
    """Counts how often it is painted."""

    painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Count."""
        self.painted += 1


@pytest.fixture
def look(qapp: QApplication) -> Any:
    """Return the appearance; it is at 100 % again after the test."""
    look = Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)
    yield look
    look.set_zoom(1.0)
    look.set_mode("light")


def test_window_is_painted_once_after_the_zoom_and_listens_again(look: Appearance, qtbot: Any) -> None:
    window = Shown()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.painted > 0)
    window.painted = 0
    look.set_zoom(1.5)
    assert not window.updatesEnabled()
    qtbot.waitUntil(window.updatesEnabled)
    assert window.painted == 1
    window.update()
    qtbot.waitUntil(lambda: window.painted == 2)
    window.close()


@pytest.mark.parametrize("change", [("set_zoom", 1.5), ("set_mode", "dark")], ids=["zoom", "theme"])
def test_panes_of_a_window_are_painted_in_turns_of_their_own(
    look: Appearance, qtbot: Any, change: tuple[str, Any]
) -> None:
    window = QMainWindow()
    splitter = QSplitter()
    window.setCentralWidget(splitter)
    panes = [Shown(), Shown(), Shown()]
    for pane in panes:
        splitter.addWidget(pane)
    qtbot.addWidget(window)
    window.resize(600, 200)
    window.show()
    qtbot.waitUntil(lambda: all(pane.painted for pane in panes))
    told: list[int] = []
    turn = QTimer()
    turn.timeout.connect(lambda: told.append(sum(pane.painted for pane in panes)))
    for pane in panes:
        pane.painted = 0
    getattr(look, change[0])(change[1])
    turn.start()
    qtbot.waitUntil(lambda: all(pane.painted for pane in panes))
    turn.stop()
    assert list(dict.fromkeys(told))[:3] == [0, 1, 2]
    assert [pane.painted for pane in panes] == [1, 1, 1]
    assert all(pane.updatesEnabled() and not pane.testAttribute(_OPAQUE) for pane in panes)


def test_parts_are_told_at_once_where_no_window_is_shown(look: Appearance, qtbot: Any) -> None:
    with qtbot.waitSignal(look.fitted, timeout=0):
        look.set_zoom(1.25)


def test_another_theme_leaves_the_rows_of_a_source_where_they_are(look: Appearance) -> None:
    layout = SheetLayout()
    source = samples.source_text()
    layout.set_content(source.text, cut_rows(source, ()))
    faces = Faces(look.serif("document"), look.serif("document-title", bold=True))
    layout.set_geometry(400, faces, 20, 30)
    placed = layout.place(1)
    look.set_mode("dark")
    layout.set_geometry(400, Faces(look.serif("document"), look.serif("document-title", bold=True)), 20, 30)
    assert layout.place(1) is placed
    look.set_mode("light")
