"""The line for finding: what is typed, which way to go, how much was found."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop import paths
from desktop.widgets.appearance import Appearance
from desktop.widgets.find_bar import FindBar


@pytest.fixture
def bar(qtbot: Any, qapp: Any) -> FindBar:
    made = FindBar(Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True))
    qtbot.addWidget(made)
    made.open("人民政府")
    return made


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        pytest.param(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "next_wanted", id="Enter"),
        pytest.param(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "previous_wanted", id="Shift+Enter"),
        pytest.param(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "closed", id="Esc"),
    ],
)
def test_keys_lead_through_the_hits_and_out(
    bar: FindBar, qtbot: Any, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    with qtbot.waitSignal(getattr(bar, signal)):
        qtbot.keyClick(bar.edit, key, modifier)


def test_typing_replaces_what_stood_there_and_is_told(bar: FindBar, qtbot: Any) -> None:
    with qtbot.waitSignal(bar.words_changed) as heard:
        bar.edit.insert("通知")
    assert heard.args == ["通知"]


def test_the_count_says_which_of_how_many(bar: FindBar) -> None:
    bar.show_count(3, 12)
    assert bar.count_words == "3 / 12"
    bar.show_count(0, 0)
    assert bar.count_words == "没有找到"
    bar.edit.clear()
    bar.show_count(0, 0)
    assert bar.count_words == ""
