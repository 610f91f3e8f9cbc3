"""The search, other keys and the help in the real window."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop import paths
from desktop.views.guide.help_window import HelpWindow
from desktop.views.keys.palette import Palette
from desktop.views.keys.palette_ranking import Kind

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(sit_down: Callable[[Path], Any], tmp_path: Path) -> Any:
    return sit_down(tmp_path / "store")


@pytest.fixture
def sitting(desk: Any) -> Any:
    desk.open(SAMPLE)
    return desk


def search(sitting: Any, qtbot: Any, words: str) -> Palette:
    qtbot.keyClick(sitting.window, Qt.Key.Key_K, CTRL)
    palette: Palette = sitting.window.palette_commands.palette
    assert palette.isVisible()
    palette.edit.setText(words)
    return palette


def take(sitting: Any, qtbot: Any, words: str) -> None:
    qtbot.keyClick(search(sitting, qtbot, words).edit, Qt.Key.Key_Return)
    sitting.settle()


def test_document_is_reached_by_its_title(sitting: Any, qtbot: Any) -> None:
    wanted = sitting.window.flow.queue[4]
    take(sitting, qtbot, wanted.title)
    assert sitting.window.flow.record.id == wanted.id


def test_document_is_reached_by_its_number_in_any_brackets(sitting: Any, qtbot: Any) -> None:
    wanted = next(row for row in reversed(sitting.window.flow.queue) if row.doc_number)
    take(sitting, qtbot, wanted.doc_number.replace("〔", "[").replace("〕", "]"))
    assert sitting.window.flow.record.id == wanted.id


def test_field_is_focused(sitting: Any, qtbot: Any) -> None:
    take(sitting, qtbot, "主送机关")
    assert sitting.window.fields.current == "addressees"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "主送机关"


def test_field_is_focused_by_its_own_key(sitting: Any, qtbot: Any) -> None:
    qtbot.keyClick(sitting.window, Qt.Key.Key_7, CTRL | Qt.KeyboardModifier.AltModifier)
    assert sitting.window.fields.current == "date"


def test_command_is_done_and_comes_first_the_next_time(sitting: Any, qtbot: Any) -> None:
    take(sitting, qtbot, "依申请公开")
    assert sitting.window.flow.record.disclosure.value == "依申请公开"
    assert search(sitting, qtbot, "").found[0].entry.words == "依申请公开"


def test_command_that_cannot_be_used_says_why_and_does_nothing(desk: Any, qtbot: Any) -> None:
    palette = search(desk, qtbot, "核准并下一件")
    assert palette.found[0].entry.why == "先打开一期公报"
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_every_action_document_and_field_is_offered(sitting: Any) -> None:
    entries = sitting.window.palette_commands.entries()
    keys = {entry.key for entry in entries}
    shown = {name for name, action in sitting.window.actions_by_name.items() if action.isVisible()} - {"palette"}
    assert {f"command:{name}" for name in shown} <= keys
    assert {f"document:{row.id}" for row in sitting.window.flow.queue} <= keys
    assert sum(entry.kind is Kind.FIELD for entry in entries) >= 28


def test_text_that_is_being_typed_waits_while_the_search_is_open(sitting: Any, qtbot: Any) -> None:
    window = sitting.window
    window.fields.focus_field("title")
    editor = QApplication.focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "abc")
    palette = search(sitting, qtbot, "")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    sitting.settle()
    assert palette.isHidden()
    assert QApplication.focusWidget() is editor
    assert window.fields.row("title").typed == "abc"
    assert not window.flow.record.is_changed("title")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_keys_of_the_window_do_nothing_while_the_search_is_open(sitting: Any, qtbot: Any) -> None:
    before = sitting.window.flow.record.id
    palette = search(sitting, qtbot, "zzzz")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return, CTRL)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    sitting.settle()
    assert sitting.window.flow.record.id == before
    assert palette.found == []


def test_same_keys_close_the_search_and_a_click_in_the_box_opens_it(sitting: Any, qtbot: Any) -> None:
    palette = search(sitting, qtbot, "")
    qtbot.keyClick(palette.edit, Qt.Key.Key_K, CTRL)
    assert palette.isHidden()
    qtbot.mouseClick(sitting.window.top_bar.search, Qt.MouseButton.LeftButton)
    assert palette.isVisible()


def test_a_line_is_taken_by_a_click(sitting: Any, qtbot: Any) -> None:
    palette = search(sitting, qtbot, "转到字段：文种")
    place = palette.list.visualRect(palette.model.index(0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sitting.window.fields.current == "genre"


def test_titles_are_shown_as_plain_text(sitting: Any, qtbot: Any) -> None:
    window = sitting.window
    window.flow.correct("title", "<b>植树</b>&amp;")
    sitting.settle()
    palette = search(sitting, qtbot, "<b>植树")
    assert palette.found[0].entry.words == "<b>植树</b>&amp;"
    assert not palette.grab().isNull()


def test_a_key_in_the_search_costs_little(sitting: Any, qtbot: Any) -> None:
    palette = search(sitting, qtbot, "")
    costs = []
    for words in ("通", "通知", "通知办", "tz", "核", "核准"):
        begun = time.process_time()
        palette.edit.setText(words)
        palette.list.repaint()
        costs.append(time.process_time() - begun)
    assert sorted(costs)[len(costs) // 2] < 0.05


def test_other_keys_hold_at_once_everywhere_and_after_a_restart(
    sitting: Any, sit_down: Callable[[Path], Any], tmp_path: Path
) -> None:
    dialog = sitting.window.key_commands.show_shortcuts()
    dialog.choose("approve")
    dialog.capture.setKeySequence("F4")
    dialog.add.click()
    dialog.choose("palette")
    dialog.capture.setKeySequence("Ctrl+P")
    dialog.add.click()
    assert sitting.window.keyboard.all_words("approve") == ("Ctrl+Enter", "F4")
    sitting.end()
    again = sit_down(tmp_path / "store")
    assert again.window.keyboard.all_words("approve") == ("Ctrl+Enter", "F4")
    assert again.window.keyboard.all_words("palette") == ("Ctrl+K", "Ctrl+P")


def test_hints_at_the_bottom_and_on_buttons_name_the_keys_in_force(sitting: Any) -> None:
    window = sitting.window
    window.keyboard.use({"approve": ["F4"], "help": ["F2"], "mark1": ["Ctrl+Alt+Q"]})
    assert window.decision.approve_button.accessibleName().endswith("F4")
    assert "帮助 F2" in [label.text() for label in window.status.findChildren(type(window.status._saved))]
    assert window.actions_by_name["approve"].toolTip().endswith("（F4）")


@pytest.mark.parametrize(
    ("pane", "page"),
    [
        ("fields", "fields"),
        ("source", "source"),
        pytest.param("queue", "queue", marks=pytest.mark.long),
        pytest.param("decision", "disclosure", marks=pytest.mark.long),
    ],
)
def test_help_opens_at_the_place_that_fits(sitting: Any, pane: str, page: str) -> None:
    widget = getattr(sitting.window, pane)
    inside = [child for child in widget.findChildren(QWidget) if child.focusPolicy() and child.isVisible()]
    inside[0].setFocus()
    sitting.act("help")
    shown = next(child for child in sitting.window.findChildren(HelpWindow) if child.isVisible())
    assert shown.page == page


def test_help_goes_back_and_forward_follows_links_and_finds_words(sitting: Any) -> None:
    shown = sitting.window.key_commands.show_page("start")
    shown.text.anchorClicked.emit("fields")
    assert shown.page == "fields"
    shown.back.click()
    assert shown.page == "start"
    shown.forward.click()
    assert shown.page == "fields"
    assert "F8" in shown.words
    shown.search.setText("正则")
    assert shown.index.count() == 1
    shown.index.setCurrentRow(0)
    assert shown.page == "bulk"


def test_cheat_sheet_opens_by_its_key_where_nobody_types(sitting: Any, qtbot: Any) -> None:
    sitting.window.queue.focus_list()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Question)
    sheet = sitting.window.key_commands._dialogs["cheat_sheet"]
    assert sheet.isVisible()
