"""Cells are inert, legal, and otherwise untouched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.export.cells import cell_text, table_text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.com","点此")',
        "+86 13800000000",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\t文字",
        "\n文字",
        "＝1+1",
        "＋86",
        "－5",
        "＠某",
        "﹦1",
        " =1",
        "　=1",
        "\ufeff=1",
        "\u200b=1",
        "\u202e=1",
        "<r><c/></r>",
    ],
)
def test_hazardous_start_gets_an_apostrophe(text: str) -> None:
    assert cell_text(text) == "'" + text


@pytest.mark.parametrize("text", ["\r=1", "\r\n=1"])
def test_hazard_behind_a_line_break_of_another_system_gets_an_apostrophe(text: str) -> None:
    assert cell_text(text) == "'\n=1"


def test_hazard_behind_a_control_character_gets_an_apostrophe() -> None:
    assert cell_text("\x00=1") == "'␀=1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "云川府规〔2026〕2号",
        "1-2",
        "——说明",
        "〔2026〕=",
        "第一行\n=第二行",
        "'已有引号",
        "𠮷野家",
        "\u200fעברית\u202c",
        "<规定>",
        "0830-3101346",
    ],
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert cell_text(text) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("响\x07铃", "响␇铃"),
        ("删\x7f", "删␡"),
        ("半\ud842个", "半\ufffd个"),
        ("非\uffff字", "非\ufffd字"),
        ("甲\r乙", "甲\n乙"),
    ],
)
def test_illegal_characters_become_visible_signs(text: str, cell: str) -> None:
    assert cell_text(text) == cell


@given(st.text(st.characters(exclude_categories=[])))
def test_a_cell_never_starts_a_formula_and_is_legal(text: str) -> None:
    cell = cell_text(text)
    assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert not cell.startswith(("\t", "\n", "\r", "<r>"))
    assert all(sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff") for sign in cell)
    cell.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_nothing_of_a_legal_text_is_lost(text: str) -> None:
    assert cell_text(text).removeprefix("'" if not text.startswith("'") else "") == text


@pytest.mark.parametrize("text", ["-5", "-3.5%", "+1,200.05", "－12％", "-", "--", "－"])
def test_figure_of_a_printed_table_keeps_its_sign(text: str) -> None:
    assert table_text(text) == text


@pytest.mark.parametrize(
    "text", ["-5+1", "-2+3+cmd|' /C calc'!A0", "+86 13800000000", "=1", "-A1", "-٣", "-5\n", "-1e5"]
)
def test_what_is_more_than_a_figure_gets_an_apostrophe_in_a_table_too(text: str) -> None:
    assert table_text(text) == "'" + text
