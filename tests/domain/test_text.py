"""Places in the source text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.glyphs import Box, Glyphs
from desktop.domain.text import Page, SourceText, Span

TEXTS = st.text(st.sampled_from("云川\n𠮷 a"), max_size=40)


def source(text: str, *pages: Page) -> SourceText:
    return SourceText("a.txt", "0" * 64, "txt", text, pages)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_span_that_cannot_be_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_spans_are_half_open() -> None:
    assert Span(2, 4).contains(2)
    assert not Span(2, 4).contains(4)
    assert not Span(2, 4).overlaps(Span(4, 6))
    assert Span(2, 5).overlaps(Span(4, 6))
    assert Span(2, 5).encloses(Span(2, 5))
    assert not Span(2, 5).encloses(Span(4, 6))
    assert len(Span(2, 5)) == 3


@given(TEXTS)
def test_lines_are_those_of_the_text(text: str) -> None:
    lines = text.split("\n")
    made = source(text)
    assert made.line_count == len(lines)
    assert [made.slice(made.line_span(number)) for number in range(1, len(lines) + 1)] == lines


@given(TEXTS.filter(bool), st.data())
def test_line_of_an_offset_holds_it(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    assert source(text).line_at(offset) == text.count("\n", 0, offset) + 1


def test_lines_of_a_span_end_with_its_last_character() -> None:
    made = source("一\n二\n三\n")
    assert made.lines_of(Span(0, 2)) == (1, 1)
    assert made.lines_of(Span(0, 3)) == (1, 2)
    assert made.lines_of(Span(2, 2)) == (2, 2)


def test_page_of_an_offset() -> None:
    made = source("一二三四", Page(Span(1, 3), "7"), Page(Span(3, 4)))
    assert [made.page_at(offset) for offset in range(4)] == [None, 0, 0, 1]
    assert source("一").page_at(0) is None


def test_only_laid_out_kinds_can_be_shown_as_pages() -> None:
    assert SourceText("a", "0" * 64, "scan", "文").is_laid_out
    assert not SourceText("a", "0" * 64, "docx", "文").is_laid_out


def test_a_span_is_as_sure_as_its_least_sure_character() -> None:
    def page(start: int, *sure: float) -> Page:
        boxes = [Box(1, 1, 2, 2)] * len(sure)
        return Page(Span(start, start + len(sure)), None, Glyphs.of(boxes, sure))

    made = source("一二三四五", page(0, 1.0, 0.9), page(2, 0.4, 1.0), Page(Span(4, 5)))
    assert made.sureness(Span(0, 1)) == 1.0
    assert made.sureness(Span(1, 4)) == 0.4
    assert made.sureness(Span(3, 5)) == 1.0
