"""Boxes of characters: packed, unpacked, joined to lines, hit by a point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.glyphs import Box, Glyphs, nearest

POINTS = st.integers(0, 6000).map(lambda tenths: tenths / 10)
BOXES = st.tuples(POINTS, POINTS, POINTS, POINTS).filter(any).map(lambda corners: Box(*corners))


def row(text: str, left: float = 100, top: float = 50, size: float = 10) -> list[Box | None]:
    return [
        None if char == "\n" else Box(left + size * place, top, left + size * (place + 1), top + size)
        for place, char in enumerate(text)
    ]


@given(st.lists(st.none() | BOXES, max_size=20))
def test_boxes_come_back_to_a_tenth_of_a_point(boxes: list[Box | None]) -> None:
    assert list(Glyphs.of(boxes).boxes()) == boxes


def test_what_lies_outside_of_the_page_is_drawn_to_its_edge() -> None:
    assert Glyphs.of([Box(-3, 1, 9000, 2)]).box(0) == Box(0, 1, 6553.5, 2)


def test_certainty_is_kept_in_hundredths() -> None:
    glyphs = Glyphs.of(row("公文一"), [1.0, 0.876, 0.5])
    assert glyphs.sure(0, 2) == 0.88
    assert glyphs.sure(0, 3) == 0.5
    assert glyphs.sure(1, 1) == 1.0


def test_what_was_not_recognised_is_sure() -> None:
    assert Glyphs.of(row("公文")).sure(0, 2) == 1.0


def test_boxes_and_certainties_are_as_many() -> None:
    with pytest.raises(ValueError, match="2 boxes, 1 certainties"):
        Glyphs.of(row("公文"), [1.0])


def test_characters_of_one_printed_line_make_one_box() -> None:
    glyphs = Glyphs.of([*row("公文处理"), *row("条例", top=70)])
    assert glyphs.lines(1, 6) == (Box(110, 50, 140, 60), Box(100, 70, 120, 80))


def test_the_next_column_is_another_line() -> None:
    glyphs = Glyphs.of([*row("公文"), *row("条例", left=400)])
    assert len(glyphs.lines(0, 4)) == 2


def test_a_line_break_is_printed_nowhere() -> None:
    glyphs = Glyphs.of(row("公\n文"))
    assert glyphs.box(1) is None
    assert glyphs.lines(1, 2) == ()


def test_an_index_beyond_the_text_has_no_box() -> None:
    assert Glyphs.of(row("公")).box(7) is None
    assert Glyphs().lines(0, 3) == ()


@pytest.mark.parametrize(("x", "y", "hit"), [(105, 55, 0), (134, 52, 3), (300, 57, 3), (100, 90, 5), (10, 10, 0)])
def test_a_point_hits_the_line_first_and_then_the_place_in_it(x: float, y: float, hit: int) -> None:
    assert nearest([*row("公文处理"), None, *row("条例", top=70)], x, y) == hit


def test_a_point_on_an_empty_page_hits_nothing() -> None:
    assert nearest([None], 1, 1) is None
