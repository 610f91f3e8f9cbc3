"""The masthead and the imprint of a gazette."""

from __future__ import annotations

import pytest

from desktop.domain.document import Issue
from desktop.domain.text import SourceText
from desktop.parsing.lines import lines_of
from desktop.parsing.masthead import imprint_start, read_issue

BODY = "坚持统筹推进，抓好落实。\n" * 80


def issue_of(text: str, last_front_line: int = 0) -> Issue | None:
    return read_issue(lines_of(SourceText("x.txt", "", "txt", text)), last_front_line)


@pytest.mark.parametrize(
    ("front", "name", "numbers"),
    [
        ("云川市人民政府公报\n2024.03\n(总第59期)", "云川市人民政府公报", (2024, 3, 59)),
        ("云川市人民政府\n公  报\n（月刊）\n2024年 第3期\n（总第59期）", "云川市人民政府公报", (2024, 3, 59)),
        ("青岭省人民政府公报\n二〇二四年第三期\n总第五十九期", "青岭省人民政府公报", (2024, 3, 59)),
        ("青岭政报\n2024年第3、4期\n总第59期", "青岭政报", (2024, 3, 59)),
        ("云川市人民政府公报 2024年第3期（总第59期）", "云川市人民政府公报", (2024, 3, 59)),
        ("青岭省人民政府公报\n2024年第3号（总号：1859）", "青岭省人民政府公报", (2024, 3, 1859)),
        ("云川市人民政府公报\n月刊\n2024年第3期(总第59期)", "云川市人民政府公报", (2024, 3, 59)),
    ],
)
def test_name_and_numbers_are_read(front: str, name: str, numbers: tuple[int, int, int]) -> None:
    issue = issue_of(f"{front}\n{BODY}")
    assert issue is not None
    assert (issue.name, (issue.year, issue.number, issue.total_number)) == (name, numbers)


@pytest.mark.parametrize(
    ("back", "publisher", "published_on"),
    [
        ("编印单位：云川市人民政府办公室\n印刷时间：2024年3月30日", "云川市人民政府办公室", "2024-03-30"),
        ("主办单位 云川市人民政府办公室\n出版日期 2024年3月20日\n印 刷 云川印务", "云川市人民政府办公室", "2024-03-20"),
        ("主 办：云川市人民政府办公室\n出刊日期：2024-03-20", "云川市人民政府办公室", "2024-03-20"),
        ("主管：云川市人民政府", None, None),
    ],
)
def test_the_imprint_is_read(back: str, publisher: str | None, published_on: str | None) -> None:
    issue = issue_of(f"云川市人民政府公报\n2024年第3期\n{BODY}{back}\n")
    assert issue is not None
    assert (issue.publisher, issue.published_on) == (publisher, published_on)


def test_a_label_may_stand_above_its_value() -> None:
    issue = issue_of(f"云川市人民政府公报\n2024年第3期\n编印单位\n\n云川市人民政府办公室\n{BODY}")
    assert issue is not None
    assert issue.publisher == "云川市人民政府办公室"


@pytest.mark.parametrize(
    "text", ["", BODY, "政府公报\n政务公开\n" + BODY, "云川市人民政府关于办好政府公报的通知\n" + BODY]
)
def test_what_is_no_gazette(text: str) -> None:
    assert issue_of(text) is None


def test_the_imprint_at_the_end_is_found() -> None:
    lines = lines_of(
        SourceText(
            "",
            "",
            "txt",
            f"{BODY}编印单位：云川市人民政府办公室\n地 址：文澜路8号\n邮政编码：999001\n印刷单位：青叶印务",
        )
    )
    start = imprint_start(lines)
    assert start is not None
    assert lines[start].text == "编印单位：云川市人民政府办公室"
    assert imprint_start(lines_of(SourceText("", "", "txt", BODY))) is None


def test_day_without_a_label_is_completed_with_the_year_of_the_issue() -> None:
    issue = issue_of(
        "青岭省人民政府公报\n2022年第8期\n（总第1203期）\n4月30日出版\n主管主办：青岭省人民政府办公厅\n" + BODY
    )
    assert issue is not None
    assert (issue.published_on, issue.publisher) == ("2022-04-30", "青岭省人民政府办公厅")
