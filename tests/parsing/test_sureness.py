"""A claim about recognised text is no surer than the least sure character that it rests on."""

from __future__ import annotations

import pytest

from desktop.domain.fields import Field
from desktop.domain.glyphs import Box, Glyphs
from desktop.domain.text import Page, SourceText, Span
from desktop.parsing.pipeline import parse_text
from desktop.parsing.sureness import doubted, is_recognised

NUMBER = "云川府办发〔2026〕12号"
TITLE = "云川市人民政府办公室关于做好防汛工作的通知"
TEXT = f"{TITLE}\n{NUMBER}\n各县（区）人民政府：\n　　现将有关事项通知如下。\n2026年5月1日\n"


def scan(unsure: dict[str, float], text: str = TEXT) -> SourceText:
    """Return a recognised text whose characters are sure but for the last of some stretches, found from the end."""
    certainty = [1.0] * len(text)
    for before, sure in unsure.items():
        certainty[text.rindex(before) + len(before) - 1] = sure
    glyphs = Glyphs.of([Box(1, 1, 2, 2)] * len(text), certainty)
    return SourceText("扫描件.pdf", "0" * 64, "scan", text, (Page(Span(0, len(text)), None, glyphs),))


def claim(confidence: float = 0.99, reason: str = "发文字号的形式") -> dict[str, Field]:
    """Return the claim about the document number of the text."""
    start = TEXT.index(NUMBER)
    return {"doc_number": Field(NUMBER, NUMBER, (Span(start, start + len(NUMBER)),), confidence, False, reason)}


def test_the_least_sure_character_bounds_the_confidence_and_is_named() -> None:
    field = doubted(scan({"〔2026〕1": 0.62, "云川府": 0.93}), claim())["doc_number"]
    assert (field.confidence, field.flagged) == (0.62, True)
    assert field.reason == "发文字号的形式；扫描识别不确定：“1”"


def test_a_little_doubt_lowers_without_a_flag() -> None:
    field = doubted(scan({"云川府": 0.93}), claim())["doc_number"]
    assert (field.confidence, field.flagged) == (0.93, False)


def test_a_doubt_smaller_than_that_of_the_rule_changes_nothing() -> None:
    assert doubted(scan({"云川府": 0.93}), claim(0.7)) == claim(0.7)


@pytest.mark.parametrize("before", [f"{NUMBER[:6]}", f"{NUMBER[:11]}"], ids=["opening", "closing"])
def test_doubt_about_a_mark_is_none_about_the_value(before: str) -> None:
    assert doubted(scan({before: 0.4}), claim()) == claim()


def test_doubt_outside_of_the_claim_does_not_matter() -> None:
    assert doubted(scan({"各县": 0.2}), claim()) == claim()


def test_many_unsure_characters_are_counted() -> None:
    unsure = {NUMBER[: index + 1]: 0.5 for index in range(5)} | {NUMBER[: index + 1]: 0.6 for index in range(6, 9)}
    field = doubted(scan(unsure), claim())["doc_number"]
    assert field.reason.endswith("扫描识别不确定：“云川府办发2”等8字")


def test_the_parser_flags_what_was_recognised_badly_and_nothing_else() -> None:
    sure = parse_text(scan({})).documents[0].fields
    document = parse_text(scan({"云川府办发〔2026〕12": 0.6})).documents[0].fields
    assert document["doc_number"].value == NUMBER
    assert document["doc_number"].flagged
    assert "扫描识别不确定：“2”" in document["doc_number"].reason
    assert {key: field for key, field in document.items() if key != "doc_number"} == {
        key: field for key, field in sure.items() if key != "doc_number"
    }


def test_text_that_was_read_is_left_alone() -> None:
    assert not is_recognised(SourceText("a.txt", "0" * 64, "txt", TEXT, (Page(Span(0, len(TEXT))),)))
