"""Texts made to take long: the work grows with the length and stays bounded."""

from __future__ import annotations

import time

import pytest

from desktop.disclosure.sensitive import find

SIZE = 100_000
ORDINARY = "第一条 为了加强管理，根据有关规定，结合本市实际，制定本办法。\n"
UNITS = [
    *("1", "-", " ", "\t", "\n", "12 ", "1\t", "1-", "1\n", "13800138000\t", "138 0013 8000 ", "0999-", "a@", "a@a."),
    *(
        "电话：",
        "住",
        "地址 ",
        "1985年3月生",
        "患",
        "王王，8岁",
        "签名",
        "承诺人：",
        "机密",
        "内部资料",
        "(",
        "QQ",
        "１",
    ),
    *("微信a", "护照12345678", "京A1", "姓名\t电话\n王建国\t13800138000\n", "王建国\t13800138000\t", "138.0013.8000."),
]


def seconds(text: str) -> float:
    """Return the processor time that a search takes, the least of two."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        find(text)
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.alone
@pytest.mark.long
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_twice_the_text_takes_no_more_than_thrice_the_time(unit: str) -> None:
    text = unit * (10 * SIZE // len(unit))
    assert seconds(text) < 3 * seconds(text[: 5 * SIZE]) + 0.2


@pytest.mark.alone
@pytest.mark.long
@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_megabyte_of_anything_ends_soon(unit: str) -> None:
    ordinary = seconds(ORDINARY * (10 * SIZE // len(ORDINARY)))
    assert seconds(unit * (10 * SIZE // len(unit))) < 60 * ordinary


@pytest.mark.alone
@pytest.mark.parametrize("unit", ["1", "-", " ", "　", "１"])
def test_digits_dashes_and_blanks_grow_with_their_length(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    assert seconds(text) < 4 * seconds(text[: SIZE // 2]) + 0.1
