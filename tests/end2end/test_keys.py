"""What reviewing costs in keys, measured on the real window with real key events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clean_gazette import gazette
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Status
from desktop.domain.text import Span

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier

SitDown = Callable[[Path], Any]


class Hands:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, sitting: Any) -> None:
        self.sitting, self.count = sitting, 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press one key, with what is held down, and wait for what it does."""
        self.count += 1
        QTest.keyClick(QApplication.focusWidget() or self.sitting.window, key, held)
        self.sitting.settle()

    def type(self, text: str) -> None:
        """Type letters, one key each; those that are on no key come from the input method."""
        for letter in text:
            self.count += 1
            if letter.isascii():
                QTest.keyClicks(QApplication.focusWidget(), letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    @property
    def spent(self) -> int:
        """The keys since it was last asked."""
        count, self.count = self.count, 0
        return count


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    """A sitting on twelve right documents, none of them reviewed."""
    path = tmp_path / "公报.txt"
    path.write_text(gazette(), encoding="utf-8")
    made = sit_down(tmp_path / "store")
    made.open(path)
    made.window.activateWindow()
    made.go_to(1)
    return made


@pytest.fixture
def hands(sitting: Any) -> Hands:
    return Hands(sitting)


def test_a_right_document_costs_two_keys_with_its_mark(sitting: Any, hands: Hands) -> None:
    flow = sitting.window.flow
    assert len(flow.queue) == 12
    for number in range(1, 13):
        assert flow.record.number == number
        hands.press(Qt.Key.Key_1)
        hands.press(Qt.Key.Key_Return, CTRL)
        assert hands.spent <= 2
    assert all(row.status is Status.APPROVED and row.disclosure is Disclosure.PROACTIVE for row in flow.queue)


def decide_findings(sitting: Any) -> None:
    """Let sensitive passages stand: they are decided about on a page of their own, before any approval."""
    page = sitting.window.redaction
    shown = sitting.window.flow.record.id
    for passage in [one for one in page.passages if one.is_open]:
        page.kept.emit(passage, "单位对外公布的联系方式")
        sitting.settle()
    assert sitting.window.flow.record.id == shown
    sitting.window.fields.focus_next_doubt()


def test_a_doubt_costs_one_key_more_where_the_value_is_right(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.go_to(1)
    flow, hands = sitting.window.flow, Hands(sitting)
    for _ in range(12):
        decide_findings(sitting)
        doubts = len(flow.record.doubts)
        for _ in range(doubts):
            hands.press(Qt.Key.Key_Return)
        hands.press(Qt.Key.Key_1)
        hands.press(Qt.Key.Key_Return, CTRL)
        assert hands.spent <= 2 + doubts
    assert all(row.status is Status.APPROVED and row.doubts == 0 for row in flow.queue)


@pytest.mark.parametrize(
    ("digit", "key", "typed"),
    [
        pytest.param(Qt.Key.Key_2, "doc_number", "云川府发〔2026〕21号", id="number"),
        pytest.param(Qt.Key.Key_7, "date", "2026-04-21", id="date", marks=pytest.mark.long),
        pytest.param(Qt.Key.Key_3, "genre", "意见", id="genre"),
    ],
)
def test_a_wrong_value_costs_its_characters_and_two_keys(
    sitting: Any, hands: Hands, digit: Qt.Key, key: str, typed: str
) -> None:
    hands.press(digit, CTRL | ALT)
    hands.type(typed)
    hands.press(Qt.Key.Key_Return)
    assert hands.spent <= len(typed) + 2
    assert sitting.window.flow.record.value(key) == typed


def test_a_doubtful_wrong_value_is_reached_with_f8(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.go_to(4)
    hands, typed = Hands(sitting), "云川市人民政府关于印发水质提升方案的通知"
    hands.press(Qt.Key.Key_F8)
    hands.type(typed)
    hands.press(Qt.Key.Key_Return)
    assert hands.spent <= len(typed) + 2
    assert sitting.window.flow.record.value("title") == typed


def test_a_candidate_costs_two_keys(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.go_to(4)
    record, hands = sitting.window.flow.record, Hands(sitting)
    candidate = record.document.fields["title"].candidates[0]
    assert sitting.window.fields.current == "title"
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_1)
    assert hands.spent <= 2
    correction = sitting.window.flow.record.corrections["title"]
    assert (correction.value, correction.spans) == (candidate.value, candidate.spans)


def test_escape_gives_the_parsers_value_back_and_undo_takes_that_back(sitting: Any, hands: Hands) -> None:
    flow, parsed = sitting.window.flow, sitting.window.flow.record.value("title")
    hands.press(Qt.Key.Key_1, CTRL | ALT)
    hands.type("New")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_1, CTRL | ALT)
    hands.press(Qt.Key.Key_Escape)
    assert flow.record.value("title") == parsed
    hands.press(Qt.Key.Key_Z, CTRL)
    assert flow.record.value("title") == "New"


def test_the_source_goes_to_the_evidence_by_itself(sitting: Any, hands: Hands) -> None:
    window = sitting.window
    for digit, key in ((Qt.Key.Key_1, "title"), (Qt.Key.Key_7, "date"), (Qt.Key.Key_2, "doc_number")):
        hands.press(digit, CTRL | ALT)
        assert window.fields.current == key
        assert window.source.view.shows(window.flow.record.spans(key)[0])


def test_the_focus_is_where_the_window_says(sitting: Any, hands: Hands) -> None:
    fields = sitting.window.fields
    for digit, key in ((Qt.Key.Key_1, "title"), (Qt.Key.Key_7, "date")):
        hands.press(digit, CTRL | ALT)
        assert QApplication.focusWidget() is fields.row(key).editor
        assert [name for name in fields.shown_keys if fields.row(name).property("current")] == [key]
        assert fields.row(key).editor.visibleRegion().boundingRect().height() > 0


def test_what_is_left_of_the_issue_is_counted(sitting: Any, hands: Hands) -> None:
    assert sitting.window.decision.left_words == "本期还剩 12 件"
    hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_Return, CTRL)
    assert sitting.window.decision.left_words == "本期还剩 11 件"


def test_selected_text_is_given_to_a_field_with_two_keys(sitting: Any, hands: Hands) -> None:
    window = sitting.window
    span = window.flow.record.spans("addressees")[0]
    chosen = Span(span.start, span.start + 7)
    window.source.view.setFocus()
    window.source.view.select(chosen)
    hands.press(Qt.Key.Key_J, CTRL)
    menu = QApplication.activePopupWidget()
    hands.count += 1
    QTest.keyClick(menu, Qt.Key.Key_9)
    sitting.settle()
    assert hands.spent == 2
    correction = window.flow.record.corrections["meeting"]
    assert (correction.value, correction.spans) == ("各区县人民政府", (chosen,))


def test_a_further_place_is_added_with_one_key(sitting: Any, hands: Hands) -> None:
    window = sitting.window
    before, place = window.flow.record.spans("title"), window.flow.record.spans("doc_number")[0]
    hands.press(Qt.Key.Key_1, CTRL | ALT)
    window.source.view.select(place)
    hands.press(Qt.Key.Key_J, CTRL | Qt.KeyboardModifier.ShiftModifier)
    correction = window.flow.record.corrections["title"]
    assert correction.spans == (*before, place)
    assert correction.value == "云川市人民政府关于加强城市道路照明工作的通知云川府发〔2026〕1号"


def test_repeated_clicks_meet_every_field_of_a_place(sitting: Any) -> None:
    window = sitting.window
    record = window.flow.record
    place = record.spans("title")[0].start
    using = {key for key in record.document.fields if any(span.contains(place) for span in record.spans(key))}
    assert len(using) > 1
    met = set()
    for _ in using:
        window.source.clicked.emit(place)
        met.add(window.fields.current)
    assert met == using


def test_all_fields_are_restored_as_one_step(sitting: Any, hands: Hands) -> None:
    window = sitting.window
    for digit, typed in ((Qt.Key.Key_1, "New"), (Qt.Key.Key_3, "Note")):
        hands.press(digit, CTRL | ALT)
        hands.type(typed)
        hands.press(Qt.Key.Key_Return)
    assert window.flow.record.changed == ("title", "genre")
    sitting.act("restore_all")
    assert window.flow.record.changed == ()
    sitting.act("undo")
    assert window.flow.record.changed == ("title", "genre")
