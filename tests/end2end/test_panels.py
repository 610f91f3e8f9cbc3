"""The pages 核对 and 历史 in the real window: hints ignored and remedied, notes, tags, and going back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop.domain.record import Status
from desktop.domain.text import Span
from desktop.review.desk import Desk
from desktop.store import Store
from desktop.widgets.note_box import NoteBox
from tests.store import samples

SitDown = Callable[[Path], Any]

HOSTILE = "<b>粗</b> \u202e倒\u0007 𠮷👨‍👩‍👧 &lt;"


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    """Return a sitting at document 1 of an issue; it has one hint of its own, its source another."""
    path = tmp_path / "yunchuan-2026-01.txt"
    path.write_bytes(samples.raw(samples.issue()))
    with Store.open(tmp_path / "store") as store:
        Desk(store, "李青禾").keep(samples.issue(), path)
    sitting = sit_down(tmp_path / "store")
    sitting.window.flow.open_source(1)
    sitting.until(lambda: sitting.window.flow.record is not None)
    sitting.settle()
    sitting.go_to(1)
    return sitting


def texts(widget: Any) -> str:
    """Return all that labels inside a widget say."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def colour_at(window: Any, span: Span) -> str:
    """Return the colour behind the beginning of a place in the text."""
    view = window.source.view
    corner = view.boxes(span)[0].topLeft() + QPointF(1, 3)
    return str(view.viewport().grab().toImage().pixelColor(corner.toPoint()).name())


def test_a_hint_is_shown_in_the_source_and_ignored_by_keyboard(sitting: Any, qtbot: Any) -> None:
    window, panel = sitting.window, sitting.window.checks
    sitting.act("hint_next")
    assert window.side.page == "checks"
    assert panel.current.anomaly.message == "字号不连续。"
    assert colour_at(window, Span(53, 64)) == window.look.color("evidence-focused").name()
    qtbot.keyClick(panel, Qt.Key.Key_I)
    edit = panel.cards[0].reason_row.edit
    qtbot.keyClick(edit, Qt.Key.Key_1)
    sitting.settle()
    assert list(window.flow.record.ignored.values()) == ["原文如此"]
    assert window.flow.queue[0].anomalies == 0
    sitting.act("undo")
    assert window.flow.record.ignored == {}


def test_the_keyboard_stays_in_the_panel_after_a_reason_and_goes_back_with_escape(sitting: Any, qtbot: Any) -> None:
    window, panel = sitting.window, sitting.window.checks
    window.activateWindow()
    sitting.act("hint_next")
    for key in (Qt.Key.Key_I, Qt.Key.Key_1):
        qtbot.keyClick(QApplication.focusWidget(), key)
        sitting.settle()
    assert QApplication.focusWidget() is panel
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert window.side.page == "fields"
    assert window.queue.isAncestorOf(QApplication.focusWidget())


def test_the_head_of_the_fields_says_how_many_hints_there_are_and_leads_to_them(sitting: Any) -> None:
    window = sitting.window
    assert window.fields.head.hints.text() == "1 条核对提示"
    window.fields.head.hints.click()
    assert window.side.page == "checks"


def test_hostile_words_of_a_reason_and_a_note_are_plain_text(sitting: Any) -> None:
    window = sitting.window
    sitting.act("checks")
    window.checks.ignored.emit(window.checks.cards[0].hint, HOSTILE)
    sitting.settle()
    assert list(window.flow.record.ignored.values()) == [HOSTILE]
    window.history.note.saved.emit(HOSTILE)
    sitting.settle()
    assert window.flow.record.note == HOSTILE
    sitting.act("history")
    sitting.until(lambda: window.history.filled)
    shown = texts(window.history)
    assert "<b>粗</b>" in shown
    assert "\u202e" not in shown
    labels = window.history.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels if "<b>" in label.text())


def test_a_hint_of_the_issue_is_ignored_and_told_again(sitting: Any) -> None:
    window, panel = sitting.window, sitting.window.checks
    sitting.act("checks")
    card = next(card for card in panel.cards if card.hint.whole)
    panel.ignored.emit(card.hint, "识别误差")
    sitting.settle()
    assert not [card for card in panel.cards if card.hint.whole]
    panel.heed_wanted.emit(card.hint)
    sitting.settle()
    assert [card for card in panel.cards if card.hint.whole]
    assert window.flow.record.id == 1


def test_a_note_on_a_field_and_tags_are_written_and_undone(sitting: Any, qtbot: Any) -> None:
    window = sitting.window
    window.fields.focus_field("date")
    sitting.act("note_field")
    note = window.fields.row("date").findChild(NoteBox)
    note.editor.setPlainText("请核对\n原件")
    qtbot.keyClick(note.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sitting.settle()
    assert window.flow.record.field_notes == {"date": "请核对\n原件"}
    assert window.flow.record.status is Status.PENDING
    sitting.act("tags")
    window.history.tags.editor.setText("重点")
    qtbot.keyClick(window.history.tags.editor, Qt.Key.Key_Return)
    sitting.settle()
    assert window.flow.record.tags == ("重点",)
    assert [chip.text() for chip in window.history.tags.chips] == ["重点 ×"]
    sitting.act("undo")
    sitting.act("undo")
    assert (window.flow.record.tags, window.flow.record.field_notes) == ((), {})


def test_a_life_is_told_and_a_state_and_a_value_come_back(sitting: Any) -> None:
    window, panel = sitting.window, sitting.window.history
    window.flow.correct("date", "2026-01-13")
    window.flow.correct("date", "2026-01-14")
    sitting.settle()
    sitting.act("history")
    sitting.until(lambda: panel.filled and len(panel.cards) == 3)
    assert "把“成文日期”改为：" in texts(panel.cards[0])
    assert "导入“yunchuan-2026-01.txt”" in texts(panel.cards[2])
    panel.choose(panel.cards[0].telling.number)
    panel.cards[0].buttons[0].click()
    sitting.settle()
    assert window.flow.record.value("date") == "2026-01-13"
    imported = panel.cards[-1].telling.number
    panel.choose(imported)
    panel.preview_wanted.emit(imported)
    sitting.settle()
    card = panel.cards[-1]
    next(button for button in card.buttons if button.text() == "回到这一状态").click()
    sitting.settle()
    assert window.flow.record.corrections == {}
    sitting.act("undo")
    assert window.flow.record.value("date") == "2026-01-13"
