"""检索 in the window: typing, restricting, going to what was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import paths
from desktop.domain.queue import Facet
from desktop.views.searching.search_feed import SearchFeed
from desktop.views.searching.surface import SearchSurface

SAMPLE = min(paths.seeds().glob("*.txt"))


@pytest.fixture
def sitting(sit_down: Callable[[Path], Any], tmp_path: Path) -> Any:
    made = sit_down(tmp_path / "store")
    made.open(SAMPLE)
    made.act("surface-search")
    return made


@pytest.fixture
def surface(sitting: Any) -> SearchSurface:
    return sitting.window.findChild(SearchSurface)


def search(sitting: Any, surface: SearchSurface, text: str) -> None:
    surface.words.setText(text)
    surface.ask()
    wait(sitting, surface)


def wait(sitting: Any, surface: SearchSurface) -> None:
    feed = surface.findChild(SearchFeed)
    sitting.until(lambda: not feed.busy)
    sitting.settle()


def test_every_hit_holds_all_words(sitting: Any, surface: SearchSurface) -> None:
    search(sitting, surface, "管理 办法")
    assert surface.model.rowCount() > 1
    assert surface.told == f"{surface.model.rowCount()} 件"
    for hit in surface.model.hits:
        shown = "".join(text for excerpt in hit.excerpts for text, marked in excerpt.pieces if marked)
        assert "管理" in shown
        assert "办法" in shown


def test_enter_goes_from_the_words_into_the_list_and_on_to_the_document(sitting: Any, surface: SearchSurface) -> None:
    search(sitting, surface, "租赁住房")
    hit = surface.model.hit(0)
    QTest.keyClick(surface.words, Qt.Key.Key_Return)
    QTest.keyClick(surface.hits, Qt.Key.Key_Return)
    wait(sitting, surface)
    window = sitting.window
    assert window.surfaces.current == "review"
    assert window.flow.record.id == hit.summary.id
    place = window.source._focused[0]
    assert window.source.source.slice(place).replace("\n", "") == "租赁住房"


def test_a_click_on_an_excerpt_leads_to_that_place(sitting: Any, surface: SearchSurface) -> None:
    search(sitting, surface, "管理办法")
    hit = next(hit for hit in surface.model.hits if sum(bool(excerpt.source) for excerpt in hit.excerpts) > 1)
    excerpt = [excerpt for excerpt in hit.excerpts if excerpt.source][-1]
    surface.hits.opened.emit(hit, excerpt)
    sitting.settle()
    assert sitting.window.source._focused == excerpt.source_marks[:1]


def test_a_condition_restricts_the_hits_and_is_taken_back(sitting: Any, surface: SearchSurface) -> None:
    search(sitting, surface, "的")
    everything = surface.model.rowCount()
    button = surface.choices[Facet.GENRE]
    action = next(action for action in button.menu().actions() if action.data() == "通知")
    action.trigger()
    wait(sitting, surface)
    assert 0 < surface.model.rowCount() < everything
    assert all(hit.summary.genre == "通知" for hit in surface.model.hits)
    surface.clear_button.click()
    wait(sitting, surface)
    assert surface.model.rowCount() == everything


def test_a_search_that_makes_no_sense_is_answered_with_words(sitting: Any, surface: SearchSurface) -> None:
    search(sitting, surface, "办法 |")
    assert surface.model.rowCount() == 0
    search(sitting, surface, "没有这样的字词")
    assert surface.model.rowCount() == 0
    assert surface.told == ""


def test_a_value_corrected_meanwhile_is_found_when_one_comes_back(sitting: Any, surface: SearchSurface) -> None:
    search(sitting, surface, "青岭特别用语")
    assert surface.model.rowCount() == 0
    sitting.act("surface-review")
    sitting.window.flow.correct("title", "青岭特别用语的通知")
    sitting.settle()
    sitting.act("surface-search")
    wait(sitting, surface)
    assert [hit.summary.title for hit in surface.model.hits] == ["青岭特别用语的通知"]
