"""Which keys actions have: those they came with, those chosen, and what a person is told about conflicts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import paths, settings
from desktop.views.action_spec import FILE
from desktop.views.actions import ACTIONS, ActionSpec
from desktop.views.keys.cheat_sheet import CheatSheet
from desktop.views.keys.groups import FIXED, Group, Line, columns, grouped
from desktop.views.keys.hints import show_keys
from desktop.views.keys.keyboard import Keyboard
from desktop.views.keys.keymap import chosen_keys, first_keymap, give, is_reserved, keymap_in_force, owner, take
from desktop.views.keys.names import read_keys
from desktop.views.keys.shortcuts_dialog import ShortcutsDialog
from desktop.views.menus import make_actions, why_not
from desktop.widgets.appearance import Appearance
from desktop.widgets.key_button import KEY_TIP, KEYS_OF, KeyButton

SPECS = (
    ActionSpec("open", "打开", FILE, ("Ctrl+O",)),
    ActionSpec("undo", "撤销", FILE, ("Ctrl+Z", "Alt+Backspace")),
    ActionSpec("approve", "核准", FILE, ("Ctrl+Enter",)),
)


def as_it_is(keys: str) -> str | None:
    return keys or None


@pytest.fixture
def window(qtbot: Any) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def look(qapp: Any) -> Appearance:
    return Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)


@pytest.fixture
def keyboard(window: QMainWindow) -> Keyboard:
    return Keyboard(make_actions(window), window)


def test_no_two_actions_come_with_the_same_keys() -> None:
    counted = Counter(keys for spec in ACTIONS for keys in spec.keys)
    assert [keys for keys, count in counted.items() if count > 1] == []


def test_no_two_actions_have_the_same_name() -> None:
    assert len({spec.name for spec in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("spec", ACTIONS, ids=[spec.name for spec in ACTIONS])
def test_keys_make_sense(spec: ActionSpec) -> None:
    assert all(read_keys(keys) is not None and not is_reserved(keys) for keys in spec.keys)


def test_chosen_keys_go_before_those_another_action_came_with() -> None:
    keymap = keymap_in_force(SPECS, {"undo": ["Ctrl+O"]}, as_it_is)
    assert keymap == {"open": (), "undo": ("Ctrl+O",), "approve": ("Ctrl+Enter",)}


def test_names_and_keys_that_make_no_sense_are_ignored() -> None:
    assert keymap_in_force(SPECS, {"none": ["Ctrl+O"], "open": [""]}, as_it_is)["open"] == ()


def test_the_two_enter_keys_are_one() -> None:
    assert owner(first_keymap(SPECS), "Ctrl+Return") == "approve"


def test_keys_given_to_an_action_are_taken_from_the_other() -> None:
    keymap = give(first_keymap(SPECS), "open", "Ctrl+Z")
    assert keymap["open"] == ("Ctrl+O", "Ctrl+Z")
    assert keymap["undo"] == ("Alt+Backspace",)
    assert chosen_keys(SPECS, take(keymap, "open", "Ctrl+Z")) == {"undo": ("Alt+Backspace",)}


@pytest.mark.parametrize(
    ("keys", "reserved"), [("Return", True), ("Shift+Tab", True), ("Ctrl+Up", False), ("K", False)]
)
def test_keys_for_typing_and_moving_are_reserved(keys: str, reserved: bool) -> None:
    assert is_reserved(keys) is reserved


def test_action_fires_with_either_enter_key(window: QMainWindow, keyboard: Keyboard, qtbot: Any) -> None:
    action = next(action for action in window.actions() if action.text() == "核准并下一件")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(action.triggered, timeout=1000):
            qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert keyboard.words("approve").startswith("Ctrl+")


@pytest.mark.parametrize("editor", [QLineEdit, QPlainTextEdit])
@pytest.mark.parametrize("key", ["1", "?", "k"])
def test_single_characters_are_typed_where_a_person_types(
    window: QMainWindow, keyboard: Keyboard, qtbot: Any, editor: type[QLineEdit | QPlainTextEdit], key: str
) -> None:
    keyboard.choose(give(keyboard.keymap, "about", "K"))
    heard: list[bool] = []
    for action in window.actions():
        action.triggered.connect(heard.append)
    edit = editor()
    window.setCentralWidget(edit)
    edit.setFocus()
    qtbot.keyClicks(edit, key)
    assert not heard
    assert (edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()) == key


def test_single_characters_fire_where_nobody_types(window: QMainWindow, keyboard: Keyboard, qtbot: Any) -> None:
    action = next(action for action in window.actions() if action.text() == "主动公开")
    with qtbot.waitSignal(action.triggered, timeout=1000):
        qtbot.keyClick(window, Qt.Key.Key_1)
    assert keyboard.words("mark1") == "1"


def test_what_a_person_chose_is_told_once_and_only_what_differs(keyboard: Keyboard, qtbot: Any) -> None:
    with qtbot.waitSignal(keyboard.chosen) as heard:
        keyboard.choose(give(keyboard.keymap, "open", "Ctrl+Alt+O"))
    assert heard.args == [{"open": ("Ctrl+O", "Ctrl+Alt+O")}]


def test_kept_keys_that_make_no_sense_leave_the_action_usable(keyboard: Keyboard) -> None:
    keyboard.use({"open": ["foo"], "nothing": ["Ctrl+1"]})
    assert keyboard.words("open") == ""
    assert keyboard.words("undo") == "Ctrl+Z"


def test_sentences_name_the_keys_in_force(keyboard: Keyboard) -> None:
    keyboard.use({"assign": ["F4"], "find": []})
    assert keyboard.say("按 {assign} 或 {find}") == "按 F4 或 “在原文中查找…”"
    assert keyboard.say("查找（{find}）与（{assign}）{无}") == "查找与（F4）{无}"


def test_tooltips_and_buttons_follow_the_keys(keyboard: Keyboard, qtbot: Any) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    button = KeyButton("打开")
    button.setProperty(KEYS_OF, "open")
    button.setProperty(KEY_TIP, "打开（{open}）")
    QVBoxLayout(whole).addWidget(button)
    show_keys(whole, keyboard)
    assert button.accessibleName() == "打开 Ctrl+O"
    keyboard.use({"open": ["F2"]})
    show_keys(whole, keyboard)
    assert (button.accessibleName(), button.toolTip()) == ("打开 F2", "打开（F2）")


def test_cheat_sheet_lists_every_key_in_force_and_follows_changes(
    look: Appearance, keyboard: Keyboard, qtbot: Any
) -> None:
    sheet = CheatSheet(look, keyboard)
    qtbot.addWidget(sheet)
    keyboard.use({"open": ["F2"]})
    lines = {line.words: line.keys for group in sheet.groups for line in group.lines}
    assert lines["打开文件…"] == "F2"
    assert set(lines.values()) >= {keyboard.words(spec.name) for spec in ACTIONS if len(spec.keys) == 1}
    assert sheet.groups[-1] == FIXED


def test_columns_keep_the_order_and_lose_nothing() -> None:
    groups = [Group(str(n), (Line("a", "b"),) * n) for n in (9, 2, 7, 1, 4)]
    assert [group for column in columns(groups, 3) for group in column] == groups


def test_all_actions_stand_in_a_group() -> None:
    assert sum(map(len, grouped().values())) == len(ACTIONS)


@pytest.fixture
def dialog(look: Appearance, keyboard: Keyboard, qtbot: Any) -> ShortcutsDialog:
    made = ShortcutsDialog(look, keyboard)
    qtbot.addWidget(made)
    made.choose("open")
    return made


def press(dialog: ShortcutsDialog, keys: str) -> None:
    dialog.capture.setKeySequence(QKeySequence(keys))


def test_free_keys_are_added(dialog: ShortcutsDialog, keyboard: Keyboard) -> None:
    press(dialog, "F2")
    dialog.add.click()
    assert keyboard.all_words("open") == ("Ctrl+O", "F2")


def test_conflict_is_told_and_taken_over_only_on_demand(dialog: ShortcutsDialog, keyboard: Keyboard) -> None:
    press(dialog, "Ctrl+Z")
    assert "撤销" in dialog.said
    assert keyboard.words("undo") == "Ctrl+Z"
    dialog.add.click()
    assert keyboard.words("undo") == ""
    assert keyboard.all_words("open") == ("Ctrl+O", "Ctrl+Z")


def test_reserved_keys_are_refused_with_words(dialog: ShortcutsDialog) -> None:
    press(dialog, "Esc")
    assert "Ctrl" in dialog.said
    assert not dialog.add.isEnabled()


def test_one_action_and_all_are_reset(dialog: ShortcutsDialog, keyboard: Keyboard) -> None:
    press(dialog, "Ctrl+Z")
    dialog.add.click()
    dialog.choose("undo")
    dialog.reset_one.click()
    assert keyboard.words("undo") == "Ctrl+Z"
    dialog.reset_all.click()
    assert keyboard.keymap == first_keymap(ACTIONS)


def test_filter_shows_actions_by_words_or_keys(dialog: ShortcutsDialog) -> None:
    dialog.filter.setText("ctrl+w")
    shown = [item.text(0) for item in dialog._items.values() if not item.isHidden()]
    assert shown == ["关闭本期"]


@pytest.mark.parametrize(
    ("spec", "state", "words"),
    [
        (ActionSpec("a", "甲", FILE, record=True), (False, False, False), "先打开一期公报"),
        (ActionSpec("a", "甲", FILE, pages=True), (True, False, True), "这个文件没有版面"),
        (ActionSpec("a", "甲", FILE, record=True), (True, True, False), "先选一件文件"),
        (ActionSpec("a", "甲", FILE, why="没有可以撤销的步骤"), (True, True, True), "没有可以撤销的步骤"),
    ],
)
def test_disabled_actions_say_why(spec: ActionSpec, state: tuple[bool, bool, bool], words: str) -> None:
    assert why_not(spec, *state) == words


def test_chosen_keys_are_kept_and_nonsense_among_them_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings.save(settings.Settings(shortcuts={"open": ("F2", "Ctrl+O"), "undo": ()}), path)
    assert settings.load(path).shortcuts == {"open": ("F2", "Ctrl+O"), "undo": ()}
    path.write_text(json.dumps({"shortcuts": {"open": ["F2"], "undo": 7, "redo": [None]}}))
    assert settings.load(path).shortcuts == {"open": ("F2",)}
    path.write_text(json.dumps({"shortcuts": ["F2"]}))
    assert settings.load(path).shortcuts == {}
