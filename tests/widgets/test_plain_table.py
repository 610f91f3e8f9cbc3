"""A table of texts: what a column is too narrow for is told by a tooltip, as text alone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop import paths
from desktop.widgets.appearance import Appearance
from desktop.widgets.plain_table import PlainTable

LONG = "云川市人民政府<b>关于</b>印发《云川市城市节约用水管理办法》的通知" * 3


@pytest.fixture
def table(qapp: QApplication, qtbot: Any) -> PlainTable:
    """Return a table that is too narrow for the first of its two rows."""
    look = Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)
    table = PlainTable(look, "表", ["题目"], 0)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show_rows([[LONG], ["短"]])
    table.show()
    qtbot.waitExposed(table)
    return table


def told(table: PlainTable, row: int) -> str:
    """Return the tooltip at a row."""
    place = table.visualItemRect(table.item(row, 0)).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, table.viewport().mapToGlobal(QPoint(place)))
    QApplication.sendEvent(table.viewport(), event)
    return QToolTip.text() if QToolTip.isVisible() else ""


def test_a_text_that_is_cut_is_told_whole_and_as_text(table: PlainTable) -> None:
    said = told(table, 0)
    assert "&lt;b&gt;关于&lt;/b&gt;" in said
    assert "<b>" not in said
    assert said.count("节约用水") == 3


def test_a_text_that_is_whole_needs_no_tooltip(table: PlainTable, qtbot: Any) -> None:
    told(table, 0)
    told(table, 1)
    qtbot.waitUntil(lambda: not QToolTip.isVisible() or QToolTip.text() == "")


def test_a_text_without_end_is_told_in_part(table: PlainTable) -> None:
    table.show_rows([["甲" * 100_000]])
    assert 1_000 < len(told(table, 0)) < 1_020
