"""Small pictures of the pages: the printed number under each, the current one marked, drawn when in sight."""

from __future__ import annotations

from typing import Any

import pytest
from page_samples import SIZE, picture, source
from PySide6.QtCore import Qt

from desktop import paths
from desktop.domain.page_image import PageSize
from desktop.widgets.appearance import Appearance
from desktop.widgets.page_store import PixmapStore
from desktop.widgets.page_strip import PageModel, PageStrip, picture_size

PAGES = 300
TEXT = source(PAGES)


@pytest.fixture
def strip(qtbot: Any, qapp: Any) -> PageStrip:
    look = Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)
    shown = PageStrip(look, PixmapStore())
    qtbot.addWidget(shown)
    shown.resize(132, 600)
    shown.show()
    shown.show_pages([SIZE] * PAGES, TEXT.pages)
    return shown


def test_the_model_keeps_the_rules_of_models(qtmodeltester: Any) -> None:
    model = PageModel()
    qtmodeltester.check(model)
    model.set_pages([SIZE] * 5, TEXT.pages[:5])
    qtmodeltester.check(model)


def test_a_page_that_was_drawn_changes_alone(qtbot: Any) -> None:
    model = PageModel()
    model.set_pages([SIZE] * 5, TEXT.pages[:5])
    with qtbot.waitSignal(model.dataChanged) as heard:
        model.tell_drawn(3)
    assert (heard.args[0].row(), heard.args[1].row()) == (3, 3)


def test_the_printed_number_stands_under_a_page_else_its_place_in_the_file(strip: PageStrip) -> None:
    strip.show_pages([SIZE] * 302, TEXT.pages)
    told = [strip.pages.index(row).data() for row in (0, 300)]
    assert told == ["第 38 页", "301"]


def test_only_pages_in_sight_are_wanted_until_they_have_come(strip: PageStrip) -> None:
    wanted = strip.pictures_wanted
    assert 2 < len(wanted) < 8
    for index, scale in wanted:
        strip.set_picture(index, scale, picture(scale, "#ffffff"))
    assert strip.pictures_wanted == []


def test_a_page_that_cannot_be_drawn_is_not_asked_for_again(strip: PageStrip) -> None:
    strip.fail_page(0)
    assert 0 not in [index for index, _ in strip.pictures_wanted]


def test_the_page_that_is_read_is_marked_and_in_sight_without_being_chosen(strip: PageStrip) -> None:
    heard: list[int] = []
    strip.page_chosen.connect(heard.append)
    strip.set_current(200)
    assert strip.currentIndex().row() == 200
    assert strip.viewport().rect().intersects(strip.visualRect(strip.currentIndex()))
    assert heard == []


def test_a_click_and_the_arrow_keys_choose_a_page(strip: PageStrip, qtbot: Any) -> None:
    heard: list[int] = []
    strip.page_chosen.connect(heard.append)
    place = strip.visualRect(strip.pages.index(2)).center()
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert heard[-1] == 3
    assert 2 in heard


def test_odd_pages_keep_their_shape_within_the_strip() -> None:
    assert picture_size(PageSize(595, 842)).height() > picture_size(PageSize(842, 595)).height()
    long = picture_size(PageSize(100, 10_000))
    assert long.height() <= 180
    assert long.width() >= 8
