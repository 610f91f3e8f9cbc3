"""The difference of two values, letter by letter and item by item."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.widgets.difference import Part, Piece, difference, item_difference, letters, side

FAMILY = "👨\u200d👩\u200d👧"


def marked(before: str, after: str) -> str:
    signs = {Part.SAME: "{}", Part.REMOVED: "-{}-", Part.ADDED: "+{}+"}
    return "".join(signs[piece.part].format(piece.text) for piece in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("云府办发[2024]3号", "云府办发〔2024〕3号", "云府办发-[-+〔+2024-]-+〕+3号", id="brackets"),
        pytest.param("关于植树的通知", "关于植树造林的通知", "关于植树+造林+的通知", id="added"),
        pytest.param("", "通知", "+通知+", id="from nothing"),
        pytest.param("通知", "", "-通知-", id="to nothing"),
        pytest.param("通知", "通知", "通知", id="equal"),
        pytest.param("第𠮷条", "第吉条", "第-𠮷-+吉+条", id="beyond the basic plane"),
        pytest.param(f"甲{FAMILY}乙", "甲👨乙", f"甲-{FAMILY}-+👨+乙", id="joined emoji stay whole"),
        pytest.param("e\u0301a", "ea", "-e\u0301-+e+a", id="marks stay with their letter"),
        pytest.param("甲x乙", "丙x丁", "-甲x乙-+丙x丁+", id="one letter between two changes"),
        pytest.param("<b>甲</b>", "<b>乙</b>", "<b>-甲-+乙+</b>", id="markup is text"),
    ],
)
def test_the_difference_stands_inside_the_string(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


TEXTS = st.text(st.sampled_from("甲乙丙𠮷e\u0301\u200d👨👩\U0001f1e8\U0001f1f3ab12\u202e"), max_size=30)


@given(TEXTS, TEXTS)
def test_each_side_is_the_whole_value(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in side(pieces, Part.REMOVED)) == before
    assert "".join(piece.text for piece in side(pieces, Part.ADDED)) == after


@given(TEXTS)
def test_letters_lose_nothing(text: str) -> None:
    assert "".join(letters(text)) == text


def test_items_of_a_list_stay_whole() -> None:
    assert item_difference(("甲局", "乙局"), ("甲局", "丙局")) == (
        Piece(Part.SAME, "甲局"),
        Piece(Part.SAME, "；"),
        Piece(Part.REMOVED, "乙局"),
        Piece(Part.SAME, "；"),
        Piece(Part.ADDED, "丙局"),
    )


def test_values_of_ten_million_letters_are_compared_at_once() -> None:
    before = "甲" * 300_000 + "乙" * 1000 + "丙" * 300_000
    pieces = difference(before, before.replace("乙", "丁"))
    assert [piece.part for piece in pieces] == [Part.SAME, Part.REMOVED, Part.ADDED, Part.SAME]
