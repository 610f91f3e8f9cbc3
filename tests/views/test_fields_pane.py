"""The fields pane: what a person types, confirms and drops."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from desktop import paths
from desktop.domain.document import Anomaly, Document
from desktop.domain.fields import Field
from desktop.domain.record import Correction, Record
from desktop.domain.text import Span
from desktop.views.fields.pane import FieldsPane
from desktop.widgets.appearance import Appearance

FIELDS = {
    "title": Field("<b>关于植树的通知</b>", spans=(Span(0, 7),)),
    "issuers": Field(("云川市人民政府",), spans=(Span(20, 27),)),
    "date": Field("2024-01-02", spans=(Span(30, 39),), confidence=0.7, flagged=True, reason="落款日期有两个"),
}


def record(number: int = 1, corrections: dict[str, Correction] | None = None) -> Record:
    anomalies = tuple(Anomaly("x", f"提示{index}") for index in range(3))
    return Record(number, 1, number, Document(Span(0, 50), FIELDS, anomalies=anomalies), corrections or {})


@pytest.fixture
def pane(qtbot: Any, qapp: Any) -> FieldsPane:
    made = FieldsPane(Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True))
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    qtbot.waitExposed(made)
    made.show_record(record())
    return made


def editor(pane: FieldsPane, key: str) -> QPlainTextEdit:
    pane.focus_field(key)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPlainTextEdit)
    return focused


def test_typing_replaces_and_enter_tells_the_value(pane: FieldsPane, qtbot: Any) -> None:
    edit = editor(pane, "date")
    with qtbot.waitSignal(pane.field_corrected) as heard:
        edit.insertPlainText("2024-02-03")
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert heard.args == ["date", "2024-02-03"]


def test_enter_on_a_doubtful_value_confirms_it(pane: FieldsPane, qtbot: Any) -> None:
    edit = editor(pane, "date")
    with qtbot.waitSignal(pane.field_confirmed) as heard:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert heard.args == ["date"]


def test_after_the_last_doubt_the_keyboard_is_given_back(pane: FieldsPane, qtbot: Any) -> None:
    edit = editor(pane, "date")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(pane.all_settled):
        pane.show_record(record(corrections={"date": Correction("2024-01-02")}))


def test_escape_drops_what_was_typed(pane: FieldsPane, qtbot: Any) -> None:
    edit = editor(pane, "title")
    edit.insertPlainText("别的")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert pane.row("title").typed == "<b>关于植树的通知</b>"


def test_a_date_that_does_not_exist_is_refused_in_place(pane: FieldsPane, qtbot: Any) -> None:
    edit = editor(pane, "date")
    edit.insertPlainText("2024-02-31")
    with qtbot.assertNotEmitted(pane.field_corrected):
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.property("refused") is True
    assert not pane.take_over()
    assert pane.row("date").typed == "2024-02-31"


def test_text_being_typed_survives_news_about_another_field(pane: FieldsPane) -> None:
    edit = editor(pane, "date")
    edit.insertPlainText("2024")
    pane.show_record(record(corrections={"title": Correction("新标题")}))
    assert pane.row("date").typed == "2024"
    assert pane.row("title").typed == "新标题"


def test_another_document_drops_what_was_typed(pane: FieldsPane) -> None:
    editor(pane, "date").insertPlainText("2024")
    pane.show_record(record(number=2))
    assert pane.row("date").typed == "2024-01-02"


def test_leaving_a_field_takes_over_what_was_typed(pane: FieldsPane, qtbot: Any) -> None:
    editor(pane, "title").insertPlainText("新标题")
    with qtbot.waitSignal(pane.field_corrected) as heard:
        pane.focus_field("date")
    assert heard.args == ["title", "新标题"]


def test_fields_without_a_value_are_shown_on_demand(pane: FieldsPane) -> None:
    assert pane.row("title").isVisible()
    assert not pane.row("urgency").isVisible()
    pane.focus_field("urgency")
    assert pane.row("urgency").isVisible()


def test_undo_is_left_to_the_window_while_nothing_was_typed(pane: FieldsPane, qtbot: Any) -> None:
    edit = editor(pane, "title")
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), pane)
    with qtbot.waitSignal(shortcut.activated):
        qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    edit.insertPlainText("新")
    with qtbot.assertNotEmitted(shortcut.activated):
        qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.row("title").typed == "<b>关于植树的通知</b>"
