"""The preview of an edit of many documents, as it is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QColor

from desktop import paths
from desktop.domain.edits import Change
from desktop.itemmodels.bulk_model import BulkModel, Figures
from desktop.review.bulk import BulkRow
from desktop.views.bulk.dialog import PlanView
from desktop.widgets.appearance import Appearance

CHANGE = Change(1, "column", None, "政策文件")
ROWS = (
    BulkRow(1, 1, "关于植树的通知", "市政府文件", "政策文件", (CHANGE,)),
    BulkRow(2, 2, "关于防火的通知", "市政府文件", "政策文件", (CHANGE,), reopened=True),
    BulkRow(3, 3, "关于防汛的通知", "2026-01-02", "后天", refused="“后天”不是日期。"),
)


@pytest.fixture
def view(qtbot: Any, qapp: Any) -> PlanView:
    made = PlanView(Appearance(qapp, paths.resources() / "themes", "light", True), BulkModel())
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.plan.add(ROWS)
    made.show()
    return made


def inks(view: PlanView, row: int, column: int) -> int:
    """Count the dark points of a cell, right of its tick."""
    place = view.visualRect(view.plan.index(row, column)).adjusted(40, 4, -4, -4)
    image = view.viewport().grab(place).toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(QColor(image.pixel(*point)).lightness() < 160 for point in points)


@pytest.mark.parametrize("row", range(3))
@pytest.mark.parametrize("column", range(3))
def test_every_cell_shows_its_words(view: PlanView, row: int, column: int) -> None:
    assert inks(view, row, column) > 50


def test_rows_are_counted_by_kind(view: PlanView) -> None:
    assert view.plan.figures == Figures(rows=3, ticked=1, refused=1, reopened=1)
    assert view.plan.figures.able == 2
    view.plan.tick_all(True)
    assert view.plan.figures.ticked == 2
    view.plan.clear()
    assert view.plan.figures == Figures(0, 0, 0, 0)
