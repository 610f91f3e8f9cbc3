"""The lines between documents: where they stand, and where one lands that is moved."""

from __future__ import annotations

import pytest

from desktop.domain.text import SourceText, Span
from desktop.widgets.bound_lines import Bound, Edge, bounds_of, bounds_within, caption_of, landing_of, words_of
from desktop.widgets.source_rows import Passage, cut_rows

LINES = ["刊头", "甲一", "甲二", "甲三", "", "乙一", "乙二", "乙三", "", "栏目", "", "丙一", "丙二", "余下"]
TEXT = "\n".join(LINES)


def span(first: str, last: str) -> Span:
    return Span(TEXT.index(first), TEXT.index(last) + len(last))


PASSAGES = tuple(
    Passage(span(f"{name}一", last), f"第 {number} 件 · 有标题")
    for number, (name, last) in enumerate((("甲", "甲三"), ("乙", "乙三"), ("丙", "丙二")), 1)
)
ROWS = cut_rows(SourceText("甲.txt", "0" * 64, "txt", TEXT), PASSAGES)
BOUNDS = bounds_of(ROWS, PASSAGES)
FIRST, SHARED, END, START, LAST = BOUNDS


def test_a_line_is_shared_only_where_no_text_lies_between() -> None:
    assert (Bound(1, None, 0), Bound(5, 0, 1), Bound(9, 1, None), Bound(11, None, 2), Bound(13, 2, None)) == BOUNDS


def test_lines_in_sight_are_found_by_their_rows() -> None:
    assert bounds_within(BOUNDS, 5, 9) == (SHARED, END)


def test_captions_say_what_begins_or_ends() -> None:
    assert caption_of(SHARED, PASSAGES) == "第 2 件 · 有标题"
    assert caption_of(END, PASSAGES) == "第 2 件到此为止"


@pytest.mark.parametrize(
    ("bound", "target", "line", "edge", "passage", "words"),
    [
        (SHARED, 3, "甲三", Edge.START, 1, "第 2 件从这里开始 · 1 行改归第 2 件"),
        (SHARED, 7, "乙二", Edge.END, 0, "第 2 件从这里开始 · 2 行改归第 1 件"),
        (SHARED, 0, "甲二", Edge.START, 1, "第 2 件从这里开始 · 2 行改归第 2 件"),
        (SHARED, 99, "乙二", Edge.END, 0, "第 2 件从这里开始 · 2 行改归第 1 件"),
        (FIRST, 0, "刊头", Edge.START, 0, "第 1 件从这里开始 · 增加 1 行"),
        (FIRST, 3, "甲三", Edge.START, 0, "第 1 件从这里开始 · 减少 2 行"),
        (START, 9, "栏目", Edge.START, 2, "第 3 件从这里开始 · 增加 1 行"),
        (START, 0, "乙二", Edge.START, 2, "第 3 件从这里开始 · 增加 3 行"),
        (END, 10, "栏目", Edge.END, 1, "第 2 件到这里结束 · 增加 1 行"),
        (END, 6, "乙一", Edge.END, 1, "第 2 件到这里结束 · 减少 2 行"),
        (END, 99, "丙一", Edge.END, 1, "第 2 件到这里结束 · 增加 2 行"),
        (LAST, 14, "余下", Edge.END, 2, "第 3 件到这里结束 · 增加 1 行"),
        (LAST, 0, "丙一", Edge.END, 2, "第 3 件到这里结束 · 减少 1 行"),
    ],
)
def test_a_line_lands_on_whole_lines_and_leaves_text_to_every_document(
    bound: Bound, target: int, line: str, edge: Edge, passage: int, words: str
) -> None:
    landing = landing_of(bound, target, ROWS, PASSAGES, TEXT)
    assert landing is not None
    assert (landing.offset, landing.edge, landing.passage) == (TEXT.index(line), edge, passage)
    assert words_of(bound, landing, PASSAGES) == words


@pytest.mark.parametrize(("bound", "target"), [(SHARED, 4), (SHARED, 5), (END, 8), (END, 9), (START, 10), (START, 11)])
def test_among_the_blank_lines_around_it_a_line_stays(bound: Bound, target: int) -> None:
    assert landing_of(bound, target, ROWS, PASSAGES, TEXT) is None
