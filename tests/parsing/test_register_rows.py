"""Lists of other layouts: columns told by heads or by a person, groups, repeated heads, totals; nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.parsing.register_columns import Columns, guess, guess_table, letter, told
from desktop.parsing.register_rows import ListedRow, Reading, read

PLAIN = ("序号", "起草部门", "标题", "文号", "施行日期", "有效期", "清理意见")


def keys(columns: Columns) -> list[str | None]:
    return [columns.fields.get(number) for number in range(len(columns.names))]


HEADS = [
    (PLAIN, ["ordinal", "drafter", "title", "doc_number", "effective", "validity", "verdict"]),
    (
        ("项次", "责任单位", "规范性文件名称", "发文字号", "实施日期", "失效日期", "清理结果"),
        ["ordinal", "drafter", "title", "doc_number", "effective", "expiry", "verdict"],
    ),
    (
        ("序 号", "文 件 名 称", "发 文 字 号", "制定机关", "成文日期", "公布日期", "备 注"),
        ["ordinal", "title", "doc_number", "issuer", "written", "published", "remark"],
    ),
    (
        ("文件标题（全称）", "文号", "有效期至（年月日）", "起草单位(盖章)"),
        ["title", "doc_number", "expiry", "drafter"],
    ),
    (("名称", "文件名称", "文号"), ["title", None, "doc_number"]),
    (("电话", "文号", "传真"), [None, "doc_number", None]),
]


@pytest.mark.parametrize(("head", "want"), HEADS)
def test_columns_are_guessed_by_their_heads(head: tuple[str, ...], want: list[str | None]) -> None:
    assert keys(guess([head, ("甲",) * len(head)])) == want


def test_the_head_may_stand_below_titles_and_remarks() -> None:
    rows = [
        ("云川市规范性文件清单",),
        ("填报单位：市司法局", "", "2026年2月"),
        PLAIN,
        ("1", "甲", "乙", "丙", "", "", ""),
    ]
    assert guess(rows).header == 2


def test_a_head_of_two_rows_is_joined() -> None:
    rows = [
        ("序号", "文件", "文件", "期限", "期限"),
        ("", "标题", "文号", "施行日期", "失效日期"),
        ("1", "甲", "乙", "", ""),
    ]
    assert set(guess_table(rows, 2).fields.values()) >= {"effective", "expiry", "doc_number"}


def test_a_person_names_columns_by_head_or_letter_and_leaves_some_out() -> None:
    columns = guess([("名称", "文号", "甲", "乙")])
    found = told(columns, {"甲": "施行日期", "d": "有效期至", "文号": ""}, 4)
    assert keys(found) == ["title", None, "effective", "expiry"]
    assert keys(told(found, {"C": "标题"}, 4)) == [None, None, "title", "expiry"]
    for wrong in ({"没有": "标题"}, {"甲": "没有这一项"}, {"Z": "标题"}):
        with pytest.raises(ValueError, match="没有"):
            told(columns, wrong, 4)


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(column: int, name: str) -> None:
    assert letter(column) == name


def reading(*rows: tuple[str, ...], head: tuple[str, ...] = PLAIN) -> Reading:
    return read([ListedRow(number, cells) for number, cells in enumerate(rows, 2)], guess([head]))


def test_groups_give_their_rows_the_drafter() -> None:
    head = ("序号", "标题", "文号")
    found = reading(
        ("一、市水务局（2件）",) * 3,
        ("1", "关于甲的通知", "云府发〔2020〕1号"),
        ("2", "关于乙的通知", "云府发〔2020〕2号"),
        ("二、市林业局", "", ""),
        ("3", "关于丙的通知", "云府发〔2020〕3号"),
        head=head,
    )
    assert [one.said["drafter"].value for one in found.listed] == ["市水务局", "市水务局", "市林业局"]
    assert [one.reason for one in found.left_out] == ["分组标题", "分组标题"]


def test_a_row_of_a_number_alone_is_no_group_but_shown_as_refused() -> None:
    found = reading(
        ("1", "关于甲的通知", "云府发〔2020〕1号"),
        ("2", "", ""),
        ("3", "关于丙的通知", "云府发〔2020〕3号"),
        head=("序号", "标题", "文号"),
    )
    assert [(one.number, one.refused) for one in found.left_out] == [(3, True)]
    assert ["drafter" in one.said for one in found.listed] == [False, False]


@pytest.mark.parametrize(
    ("cell", "effective", "validity"),
    [
        ("自印发之日起施行", "issue", None),
        ("自2020年1月1日起施行", "2020-01-01", None),
        ("2020-01-01起", "2020-01-01", None),
        ("自印发之日起30日后施行，有效期5年", "issue+30", "P5Y"),
        ("自2020年1月1日起施行，有效期5年", "2020-01-01", "P5Y"),
        ("2020年1月1日起至2024年12月31日", "2020-01-01", "2024-12-31"),
        ("自印发之日起5年", None, "P5Y"),
        ("至2024年12月31日", None, "2024-12-31"),
    ],
)
def test_a_start_among_the_ends_is_a_start(cell: str, effective: str | None, validity: str | None) -> None:
    (one,) = reading(("关于甲的办法", cell), head=("标题", "有效期")).listed
    assert [said and said.value for said in map(one.said.get, ("effective", "validity"))] == [effective, validity]


def test_a_start_among_the_ends_that_is_another_than_the_stated_one_is_to_be_decided() -> None:
    head = ("标题", "施行日期", "有效期")
    same, other = reading(
        ("甲办法", "2020-01-01", "自2020年1月1日起施行"), ("乙办法", "2020-03-01", "自2020年1月1日起施行"), head=head
    ).listed
    assert "validity" not in same.said
    assert (other.said["effective"].value, other.said["validity"].value) == ("2020-03-01", "")
    assert "只写了施行日期" in other.said["validity"].doubt


def test_heads_blanks_and_totals_are_set_aside_with_their_reasons() -> None:
    row = ("1", "甲局", "关于甲的通知", "云府发〔2020〕1号", "2020-01-01", "", "有效")
    found = reading(
        row, PLAIN, ("",) * 7, ("合计", "", "1件", "", "", "", ""), ("2", "乙局", "", "", "2020-01-01", "", "")
    )
    assert [(one.reason, one.refused) for one in found.left_out] == [
        ("重复的表头", False),
        ("空行", False),
        ("合计", False),
        ("没有标题，也没有文号", True),
    ]
    assert len(found.listed) == 1


def test_a_document_that_begins_like_a_total_is_a_document() -> None:
    found = reading(("1", "市统计局", "合计数发布办法", "云府发〔2020〕1号", "", "", ""))
    assert len(found.listed) == 1


def test_a_row_with_a_number_alone_is_a_document() -> None:
    found = reading(("", "", "", "云府发〔2020〕1号", "", "", ""))
    assert found.listed[0].said["doc_number"].value == "云府发〔2020〕1号"


CELL = st.sampled_from(
    [
        "",
        "/",
        "1",
        "甲局",
        "关于甲的通知",
        "云府发〔2020〕1号",
        "2020年2月30日",
        "合计",
        "标题",
        "文号",
        "继续有效",
        "\x00",
    ]
)


@given(st.lists(st.tuples(*[CELL] * 7), max_size=12))
def test_every_row_is_listed_or_left_out(rows: list[tuple[str, ...]]) -> None:
    found = reading(*rows)
    numbers = [one.number for one in found.listed] + [one.number for one in found.left_out]
    assert sorted(numbers) == list(range(2, len(rows) + 2))
