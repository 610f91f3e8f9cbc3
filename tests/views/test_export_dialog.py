"""The export dialog says what would go out, and offers nothing when that is nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.domain.record import RecordSummary, Status
from desktop.views.export_dialog import ExportDialog, ExportWish
from desktop.widgets.appearance import Appearance


def summary(number: int, status: Status) -> RecordSummary:
    known = RecordSummary(number, 1, number, "标题", "", "", "通知", Status.PENDING, None, 0, 0, None, None)
    return replace(known, status=status)


@pytest.fixture
def look(qapp: Any) -> Appearance:
    return Appearance(qapp, paths.resources() / "themes", "light", True)


def test_nothing_approved_is_said_and_not_offered(look: Appearance, qtbot: Any, tmp_path: Path) -> None:
    dialog = ExportDialog(look, tmp_path, (1, "公报", [summary(1, Status.PENDING)]), ())
    qtbot.addWidget(dialog)
    assert "还没有已核准的文件" in dialog.words
    assert not dialog.export_button.isEnabled()


def test_counts_and_wish_follow_what_is_chosen(look: Appearance, qtbot: Any, tmp_path: Path) -> None:
    here = (1, "公报 2026/1", [summary(1, Status.APPROVED), summary(2, Status.PENDING)])
    dialog = ExportDialog(look, tmp_path, here, ())
    qtbot.addWidget(dialog)
    assert "将导出 1 件" in dialog.words
    assert "还有 1 件待核" in dialog.words
    dialog.choose_format("csv")
    with qtbot.waitSignal(dialog.wanted) as told:
        dialog.export_button.click()
    assert told.args == [ExportWish("csv", tmp_path / "公报 2026_1.csv", 1)]
