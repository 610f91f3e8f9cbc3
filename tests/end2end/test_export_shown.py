"""Exporting from the window: counts and first lines before, progress and a stop while, a file or none after."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.queue import QueueFilter
from desktop.views.exporting import commands as export_commands
from desktop.views.exporting.dialog import ExportDialog

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"


@pytest.fixture
def sitting(sit_down: Callable[[Path], Any], tmp_path: Path) -> Any:
    """Return a sitting at the sample, its first five documents approved, the first two for those who ask."""
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    desk = sitting.window.flow.desk
    ids = [row.id for row in desk.queue()]
    desk.mark(ids[:2], Disclosure.ON_REQUEST)
    desk.mark(ids[2:5], Disclosure.PROACTIVE)
    desk.approve(ids[:5])
    return sitting


def opened(sitting: Any, target: Path, format: str = "xlsx") -> ExportDialog:
    """Open the dialog, choose, and wait until it knows everything."""
    dialog: ExportDialog = sitting.window.commands.ask_for_export()
    dialog.choose_format(format)
    dialog.target.setText(str(target))
    sitting.until(lambda: "将导出" in dialog.words and "正在" not in dialog.words)
    sitting.settle()
    return dialog


def test_counts_and_first_lines_stand_before_anything_is_written(sitting: Any, tmp_path: Path) -> None:
    dialog = opened(sitting, tmp_path / "a.xlsx")
    assert dialog.words.startswith("将导出 5 件已核准的文件还有 7 件待核")
    first = sitting.window.flow.desk.record(1).value("title")
    title = dialog.columns.list.keys.index("title")
    assert dialog.preview.table.texts[0][title][:20] == first[:20]
    dialog.choose_format("html")
    sitting.until(lambda: "将导出 3 件" in dialog.words and "2 件不是主动公开" in dialog.words)
    dialog.reject()


def test_a_folder_is_written_and_told(sitting: Any, tmp_path: Path) -> None:
    dialog = opened(sitting, tmp_path / "目录", "html")
    dialog.export_button.click()
    sitting.until((tmp_path / "目录" / "index.html").exists)
    sitting.settle()
    assert not dialog.isVisible()
    assert "已导出 3 件主动公开的文件" in sitting.window.toast.text


def test_what_the_list_shows_goes_out(sitting: Any, tmp_path: Path) -> None:
    queue = sitting.window.queue
    queue.show_filter(QueueFilter(queue.filter.source_id, disclosures=frozenset(("依申请公开",))))
    sitting.settle()
    dialog = opened(sitting, tmp_path / "a.json", "json")
    dialog.choose_shown()
    sitting.until(lambda: "将导出 2 件" in dialog.words and "正在" not in dialog.words)
    dialog.export_button.click()
    sitting.until((tmp_path / "a.json").exists)
    sitting.settle()
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["count"] == 2


def test_an_order_of_columns_is_saved_for_the_office(sitting: Any, tmp_path: Path) -> None:
    dialog = opened(sitting, tmp_path / "a.xlsx")
    dialog.columns.list.show_keys(("serial", "title"))
    dialog.columns.name.setText("公开目录")
    dialog.columns.save.click()
    sitting.settle()
    assert [order.name for order in sitting.window.flow.desk.columns.orders()] == ["公开目录"]
    dialog.reject()
    again = opened(sitting, tmp_path / "a.xlsx")
    assert again.columns.orders.findText("公开目录") == 1
    again.reject()


def test_a_stopped_export_leaves_what_was_there(sitting: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    target.write_text("旧")
    dialog = opened(sitting, target, "csv")
    progress = export_commands.ExportTalk._on_progress

    def stopping(talk: export_commands.ExportTalk, done: int, count: int) -> None:
        if done:
            talk._on_stopped()  # as a click on the button does, from another thread
        progress(talk, done, count)

    monkeypatch.setattr(export_commands.ExportTalk, "_on_progress", stopping)
    dialog.export_button.click()
    sitting.until(lambda: "已停止" in dialog.progress.words)
    assert target.read_text() == "旧"
    assert sitting.window.flow.desk.store.entries()[-1].verb is not Verb.EXPORT
    sitting.until(dialog.export_button.isEnabled)
    dialog.reject()


def test_a_place_that_cannot_be_written_is_told_in_the_dialog(sitting: Any, tmp_path: Path) -> None:
    dialog = opened(sitting, tmp_path / "没有" / "a.csv", "csv")
    dialog.export_button.click()
    sitting.until(lambda: "无法导出" in dialog.progress.words)
    assert dialog.isVisible()
    sitting.until(dialog.export_button.isEnabled)
    dialog.reject()
