import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.parsing import dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年1月25日", "2024-01-25"),
        ("2024 年 1 月 25 日", "2024-01-25"),
        ("２０２４年１月２５日", "2024-01-25"),
        ("二〇二四年一月二十五日", "2024-01-25"),
        ("一九八四年三月五日", "1984-03-05"),
        ("二○○四年十二月卅一日", "2004-12-31"),
        ("二Ｏ一三年十月十日", "2013-10-10"),
        ("2025-04-30", "2025-04-30"),
        ("2025.4.3", "2025-04-03"),
        ("2024年2月30日", None),
        ("2024年1月", None),
        ("第2024号", None),
    ],
)
def test_a_date_is_read_as_printed(text: str, iso: str | None) -> None:
    assert dates.parse(text) == iso


def test_dates_are_found_with_their_places() -> None:
    text = "自2024年2月1日起至二〇二五年一月三十一日止"
    found = list(dates.find(text))
    assert [text[day.start : day.end] for day in found] == ["2024年2月1日", "二〇二五年一月三十一日"]


@given(st.text(alphabet="年月日一二十廿〇2024０- ", max_size=60))
def test_odd_text_never_raises(text: str) -> None:
    dates.parse(text)
    list(dates.find(text))
