"""The fields pane: other values, the parser's value beside mine, places of the evidence, what is left."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.domain.document import Document
from desktop.domain.fields import Candidate, Field
from desktop.domain.record import Correction, Record
from desktop.domain.text import SourceText, Span
from desktop.views.fields.pane import FieldsPane
from desktop.widgets.appearance import Appearance
from desktop.widgets.difference import Part
from desktop.widgets.span_drag import DraggedSpan, carried

ISSUERS = (Candidate(("云川市水务局",), (Span(40, 46),)),)
LAWS = (Candidate(("《甲法》",), (Span(10, 14),)), Candidate(("《乙法》",), (Span(15, 19),)))
FIELDS = {
    "title": Field("关于植树的通知", spans=(Span(0, 4), Span(5, 8), Span(9, 12))),
    "doc_number": Field(
        "云府发[2024]3号",
        spans=(Span(20, 29),),
        confidence=0.6,
        flagged=True,
        reason="括号不合规定",
        candidates=(Candidate("云府发〔2024〕3号", (Span(30, 39),)), Candidate("云府发〔2024〕8号")),
    ),
    "issuers": Field(("云川市人民政府",), spans=(Span(0, 7),), candidates=ISSUERS),
    "basis_laws": Field((), confidence=0.4, flagged=True, reason="没有写明依据", candidates=LAWS),
}


def record(corrections: dict[str, Correction] | None = None) -> Record:
    return Record(1, 1, 1, Document(Span(0, 50), FIELDS), corrections or {})


@pytest.fixture(scope="module")
def look(qapp: Any) -> Appearance:
    return Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)


@pytest.fixture
def pane(qtbot: Any, look: Appearance) -> FieldsPane:
    made = FieldsPane(look)
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show()
    qtbot.waitExposed(made)
    made.show_record(record())
    return made


def press(qtbot: Any, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, held)


def test_a_doubtful_field_offers_its_other_values_with_their_numbers(pane: FieldsPane) -> None:
    pane.focus_field("doc_number")
    row = pane.row("doc_number")
    assert row.candidates.isVisible()
    assert row.candidates.count == 2
    assert "↓ 备选 2 个" in row.foot.keys


def test_digits_are_text_while_a_value_is_typed(pane: FieldsPane, qtbot: Any) -> None:
    pane.focus_field("doc_number")
    with qtbot.assertNotEmitted(pane.candidate_chosen):
        press(qtbot, Qt.Key.Key_1)
    assert pane.row("doc_number").typed == "1"


def test_down_then_a_digit_chooses(pane: FieldsPane, qtbot: Any) -> None:
    pane.focus_field("doc_number")
    press(qtbot, Qt.Key.Key_Down)
    assert "1–2 选用" in pane.row("doc_number").foot.keys
    with qtbot.waitSignal(pane.candidate_chosen) as heard:
        press(qtbot, Qt.Key.Key_2)
    assert heard.args == ["doc_number", FIELDS["doc_number"].candidates[1]]


def test_enter_chooses_the_value_that_is_looked_at(pane: FieldsPane, qtbot: Any) -> None:
    pane.focus_field("doc_number")
    press(qtbot, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.candidate_chosen) as heard:
        press(qtbot, Qt.Key.Key_Return)
    assert heard.args[1].value == "云府发〔2024〕3号"


def test_digits_in_the_list_are_kept_from_the_shortcuts_of_the_window(pane: FieldsPane, qtbot: Any) -> None:
    shortcut = QShortcut(QKeySequence("1"), pane)
    pane.focus_field("doc_number")
    press(qtbot, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(shortcut.activated), qtbot.waitSignal(pane.candidate_chosen):
        press(qtbot, Qt.Key.Key_1)


def test_the_place_of_the_value_that_is_looked_at_is_shown_and_the_own_one_again(pane: FieldsPane, qtbot: Any) -> None:
    pane.focus_field("doc_number")
    with qtbot.waitSignal(pane.places_shown) as heard:
        press(qtbot, Qt.Key.Key_Down)
    assert heard.args == [(Span(30, 39),)]
    with qtbot.waitSignal(pane.places_shown) as heard:
        press(qtbot, Qt.Key.Key_Escape)
    assert heard.args == [(Span(20, 29),)]
    assert QApplication.focusWidget() is pane.row("doc_number").editor


def test_what_was_typed_is_still_there_after_a_look_at_the_list(pane: FieldsPane, qtbot: Any) -> None:
    pane.focus_field("doc_number")
    press(qtbot, Qt.Key.Key_7)
    with qtbot.assertNotEmitted(pane.field_corrected):
        press(qtbot, Qt.Key.Key_Down)
        press(qtbot, Qt.Key.Key_Escape)
    assert pane.row("doc_number").typed == "7"


def test_after_a_choice_comes_the_next_doubt(pane: FieldsPane, qtbot: Any) -> None:
    pane.focus_field("doc_number")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_1)
    pane.show_record(record({"doc_number": Correction("云府发〔2024〕3号", (Span(30, 39),))}))
    assert pane.current == "basis_laws"


def test_choosing_for_a_list_of_mentions_stays_there_for_more(pane: FieldsPane, qtbot: Any) -> None:
    pane.focus_field("basis_laws")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_1)
    pane.show_record(record({"basis_laws": Correction(("《甲法》",), (Span(10, 14),))}))
    assert pane.current == "basis_laws"
    face = pane.row("basis_laws").face
    assert face is not None
    assert [(choice.note, choice.text) for choice in face.choices] == [("原识别", ""), ("加入", "《乙法》")]


def test_escape_drops_the_typing_first_and_then_gives_the_parsers_value_back(pane: FieldsPane, qtbot: Any) -> None:
    pane.show_record(record({"title": Correction("关于种树的通知")}))
    pane.focus_field("title")
    press(qtbot, Qt.Key.Key_7)
    with qtbot.assertNotEmitted(pane.field_restored):
        press(qtbot, Qt.Key.Key_Escape)
    assert pane.row("title").typed == "关于种树的通知"
    assert "Esc 恢复识别值" in pane.row("title").foot.keys
    with qtbot.waitSignal(pane.field_restored) as heard:
        press(qtbot, Qt.Key.Key_Escape)
    assert heard.args == ["title"]


def test_escape_gives_the_keyboard_back_where_there_is_nothing_to_take_back(pane: FieldsPane, qtbot: Any) -> None:
    pane.focus_field("title")
    with qtbot.waitSignal(pane.all_settled):
        press(qtbot, Qt.Key.Key_Escape)


def test_a_value_given_back_is_selected_so_that_typing_replaces_it(pane: FieldsPane, qtbot: Any) -> None:
    pane.show_record(record({"title": Correction("关于种树的通知")}))
    pane.focus_field("title")
    press(qtbot, Qt.Key.Key_Escape)
    pane.show_record(record())
    press(qtbot, Qt.Key.Key_7)
    assert pane.row("title").typed == "7"


def test_the_parsers_value_stands_beside_mine_with_the_difference_in_it(pane: FieldsPane) -> None:
    pane.show_record(record({"doc_number": Correction("云府发〔2024〕3号")}))
    row = pane.row("doc_number")
    pieces = row.foot.pieces_label.pieces
    assert "".join(piece.text for piece in pieces) == "云府发[2024]3号"
    assert [piece.text for piece in pieces if piece.part is Part.REMOVED] == ["[", "]"]
    underlined = [mark.cursor.selectedText() for mark in row.editor.extraSelections()]
    assert underlined == ["〔", "〕"]


def test_lists_show_what_was_taken_out_and_put_in(pane: FieldsPane) -> None:
    pane.show_record(record({"issuers": Correction(("云川市水务局",))}))
    label = pane.row("issuers").foot.pieces_label
    assert label.accessibleDescription() == "删去“云川市人民政府”，加上“云川市水务局”"


def test_changed_fields_come_first_on_demand(pane: FieldsPane) -> None:
    pane.show_record(record({"issuers": Correction(("云川市水务局",))}))
    assert pane.shown_keys[0] == "title"
    pane.head.changed_first.click()
    assert pane.shown_keys[0] == "issuers"
    pane.head.changed_first.click()
    assert pane.shown_keys[0] == "title"


def test_all_fields_are_given_back_at_once(pane: FieldsPane, qtbot: Any) -> None:
    assert not pane.head.restore_all.isVisible()
    pane.show_record(record({"issuers": Correction(("云川市水务局",))}))
    with qtbot.waitSignal(pane.restore_all_wanted):
        pane.head.restore_all.click()


def test_the_doubts_that_are_left_are_counted(pane: FieldsPane) -> None:
    assert pane.head.left_words == "本件还剩 2 处存疑"
    pane.show_record(record({"doc_number": Correction("云府发[2024]3号"), "basis_laws": Correction(())}))
    assert pane.head.left_words == "本件没有存疑"


def test_places_of_a_value_are_stepped_through_and_taken_away(pane: FieldsPane, qtbot: Any) -> None:
    pane.focus_field("title")
    foot = pane.row("title").foot
    assert foot.place_words == "依据 3 处"
    assert not pane.remove_place()
    with qtbot.waitSignal(pane.places_shown) as heard:
        assert pane.step_place(1)
    assert (heard.args, foot.place_words) == ([(Span(0, 4),)], "依据 1/3")
    assert pane.step_place(-1)
    assert foot.place_words == "依据 3/3"
    with qtbot.waitSignal(pane.place_removed) as heard:
        assert pane.remove_place()
    assert heard.args == ["title", Span(9, 12)]


def test_a_single_place_is_not_stepped_through(pane: FieldsPane) -> None:
    pane.focus_field("doc_number")
    assert pane.row("doc_number").foot.place_words == ""
    assert not pane.step_place(1)


def dropped(data: QMimeData, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QDropEvent:
    return QDropEvent(QPointF(80, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, held)


def held_above(data: QMimeData) -> QDragEnterEvent:
    keys = Qt.KeyboardModifier.NoModifier
    return QDragEnterEvent(QPoint(80, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)


@pytest.fixture
def selected() -> QMimeData:
    return carried(SourceText("甲.txt", "a" * 64, "txt", "云川市人民政府关于植树的通知"), Span(7, 14))


@pytest.mark.parametrize(("held", "adds"), [("NoModifier", False), ("ControlModifier", True)])
def test_text_dropped_on_a_field_is_told_with_its_source(
    pane: FieldsPane, qtbot: Any, selected: QMimeData, held: str, adds: bool
) -> None:
    with qtbot.waitSignal(pane.span_dropped) as heard:
        pane.row("title").dropEvent(dropped(selected, Qt.KeyboardModifier[held]))
    assert heard.args == ["title", DraggedSpan("a" * 64, Span(7, 14)), adds]


def test_a_field_shows_that_it_takes_what_is_held_above_it(pane: FieldsPane, selected: QMimeData) -> None:
    row, event = pane.row("title"), held_above(selected)
    row.dragEnterEvent(event)
    assert event.isAccepted()
    assert row.property("drop") is True
    row.dropEvent(dropped(selected))
    assert row.property("drop") is False


def test_a_field_takes_nothing_from_elsewhere(pane: FieldsPane) -> None:
    data = QMimeData()
    data.setText("别处的文字")
    event = held_above(data)
    pane.row("title").dragEnterEvent(event)
    assert not event.isAccepted()
    assert not pane.row("title").property("drop")


def test_yes_or_no_takes_no_text(pane: FieldsPane) -> None:
    assert not pane.row("normative").acceptDrops()
    assert not pane.row("title").editor.acceptDrops()


def test_what_a_candidate_would_change_is_marked_in_it(pane: FieldsPane) -> None:
    pieces = pane.row("doc_number").candidates.pieces(0)
    assert [piece.text for piece in pieces if piece.part is Part.REMOVED] == ["[", "]"]
    assert [piece.text for piece in pieces if piece.part is Part.ADDED] == ["〔", "〕"]
