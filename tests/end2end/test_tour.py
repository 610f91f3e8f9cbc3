"""The tour on the sample, gone through the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import paths, settings
from desktop.domain.record import Status
from desktop.views.actions import SPEC_BY_NAME
from desktop.views.guide.help_pages import places_of
from desktop.views.guide.tour_steps import load_steps

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
STEPS = load_steps(paths.resources() / "tour.toml")
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

SitDown = Callable[[Path], Any]


@pytest.fixture
def fresh(sit_down: SitDown, tmp_path: Path) -> Any:
    """The very first sitting: no settings, an empty store."""
    sitting = sit_down(tmp_path / "store")
    sitting.window.tour.pause_ms = 0
    return sitting


@pytest.fixture
def touring(fresh: Any) -> Any:
    """A sitting at the first step of the tour."""
    fresh.window.activateWindow()
    fresh.window.welcome.take_tour.click()
    fresh.until(lambda: fresh.window.tour.running)
    fresh.settle()
    return fresh


def press(sitting: Any, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or sitting.window, key, held)
    sitting.settle()


def go_to_step(sitting: Any, name: str) -> None:
    while sitting.window.tour.step != name:
        sitting.window.tour.next()
        sitting.settle()


def test_tour_is_offered_only_before_anything_was_opened(fresh: Any) -> None:
    assert fresh.window.welcome.take_tour.isVisible()
    fresh.open(SAMPLE)
    fresh.window.flow.close_source()
    assert not fresh.window.welcome.take_tour.isVisible()


def test_tour_that_is_declined_is_not_offered_again(fresh: Any, sit_down: SitDown, tmp_path: Path) -> None:
    fresh.window.welcome.decline_tour.click()
    assert not fresh.window.welcome.take_tour.isVisible()
    fresh.end()
    assert settings.load().toured
    assert not sit_down(tmp_path / "other").window.welcome.take_tour.isVisible()


def test_tour_opens_the_sample_and_is_not_offered_again(touring: Any) -> None:
    assert touring.window.flow.opened.summary.name == SAMPLE.name
    assert touring.window.tour.step == "queue"
    touring.end()
    assert settings.load().toured


def test_sample_opened_otherwise_the_first_time_tells_of_the_tour(fresh: Any) -> None:
    fresh.open(SAMPLE)
    assert "看一遍怎么用" in fresh.window.toast.text


def test_tour_goes_on_by_itself_with_every_deed_and_all_of_it_can_be_undone(touring: Any) -> None:
    window, tour = touring.window, touring.window.tour
    press(touring, Qt.Key.Key_Down, ALT)
    touring.until(lambda: tour.step == "source")
    window.source.clicked.emit(window.flow.record.spans("title")[0].start)
    touring.until(lambda: tour.step == "fields")
    press(touring, Qt.Key.Key_1, CTRL | ALT)
    touring.until(lambda: tour.step == "accept")
    touring.settle()
    doubtful = window.flow.record.id
    assert QApplication.focusWidget() is window.fields.row(window.fields.current).editor
    press(touring, Qt.Key.Key_Return)
    touring.until(lambda: tour.step == "mark")
    press(touring, Qt.Key.Key_1)
    touring.until(lambda: tour.step == "approve")
    press(touring, Qt.Key.Key_Return, CTRL)
    touring.until(lambda: tour.step == "export")
    done = next(row for row in window.flow.queue if row.id == doubtful)
    assert (done.status, done.doubts) == (Status.APPROVED, 0)
    press(touring, Qt.Key.Key_E, CTRL)
    touring.until(lambda: tour.step == "find")
    window.commands.close_dialogs()
    window.activateWindow()
    touring.until(window.isActiveWindow)
    press(touring, Qt.Key.Key_K, CTRL)
    touring.until(lambda: not tour.running)
    for _ in range(3):
        touring.act("undo")
    again = next(row for row in window.flow.queue if row.id == doubtful)
    assert (again.status, again.disclosure, again.doubts) == (Status.PENDING, None, 1)


def test_tour_is_gone_through_with_enter_alone_and_steps_back_with_alt(touring: Any) -> None:
    tour = touring.window.tour
    press(touring, Qt.Key.Key_Return)
    assert tour.step == "source"
    press(touring, Qt.Key.Key_Left, ALT)
    assert tour.step == "queue"
    for step in STEPS[1:]:
        press(touring, Qt.Key.Key_Right, ALT)
        assert tour.step == step.name
    press(touring, Qt.Key.Key_Right, ALT)
    assert not tour.running


def test_escape_ends_the_tour_and_it_can_be_started_again_from_the_menu(touring: Any) -> None:
    window = touring.window
    press(touring, Qt.Key.Key_Escape)
    assert not window.tour.running
    assert window.queue.isAncestorOf(QApplication.focusWidget())
    touring.act("tour")
    touring.until(lambda: window.tour.step == "queue")


def test_escape_in_a_field_belongs_to_the_field_first(touring: Any) -> None:
    window = touring.window
    go_to_step(touring, "accept")
    QTest.keyClicks(window.fields.row(window.fields.current).editor, "abc")
    press(touring, Qt.Key.Key_Escape)
    assert window.tour.running
    assert not window.fields.row(window.fields.current).changed


def test_tour_ends_with_its_source(touring: Any) -> None:
    touring.act("close")
    assert not touring.window.tour.running


@pytest.mark.parametrize(
    ("zoom", "theme"),
    [
        pytest.param(0.8, "light", marks=pytest.mark.long),
        pytest.param(1.5, "dark", marks=pytest.mark.long),
        (2.0, "light"),
    ],
)
def test_card_stays_whole_and_in_sight_at_every_size(touring: Any, zoom: float, theme: str) -> None:
    window, card = touring.window, touring.window.tour.callout
    window.look.set_mode(theme)
    window.look.set_zoom(zoom)
    for step in STEPS:
        go_to_step(touring, step.name)
        window.resize(1000, 620) if step.name in ("source", "mark") else window.resize(1440, 900)
        touring.settle()
        assert window.rect().contains(card.geometry()), step.name
        assert all(card.rect().contains(part.geometry()) for part in (card.end, card.back, card.next)), step.name
        assert window.rect().contains(card.pointed_at), step.name
        assert not card.pointed_at.isEmpty(), step.name
    window.look.set_zoom(1.0)
    window.look.set_mode("light")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_words_name_only_actions_that_there_are(step: Any) -> None:
    assert set(places_of(step.text + step.ask)) <= set(SPEC_BY_NAME)
    assert all((step.title, step.text, step.ask))
