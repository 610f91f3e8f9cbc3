"""What a screen reader adds to a field."""

from __future__ import annotations

from dataclasses import replace

from desktop.widgets.field_face import Choice, FieldFace
from desktop.widgets.field_speech import spoken

SURE = FieldFace("date", "2026-01-12", (), None, "高", "ok", "", False, False, True)


def test_a_sure_field_says_no_more_than_that() -> None:
    assert spoken(SURE) == "识别把握高"


def test_a_doubtful_field_says_why_and_what_else_there_is() -> None:
    doubtful = replace(SURE, grade="低", doubtful=True, reason="两个日期。", choices=(Choice("2026-01-13", ""),))
    assert spoken(doubtful) == "存疑，识别把握低，两个日期，1 个备选值，按向下键选用"


def test_a_corrected_field_says_what_the_parser_read() -> None:
    corrected = replace(SURE, grade="已改", corrected=True, parsed_text="二〇二六年" * 40)
    assert spoken(corrected).startswith("已更正，原识别值：二〇二六年")
    assert len(spoken(corrected)) < 110
