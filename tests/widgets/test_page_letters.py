"""From the text to the print and back, as far as the boxes of a page are known."""

from __future__ import annotations

import pytest
from page_samples import EM, LEFT, PITCH, ROW, TOP, box, glyphs, source

from desktop.domain.text import Page, SourceText, Span
from desktop.widgets.page_letters import PageLetters

TEXT = source(3)


@pytest.fixture
def letters() -> PageLetters:
    made = PageLetters(TEXT)
    made.put(1, glyphs(TEXT.slice(TEXT.pages[1].span)))
    return made


START = TEXT.pages[1].span.start


def test_a_span_over_two_lines_takes_up_two_boxes(letters: PageLetters) -> None:
    found = letters.lines(1, Span(START + ROW - 2, START + ROW + 3))
    assert [(item.left, item.right) for item in found] == [
        (box(0, ROW - 2).left, box(0, ROW - 1).right),
        (box(1, 0).left, box(1, 1).right),
    ]


def test_a_span_over_two_pages_is_told_page_by_page(letters: PageLetters) -> None:
    span = Span(START - 3, START + 2)
    assert letters.pages_of(span) == range(2)
    assert letters.lines(0, span) == ()
    assert [(item.left, item.top) for item in letters.lines(1, span)] == [(LEFT, TOP)]


def test_the_half_of_a_character_tells_on_which_side_of_it_a_point_lies(letters: PageLetters) -> None:
    y = TOP + 2 * PITCH + 5
    offset = START + 2 * (ROW + 1) + 4
    assert letters.caret_at(1, LEFT + 4.2 * EM, y) == offset
    assert letters.caret_at(1, LEFT + 4.8 * EM, y) == offset + 1
    assert letters.offset_at(1, LEFT + 4.8 * EM, y) == offset


def test_a_point_far_from_any_character_is_at_none(letters: PageLetters) -> None:
    assert letters.offset_at(1, LEFT, TOP - 60) is None
    assert letters.caret_at(1, LEFT - 30, TOP - 60) == START


def test_pages_without_boxes_have_no_places(letters: PageLetters) -> None:
    assert letters.lacks(0)
    assert not letters.lacks(1)
    assert letters.caret_at(0, LEFT, TOP) is None


def test_a_page_that_the_reader_did_not_see_lacks_nothing(letters: PageLetters) -> None:
    assert not letters.lacks(7)
    assert letters.span(7) == Span(0, 0)


def test_boxes_of_recognised_pages_are_known_from_the_beginning() -> None:
    text = "一二三\n"
    recognised = SourceText("乙.pdf", "0" * 64, "scan", text, (Page(Span(0, 4), glyphs=glyphs(text)),))
    made = PageLetters(recognised)
    assert not made.lacks(0)
    assert len(made.lines(0, Span(0, 3))) == 1
