"""Keys that come faster than the store answers: none of them touches a document that nobody has seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clean_gazette import gazette
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Status
from desktop.views.menus import make_actions

SitDown = Callable[[Path], Any]
CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
ONE, ENTER = (Qt.Key.Key_1, NONE), (Qt.Key.Key_Return, CTRL)


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    path = tmp_path / "公报.txt"
    path.write_text(gazette(), encoding="utf-8")
    made = sit_down(tmp_path / "store")
    made.open(path)
    made.window.activateWindow()
    made.go_to(1)
    return made


def rush(sitting: Any, *keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Press keys at once, without waiting for what each of them does."""
    for key, held in keys:
        QTest.keyClick(QApplication.focusWidget() or sitting.window, key, held)
    sitting.settle()


def states(sitting: Any) -> list[tuple[Status, Disclosure | None]]:
    return [(row.status, row.disclosure) for row in sitting.window.flow.queue[:3]]


def test_a_mark_that_comes_before_the_next_document_does_not_change_the_approved_one(sitting: Any) -> None:
    rush(sitting, ONE)
    rush(sitting, ENTER, ONE)
    assert states(sitting) == [(Status.APPROVED, Disclosure.PROACTIVE), *[(Status.PENDING, None)] * 2]
    assert sitting.window.flow.record.number == 2


def test_a_bouncing_key_approves_one_document(sitting: Any) -> None:
    rush(sitting, ONE)
    sitting.go_to(2)
    rush(sitting, ONE)
    sitting.go_to(1)
    rush(sitting, ENTER, ENTER)
    assert [status for status, _ in states(sitting)] == [Status.APPROVED, Status.PENDING, Status.PENDING]


def test_a_mark_that_comes_while_the_next_document_is_fetched_is_not_set_at_the_one_before(sitting: Any) -> None:
    rush(sitting, (Qt.Key.Key_Down, ALT), ONE)
    assert states(sitting) == [(Status.PENDING, None)] * 3


def test_marks_count_again_after_an_approval_was_refused(sitting: Any) -> None:
    rush(sitting, ENTER)
    rush(sitting, ONE)
    rush(sitting, ENTER)
    assert states(sitting)[0] == (Status.APPROVED, Disclosure.PROACTIVE)


def test_a_source_closed_at_once_after_an_approval_stays_closed(sitting: Any) -> None:
    rush(sitting, ONE)
    rush(sitting, ENTER, (Qt.Key.Key_W, CTRL))
    assert sitting.window.flow.opened is None
    assert sitting.window.flow.record is None


def test_a_key_that_is_held_down_decides_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = make_actions(window)
    assert [name for name in ("approve", "mark1", "merge", "split", "drop") if actions[name].autoRepeat()] == []
    assert actions["next"].autoRepeat()
