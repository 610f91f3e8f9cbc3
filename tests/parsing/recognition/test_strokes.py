"""Ruling lines are found in a picture, and text is none."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest
from drawn_pages import SCALE, page_of, picture

from desktop.parsing.readers.recognition.picture import Picture
from desktop.parsing.readers.recognition.strokes import rules_in


def ruled(*lines: tuple[float, float, float, float], width: float = 0.5) -> Any:
    """Return a blank page with lines drawn on it."""
    page = pymupdf.open().new_page(width=300, height=200)
    for left, top, right, bottom in lines:
        page.draw_line((left, top), (right, bottom), width=width)
    return page


def test_level_and_upright_lines_are_found_where_they_are() -> None:
    page = ruled((40, 50, 260, 50), (40, 80, 260, 80), (40, 50, 40, 80), (260, 50, 260, 80))
    rules = rules_in(Picture.of(picture(page)), SCALE)
    found = sorted(tuple(round(edge, -1) for edge in (rule.left, rule.top, rule.right, rule.bottom)) for rule in rules)
    assert found == [(40, 50, 40, 80), (40, 50, 260, 50), (40, 80, 260, 80), (260, 50, 260, 80)]


def test_a_line_that_falls_a_little_is_one_line() -> None:
    (rule,) = rules_in(Picture.of(picture(ruled((40, 50, 260, 50.8)))), SCALE)
    assert (rule.left, rule.right) == pytest.approx((40, 260), abs=1.0)


def test_a_line_in_pieces_is_one_line() -> None:
    (rule,) = rules_in(Picture.of(picture(ruled((40, 50, 120, 50), (121.5, 50, 260, 50)))), SCALE)
    assert (rule.left, rule.right) == pytest.approx((40, 260), abs=1.0)


def test_text_holds_no_lines() -> None:
    assert rules_in(Picture.of(picture(page_of())), SCALE) == ()


def test_a_black_bar_is_no_line() -> None:
    assert rules_in(Picture.of(picture(ruled((40, 50, 260, 50), width=12))), SCALE) == ()
