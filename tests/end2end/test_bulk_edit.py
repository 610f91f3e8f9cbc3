"""Many documents edited at once through the real window: looked at first, ticked, made and undone as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMenu, QPlainTextEdit

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.domain.queue import Quick
from desktop.review.bulk import BulkEdit, Replace, Retag, SetDisclosure, SetField
from desktop.views.bulk.dialog import BulkDialog
from desktop.views.guide.help_window import HelpWindow
from tests.end2end.conftest import Sitting

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"


@pytest.fixture
def sitting(sit_down: Callable[[Path], Sitting], tmp_path: Path) -> Sitting:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    return sitting


def ask(sitting: Sitting, edit: BulkEdit) -> BulkDialog:
    """Open the dialog for all documents of the issue, fill it in, and wait until the plan is there."""
    flow = sitting.window.flow
    dialog = sitting.window.bulk_commands.ask_for([row.id for row in flow.queue])
    assert dialog is not None
    dialog.form.say(edit)
    assert dialog.form.edit == edit
    sitting.until(lambda: "正在" not in dialog.words and "请先" not in dialog.words and bool(dialog.model.rows))
    return dialog


def values(sitting: Sitting, key: str) -> list[object]:
    desk = sitting.window.flow.desk
    assert desk is not None
    return [desk.record(row.id).value(key) for row in desk.queue()]


def test_plan_is_shown_before_anything_changes(sitting: Sitting) -> None:
    before = values(sitting, "column")
    dialog = ask(sitting, SetField("column", "政策文件"))
    assert "将修改 12 件" in dialog.words
    assert [row.after for row in dialog.model.rows] == ["政策文件"] * 12
    assert values(sitting, "column") == before
    dialog.reject()
    sitting.settle()
    assert values(sitting, "column") == before


def test_ticked_documents_are_changed_and_undone_as_one(sitting: Sitting) -> None:
    before = values(sitting, "column")
    dialog = ask(sitting, SetField("column", "政策文件"))
    dialog.model.setData(dialog.model.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert dialog.apply_button.text() == "应用到 11 件"
    dialog.apply_button.click()
    sitting.settle()
    assert values(sitting, "column") == [before[0], *["政策文件"] * 11]
    sitting.act("undo")
    assert values(sitting, "column") == before


def test_find_and_replace_by_pattern(sitting: Sitting) -> None:
    dialog = ask(sitting, Replace("doc_number", "〔(\\d+)〕", "[\\1]", is_pattern=True))
    dialog.apply_button.click()
    sitting.settle()
    assert not any("〔" in str(number) for number in values(sitting, "doc_number"))


def test_what_is_no_pattern_is_said_in_the_dialog(sitting: Sitting) -> None:
    dialog = sitting.window.bulk_commands.ask_for([sitting.window.flow.queue[0].id])
    assert dialog is not None
    dialog.form.say(Replace("title", "(", "", is_pattern=True))
    sitting.until(lambda: "不是有效的查找模式" in dialog.words)
    assert not dialog.apply_button.isEnabled()
    dialog.reject()


def test_mark_and_tags_are_set(sitting: Sitting) -> None:
    ask(sitting, SetDisclosure(Disclosure.PROACTIVE)).apply_button.click()
    sitting.settle()
    ask(sitting, Retag(more=("急",))).apply_button.click()
    sitting.settle()
    assert {row.disclosure for row in sitting.window.flow.queue} == {Disclosure.PROACTIVE}
    assert {row.tags for row in sitting.window.flow.queue} == {("急",)}


def test_approved_documents_are_not_ticked(sitting: Sitting) -> None:
    sitting.act("mark1")
    sitting.act("approve")
    dialog = ask(sitting, SetField("genre", "公告"))
    approved = next(row for row in dialog.model.rows if row.reopened)
    assert approved.record_id not in dialog.model.chosen
    assert "1 件已核准，勾选后会退回待核" in dialog.words
    dialog.model.tick_all(True)
    dialog.apply_button.click()
    sitting.settle()
    assert set(values(sitting, "genre")) == {"公告"}
    assert "已核准" not in {row.status.value for row in sitting.window.flow.queue}


def press(sitting: Sitting, row: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Click a row of the queue."""
    view = sitting.window.queue.view
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, place)
    sitting.settle()


def opened(sitting: Sitting) -> BulkDialog:
    return next(dialog for dialog in sitting.window.findChildren(BulkDialog) if dialog.isVisible())


def headline(dialog: BulkDialog) -> str:
    return next(label.text() for label in dialog.findChildren(QLabel) if label.text().startswith("批量修改"))


def test_button_below_the_queue_asks_about_the_selected_documents(sitting: Sitting) -> None:
    press(sitting, 1)
    press(sitting, 3, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(sitting.window.queue.bulk, Qt.MouseButton.LeftButton)
    assert headline(opened(sitting)) == "批量修改选中的 2 件文件"


def test_key_asks_about_all_that_the_list_shows_while_one_is_selected(sitting: Sitting) -> None:
    sitting.window.queue.set_quick(Quick.DOUBTFUL)
    sitting.settle()
    sitting.act("bulk")
    doubtful = len(sitting.window.queue.model.ids)
    assert headline(opened(sitting)) == f"批量修改列表里的全部 {doubtful} 件文件"


def test_menu_of_the_queue_offers_it(sitting: Sitting) -> None:
    queue = sitting.window.queue
    queue.view.customContextMenuRequested.emit(queue.view.visualRect(queue.model.index(1)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = next(action for action in menu.actions() if action.text().startswith("批量修改"))
    assert offered.text() == "批量修改列表里的全部 12 件…"
    offered.trigger()
    menu.close()
    assert headline(opened(sitting)) == "批量修改列表里的全部 12 件文件"


def test_nothing_is_planned_before_a_value_was_typed_or_emptying_was_ticked(sitting: Sitting) -> None:
    sitting.act("bulk")
    dialog = opened(sitting)
    dialog.form.say(SetField("column", "政策文件"))
    sitting.until(lambda: dialog.words == "将修改 12 件。")
    dialog.form.say(SetField("column", ""))
    assert dialog.form.edit == SetField("column", "")
    dialog.form.findChild(QCheckBox, "emptied").setChecked(False)
    assert dialog.form.edit is None
    sitting.until(lambda: dialog.words == "请先填写要修改的内容。")
    assert not dialog.apply_button.isEnabled()


def test_help_key_opens_the_page_about_it(sitting: Sitting) -> None:
    sitting.act("bulk")
    dialog = opened(sitting)
    dialog.activateWindow()
    editor = dialog.findChild(QPlainTextEdit)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_F1)
    assert [help.page for help in sitting.window.findChildren(HelpWindow)] == ["bulk"]


def test_number_of_what_i_changed_goes_back_with_undo(sitting: Sitting) -> None:
    mine = sitting.window.queue.tools.chip(Quick.MINE)
    ask(sitting, SetField("column", "政策文件")).apply_button.click()
    sitting.settle()
    assert mine.text() == "我改过的 12"
    sitting.act("undo")
    assert mine.text() == "我改过的 0"
    sitting.act("redo")
    assert mine.text() == "我改过的 12"


def test_window_closed_right_after_a_change_of_all_sources_asks_nothing_more(sitting: Sitting, qtbot: Any) -> None:
    sitting.window.queue.show_everywhere(True)
    sitting.settle()
    sitting.act("mark1")
    sitting.end()
    qtbot.wait(450)  # longer than the figures of all sources wait
