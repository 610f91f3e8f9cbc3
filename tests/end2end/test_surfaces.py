"""The frame that is there at once, and the ways from one surface to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from desktop import app, paths
from desktop.views.searching.search_feed import SearchFeed
from desktop.views.searching.surface import SearchSurface

SAMPLE = min(paths.seeds().glob("*.txt"))


@pytest.fixture
def sitting(sit_down: Callable[[Path], Any], tmp_path: Path) -> Any:
    return sit_down(tmp_path / "store")


@pytest.fixture
def bare(qapp: Any, tmp_path: Path) -> Iterator[app.Program]:
    program = app.Program(qapp, tmp_path / "store", bundled_font_only=True, furnished=False)
    yield program
    program.window.close()
    program.end()


def test_frame_is_painted_before_the_panes_are_made_and_then_the_store_opens(qtbot: Any, bare: app.Program) -> None:
    told: list[bool] = []
    bare.window.seen.connect(lambda: told.append(hasattr(bare.window, "queue")))
    bare.window.show()
    qtbot.waitUntil(lambda: told == [False])
    bare.begin([])
    qtbot.waitUntil(lambda: bare.window.flow.desk is not None)
    assert bare.window.review.currentWidget() is bare.window.welcome


def test_frame_can_be_closed_before_it_is_furnished(bare: app.Program) -> None:
    bare.window.show()
    assert bare.window.close()


def test_no_key_of_reviewing_acts_on_a_document_that_is_out_of_sight(sitting: Any) -> None:
    sitting.open(SAMPLE)
    window = sitting.window
    window.surfaces.add("elsewhere", "别处", "info", QLabel)
    window.surfaces.show("elsewhere")
    assert not window.actions_by_name["approve"].isEnabled()
    assert not window.actions_by_name["find_next"].isEnabled()
    window.flow.record_shown.emit(window.flow.record)
    assert not window.actions_by_name["approve"].isEnabled()
    sitting.act("surface-review")
    assert window.actions_by_name["approve"].isEnabled()
    assert window.actions_by_name["find_next"].isEnabled()
    assert not window.actions_by_name["withdraw"].isEnabled()


def test_opening_a_source_turns_back_to_reviewing(sitting: Any) -> None:
    window = sitting.window
    window.surfaces.add("elsewhere", "别处", "info", QLabel)
    window.surfaces.show("elsewhere")
    sitting.open(SAMPLE)
    assert window.surfaces.current == "review"


def test_a_search_under_way_ends_before_the_store_is_closed(sitting: Any) -> None:
    sitting.open(SAMPLE)
    sitting.act("surface-search")
    surface = sitting.window.findChild(SearchSurface)
    open_still: list[bool] = []
    sitting.window.closing.connect(lambda: open_still.append(bool(sitting.window.flow.desk.sources())))
    surface.words.setText("办法")
    surface.ask()
    sitting.end()
    assert open_still == [True]
    assert not surface.findChild(SearchFeed).busy
