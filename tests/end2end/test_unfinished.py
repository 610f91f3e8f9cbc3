"""What was typed and not yet taken over, when a person turns elsewhere: kept as a value, or shown and never dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from clean_gazette import gazette
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.domain.record import Status
from desktop.store import Store

SitDown = Callable[[Path], Any]
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    path = tmp_path / "公报.txt"
    path.write_text(gazette(), encoding="utf-8")
    made = sit_down(tmp_path / "store")
    made.open(path)
    made.window.activateWindow()
    made.go_to(1)
    return made


def press(sitting: Any, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or sitting.window, key, held)
    sitting.settle()


def type_into(sitting: Any, key: str, letters: str) -> None:
    sitting.window.fields.focus_field(key)
    QTest.keyClicks(QApplication.focusWidget() or sitting.window, letters)


def focus_is_visible() -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and focused.isVisible()


def compose(shown: str, made: str = "") -> None:
    event = QInputMethodEvent(shown, [])
    event.setCommitString(made)
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, event)


def value(sitting: Any, number: int, key: str) -> object:
    sitting.go_to(number)
    return sitting.window.flow.record.value(key)


def test_a_typed_value_is_kept_when_the_source_is_closed_or_chosen_anew(sitting: Any) -> None:
    window, source = sitting.window, sitting.window.flow.opened.summary.id
    ways = (window.actions_by_name["close"].trigger, partial(window.top_bar.source_chosen.emit, source))
    for typed, go in zip(("Aa", "Bb"), ways, strict=True):
        type_into(sitting, "genre", typed)
        go()
        sitting.settle()
        window.flow.open_source(source)
        sitting.settle()
        window.activateWindow()
        assert value(sitting, 1, "genre") == typed


def test_what_cannot_be_a_value_holds_its_document_when_another_one_is_clicked(sitting: Any) -> None:
    window = sitting.window
    type_into(sitting, "date", "soon")
    other = next(row.id for row in window.flow.queue if row.number == 3)
    window.queue.record_chosen.emit(other)
    sitting.settle()
    assert window.flow.record.number == 1
    assert window.fields.row("date").typed == "soon"
    assert QApplication.focusWidget() is window.fields.row("date").editor
    assert window.queue.model.current == window.flow.record.id
    press(sitting, Qt.Key.Key_Escape)


def test_what_is_typed_when_the_window_closes_is_in_the_store(sitting: Any, tmp_path: Path) -> None:
    type_into(sitting, "genre", "Note")
    sitting.end()
    with Store.open(tmp_path / "store") as store:
        assert store.record(store.queue()[0].id).value("genre") == "Note"


def test_letters_that_are_being_composed_are_not_taken_as_a_value(sitting: Any) -> None:
    window = sitting.window
    title = window.flow.record.value("title")
    window.fields.focus_field("title")
    compose("guan")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down):
        press(sitting, key)
    assert QApplication.focusWidget() is window.fields.row("title").editor
    compose("", "关于")
    assert window.fields.row("title").typed == "关于"
    assert window.flow.record.value("title") == title


def test_nothing_is_approved_while_letters_are_being_composed(sitting: Any) -> None:
    window = sitting.window
    title = window.flow.record.value("title")
    press(sitting, Qt.Key.Key_1)
    window.fields.focus_field("title")
    compose("guan")
    press(sitting, Qt.Key.Key_Return, CTRL)
    assert window.flow.record.number == 1
    assert window.flow.record.status is Status.PENDING
    assert window.fields.row("title").typed == title


def test_composing_that_comes_to_nothing_gives_the_value_back(sitting: Any) -> None:
    window = sitting.window
    title = window.flow.record.value("title")
    window.fields.focus_field("title")
    compose("guan")
    compose("")
    assert window.fields.row("title").typed == title
    compose("guan")
    window.queue.focus_list()
    sitting.settle()
    assert window.flow.record.value("title") == title


def test_the_field_that_a_key_leads_to_is_in_sight_whatever_page_was_shown(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.go_to(4)
    sitting.act("history")
    press(sitting, Qt.Key.Key_F8)
    assert sitting.window.side.page == "fields"
    assert focus_is_visible()
    sitting.go_to(3)
    sitting.act("history")
    press(sitting, Qt.Key.Key_1)
    press(sitting, Qt.Key.Key_Return, CTRL)
    assert sitting.window.flow.record.number == 4
    assert QApplication.focusWidget() is sitting.window.fields.row("title").editor
    assert focus_is_visible()


def test_an_approval_from_another_page_leaves_no_field_at_hand(sitting: Any) -> None:
    press(sitting, Qt.Key.Key_1)
    sitting.act("history")
    press(sitting, Qt.Key.Key_Return, CTRL)
    assert sitting.window.fields.current is None
    assert sitting.window.queue.isAncestorOf(QApplication.focusWidget())


def test_a_walk_through_the_documents_stays_on_the_page_that_is_read(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.go_to(3)
    sitting.act("history")
    sitting.act("next")
    assert sitting.window.side.page == "history"
    assert focus_is_visible()


def test_a_change_of_an_approved_document_says_that_its_approval_is_gone(sitting: Any) -> None:
    press(sitting, Qt.Key.Key_1)
    press(sitting, Qt.Key.Key_Return, CTRL)
    sitting.go_to(1)
    type_into(sitting, "genre", "Note")
    press(sitting, Qt.Key.Key_Return)
    assert sitting.window.flow.record.status is Status.PENDING
    assert sitting.window.toast.text == "核准已随这次改动撤回，请再核准，按 Ctrl+Z 可以撤销"


def test_undo_leads_to_the_field_it_is_about(sitting: Any) -> None:
    type_into(sitting, "genre", "Note")
    press(sitting, Qt.Key.Key_Return)
    sitting.go_to(2)
    press(sitting, Qt.Key.Key_Z, CTRL)
    assert sitting.window.flow.record.number == 1
    assert QApplication.focusWidget() is sitting.window.fields.row("genre").editor
    assert sitting.window.toast.text == "已撤销：更正"
