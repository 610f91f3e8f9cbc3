"""Columns of a terminal, and text that cannot move its cursor."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cli import console


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("云川市", 6), ("〔2026〕2号", 11), ("𠮷", 2), ("e\u0301", 1), ("\u200f甲", 2), ("ｶﾅ", 2)],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert console.width(text) == columns


def test_table_is_aligned_for_wide_characters() -> None:
    lines = console.table(("编号", "标题", "末"), [("1", "云川市", "甲"), ("12", "abc", "乙"), ("3", "𠮷", "")]).split(
        "\n"
    )
    assert lines == ["编号  标题    末", "1     云川市  甲", "12    abc     乙", "3     𠮷"]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_every_row_stays_one_line_of_a_table(rows: list[tuple[str, str]]) -> None:
    told = console.table(("甲", "乙"), rows)
    assert len(told.split("\n")) == len(rows) + 1


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_shown(text: str) -> None:
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in console.shown(text))


def test_control_characters_become_visible() -> None:
    assert console.shown("甲\x1b[2J\n乙") == "甲␛[2J␊乙"
