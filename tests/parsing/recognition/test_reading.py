"""A page is read in the direction in which it can be read."""

from __future__ import annotations

import pytest
from drawn_pages import page_of, picture

from desktop.domain.glyphs import Box
from desktop.parsing.readers.recognition.engine import Line
from desktop.parsing.readers.recognition.picture import Picture
from desktop.parsing.readers.recognition.reading import read_upright

SENTENCE = "云川市人民政府办公室关于加强防汛工作的通知，请各单位结合实际认真贯彻落实。"
TEXT = tuple((SENTENCE[7 * line % 30 :] + SENTENCE)[: 24 - line % 4] for line in range(6))


class Reader:
    """Reads well where the first line of the page, the widest, stands at the top; counts how often it was asked."""

    name = "eye"

    def __init__(self, sure_upright: float = 0.99, sure_else: float = 0.5) -> None:
        self.sure = {True: sure_upright, False: sure_else}
        self.asked = 0

    def lines(self, picture: Picture) -> list[Line]:
        """Return one line, with the certainty that the direction deserves."""
        self.asked += 1
        plane = picture.grey()
        rows = [plane.ink.count(1, row * plane.width, (row + 1) * plane.width) for row in range(plane.height)]
        top = next(row for row, ink in enumerate(rows) if ink)
        bottom = next(row for row, ink in enumerate(reversed(rows)) if ink)
        is_upright = plane.width > plane.height and top < bottom
        box = Box(0, 0, 10, 10)
        return [Line("字" * 10, box, (box,) * 10, (self.sure[is_upright],) * 10)]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_that_lies_wrong_is_turned(degrees: int) -> None:
    reading = read_upright(picture(page_of(TEXT, 380, 240), degrees), Reader())
    assert not reading.is_poor
    assert reading.worth == 10


def test_a_page_that_reads_well_is_read_once() -> None:
    reader = Reader()
    read_upright(picture(page_of(TEXT, 380, 240)), reader)
    assert reader.asked == 1


def test_a_page_that_reads_badly_in_every_direction_is_read_in_the_best() -> None:
    reader = Reader(sure_upright=0.82)
    reading = read_upright(picture(page_of(TEXT, 380, 240)), reader)
    assert (reader.asked, reading.is_poor, reading.worth) == (4, True, 10)
