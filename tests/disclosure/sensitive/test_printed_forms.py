"""A number is found however it is printed: wide, in groups, with any blank or dash, over lines and cells."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.disclosure.sensitive import find
from desktop.domain.finding import FindingKind
from tests.disclosure.sensitive.invented import Invented

SEPARATORS = st.sampled_from(["", " ", "　", "\u00a0", "\u2009", "-", "—", "－", "–", "‐", "―", "\u200b", "\n"])
INVENTED = st.integers(0, 10**6).map(lambda seed: Invented(random.Random(seed)))


@given(INVENTED, SEPARATORS, st.booleans(), st.sampled_from([(3, 4, 4), (4, 3, 4), (3, 8), (7, 4)]))
def test_a_mobile_number_behind_its_label(made: Invented, between: str, is_wide: bool, sizes: tuple[int, ...]) -> None:
    number = made.mobile()
    groups = made.grouped(made.wide(number) if is_wide else number, sizes, between)
    [finding] = find(f"联系人：王建国，手机：{groups}。")
    assert finding.kind is FindingKind.MOBILE
    assert _digits(finding.text) == number
    assert len(finding.spans) == (len(sizes) if between == "\n" else 1)


@given(INVENTED, SEPARATORS, st.booleans(), st.sampled_from([(6, 8, 4), (4, 4, 4, 4, 2), (11, 7), (18,)]))
def test_an_identity_number_without_a_label(
    made: Invented, between: str, is_wide: bool, sizes: tuple[int, ...]
) -> None:
    number = made.id_card()
    groups = made.grouped(made.wide(number) if is_wide else number, sizes, between)
    if between == "\n" and len(sizes) > 2:
        groups = f"身份证号：{groups}"
    [finding] = find(f"王建国{groups}，汉族。" if groups[0] != "身" else f"王建国，{groups}，汉族。")
    assert finding.kind is FindingKind.ID_CARD
    assert _digits(finding.text) == number


@given(INVENTED, st.sampled_from("-—－–―‐"), st.booleans())
def test_a_line_with_its_area_code(made: Invented, dash: str, is_doubled: bool) -> None:
    number = made.line()
    [finding] = find(f"电话：0999{dash * (1 + is_doubled)}{number}")
    assert _digits(finding.text) == "0999" + number


@given(INVENTED)
def test_a_wrong_check_digit_needs_the_label(made: Invented) -> None:
    number = made.wrong_id_card()
    assert [one.kind for one in find(f"王建国{number}。")] == []
    assert [one.kind for one in find(f"身份证号：{number}。")] == [FindingKind.ID_CARD]


@pytest.mark.parametrize("row", ["王建国\t{id}\t{m}\t{bank}", "| 王建国 | {id} | {m} | {bank} |"])
def test_a_row_is_read_by_the_heads_of_its_columns(row: str) -> None:
    made = Invented(random.Random(5))
    head = "姓名\t身份证号\t联系电话\t账号" if "\t" in row else "| 姓名 | 身份证号 | 联系电话 | 账号 |"
    values = {"id": made.old_id_card(), "m": made.line(), "bank": made.account()}
    found = find(f"{head}\n{row.format(**values)}\n")
    assert [(one.kind.value, one.text) for one in found] == [
        ("id_card", values["id"]),
        ("phone", values["m"]),
        ("bank_card", values["bank"]),
    ]


def test_the_boxes_of_a_form_hold_one_number() -> None:
    number = Invented(random.Random(5)).id_card("X")
    [finding] = find("姓名\t王建国\n公民身份号码\t" + "\t".join(number) + "\n")
    assert finding.text == number
    assert len(finding.spans) == 18


def _digits(text: str) -> str:
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())
