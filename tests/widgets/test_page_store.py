"""Pictures are kept within a bound on their bytes; what was not looked at for the longest time goes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPixmap

from desktop.widgets.page_store import MOST_PIXELS, PixmapStore, affordable

pytestmark = pytest.mark.usefixtures("qapp")


def pixmap(side: int) -> QPixmap:
    return QPixmap(side, side)


def test_the_picture_not_looked_at_for_the_longest_time_goes_first() -> None:
    store = PixmapStore(3 * 40 * 40 * 4)
    for key in "甲乙丙":
        store.put(key, pixmap(40), 1.0)
    store.get("甲")
    store.put("丁", pixmap(40), 1.0)
    assert [key for key in "甲乙丙丁" if store.get(key) is not None] == ["甲", "丙", "丁"]


def test_another_picture_of_a_page_takes_the_place_of_the_one_before() -> None:
    store = PixmapStore()
    store.put("甲", pixmap(40), 1.0)
    store.put("甲", pixmap(20), 0.5)
    assert store.bytes == 20 * 20 * 4
    kept = store.get("甲")
    assert kept is not None
    assert kept.scale == 0.5


def test_a_picture_larger_than_the_bound_is_not_kept() -> None:
    store = PixmapStore(100)
    store.put("甲", pixmap(40), 1.0)
    assert (len(store), store.bytes) == (0, 0)


@given(st.floats(0.01, 50), st.floats(1, 20_000), st.floats(1, 20_000))
def test_no_page_is_drawn_with_more_pixels_than_are_affordable(scale: float, width: float, height: float) -> None:
    given_scale = affordable(scale, width, height)
    assert given_scale <= scale
    assert width * height * given_scale**2 <= MOST_PIXELS * 1.001
