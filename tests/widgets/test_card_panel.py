"""What the panels of cards share: the card at hand through keys and rebuilding, the place, and the keyboard's focus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop import paths
from desktop.widgets.appearance import Appearance
from desktop.widgets.card_panel import CardPanel
from desktop.widgets.select_card import SelectCard

_BESIDE = "beside"


class Letter(SelectCard):
    """A card about one letter, with a line to type into."""

    def __init__(self, letter: str, look: Appearance) -> None:
        super().__init__(look)
        self.letter, self.edit = letter, QLineEdit()
        self.column.addWidget(self.edit)
        self.setMinimumHeight(90)


class Letters(CardPanel[Letter, str]):
    """A panel of letters, four at once."""

    _page = 4

    def __init__(self, look: Appearance) -> None:
        super().__init__("letters", "字母", look)
        self._letters = ""
        self._lay_out()

    def show_letters(self, letters: str, another: bool = False) -> None:
        """Show other letters; `another` means those of something else."""
        self._letters = letters
        if another:
            self._begin()
        self._refresh()

    def _key_of(self, card: Letter) -> str:
        return card.letter

    def _fill(self) -> None:
        for letter in self._letters[: self._most]:
            self._add_card(Letter(letter, self._look))
        if len(self._letters) > self._most:
            self._add(self._more_button("再显示"))

    @property
    def at_hand(self) -> str:
        return "".join(card.letter for card in self.cards if card.current)

    @property
    def shown(self) -> str:
        return "".join(card.letter for card in self.cards)


@pytest.fixture
def panel(qapp: QApplication, qtbot: Any) -> Iterator[Letters]:
    """Yield a panel in a window, with a line to type into below it."""
    window, beside = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    beside.setObjectName(_BESIDE)
    made = Letters(Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True))
    column = QVBoxLayout(window)
    column.addWidget(made, 1)
    column.addWidget(beside)
    window.resize(320, 250)
    window.show()
    window.activateWindow()
    made.show_letters("abcd")
    yield made
    window.close()


def press(panel: Letters, keys: Sequence[Qt.Key]) -> None:
    for key in keys:
        QTest.keyClick(panel, key)


def test_arrows_step_and_stop_at_both_ends(panel: Letters) -> None:
    assert panel.at_hand == "a"
    press(panel, [Qt.Key.Key_Up])
    assert panel.at_hand == "a"
    press(panel, [Qt.Key.Key_Down] * 9)
    assert panel.at_hand == "d"


@pytest.mark.parametrize(
    ("after", "at_hand"),
    [
        pytest.param("dcba", "b", id="it is still there"),
        pytest.param("acd", "c", id="the one that followed it"),
        pytest.param("ad", "d", id="the next one that is left"),
        pytest.param("a", "a", id="none follows: the first"),
        pytest.param("", "", id="no card is left"),
    ],
)
def test_card_at_hand_outlives_others_and_gives_way_to_the_next(panel: Letters, after: str, at_hand: str) -> None:
    panel.choose("b")
    panel.show_letters(after)
    assert panel.at_hand == at_hand


def test_cards_about_something_else_begin_with_the_first(panel: Letters) -> None:
    panel.choose("c")
    panel.show_letters("xdc", another=True)
    assert panel.at_hand == "x"


def test_cards_are_made_when_somebody_looks(panel: Letters) -> None:
    panel.hide()
    panel.show_letters("xyz")
    assert panel.shown == "abcd"
    panel.show()
    assert panel.shown == "xyz"


def test_more_cards_come_on_demand_and_are_forgotten_with_their_subject(panel: Letters) -> None:
    panel.show_letters("abcdefghij")
    assert panel.shown == "abcd"
    panel.findChildren(QPushButton)[-1].click()
    assert panel.shown == "abcdefgh"
    panel.show_letters("abcdefghij", another=True)
    assert panel.shown == "abcd"


def test_chosen_card_comes_into_sight(panel: Letters, qtbot: Any) -> None:
    panel.choose("d")
    qtbot.waitUntil(lambda: not panel.cards[3].visibleRegion().isEmpty())
    assert panel.cards[0].visibleRegion().isEmpty()


def test_keyboard_comes_back_from_a_card_that_goes_and_stays_elsewhere(panel: Letters, qtbot: Any) -> None:
    window = panel.window()
    qtbot.waitUntil(window.isActiveWindow)
    panel.cards[1].edit.setFocus()
    panel.show_letters("cd")
    assert panel.hasFocus()
    beside = window.findChild(QLineEdit, _BESIDE)
    beside.setFocus()
    panel.show_letters("d")
    assert beside.hasFocus()


def test_pressed_card_is_at_hand(panel: Letters) -> None:
    QTest.mouseClick(panel.cards[2], Qt.MouseButton.LeftButton)
    assert panel.at_hand == "c"
