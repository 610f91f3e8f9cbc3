"""Bounds drawn in the real window: by key and by menu, in the text and in the queue, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.domain.record import Record
from desktop.domain.text import Span
from tests.end2end.conftest import Sitting

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
COUNT = 12


@pytest.fixture
def sitting(sit_down: Callable[[Path], Sitting], tmp_path: Path) -> Sitting:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.go_to(3)
    return sitting


def record(sitting: Sitting) -> Record:
    shown = sitting.window.flow.record
    assert shown is not None
    return shown


def numbers(sitting: Sitting) -> list[int]:
    return [known.id for known in sitting.window.flow.queue]


def set_caret(sitting: Sitting, number: int) -> int:
    """Set the cursor at the beginning of a line of the document, which is then in sight."""
    source = sitting.window.source
    assert source.source is not None
    first, _ = source.source.lines_of(record(sitting).document.span)
    place = source.source.line_span(first + number).start
    source.view.jump_to(place)
    source.view.set_caret(place)
    sitting.settle()
    return place


def test_a_split_by_key_shows_both_halves_and_is_undone(sitting: Sitting) -> None:
    before = record(sitting)
    place = set_caret(sitting, 20)
    scrolled = sitting.window.source.view.place
    sitting.act("split")
    assert numbers(sitting) == [1, 2, 3, 13, *range(4, 13)]
    assert record(sitting).id == 3
    assert record(sitting).document.span.end < place
    assert sitting.window.source.view.place == scrolled
    assert "第 3 件已拆成第 3、4 两件" in sitting.window.toast.text
    opened = sitting.window.flow.opened
    assert opened is not None
    assert opened.record_at(place) == 13
    sitting.go_to(4)
    assert record(sitting).document.span.start == place
    sitting.act("undo")
    assert numbers(sitting) == list(range(1, COUNT + 1))
    assert record(sitting) == before


def test_without_a_place_in_sight_a_split_asks_for_one(sitting: Sitting) -> None:
    sitting.act("split")
    assert len(numbers(sitting)) == COUNT
    assert sitting.window.toast.text.startswith("先在原文里点一下")
    set_caret(sitting, 20)
    sitting.window.source.view.jump_to(0)
    sitting.act("split")
    assert len(numbers(sitting)) == COUNT


def test_a_refusal_is_told_in_words(sitting: Sitting) -> None:
    set_caret(sitting, 0)
    sitting.act("split")
    assert "不能在这里拆开" in sitting.window.banner.words
    assert len(numbers(sitting)) == COUNT


def test_two_documents_are_merged_and_come_apart_again(sitting: Sitting) -> None:
    before = record(sitting)
    sitting.act("merge")
    assert numbers(sitting) == [1, 2, 3, *range(5, 13)]
    assert record(sitting).document.span.end > before.document.span.end
    sitting.act("undo")
    assert record(sitting) == before
    sitting.act("redo")
    assert len(numbers(sitting)) == COUNT - 1


def test_start_and_end_move_to_the_cursor(sitting: Sitting) -> None:
    start = set_caret(sitting, 4)
    sitting.act("start")
    assert record(sitting).document.span.start == start
    end = set_caret(sitting, 10)
    sitting.act("end")
    assert record(sitting).document.span.end > end > start
    sitting.act("undo")
    sitting.act("undo")
    assert record(sitting).redrawn is False


def test_a_dropped_document_leaves_the_queue_and_is_taken_in_again(sitting: Sitting) -> None:
    sitting.act("drop")
    assert numbers(sitting) == [1, 2, *range(4, 13)]
    assert record(sitting).id == 4
    sitting.act("readmit")
    dialog = sitting.window._boundaries._dialog
    assert dialog is not None
    assert [entry.split("\n")[1] for entry in dialog.entries] == ["不是公文"]
    dialog.readmit()
    sitting.settle()
    assert numbers(sitting) == list(range(1, COUNT + 1))
    assert record(sitting).id == 3


def test_nothing_dropped_is_told(sitting: Sitting) -> None:
    sitting.act("readmit")
    assert sitting.window.toast.text == "本期没有被排除的文件"


def test_the_menu_of_the_source_acts_at_the_place_pointed_at(sitting: Sitting) -> None:
    place = set_caret(sitting, 20)
    sitting.window.source.view.set_caret(0)
    menu = QMenu(sitting.window)
    sitting.window.source.menu_opening.emit(menu, place)
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == [
        "在这里拆分第 3 件",
        "第 3 件从这里开始",
        "第 3 件到这里结束",
        "第 3 件与下一件合并",
        "排除第 3 件（不是公文）",
    ]
    next(action for action in menu.actions() if action.text()).trigger()
    sitting.settle()
    assert len(numbers(sitting)) == COUNT + 1
    menu.deleteLater()


def test_the_menu_of_the_queue_is_about_the_card_pointed_at(sitting: Sitting) -> None:
    menu = QMenu(sitting.window)
    sitting.window.queue.menu_opening.emit(menu, 7)
    action = next(action for action in menu.actions() if action.text().startswith("排除第 7 件"))
    action.trigger()
    sitting.settle()
    assert 7 not in numbers(sitting)
    assert record(sitting).id == 3
    menu.deleteLater()


def test_arrow_keys_walk_the_cursor_and_shift_selects(sitting: Sitting, qtbot: QtBot) -> None:
    place, view = set_caret(sitting, 20), sitting.window.source.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.caret is not None
    assert view.caret > place
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.caret == place
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection is not None
    assert (view.selection.start, view.selection.end) == (place, place + 2)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.selection is None


def test_the_selection_stays_when_documents_are_drawn_anew(sitting: Sitting) -> None:
    view = sitting.window.source.view
    set_caret(sitting, 20)
    chosen = Span(view.caret or 0, (view.caret or 0) + 4)
    view.select(chosen)
    sitting.act("merge")
    assert view.selection == chosen


def test_the_list_of_dropped_documents_closes_with_the_window(sitting: Sitting) -> None:
    sitting.act("drop")
    sitting.act("readmit")
    dialog = sitting.window._boundaries._dialog
    assert dialog is not None
    assert dialog.isVisible()
    sitting.window.close()
    assert sitting.window._boundaries._dialog is None
