"""The export dialog says what would go out, offers nothing when that is nothing, and wishes for what is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from desktop import paths
from desktop.domain.queue import QueueFilter
from desktop.export.columns import COLUMN
from desktop.export.formats import FORMATS
from desktop.review.columns import ColumnOrder
from desktop.review.exporting import Outlook
from desktop.views.exporting.columns import USUAL
from desktop.views.exporting.dialog import ExportDialog, ExportWish, Scopes
from desktop.widgets.appearance import Appearance

HERE = Scopes("公报 2026/1", QueueFilter(1), QueueFilter(1, text="<b>任免"))


@pytest.fixture
def look(qapp: Any) -> Appearance:
    return Appearance(qapp, paths.resources() / "themes", "light", True)


@pytest.fixture
def dialog(look: Appearance, qtbot: Any, tmp_path: Path) -> ExportDialog:
    made = ExportDialog(look, tmp_path, HERE)
    qtbot.addWidget(made)
    return made


def asked(dialog: ExportDialog, qtbot: Any) -> tuple[int, ExportWish]:
    """Wait until the dialog asks, and return the turn and the wish."""
    with qtbot.waitSignal(dialog.asked) as told:
        pass
    turn, wish = told.args
    return turn, wish


def test_nothing_approved_is_said_and_not_offered(dialog: ExportDialog, qtbot: Any) -> None:
    turn, _ = asked(dialog, qtbot)
    dialog.show_outlook(turn, Outlook((), 3))
    assert "还没有已核准的文件" in dialog.words
    assert not dialog.export_button.isEnabled()


def test_counts_follow_what_is_known(dialog: ExportDialog, qtbot: Any) -> None:
    assert dialog.words == "正在清点……"
    turn, _ = asked(dialog, qtbot)
    dialog.show_outlook(turn, Outlook((1, 2, 3), 2))
    assert dialog.words == "将导出 3 件已核准的文件还有 2 件待核，不会导出；正在核对密级：0 / 3。"
    dialog.show_withheld(turn, 3, 1, 0)
    assert dialog.words == "将导出 2 件已核准的文件还有 2 件待核，不会导出；1 件标有密级，从不导出。"
    assert dialog.export_button.isEnabled()
    dialog.show_withheld(turn, 3, 2, 1)
    assert dialog.words.startswith("没有可以导出的文件")
    assert not dialog.export_button.isEnabled()


def test_answers_of_an_earlier_turn_come_too_late(dialog: ExportDialog, qtbot: Any) -> None:
    turn, _ = asked(dialog, qtbot)
    dialog.choose_format("html")
    later, _ = asked(dialog, qtbot)
    assert later > turn
    dialog.show_outlook(turn, Outlook((1, 2), 0))
    dialog.show_preview(turn, [("序号",), ("1",)])
    assert "2" not in dialog.words
    assert dialog.preview.table.texts == []


def test_the_wish_follows_what_is_chosen(dialog: ExportDialog, qtbot: Any, tmp_path: Path) -> None:
    turn, wish = asked(dialog, qtbot)
    assert wish == ExportWish("xlsx", tmp_path / "公报 2026_1.xlsx", QueueFilter(1), USUAL)
    dialog.choose_format("akn")
    dialog.choose_everything()
    turn, wish = asked(dialog, qtbot)
    assert wish == ExportWish("akn", tmp_path / "公报 2026_1.xml", QueueFilter())
    dialog.show_outlook(turn, Outlook((1,), 0))
    with qtbot.waitSignal(dialog.wanted) as told:
        dialog.export_button.click()
    assert told.args == [wish]
    assert not dialog.export_button.isEnabled()


@pytest.mark.parametrize("key", FORMATS)
def test_each_format_says_what_it_is_for_and_has_its_ending(dialog: ExportDialog, key: str) -> None:
    dialog.choose_format(key)
    assert dialog.format.key == key
    assert dialog.target.text().endswith(f".{FORMATS[key].ending}" if FORMATS[key].ending else "公报 2026_1")
    assert dialog.columns.isVisibleTo(dialog) == FORMATS[key].columned


def test_the_filter_of_the_list_is_named_as_plain_text(dialog: ExportDialog, qtbot: Any) -> None:
    dialog.choose_shown()
    _, wish = asked(dialog, qtbot)
    assert wish.filter == HERE.shown


def test_columns_are_moved_by_keys_and_unticked_ones_stay(dialog: ExportDialog) -> None:
    columns = dialog.columns.list
    columns.setCurrentRow(0)
    QTest.keyClick(columns, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert columns.keys[:2] == (USUAL[1], USUAL[0])
    QTest.keyClick(columns, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert columns.keys == USUAL
    columns.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert columns.keys == USUAL[1:]
    assert columns.count() == len(COLUMN)


def test_columns_are_moved_by_dragging(dialog: ExportDialog, qtbot: Any) -> None:
    columns = dialog.columns.list
    with qtbot.waitSignal(columns.changed):
        columns.model().moveRow(QModelIndex(), 2, QModelIndex(), 0)
    assert columns.keys[0] == USUAL[2]


def test_saved_orders_are_offered_and_taken(dialog: ExportDialog, qtbot: Any) -> None:
    dialog.columns.show_orders([ColumnOrder("公开目录", ("serial", "title")), ColumnOrder("空的", ())])
    orders = dialog.columns.orders
    assert [orders.itemText(row) for row in range(orders.count())] == ["通常的栏目", "公开目录"]
    orders.setCurrentIndex(1)
    orders.activated.emit(1)
    _, wish = asked(dialog, qtbot)
    assert wish.columns == ("serial", "title")
    with qtbot.waitSignal(dialog.columns.removing) as told:
        dialog.columns.remove.click()
    assert told.args == ["公开目录"]


def test_an_order_is_saved_under_a_name(dialog: ExportDialog, qtbot: Any) -> None:
    editor = dialog.columns
    assert not editor.save.isEnabled()
    editor.list.show_keys(("title", "date"))
    editor.name.setText("  我的  次序 ")
    with qtbot.waitSignal(editor.saving) as told:
        editor.save.click()
    assert told.args == ["我的 次序", ("title", "date")]
    assert editor.orders.currentText() == "我的 次序"


def test_first_lines_are_shown_in_part(dialog: ExportDialog, qtbot: Any) -> None:
    turn, _ = asked(dialog, qtbot)
    dialog.show_preview(turn, [("序号", "标题"), ("1", "<b>" + "长" * 50)])
    assert dialog.preview.table.texts == [["1", "<b>" + "长" * 33 + "…"]]


def test_a_file_that_is_there_is_told(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.target.setText(str(tmp_path / "有.xlsx"))
    assert dialog.place.words == ""
    (tmp_path / "有.xlsx").write_text("旧")
    dialog.target.clear()
    dialog.target.setText(str(tmp_path / "有.xlsx"))
    assert dialog.place.words == "那里已有同名的文件，导出后会被替换。"
    dialog.target.setText(" ")
    assert not dialog.export_button.isEnabled()


def test_while_it_is_written_closing_asks_to_stop(dialog: ExportDialog, qtbot: Any) -> None:
    turn, _ = asked(dialog, qtbot)
    dialog.show_outlook(turn, Outlook((1,), 0))
    dialog.show()
    dialog.export_button.click()
    dialog.show_progress(3, 10)
    assert dialog.progress.words == "正在导出：3 / 10"
    with qtbot.waitSignal(dialog.stopped):
        dialog.reject()
    assert dialog.isVisible()
    dialog.show_end("已停止。")
    assert dialog.progress.words == "已停止。"
    dialog.reject()
    assert not dialog.isVisible()
