"""Where pages stand: below each other, as large as asked, and the way from the sheet to a page and back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageSize
from desktop.widgets.page_layout import FULL_SIZE, Fit, PageLayout

SIZES = (PageSize(595, 842), PageSize(1190, 842), PageSize(300, 400))


def layout(zoom: Fit | float = Fit.WIDTH, sizes: tuple[PageSize, ...] = SIZES) -> PageLayout:
    made = PageLayout()
    made.set_zoom(zoom)
    made.set_room(700, 500)
    made.set_sizes(sizes)
    return made


def test_every_page_fits_the_width_by_itself() -> None:
    made = layout()
    assert {round(made.rect(index).width()) for index in range(3)} == {660}


def test_whole_pages_fit_the_window_in_both_directions() -> None:
    made = layout(Fit.PAGE)
    assert all(made.rect(index).height() <= 460 and made.rect(index).width() <= 660 for index in range(3))


def test_a_factor_is_the_same_for_all_pages_and_may_need_more_than_the_width() -> None:
    made = layout(1.0)
    assert {made.scale(index) for index in range(3)} == {FULL_SIZE}
    assert made.width > 700


def test_steps_of_size_lead_out_of_a_fit() -> None:
    made = layout()
    larger = made.next_zoom(0, 1)
    assert larger > made.factor(0) > made.next_zoom(0, -1)


@pytest.mark.parametrize("zoom", [0.01, 100.0])
def test_a_factor_stays_within_reason(zoom: float) -> None:
    assert 0.2 < layout(zoom).factor(0) < 5


@given(
    st.lists(st.tuples(st.floats(50, 2000), st.floats(50, 2000)), min_size=1, max_size=30),
    st.sampled_from([Fit.WIDTH, Fit.PAGE, 0.5, 1.0, 3.0]),
    st.floats(0, 1),
)
def test_pages_do_not_overlap_and_are_found_at_their_height(
    sizes: list[tuple[float, float]], zoom: Fit | float, part: float
) -> None:
    made = layout(zoom, tuple(PageSize(*size) for size in sizes))
    rects = [made.rect(index) for index in range(len(made))]
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(rects))
    for index, rect in enumerate(rects):
        assert made.index_at(rect.top() + part * (rect.height() - 1)) == index
    assert made.within(0, made.height) == range(len(made))


def test_a_place_on_a_page_is_found_on_the_sheet_and_back() -> None:
    made = layout()
    box = Box(100, 200, 110, 210)
    corner = made.on_sheet(1, box).topLeft()
    back = made.on_page(1, QPointF(corner))
    assert (back.x(), back.y()) == pytest.approx((100, 200))


def test_without_pages_there_is_nothing() -> None:
    made = layout(sizes=())
    assert (len(made), made.height, made.within(0, 100)) == (0, 0.0, range(0))
