"""The editor of a value: what it is given comes back exactly; long and odd values neither freeze nor change it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.domain.errors import ValueRefused
from desktop.export.cells import cell_text
from desktop.review import values
from desktop.widgets.value_edit import LONGEST, ValueEdit
from tests.helpers.examples import examples

HUGE = "云川市𠮷" * 2_500_000
ODD = "甲\x00乙\u00a0丙\u2028丁\u202e戊\u2067己\u2069\u0085庚\r辛\ufdd0壬\x0b癸👨\u200d👩\u200d👧e\u0301𠮷"


@pytest.fixture
def edit(qtbot: Any) -> ValueEdit:
    made = ValueEdit()
    qtbot.addWidget(made)
    made.resize(300, 40)
    made.show()
    made.setFocus()
    return made


def held_on(edit: ValueEdit, key: Qt.Key, text: str = "") -> None:
    """Send what comes again and again from a key that is held down."""
    edit.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True))


@pytest.mark.parametrize(("key", "told"), [(Qt.Key.Key_Return, "entered"), (Qt.Key.Key_Escape, "abandoned")])
def test_a_key_held_down_decides_once(edit: ValueEdit, qtbot: Any, key: Qt.Key, told: str) -> None:
    with qtbot.waitSignal(getattr(edit, told)):
        qtbot.keyClick(edit, key)
    with qtbot.assertNotEmitted(getattr(edit, told)):
        held_on(edit, key)


def test_a_key_held_down_since_before_types_nothing_here(edit: ValueEdit, qtbot: Any) -> None:
    held_on(edit, Qt.Key.Key_1, "1")
    assert edit.text == ""
    qtbot.keyClick(edit, Qt.Key.Key_1)
    held_on(edit, Qt.Key.Key_1, "1")
    assert edit.text == "11"


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_odd_characters_that_nobody_touched_come_back_exactly(edit: ValueEdit) -> None:
    edit.set_text(ODD)
    assert edit.is_untouched
    assert edit.text == ODD


def test_a_blank_that_does_not_break_survives_an_edit(edit: ValueEdit, qtbot: Any) -> None:
    edit.set_text("甲\u00a0乙")
    qtbot.keyClick(edit, Qt.Key.Key_End)
    qtbot.keyClicks(edit, "x")
    assert edit.text == "甲\u00a0乙x"


def test_a_value_of_ten_million_letters_is_shown_in_part_at_once_and_kept_whole(edit: ValueEdit) -> None:
    begun = time.process_time()
    edit.set_text(HUGE)
    QApplication.processEvents()
    assert time.process_time() - begun < 0.5
    assert edit.shows_part
    assert len(edit.toPlainText()) < 3000
    assert "共 10,000,000 字" in edit.toPlainText()
    assert edit.text is HUGE


def test_typing_into_a_value_shown_in_part_replaces_all_of_it(edit: ValueEdit, qtbot: Any) -> None:
    edit.set_text(HUGE)
    qtbot.keyClick(edit, Qt.Key.Key_End)
    qtbot.keyClicks(edit, "x")
    assert edit.text == "x"


def test_the_input_method_replaces_a_value_shown_in_part_as_well(edit: ValueEdit) -> None:
    edit.set_text(HUGE)
    event = QInputMethodEvent()
    event.setCommitString("新")
    QApplication.sendEvent(edit, event)
    assert edit.text == "新"


def test_moving_in_a_value_shown_in_part_changes_nothing(edit: ValueEdit, qtbot: Any) -> None:
    edit.set_text(HUGE)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End):
        qtbot.keyClick(edit, key)
    assert edit.text is HUGE


def test_copying_a_value_shown_in_part_copies_all_of_it(edit: ValueEdit) -> None:
    long = "字" * (LONGEST + 1)
    edit.set_text(long)
    edit.selectAll()
    edit.copy()
    assert QApplication.clipboard().text() == long


def test_a_paste_that_is_too_long_is_not_taken_and_told(edit: ValueEdit, qtbot: Any) -> None:
    edit.set_text("原来")
    with qtbot.waitSignal(edit.overfilled) as heard:
        edit.insertFromMimeData(pasted(HUGE))
    assert heard.args == [10_000_002]
    assert edit.text == "原来"


def test_a_list_keeps_the_lines_of_a_paste_and_a_text_joins_them(qtbot: Any) -> None:
    for many, expected in ((True, "甲\n乙"), (False, "甲 乙")):
        made = ValueEdit(many_lines=many)
        qtbot.addWidget(made)
        made.insertFromMimeData(pasted("甲\n乙"))
        assert made.text == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(150))
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufdd0\ufdd1\ufffe\uffff"), max_size=40))
def test_what_is_typed_becomes_the_value_that_the_rules_make_of_it(edit: ValueEdit, text: str) -> None:
    """Noncharacters are left out: Qt keeps some of them for itself."""
    edit.set_text("")
    edit.insertFromMimeData(pasted(text))
    line = " ".join(text.splitlines())
    try:
        value = values.typed("title", line)
    except ValueRefused:
        with pytest.raises(ValueRefused):
            values.typed("title", edit.text)
        return
    assert values.typed("title", edit.text) == value
    if value is not None:
        assert values.typed("title", values.shown("title", value)) == value
        assert cell_text(str(value)).removeprefix("'") == str(value).removeprefix("'")
