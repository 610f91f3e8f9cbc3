"""The tables of a document in the real window: shown, corrected, copied, and written out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.views.source.head import Mode
from tests.end2end.conftest import Sitting

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"


@pytest.fixture
def sitting(sit_down: Callable[[Path], Sitting], tmp_path: Path) -> Sitting:
    """A sitting at the first document of the sample that has a table."""
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    desk = sitting.window.flow.desk
    assert desk is not None
    with_table = next(row.number for row in sitting.window.flow.queue if desk.record(row.id).document.tables)
    sitting.go_to(with_table)
    return sitting


def text(sitting: Sitting, row: int, column: int) -> str:
    return str(sitting.window.source.tables.model.index(row, column).data())


def test_cell_is_typed_over_and_given_back(sitting: Sitting, qtbot: Any) -> None:
    sitting.act("tables")
    pane = sitting.window.source.tables
    assert pane.isVisible()
    assert sitting.window.source.mode is Mode.TABLES
    before = text(sitting, 1, 0)
    pane.grid.setCurrentIndex(pane.model.index(1, 0))
    qtbot.keyClicks(pane.grid, "x")
    editor = pane.grid.viewport().findChild(QGuiApplication.focusObject().__class__)
    qtbot.keyClicks(editor, "yz")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    sitting.settle()
    assert text(sitting, 1, 0) == "xyz"
    pane.grid.setCurrentIndex(pane.model.index(1, 0))
    assert before in pane.foot_words
    sitting.act("undo")
    assert text(sitting, 1, 0) == before


def test_cells_are_copied_pasted_and_cleared_as_in_a_spreadsheet(sitting: Sitting, qtbot: Any) -> None:
    sitting.act("tables")
    grid = sitting.window.source.tables.grid
    grid.selectAll()
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert len(copied.split("\n")) == sitting.window.source.tables.model.rowCount()
    QGuiApplication.clipboard().setText("甲\t乙")
    place = grid.visualRect(grid.model().index(1, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    sitting.settle()
    assert (text(sitting, 1, 0), text(sitting, 1, 1)) == ("甲", "乙")
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    sitting.settle()
    assert text(sitting, 1, 0) == ""
    assert sitting.window.flow.desk is not None
    assert sitting.window.flow.desk.verify().ok


def test_tables_are_written_to_a_workbook(sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting.act("tables")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "本件表格"), ""))
    sitting.window.source.tables.export_button.click()
    sitting.settle()
    sheet = load_workbook(tmp_path / "本件表格.xlsx").worksheets[0]
    assert sheet.cell(1, 1).value == text(sitting, 0, 0)


def test_next_document_shows_its_text_again(sitting: Sitting) -> None:
    sitting.act("tables")
    without = next(
        row.number
        for row in sitting.window.flow.queue
        if not sitting.window.flow.desk.record(row.id).document.tables  # type: ignore[union-attr]
    )
    sitting.go_to(without)
    assert not sitting.window.source.tables.isVisible()
    assert not sitting.window.source.head.tab(Mode.TABLES).isVisible()
    assert sitting.window.source.mode is Mode.TEXT


def edited(sitting: Sitting, row: int, column: int) -> Any:
    """Return the cells with the current one chosen, as they have the keyboard."""
    sitting.act("tables")
    grid = sitting.window.source.tables.grid
    grid.setCurrentIndex(grid.model().index(row, column))
    grid.setFocus()
    return grid


def test_figure_typed_into_a_cell_is_no_key_of_the_window(sitting: Sitting, qtbot: Any) -> None:
    grid = edited(sitting, 1, 0)
    for key in (Qt.Key.Key_2, Qt.Key.Key_5):
        qtbot.keyClick(QGuiApplication.focusObject(), key)
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Return)
    sitting.settle()
    record = sitting.window.flow.record
    assert record is not None
    assert (text(sitting, 1, 0), record.disclosure) == ("25", None)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, 0)


def test_typed_cell_is_taken_over_by_a_key_that_leads_to_another_document(sitting: Sitting, qtbot: Any) -> None:
    edited(sitting, 1, 0)
    here = sitting.window.flow.record
    assert here is not None
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_X)
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    sitting.settle()
    assert sitting.window.flow.record is not None
    assert sitting.window.flow.record.number == here.number + 1
    sitting.go_to(here.number)
    assert text(sitting, 1, 0) == "x"


def test_line_breaks_of_a_cell_stay_when_it_is_edited(sitting: Sitting, qtbot: Any) -> None:
    grid = edited(sitting, 1, 0)
    QGuiApplication.clipboard().setText('"甲\n乙"')
    grid.paste()
    sitting.settle()
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_End)
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_X)
    qtbot.keyClick(QGuiApplication.focusObject(), Qt.Key.Key_Return)
    sitting.settle()
    assert text(sitting, 1, 0) == "甲\n乙x"
