"""The window is the next day as it was left, and a store that cannot be opened is no dead end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect

from desktop import paths, settings
from desktop.domain.queue import Order, OrderBy, Quick
from desktop.domain.record import Status
from desktop.settings import Settings, Visit, WindowPlace
from desktop.views.memory import visited
from desktop.views.source.head import Mode
from desktop.views.window_place import brought_back

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
SCREEN, SECOND = QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024)

SitDown = Callable[[Path], Any]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(WindowPlace(100, 80, 1440, 900), QRect(100, 80, 1440, 900), id="in sight"),
        pytest.param(WindowPlace(2000, 50, 1200, 800), QRect(2000, 50, 1200, 800), id="on the second screen"),
        pytest.param(WindowPlace(-1380, 80, 1440, 900), QRect(240, 90, 1440, 900), id="off the left"),
        pytest.param(WindowPlace(300, 5000, 1440, 900), QRect(240, 90, 1440, 900), id="below"),
        pytest.param(WindowPlace(100, -30, 1440, 900), QRect(100, 0, 1440, 900), id="head above the screen"),
        pytest.param(WindowPlace(0, 0, 3000, 2000), QRect(0, 0, 1920, 1080), id="too large"),
    ],
)
def test_remembered_place_is_brought_back_into_sight(place: WindowPlace, expected: QRect) -> None:
    assert brought_back(place, [SCREEN, SECOND]) == expected


def test_place_stays_where_no_screen_is_known() -> None:
    assert brought_back(WindowPlace(5, 6, 700, 500), []) == QRect(5, 6, 700, 500)


def test_source_stands_once_among_the_visits() -> None:
    first, second = Visit(Path("/a"), 1, "2026-02-01"), Visit(Path("/a"), 2, "2026-02-02")
    again = Visit(Path("/a"), 1, "2026-02-03")
    assert visited((second, first), again) == (again, second)


def test_window_is_the_next_day_as_it_was_left(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE.with_suffix(".pdf"))
    sitting.go_to(5)
    window = sitting.window
    window.setGeometry(30, 20, 960, 640)
    window.panes.setSizes([245, 360, 390])
    window.source.show_mode(Mode.PAGES)
    window.source.show_strip(True)
    window.source.pages.set_zoom(1.25)
    window.look.set_mode("dark")
    window.look.set_zoom(1.2)
    window.side.show_page("history")
    window.queue.set_quick(Quick.PENDING)
    window.queue.show_order(Order(OrderBy.TITLE, descending=True))
    sitting.settle()
    panes, place = window.panes.sizes(), window.flow.record.id
    sitting.end()

    again = sit_down(tmp_path / "store")
    again.until(lambda: again.window.flow.record is not None)
    again.settle()
    window = again.window
    assert window.flow.record.id == place
    assert window.geometry() == QRect(30, 20, 960, 640)
    assert window.panes.sizes() == panes
    assert window.source.mode is Mode.PAGES
    assert window.source.strip_chosen
    assert window.source.pages.zoom == 1.25
    assert window.look.mode == "dark"
    assert window.look.zoom == 1.2
    assert window.side.page == "history"
    assert window.queue.filter.statuses == frozenset({Status.PENDING.value})
    assert window.queue.order == Order(OrderBy.TITLE, descending=True)
    window.look.set_zoom(1.0)


def test_what_was_searched_for_and_another_source_begin_anew(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    window = sitting.window
    window.queue.set_quick(Quick.PENDING)
    window.queue.show_filter(replace(window.queue.filter, text="信访"))
    sitting.settle()
    sitting.end()
    again = sit_down(tmp_path / "store")
    again.until(lambda: again.window.flow.record is not None)
    again.settle()
    assert again.window.queue.filter.text == ""
    assert again.window.queue.filter.statuses
    again.open(SAMPLE.with_suffix(".pdf"))
    assert not again.window.queue.filter.statuses


def test_maximised_window_comes_back_maximised(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.window.showMaximized()
    sitting.settle()
    sitting.end()
    assert sit_down(tmp_path / "store").window.isMaximized()


def test_closed_source_is_not_opened_again(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.act("close")
    sitting.end()
    again = sit_down(tmp_path / "store")
    assert again.window.flow.opened is None
    assert again.program.memory.visits[0].source_id == 1


def test_source_of_another_store_is_not_opened(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.end()
    other = sit_down(tmp_path / "another store")
    assert other.window.flow.opened is None
    assert other.program.memory.visits == ()


def test_place_of_settings_that_cannot_be_written_is_no_fault(
    sit_down: SitDown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    monkeypatch.setattr(settings, "settings_path", lambda: blocked / "settings.json")
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.program.memory.flush()
    sitting.settle()
    assert not sitting.window.banner.isVisible()


def test_settings_are_told_only_when_they_changed(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.program.memory.flush()
    told: list[Settings] = []
    sitting.program.memory.changed.connect(told.append)
    sitting.program.memory.flush()
    assert told == []
    sitting.window.look.set_zoom(1.4)
    sitting.program.memory.flush()
    assert [settings.zoom for settings in told] == [1.4]
    sitting.window.look.set_zoom(1.0)


def test_store_is_opened_when_tried_again(sit_down: SitDown, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / "desk.sqlite").write_bytes(b"no database at all" * 400)
    sitting = sit_down(store)
    fault = sitting.window.store_fault
    sitting.until(fault.isVisible)
    fault.retry.click()
    sitting.settle()
    assert fault.isVisible()
    assert fault.retry.isEnabled()

    shutil.rmtree(store)
    fault.retry.click()
    sitting.settle()
    assert not fault.isVisible()
    sitting.open(SAMPLE)


def test_another_store_is_opened_and_remembered(sit_down: SitDown, tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"no database at all" * 400)
    other = tmp_path / "empty folder"
    other.mkdir()
    sitting = sit_down(tmp_path)
    sitting.until(sitting.window.store_fault.isVisible)
    sitting.window.store_fault.folder_chosen.emit(other)
    sitting.settle()
    assert not sitting.window.store_fault.isVisible()
    assert (other / "desk.sqlite").exists()
    sitting.end()
    assert settings.load().last_store == other


def test_folder_that_is_no_store_is_refused(sit_down: SitDown, tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"no database at all" * 400)
    other = tmp_path / "papers"
    other.mkdir()
    (other / "a.txt").touch()
    sitting = sit_down(tmp_path)
    sitting.until(sitting.window.store_fault.isVisible)
    sitting.window.store_fault.folder_chosen.emit(other)
    sitting.settle()
    assert sitting.window.store_fault.isVisible()
    assert list(other.iterdir()) == [other / "a.txt"]
    sitting.window.store_fault.default.click()
    sitting.settle()
    assert not sitting.window.store_fault.isVisible()
