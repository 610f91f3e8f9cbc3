"""What holds of every claim."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from written import claims, notice, reading

from desktop.domain.fields import SPEC, empty_value
from desktop.parsing.fields import read_fields
from tests.helpers.examples import examples

WORDS = [
    *(
        "\n",
        "T|",
        "N|",
        "\t",
        " ",
        "\u3000",
        "云川市人民政府",
        "关于",
        "印发",
        "《",
        "》",
        "的通知",
        "云政发〔2024〕3号",
        "〔",
        "(",
    ),
    *(
        "）",
        "：",
        "。",
        "；",
        "2024年3月5日",
        "二〇二四年",
        "附件",
        "附件：1.",
        "2.",
        "第一条",
        "一、",
        "自",
        "起施行",
        "有效期5年",
    ),
    *(
        "同时废止",
        "根据",
        "条例",
        "任命",
        "为",
        "免去",
        "会议审议通过",
        "经",
        "此件公开发布",
        "抄送：",
        "印发",
        "@",
        "令",
        "第3号",
    ),
    *("13800000000", "市长", "A", "𠮷", "0"),
]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=60).map("".join))
@example("")
@example("T|\nN|")
@settings(max_examples=examples(300))
def test_odd_text_never_raises_and_every_field_has_a_claim(written: str) -> None:
    read = reading(written)
    for issue in (None,):
        found = read_fields(read, issue)
        assert list(found) == list(SPEC)
        for claim in found.values():
            assert 0 <= claim.confidence <= 1
            assert claim.reason
            for span in claim.spans:
                assert 0 <= span.start < span.end <= len(read.source.text)


def test_every_value_carries_its_evidence() -> None:
    found = claims(notice("现将有关事项通知如下。", "特此通知。"))
    for key, claim in found.items():
        if claim.value not in (empty_value(SPEC[key].form), False):
            assert claim.spans, key
            assert claim.printed, key


def test_a_plain_notice_raises_no_doubts() -> None:
    found = claims(notice("现将有关事项通知如下。", "特此通知。"))
    assert [key for key, claim in found.items() if claim.flagged] == []
