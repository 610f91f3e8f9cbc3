"""The card that points to a part of a window: where it stands, and that it follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop import paths
from desktop.widgets.appearance import Appearance
from desktop.widgets.callout import Callout
from desktop.widgets.callout_place import Side, place

AREA = QRect(12, 12, 1416, 876)
CARD = QSize(400, 200)


@pytest.mark.parametrize(
    ("target", "side"),
    [
        pytest.param(QRect(64, 280, 300, 590), Side.RIGHT, id="left pane"),
        pytest.param(QRect(1016, 96, 410, 635), Side.LEFT, id="right pane"),
        pytest.param(QRect(20, 12, 1400, 40), Side.BELOW, id="bar at the top"),
        pytest.param(QRect(20, 800, 1400, 70), Side.ABOVE, id="bar at the bottom"),
    ],
)
def test_card_stands_beside_its_target_where_there_is_room(target: QRect, side: Side) -> None:
    placed = place(CARD, target, AREA, 14, 150)
    assert placed.side is side
    assert not placed.frame.intersects(target)
    assert placed.tip is not None
    assert target.contains(placed.tip)


def test_side_that_is_wished_comes_first() -> None:
    target = QRect(600, 400, 100, 40)
    assert place(CARD, target, AREA, 14, 150).side is Side.RIGHT
    assert place(CARD, target, AREA, 14, 150, (Side.ABOVE,)).side is Side.ABOVE


def test_card_stands_low_in_a_target_that_fills_the_area() -> None:
    placed = place(CARD, AREA, AREA, 14, 150)
    assert placed.side is None
    assert placed.frame.top() > AREA.center().y()


def test_card_covers_as_little_as_can_be_where_no_side_has_room() -> None:
    area, target = QRect(0, 0, 900, 560), QRect(600, 380, 300, 100)
    placed = place(QSize(800, 380), target, area, 14, 150)
    assert placed.frame.topLeft() == QPoint(0, 0)


sizes = st.integers(20, 1500)
places = st.integers(-50, 1500)


@given(st.builds(QSize, sizes, sizes), st.builds(QRect, places, places, sizes, sizes), st.sampled_from(list(Side)))
def test_card_that_fits_is_always_wholly_in_sight(card: QSize, target: QRect, side: Side) -> None:
    frame = place(card, target, AREA, 14, 150, (side,)).frame
    assert frame.size() == card
    if card.width() <= AREA.width() and card.height() <= AREA.height():
        assert AREA.contains(frame)


@pytest.fixture
def whole(qtbot: Any) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1000, 620)
    row = QHBoxLayout(window)
    row.addWidget(QLineEdit())
    row.addStretch(1)
    window.target = QPushButton("甲")  # type: ignore[attr-defined]  # kept for the tests
    row.addWidget(window.target)  # type: ignore[attr-defined]  # see above
    qtbot.addWidget(window)
    window.show()
    yield window
    window.hide()


@pytest.fixture
def callout(whole: Any, qapp: Any, qtbot: Any) -> Callout:
    made = Callout(Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True), whole)
    made.show_words(2, 8, "标题", "说明", "按一个键。")
    made.point_at(whole.target)
    qtbot.waitUntil(lambda: made.pointed_at == whole.target.geometry())
    return made


def test_card_follows_its_target(whole: Any, callout: Callout, qtbot: Any) -> None:
    before = callout.geometry()
    whole.resize(1200, 800)
    qtbot.waitUntil(lambda: callout.geometry() != before)
    qtbot.waitUntil(lambda: callout.pointed_at == whole.target.geometry())
    assert not callout.geometry().intersects(whole.target.geometry())


def test_card_of_a_target_out_of_sight_points_nowhere(whole: Any, callout: Callout) -> None:
    whole.target.hide()
    assert callout.pointed_at.isEmpty()


def test_escape_ends_wherever_nobody_else_wants_it(whole: Any, callout: Callout, qtbot: Any) -> None:
    with qtbot.waitSignal(callout.end_wanted):
        qtbot.keyClick(whole.findChild(QLineEdit), Qt.Key.Key_Escape)


@pytest.mark.parametrize(("key", "signal"), [(Qt.Key.Key_Right, "next_wanted"), (Qt.Key.Key_Left, "back_wanted")])
def test_arrows_with_alt_go_on_and_back(whole: Any, callout: Callout, qtbot: Any, key: Qt.Key, signal: str) -> None:
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    with qtbot.waitSignal(getattr(callout, signal)):
        qtbot.keyClick(callout.next, key, Qt.KeyboardModifier.AltModifier)


def test_enter_presses_the_button_that_has_the_focus(callout: Callout, qtbot: Any) -> None:
    with qtbot.waitSignal(callout.next_wanted):
        qtbot.keyClick(callout.next, Qt.Key.Key_Return)


def test_card_put_away_hears_nothing_any_more(whole: Any, callout: Callout, qtbot: Any) -> None:
    callout.put_away()
    with qtbot.assertNotEmitted(callout.end_wanted):
        qtbot.keyClick(whole, Qt.Key.Key_Escape)
    assert callout.isHidden()


def test_card_says_what_it_shows_to_a_screen_reader(callout: Callout) -> None:
    assert callout.accessibleName() == "第 2 步，共 8 步：标题"
    assert callout.next.accessibleDescription() == "标题。说明试一试：按一个键。"
