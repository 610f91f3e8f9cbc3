"""The columns of a table: sums, serials, codes, periods."""

import pytest
from checking import check

from desktop.domain.document import Table
from desktop.domain.text import Span

PRICES = [[str(serial), f"项目{serial}", "12"] for serial in range(1, 25)]


def codes_of(*rows: str) -> list[str]:
    text = "\n".join("\t".join(row.split()) for row in rows)
    cells = tuple(tuple("" if cell == "~" else cell for cell in row.split()) for row in rows)
    table = Table(Span(0, len(text)), cells, 1)
    found = check(text, tables=(table,))
    assert all(anomaly.spans for anomaly in found)
    return [anomaly.code for anomaly in found]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["县 植树 护林", "甲 1 10", "乙 2 20", "丙 3 30", "合计 6 60"], []),
        (["县 植树 护林", "甲 1 10", "乙 2 20", "丙 3 30", "合计 7 60"], ["total-differs"]),
        (["县 植树 护林", "合计 7 60", "甲 1 10", "乙 2 20", "丙 3 30"], ["total-differs"]),
        (["县 植树 护林", "甲 1 10", "乙 2 20", "小计 3 30", "丙 3 30", "小计 3 30", "合计 6 60"], []),
        (["县 单价", "甲 1", "乙 2", "丙 3", "合计 9"], []),
        (["县 植树 护林", "甲 1 10", "乙 约2 若干", "合计 9 60"], []),
        (["县 植树 护林 合计", "甲 1 2 3", "乙 2 2 4", "丙 3 3 6", "丁 4 4 8", "戊 5 5 11"], ["total-differs"]),
        (
            ["县 植树 护林 合计（亩）", "甲 1 2 3", "乙 2 2 4", "丙 3 3 6", "丁 4 4 9", "合计 10 11 22"],
            ["total-differs"],
        ),
        (["县 植树 护林 合计", "甲 1 2 9", "乙 2 2 9", "丙 3 3 9"], []),
        (["县 产值", "甲 1.5", "乙 2.25", "丙 1,000", "合计 1003.75"], []),
    ],
    ids=[
        "right",
        "wrong",
        "total first",
        "groups",
        "prices",
        "no numbers",
        "wrong row",
        "wrong row and its sum",
        "no sum at all",
        "decimals",
    ],
)
def test_totals_are_added_up(rows: list[str], found: list[str]) -> None:
    assert codes_of(*rows) == found


@pytest.mark.parametrize(
    ("serials", "found"),
    [
        ("1 2 3", []),
        ("1 2 4", ["serial-gap"]),
        ("1 2 2", ["serial-repeats"]),
        ("1 2 1", []),
        ("4 5 3", ["serial-order"]),
        ("1 ~ 2", []),
        ("１ ² ①", []),
    ],
)
def test_serial_numbers_are_followed(serials: str, found: list[str]) -> None:
    assert codes_of("序号 树种", *(f"{serial} 松" for serial in serials.split())) == found


def test_one_thing_under_two_codes_and_one_code_for_two_things_are_told() -> None:
    head = "编码 项目名称 价格"
    assert codes_of(head, "33060 松苗 1", "33061 柏苗 1", "33062 松苗 2") == ["same-name-two-codes"]
    assert codes_of(head, "33060 松苗 1", "33061 柏苗 1", "33060 竹苗 2") == ["one-code-two-names"]
    assert codes_of(head, "33060 松苗 1", "33061 柏苗 1", "33060 松苗 2") == []


def test_a_period_that_ends_before_it_begins_is_told() -> None:
    head = "文号 施行日期 有效期"
    assert codes_of(head, "甲 2024年1月1日 2028年12月31日", "乙 2024年1月1日 2023年12月31日") == [
        "table-dates-reversed"
    ]
    assert codes_of(head, "甲 2024年1月1日 长期", "乙 ~ 2023年12月31日") == []


def test_words_in_a_column_of_numbers_are_told() -> None:
    rows = [" ".join(row) for row in PRICES]
    assert codes_of("序号 名称 价格", *rows) == []
    assert codes_of("序号 名称 价格", *rows, "25 项目25 每次加收三元") == ["words-among-numbers"]
