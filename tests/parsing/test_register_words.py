"""The cells of lists: days in every form, terms, verdicts, numbers; and what cannot be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.parsing.register_words import find_delayed_start, is_silent, read, read_day
from desktop.register.calendar import printed

DAY = date(2023, 10, 30)
FORMS = [
    "2023年10月30日",
    "2023 年 10 月 30 日",
    "２０２３年１０月３０日",
    "二〇二三年十月三十日",
    "二○二三年十月三十日",
    "2023-10-30",
    "2023/10/30",
    "2023.10.30",
    "2023－10－30",
    "20231030",
    "45229",
    "45229.0",
    "2023-10-30 00:00:00",
    "2023年10月30日起",
    "自2023年10月30日起施行",
    "2023-10-30 08:30",
]


@pytest.mark.parametrize("text", FORMS)
def test_a_day_is_read_in_every_form(text: str) -> None:
    said = read("effective", text)
    assert said is not None
    assert (said.value, said.doubt) == (DAY.isoformat(), "")


@given(st.dates(date(1949, 10, 1), date(2090, 12, 31)))
def test_every_day_is_read_as_it_is_printed_and_as_a_spreadsheet_numbers_it(day: date) -> None:
    assert read_day(printed(day)) == day
    assert read_day(day.strftime("%Y.%m.%d")) == day
    assert read_day(str((day - date(1899, 12, 30)).days)) == day
    if day > date(1950, 1, 1):
        assert read_day(str((day - date(1904, 1, 1)).days), since_1904=True) == day
    assert read_day(str((day - timedelta(days=1)).strftime("%Y%m%d"))) == day - timedelta(days=1)


@pytest.mark.parametrize(
    "text", ["2023年2月30日", "2023-02-30", "2023年13月1日", "20230230", "2023/0/12", "二〇二三年二月三十日"]
)
def test_a_day_that_does_not_exist_is_kept_with_the_reason(text: str) -> None:
    for key in ("effective", "expiry", "validity", "written"):
        said = read(key, text)
        assert said is not None
        assert (said.value, said.printed) == ("", text)
        assert "不是存在的日期" in said.doubt


@pytest.mark.parametrize(("text", "told"), [("2023年10月", "只写到月"), ("待定", "看不出"), ("2023年", "看不出")])
def test_what_is_no_whole_day_is_kept_with_the_reason(text: str, told: str) -> None:
    said = read("written", text)
    assert said is not None
    assert said.value == ""
    assert told in said.doubt


STARTS = [
    ("自印发之日起施行", "issue"),
    ("自公布之日起", "issue"),
    ("发布之日起实施", "issue"),
    ("即日起", "issue"),
    ("自公布之日起30日后施行", "issue+30"),
    ("公布之日起三十日后施行", "issue+30"),
    ("自发布之日起满60日施行", "issue+60"),
    ("自印发之日起 30 日后", "issue+30"),
]


@pytest.mark.parametrize(("text", "value"), STARTS)
def test_a_start_that_hangs_on_the_issue_is_told(text: str, value: str) -> None:
    said = read("effective", text)
    assert said is not None
    assert (said.value, said.doubt) == (value, "")


ENDS = [
    ("2023年10月30日", "2023-10-30"),
    ("有效期至2027年12月31日", "2027-12-31"),
    ("2022年1月1日至2027年12月31日", "2027-12-31"),
    ("2022.1.1-2027.12.31", "2027-12-31"),
    ("有效期5年", "P5Y"),
    ("五年", "P5Y"),
    ("3年6个月", "P42M"),
    ("有效期为两年", "P2Y"),
    ("18个月", "P18M"),
    ("90天", "P90D"),
    ("自印发之日起5年", "P5Y"),
    ("自2020年1月1日起施行，有效期5年", "P5Y"),
    ("试行一年", "P1Y"),
    ("长期有效", "endless"),
    ("长期", "endless"),
    ("永久", "endless"),
    ("至市疫情应急指挥部撤销", "event"),
    ("至任务完成之日止", "event"),
    ("国家新规定出台为止", "event"),
]


@pytest.mark.parametrize(("text", "value"), ENDS)
def test_an_end_is_a_day_a_term_or_neither(text: str, value: str) -> None:
    said = read("validity", text)
    assert said is not None
    assert (said.value, said.doubt) == (value, "")


VERDICTS = [
    ("继续有效", "继续有效"),
    ("现行有效", "继续有效"),
    ("保留", "继续有效"),
    ("有效", "继续有效"),
    ("失效", "失效"),
    ("宣布失效", "失效"),
    ("废止", "废止"),
    ("予以废止", "废止"),
    ("拟修改", "拟修改"),
    ("建议修改", "拟修改"),
]


@pytest.mark.parametrize(("text", "value"), VERDICTS)
def test_a_verdict_is_one_of_four(text: str, value: str) -> None:
    said = read("verdict", text)
    assert said is not None
    assert (said.value, said.doubt) == (value, "")


@pytest.mark.parametrize("text", ["失效、废止", "废止或修改", "继续有效/失效"])
def test_two_verdicts_are_none(text: str) -> None:
    said = read("verdict", text)
    assert said is not None
    assert said.value == text
    assert "不止一种" in said.doubt


NUMBERS = [
    "云府发〔2020〕1号",
    "云府发[2020]1号",
    "云府发（2020）1号",
    "云府发 【2020】 第1号",
    "云府发﹝2020﹞１号",
    "云府发<2020>1 号",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_one_in_every_bracket_and_blank(text: str) -> None:
    said = read("doc_number", text)
    assert said is not None
    assert said.value == "云府发〔2020〕1号"


@pytest.mark.parametrize("text", ["", "  ", "/", "—", "无", "\u3000", "N/A"])
def test_a_cell_that_says_nothing_is_silent(text: str) -> None:
    assert is_silent(text)
    for key in ("title", "effective", "validity", "verdict"):
        assert read(key, text) is None


def test_a_title_stands_on_one_line() -> None:
    said = read("title", "云川市人民政府办公室\n关于印发办法的\r\n  通知")
    assert said is not None
    assert said.value == "云川市人民政府办公室关于印发办法的通知"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("第九条 本办法自公布之日起30日后施行。", "issue+30"),
        ("本通告自发布之日起满三十日施行。", "issue+30"),
        ("《甲办法》自公布之日起30日后施行，有关单位应当遵照执行。", None),
        ("本办法自公布之日起施行。", None),
    ],
)
def test_a_delayed_start_is_found_where_the_text_speaks_of_itself(text: str, want: str | None) -> None:
    found = find_delayed_start(text)
    assert (found[0] if found is not None else None) == want
    if found is not None:
        assert "之日起" in text[found[1] : found[2]]


@given(
    st.sampled_from(["effective", "expiry", "validity", "written", "title", "verdict", "doc_number", "remark"]),
    st.text(max_size=30),
)
def test_any_cell_is_read_without_a_fault_and_nothing_is_lost(key: str, text: str) -> None:
    said = read(key, text)
    assert said is None or said.value or (said.doubt and said.printed)
