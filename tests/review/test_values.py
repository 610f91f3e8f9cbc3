"""What people type becomes a value of the field's form, and what is shown can be typed again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import ValueRefused
from desktop.domain.fields import ON_ISSUE, SENSITIVE_LABELS, SPEC, Appointment, Form, Repeal, SensitiveItem, Value
from desktop.review.values import checked, shown, typed

DATES = [
    "2024-01-25",
    "2024年1月25日",
    "2024年01月25日",
    " 2024 年 1 月 25 日 ",
    "二〇二四年一月二十五日",
    "二○二四年一月廿五日",
    "２０２４年１月２５日",
    "2024年1月25",
    "2024/1/25",
    "2024.1.25",
    "2024．1．25",
    "2024—01—25",
    "20240125",
]


@pytest.mark.parametrize("text", DATES)
def test_date_is_understood_in_every_usual_writing(text: str) -> None:
    assert typed("date", text) == "2024-01-25"


@pytest.mark.parametrize(
    "text", ["2024年2月30日", "2024-13-01", "2024年", "一月二十五日", "昨天", "2024-01/25", "0000年0月0日", "on_issue"]
)
def test_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueRefused) as caught:
        typed("date", text)
    assert (caught.value.key, caught.value.value) == ("date", text)


@pytest.mark.parametrize(
    "text",
    [
        "自印发之日起施行",
        "自印发之日起施行。",
        "自发布之日起",
        "公布之日",
        "自 印发之日 起施行",
        "自颁布之日起施行",
        ON_ISSUE,
    ],
)
def test_in_force_from_issue(text: str) -> None:
    assert typed("effective_date", text) == ON_ISSUE
    assert shown("effective_date", ON_ISSUE) == "自印发之日起施行"


@pytest.mark.parametrize("text", ["2024年2月18日", "自2024年2月18日起施行", "自2024年2月18日起"])
def test_in_force_from_a_day(text: str) -> None:
    assert typed("effective_date", text) == "2024-02-18"


def test_in_force_from_nothing_known_is_refused() -> None:
    with pytest.raises(ValueRefused):
        typed("effective_date", "印发后30日起施行")


@pytest.mark.parametrize(("text", "value"), [("是", True), ("否", False), ("", None), (" 是 ", True)])
def test_truth(text: str, value: bool | None) -> None:
    assert typed("normative", text) is value


def test_text_on_several_lines_is_joined() -> None:
    assert (
        typed("title", "云川市人民政府\n关于印发\n  WTO\nGB/T 1 的通知 ") == "云川市人民政府关于印发WTO GB/T 1 的通知"
    )
    assert typed("title", " \n ") is None


def test_list_is_one_item_a_line() -> None:
    assert typed("issuers", "云川市人民政府\n\n 云川市公安局 \n") == ("云川市人民政府", "云川市公安局")
    assert typed("issuers", "") == ()


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("任命 李青禾：云川市信访局副局长（正科级）", Appointment("李青禾", "任命", "云川市信访局副局长（正科级）")),
        ("任命李青禾:云川市信访局副局长", Appointment("李青禾", "任命", "云川市信访局副局长")),
        ("任命李青禾为云川市信访局副局长", Appointment("李青禾", "任命", "云川市信访局副局长")),
        ("任命李青禾同志为云川市信访局副局长", Appointment("李青禾", "任命", "云川市信访局副局长")),
        ("免去王砚秋的云川市信访局副局长职务", Appointment("王砚秋", "免去", "云川市信访局副局长")),
    ],
)
def test_appointment(line: str, item: Appointment) -> None:
    assert typed("appointments", line) == (item,)


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("《云川市信访办法》", Repeal("云川市信访办法", None)),
        ("云川市信访办法", Repeal("云川市信访办法", None)),
        ("《云川市信访办法》（云政发〔2016〕9号）", Repeal("云川市信访办法", "云政发〔2016〕9号")),
        ("《关于印发〈办法〉的通知》(云政发〔2016〕9号)", Repeal("关于印发〈办法〉的通知", "云政发〔2016〕9号")),
        ("《关于印发《办法》的通知》", Repeal("关于印发《办法》的通知", None)),
        ("云政发〔2016〕9号", Repeal(None, "云政发〔2016〕9号")),
    ],
)
def test_repeal(line: str, item: Repeal) -> None:
    assert typed("repeals", line) == (item,)


def test_sensitive_item() -> None:
    assert typed("sensitive", "电话：0830-0000000\n手机号:13800000000") == (
        SensitiveItem("phone", "0830-0000000"),
        SensitiveItem("mobile", "13800000000"),
    )


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("appointments", "李青禾任副局长"),
        ("repeals", "《办法"),
        ("repeals", "《》"),
        ("sensitive", "13800000000"),
        ("sensitive", "星座：白羊"),
        ("sensitive", "电话："),
        ("normative", "也许"),
    ],
)
def test_line_of_another_form_is_refused(key: str, text: str) -> None:
    with pytest.raises(ValueRefused):
        typed(key, text)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", True),
        ("title", "两\n行"),
        ("title", " "),
        ("title", "\ud800"),
        ("title", ()),
        ("date", ON_ISSUE),
        ("date", "2024-1-25"),
        ("normative", "是"),
        ("issuers", None),
        ("issuers", "甲"),
        ("issuers", (Repeal("甲", None),)),
        ("repeals", (Repeal(None, None),)),
        ("appointments", (Appointment("李青禾", "晋升", "局长"),)),
        ("appointments", (Appointment("李：青禾", "任命", "局长"),)),
        ("repeals", (Repeal("甲", "乙》"),)),
        ("sensitive", (SensitiveItem("zodiac", "白羊"),)),
    ],
)
def test_value_of_another_form_does_not_pass(key: str, value: Value) -> None:
    with pytest.raises(ValueRefused):
        checked(key, value)


def test_empty_text_is_no_value() -> None:
    assert checked("title", "") is None


LINES = (
    st.text(st.sampled_from("云川市《》〈〉（）()〔〕：: 为的号9任命免去A"), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
ITEMS = {
    Form.TEXTS: LINES,
    Form.REPEALS: st.builds(Repeal, st.none() | LINES, st.none() | LINES),
    Form.APPOINTMENTS: st.builds(Appointment, LINES, st.sampled_from(["任命", "免去"]), LINES),
    Form.SENSITIVE: st.builds(SensitiveItem, st.sampled_from(list(SENSITIVE_LABELS)), LINES),
}
DAYS = st.dates().map(lambda day: day.isoformat())
PLAIN = {
    Form.TEXT: st.none() | LINES,
    Form.DATE: st.none() | DAYS,
    Form.EFFECTIVE: st.none() | DAYS | st.just(ON_ISSUE),
    Form.TRUTH: st.sampled_from([None, True, False]),
}


@st.composite
def fields_with_values(draw: st.DrawFn) -> tuple[str, Value]:
    key = draw(st.sampled_from(list(SPEC)))
    form = SPEC[key].form
    if form.is_list:
        return key, tuple(draw(st.lists(ITEMS[form], max_size=3)))
    return key, draw(PLAIN[form])


@given(fields_with_values())
def test_shown_value_can_be_typed_again(pair: tuple[str, Value]) -> None:
    key, value = pair
    try:
        checked(key, value)
    except ValueRefused:
        return
    assert typed(key, shown(key, value)) == value


@given(st.sampled_from(list(SPEC)), st.text(max_size=40))
def test_any_text_is_a_value_or_refused(key: str, text: str) -> None:
    try:
        value = typed(key, text)
    except ValueRefused:
        return
    assert checked(key, value) == value
