"""The slant of a page is measured from its lines, and the picture turned back by it."""

from __future__ import annotations

import pytest
from drawn_pages import page_of, picture

from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageImage
from desktop.parsing.readers.recognition.picture import Picture
from desktop.parsing.readers.recognition.slant import MOST, is_sideways, slant

SENTENCE = "云川市人民政府办公室关于加强防汛工作的通知，请各单位结合实际认真贯彻落实。"
TEXT = tuple((SENTENCE[7 * line % 30 :] + SENTENCE)[: 37 - line % 4] for line in range(16))


@pytest.mark.parametrize("degrees", [-9.6, -2.5, -0.4, 0.0, 0.7, 3.3, MOST])
def test_the_slant_of_turned_lines_is_found(degrees: float) -> None:
    page = picture(page_of(TEXT, 520, 380), degrees)
    assert slant(Picture.of(page)) == pytest.approx(degrees, abs=0.15)


def test_turning_by_the_slant_makes_the_lines_level() -> None:
    turned = Picture.of(picture(page_of(TEXT, 520, 380), -4.0))
    level = turned.turned(-slant(turned))
    assert slant(level) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_page_without_lines_has_no_slant(shade: int) -> None:
    assert slant(Picture.of(PageImage(700, 900, bytes([shade]) * (700 * 900 * 3)))) == 0.0


@pytest.mark.parametrize(("degrees", "expected"), [(0, False), (90, True), (180, False), (270, True)])
def test_lines_that_run_up_or_down_are_noticed(degrees: int, expected: bool) -> None:
    assert is_sideways(Picture.of(picture(page_of(TEXT, 520, 380), degrees))) is expected


@pytest.mark.parametrize("degrees", [0.0, 6.0, 90.0, 180.0, 270.0])
def test_a_place_on_a_turned_picture_is_found_on_the_page_as_shown(degrees: float) -> None:
    white, black = b"\xff\xff\xff", b"\x00\x00\x00"
    rows = [bytearray(white * 300) for _ in range(200)]
    for row in rows[40:50]:
        row[120 * 3 : 160 * 3] = black * 40
    turned = Picture.of(PageImage(300, 200, b"".join(rows))).turned(degrees)
    plane = turned.grey()
    inked = [place for place, ink in enumerate(plane.ink) if ink]
    across = [place % plane.width for place in inked]
    down = [place // plane.width for place in inked]
    back = turned.shown(Box(min(across), min(down), max(across) + 1, max(down) + 1))
    assert ((back.left + back.right) / 2, (back.top + back.bottom) / 2) == pytest.approx((140, 45), abs=1.0)


def test_a_picture_of_more_pixels_than_help_is_made_smaller_and_places_stay() -> None:
    large = Picture.of(PageImage(6800, 100, b"\xff" * (6800 * 100 * 3)))
    assert large.width == 3400
    assert large.detail == pytest.approx(0.5)
    assert large.shown(Box(1000, 10, 1020, 20)) == Box(2000, 20, 2040, 40)
