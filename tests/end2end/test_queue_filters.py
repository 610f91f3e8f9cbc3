"""The queue of the real window: filtered, searched and sorted, filters saved, renamed and removed, counts kept true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop import paths
from desktop.domain.queue import Order, OrderBy, QueueFilter, Quick
from desktop.views.name_dialog import NameDialog
from tests.end2end.conftest import Sitting

FIRST, SECOND = (paths.seeds() / f"yunchuan-2026-0{number}.txt" for number in (1, 2))
SitDown = Callable[[Path], Sitting]


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Sitting:
    sitting = sit_down(tmp_path / "store")
    sitting.open(FIRST)
    return sitting


def save(sitting: Sitting, name: str) -> None:
    """Save what the queue is filtered by, as a person does in the sheet."""
    tools = sitting.window.queue.tools
    QTest.mouseClick(tools.facets, Qt.MouseButton.LeftButton)
    sitting.settle()
    tools.sheet.name.setText(name)
    QTest.keyClick(tools.sheet.name, Qt.Key.Key_Return)
    sitting.settle()


def offered(sitting: Sitting, menu: str = "") -> dict[str, QAction]:
    """Return what the menu of saved filters offers, or one of the menus inside it."""
    saved: QMenu = sitting.window.queue.tools.saved
    inner = {action.text(): held for action in saved.actions() if isinstance(held := action.menu(), QMenu)}
    return {action.text(): action for action in (inner[menu] if menu else saved).actions() if not action.menu()}


def test_saved_filter_is_there_the_next_day_and_filters_again(sitting: Sitting, sit_down: SitDown) -> None:
    queue = sitting.window.queue
    queue.set_quick(Quick.DOUBTFUL)
    queue.show_order(Order(OrderBy.TITLE))
    sitting.settle()
    wanted = list(queue.model.ids)
    save(sitting, "存疑 & 急")
    store = sitting.program.memory.visits[0].store
    sitting.end()
    again = sit_down(store)
    again.until(lambda: again.window.flow.opened is not None)
    again.settle()
    offered(again)["存疑 && 急"].trigger()
    again.settle()
    assert again.window.queue.order == Order(OrderBy.TITLE)
    assert list(again.window.queue.model.ids) == wanted


def test_saved_filter_is_renamed_but_not_to_a_name_that_is_taken(sitting: Sitting) -> None:
    for choice, name in ((Quick.DOUBTFUL, "甲"), (Quick.PENDING, "乙")):
        sitting.window.queue.set_quick(choice)
        save(sitting, name)
    offered(sitting, "改名")["甲…"].trigger()
    dialog = sitting.window.findChild(NameDialog)
    assert isinstance(dialog, NameDialog)
    dialog.edit.setText(" 乙 ")
    assert (dialog.words, dialog.take.isEnabled()) == ("已经有这个名字了", False)
    dialog.edit.setText("丙  丁")
    QTest.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert [known.name for known in sitting.window.queue.tools.saved.saved] == ["乙", "丙 丁"]
    assert next(text for text in offered(sitting) if text) == "乙"


def test_saved_filter_is_removed(sitting: Sitting) -> None:
    sitting.window.queue.set_quick(Quick.DOUBTFUL)
    save(sitting, "甲")
    offered(sitting, "删除")["甲"].trigger()
    assert sitting.window.queue.tools.saved.saved == ()
    assert sitting.window.queue.filter == QueueFilter(1, doubtful=True)


def walked(sitting: Sitting, key: Qt.Key, times: int) -> list[int]:
    """Press a key in the list; return the number of the document after each time."""
    numbers = []
    for _ in range(times):
        QTest.keyClick(sitting.window.queue.view, key)
        sitting.settle()
        record = sitting.window.flow.record
        assert record is not None
        numbers.append(record.number)
    return numbers


def test_arrow_keys_walk_over_headings_without_stopping(sitting: Sitting) -> None:
    sitting.go_to(1)
    assert sitting.window.queue.model.has_headings
    sitting.window.queue.focus_list()
    assert walked(sitting, Qt.Key.Key_Down, 11) == list(range(2, 13))
    assert walked(sitting, Qt.Key.Key_Up, 11) == list(range(11, 0, -1))


def test_home_end_and_page_keys_reach_documents(sitting: Sitting) -> None:
    sitting.window.queue.focus_list()
    assert walked(sitting, Qt.Key.Key_End, 1) == [12]
    assert walked(sitting, Qt.Key.Key_Home, 1) == [1]
    assert walked(sitting, Qt.Key.Key_PageDown, 6)[-1] == 12
    assert walked(sitting, Qt.Key.Key_PageUp, 6)[-1] == 1


def test_filters_at_hand_are_commands(sitting: Sitting) -> None:
    at_hand = {"doubtful": Quick.DOUBTFUL, "pending": Quick.PENDING, "unmarked": Quick.UNMARKED, "mine": Quick.MINE}
    for action, choice in at_hand.items():
        sitting.act(f"queue-{action}")
        assert [one for one in at_hand.values() if sitting.window.queue.tools.chip(one).isChecked()] == [choice]
        sitting.act("queue-clear")
        assert sitting.window.queue.filter == QueueFilter(1), action


def test_queue_is_searched_filtered_selected_and_widened_by_keys(sitting: Sitting) -> None:
    window, held = sitting.window, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_F, held)
    assert window.queue.tools.search.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.queue.view.hasFocus()
    sitting.act("queue-all")
    assert window.queue.selected_ids() == window.queue.model.ids
    sitting.act("queue-scope")
    assert window.queue.everywhere
    sitting.act("queue-scope")
    assert not window.queue.everywhere
    QTest.keyClick(window, Qt.Key.Key_L, held)
    sitting.settle()
    assert window.queue.tools.sheet_open
    window.queue.tools.sheet.close()
    for action, menu in (("queue-sort", "来源顺序"), ("queue-saved", "还没有保存的筛选")):
        sitting.act(action)
        shown = QApplication.activePopupWidget()
        assert isinstance(shown, QMenu)
        assert shown.actions()[0].text().startswith(menu)
        shown.close()
