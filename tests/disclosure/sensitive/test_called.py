"""What a person is called for a need, right before the name, is shown for decision; the word alone is none."""

from __future__ import annotations

import pytest

from desktop.disclosure.sensitive import find
from desktop.domain.finding import Advice, FindingKind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("发放对象为低保户李大川，每月300元。", "低保户"),
        ("低保对象：李大川、王小红", "低保对象"),
        ("走访残疾人王桂兰（云川市青溪区）", "残疾人"),
    ],
)
def test_a_word_before_a_name_is_asked_about(text: str, word: str) -> None:
    found = [one for one in find(text) if one.kind is FindingKind.CONDITION]
    assert [(one.text, one.advice) for one in found] == [(word, Advice.ASK)]


@pytest.mark.parametrize(
    "text", ["关心留守儿童和困境儿童，孤儿保障标准提高。", "贫困户安全住房保障", "残疾人就业保障金征收办法"]
)
def test_the_word_alone_is_no_finding(text: str) -> None:
    assert [one for one in find(text) if one.kind is FindingKind.CONDITION] == []
