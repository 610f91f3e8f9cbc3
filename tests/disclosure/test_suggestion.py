"""What speaks for and against a 公开属性 is found, cited and shown where it stands; nothing is decided."""

from __future__ import annotations

import pytest

from desktop.disclosure.profile import rule_book
from desktop.disclosure.signs import Facts
from desktop.disclosure.suggestion import Suggestion, suggest
from desktop.domain.document import Document
from desktop.domain.fields import Appointment, Field, SensitiveItem, Value
from desktop.domain.record import Correction, Record
from desktop.domain.text import Span

STAGED = rule_book("staged")
SIMPLE = rule_book("simple")


def facts(text: str = "", in_gazette: bool = False, **values: Value) -> Facts:
    text = text or "正文" * 200
    claims = {key: Field(value, str(value), (Span(1, 5),)) for key, value in values.items()}
    return Facts(Record(1, 1, 1, Document(Span(0, len(text)), claims)), text, in_gazette)


def suggested(**values: Value) -> Suggestion:
    found = suggest(facts(**values), STAGED)
    assert found is not None
    return found


def test_nothing_found_suggests_nothing() -> None:
    assert suggest(facts(), STAGED) is None
    assert suggest(facts(genre="通知", title="关于做好工作的通知"), STAGED) is None


@pytest.mark.parametrize(
    ("values", "label", "cited", "said"),
    [
        ({"publicity_mark": "此件公开发布"}, "主动公开", "第十一条", "此件公开发布"),
        ({"publicity_mark": "此件删减后公开"}, "删减后公开", "第十一条", "删减"),
        ({"publicity_mark": "此件不予公开"}, "不予公开", "第十一条", "不予"),
        ({"normative": True}, "主动公开", "第四条第一项", "解读"),
        ({"genre": "纪要"}, "不予公开", "第四条第三项", "纪要"),
        ({"genre": "公告"}, "主动公开", "第四条第一项", "公告"),
        ({"title": "关于调整公务用车安排的通知"}, "不予公开", "第四条第三项", "公务用车"),
        ({"genre": "批复", "addressees": "青岭县人民政府："}, "依申请公开", "第四条第二项", "青岭县人民政府"),
        ({"appointments": (Appointment("张三", "任命", "局长"),)}, "主动公开", "第四条第一项", "张三"),
        (
            {"sensitive": (SensitiveItem("id_card", "x"), SensitiveItem("id_card", "y"))},
            "删减后公开",
            "第四条第四项",
            "身份证号2处",
        ),
    ],
)
def test_each_sign_speaks_with_its_article_and_evidence(
    values: dict[str, Value], label: str, cited: str, said: str
) -> None:
    found = suggested(**values)
    assert found.option is not None
    assert found.option.label == label
    assert found.reasons[0].article.cited == cited
    assert said in found.reasons[0].sentence
    assert found.reasons[0].spans == (Span(1, 5),)


def test_words_of_handling_are_found_at_the_edges_only() -> None:
    at_head = facts("（讨论稿）\n" + "正文。" * 1000)
    found = suggest(at_head, STAGED)
    assert found is not None
    assert at_head.text[slice(found.reasons[0].spans[0].start, found.reasons[0].spans[0].end)] == "讨论稿"
    assert suggest(facts("正文。" * 500 + "讨论稿" + "正文。" * 500), STAGED) is None


def test_forwarded_original_speaks_by_its_own_mark() -> None:
    text = "关于转发某办法的通知\n" + "正文。" * 300 + "\n（此件公开发布）\n"
    assert suggest(facts(text, title="关于印发某办法的通知"), STAGED) is None
    found = suggest(facts(text, title="关于转发某办法的通知"), STAGED)
    assert found is not None
    assert found.option is STAGED.options["open"]
    assert text[found.reasons[0].spans[0].start :].startswith("（此件公开发布）")


def test_own_mark_is_not_that_of_the_original() -> None:
    text = "关于转发某办法的通知（此件公开发布）" + "正文。" * 10
    claims = {
        "title": Field("关于转发某办法的通知"),
        "publicity_mark": Field("此件公开发布", "", (Span(11, 17),)),
    }
    record = Record(1, 1, 1, Document(Span(0, len(text)), claims))
    found = suggest(Facts(record, text, False), STAGED)
    assert found is not None
    assert [reason.article.cited for reason in found.reasons] == ["第十一条"]


def test_secrecy_speaks_alone() -> None:
    found = suggested(secrecy="秘密★1年", publicity_mark="此件公开发布", normative=True)
    assert found.option is None
    assert [reason.article.cited for reason in found.reasons] == ["第九条"]


def test_reasons_on_both_sides_are_told() -> None:
    found = suggested(publicity_mark="此件公开发布", sensitive=(SensitiveItem("mobile", "x"),), normative=True)
    assert found.option is STAGED.options["open"]
    assert len(found.for_it) == 2
    assert [reason.option.label for reason in found.against_it if reason.option] == ["删减后公开"]


def test_office_line_is_nobody_s_secret() -> None:
    assert suggest(facts(sensitive=(SensitiveItem("phone", "8123456"),)), STAGED) is None


def test_corrected_value_counts() -> None:
    plain = facts(publicity_mark="此件公开发布")
    corrected = Record(1, 1, 1, plain.record.document, {"publicity_mark": Correction("此件不予公开", (Span(2, 8),))})
    found = suggest(Facts(corrected, plain.text, False), SIMPLE)
    assert found is not None
    assert found.option is SIMPLE.options["withheld"]
    assert found.reasons[0].spans == (Span(2, 8),)


def test_printed_gazette_is_public_already() -> None:
    found = suggest(facts(in_gazette=True), SIMPLE)
    assert found is not None
    assert found.option is SIMPLE.options["open"]


def test_letter_to_many_is_not_between_organs() -> None:
    assert suggest(facts(genre="函", addressees="各县人民政府，市级各部门："), STAGED) is None
