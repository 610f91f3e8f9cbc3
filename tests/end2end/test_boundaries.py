"""Bounds drawn in the real window: by key and by menu, in the text and in the queue, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.domain.queue import Quick
from desktop.domain.record import Record
from desktop.domain.text import Span
from desktop.views.source.boundaries import Boundaries
from desktop.views.source.head import Mode
from desktop.widgets.bound_painter import MIDDLE
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
    dialog = sitting.window.findChild(Boundaries)._dialog
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
    assert words[0].startswith("这一行：")
    assert words[1:] == [
        "在这里拆分第 3 件",
        "第 3 件从这里开始",
        "第 3 件到这里结束",
        "第 3 件与下一件合并",
        "排除第 3 件（不是公文）",
    ]
    next(action for action in menu.actions() if action.text().startswith("在这里拆分")).trigger()
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
    dialog = sitting.window.findChild(Boundaries)._dialog
    assert dialog is not None
    assert dialog.isVisible()
    sitting.window.close()
    assert sitting.window.findChild(Boundaries)._dialog is None


# With the mouse


def grip_of(sitting: Sitting, record_id: int) -> QPoint:
    """Bring the line above a document into sight and return where it is seen."""
    view, opened = sitting.window.source.view, sitting.window.flow.opened
    assert opened is not None
    passage = opened.passage_of(record_id)
    bound = next(known for known in view.bounds.bounds if known.below == passage)
    start = opened.rows[bound.row].span.start
    view.jump_to(start)
    sitting.settle()
    point = QPoint(view.viewport().width() // 2, round(view.boxes(Span(start, start + 1))[0].top()) - MIDDLE)
    assert view.bounds.bound_at(point) == bound
    return point


def beside(sitting: Sitting, offset: int) -> QPoint:
    """Return where the upper half of a line of text is seen, which must be in sight."""
    view = sitting.window.source.view
    point = QPoint(view.viewport().width() // 2, round(view.boxes(Span(offset, offset + 1))[0].center().y()) - 5)
    assert view.viewport().rect().contains(point)
    return point


def line_of(sitting: Sitting, record_id: int, number: int) -> int:
    """Return where a line of a document with text begins; lines below 0 count from its end."""
    opened = sitting.window.flow.opened
    assert opened is not None
    passage = opened.passage_of(record_id)
    assert passage is not None
    first, last = opened.text.lines_of(opened.passages[passage].span)
    lines = [opened.text.line_span(line) for line in range(first, last + 1)]
    return [line for line in lines if opened.text.slice(line).strip()][number].start


def drag(sitting: Sitting, qtbot: QtBot, start: QPoint, *way: QPoint) -> None:
    """Take hold of what is at a point and move on, without letting go."""
    viewport = sitting.window.source.view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for point in way:
        qtbot.mouseMove(viewport, pos=point)


def let_go(sitting: Sitting, qtbot: QtBot, point: QPoint) -> None:
    qtbot.mouseRelease(sitting.window.source.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    sitting.settle()


def test_a_line_is_dragged_up_as_one_step(sitting: Sitting, qtbot: QtBot) -> None:
    grip, place = grip_of(sitting, 5), line_of(sitting, 4, -2)
    goal = beside(sitting, place)
    drag(sitting, qtbot, grip, goal)
    assert sitting.window.source.view.bounds.words == "第 5 件从这里开始 · 2 行改归第 5 件"
    let_go(sitting, qtbot, goal)
    assert line_of(sitting, 5, 0) == place
    assert "第 5 件改为在这里开始，第 4 件相应缩短" in sitting.window.toast.text
    assert record(sitting).id == 3
    assert sitting.window.source.view.caret == place
    assert abs(beside(sitting, place).y() - goal.y()) <= 2
    sitting.act("undo")
    assert line_of(sitting, 4, -2) == place


def test_a_line_dragged_down_gives_its_text_to_the_document_above(sitting: Sitting, qtbot: QtBot) -> None:
    grip, start, place = grip_of(sitting, 5), line_of(sitting, 5, 0), line_of(sitting, 5, 2)
    goal = beside(sitting, place)
    drag(sitting, qtbot, grip, goal)
    let_go(sitting, qtbot, goal)
    assert line_of(sitting, 5, 0) == place
    opened = sitting.window.flow.opened
    assert opened is not None
    assert opened.record_at(start) == 4


def test_escape_puts_a_dragged_line_back(sitting: Sitting, qtbot: QtBot) -> None:
    grip, view = grip_of(sitting, 5), sitting.window.source.view
    start = line_of(sitting, 5, 0)
    goal = beside(sitting, line_of(sitting, 4, -2))
    drag(sitting, qtbot, grip, goal)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.bounds.landing is None
    let_go(sitting, qtbot, goal)
    assert line_of(sitting, 5, 0) == start
    assert not sitting.window.actions_by_name["undo"].isEnabled()


def test_a_click_on_a_line_changes_nothing(sitting: Sitting, qtbot: QtBot) -> None:
    grip = grip_of(sitting, 5)
    qtbot.mouseClick(sitting.window.source.view.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    sitting.settle()
    assert record(sitting).id == 3
    assert not sitting.window.actions_by_name["undo"].isEnabled()


def test_a_line_held_below_the_window_takes_the_sheet_along(sitting: Sitting, qtbot: QtBot) -> None:
    grip, view = grip_of(sitting, 5), sitting.window.source.view
    before, below = view.verticalScrollBar().value(), QPoint(grip.x(), view.viewport().height() + 60)
    drag(sitting, qtbot, grip, below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > before + 100)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    let_go(sitting, qtbot, below)


def test_a_click_into_another_document_stays_where_it_is(sitting: Sitting, qtbot: QtBot) -> None:
    view = sitting.window.source.view
    place = line_of(sitting, 4, 14)
    view.jump_to(place)
    sitting.settle()
    scrolled, point = view.verticalScrollBar().value(), beside(sitting, place)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    sitting.settle()
    assert record(sitting).id == 4
    assert view.verticalScrollBar().value() == scrolled


def test_the_page_offers_to_split_at_the_line_pointed_at(sit_down: Callable[[Path], Sitting], tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE.with_suffix(".pdf"))
    pane = sitting.window.source
    pane.show_mode(Mode.PAGES)
    place = line_of(sitting, 3, 4)
    pane.pages.keep(Span(place, place + 1))
    sitting.until(lambda: bool(pane.pages.boxes(Span(place, place + 1))))
    point = pane.pages.boxes(Span(place, place + 1))[0].center().toPoint()
    pane.pages.menu_wanted.emit(pane.pages.viewport().mapToGlobal(point))
    menu = next(known for known in pane.findChildren(QMenu) if known.isVisible())
    next(action for action in menu.actions() if action.text().startswith("在这里拆分第 3 件")).trigger()
    menu.close()
    sitting.settle()
    assert line_of(sitting, 13, 0) == place


# What was dropped


def test_dropped_documents_are_listed_and_taken_in_again_from_the_queue(sitting: Sitting) -> None:
    queue = sitting.window.queue
    chip = queue.tools.chip(Quick.DROPPED)
    assert chip.isHidden()
    sitting.act("drop")
    assert (chip.isHidden(), chip.text()) == (False, "已排除 1")
    queue.set_quick(Quick.DROPPED)
    sitting.settle()
    assert list(queue.model.ids) == [3]
    summary = queue.model.summary(3)
    assert summary is not None
    assert summary.dropped == "不是公文"
    menu = QMenu(sitting.window)
    queue.menu_opening.emit(menu, 3)
    (readmit,) = (action for action in menu.actions() if action.text())
    assert readmit.text() == "恢复这一件"
    readmit.trigger()
    sitting.settle()
    assert record(sitting).id == 3
    assert list(queue.model.ids) == []
    menu.deleteLater()


def test_turning_to_a_dropped_document_shows_its_text_and_leaves_the_review_where_it_is(sitting: Sitting) -> None:
    gone = record(sitting).document.span
    sitting.act("drop")
    at, view = record(sitting).id, sitting.window.source.view
    view.jump_to(0)
    sitting.window.queue.record_chosen.emit(3)
    sitting.settle()
    assert record(sitting).id == at
    assert view.shows(gone)
    assert "不是公文" in sitting.window.toast.text


def test_the_queue_splits_at_the_cursor_and_else_says_how(sitting: Sitting) -> None:
    menu = QMenu(sitting.window)
    sitting.window.queue.menu_opening.emit(menu, 7)
    next(action for action in menu.actions() if action.text().startswith("拆分第 7 件…")).trigger()
    sitting.settle()
    assert record(sitting).id == 7
    assert "右键点要划开的那一行" in sitting.window.toast.text
    set_caret(sitting, 6)
    menu.clear()
    sitting.window.queue.menu_opening.emit(menu, 7)
    next(action for action in menu.actions() if action.text().startswith("在光标所在的行拆分第 7 件")).trigger()
    sitting.settle()
    assert len(numbers(sitting)) == COUNT + 1
    menu.deleteLater()
