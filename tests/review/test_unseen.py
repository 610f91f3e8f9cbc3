"""What is not seen in a text is named."""

from __future__ import annotations

import pytest

from desktop.review.unseen import unseen


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("关于植树的通知", "", id="plain"),
        pytest.param("第一项\n第二项", "", id="lines"),
        pytest.param("𠮷祥👨\u200d👩\u200d👧♥\ufe0f", "", id="rare letters and emoji"),
        pytest.param("甲\u202e乙\u202c", "从右至左强制、方向结束标记", id="override"),
        pytest.param("甲\x00乙\x07\x07", "控制字符 U+0000、控制字符 U+0007×2", id="controls"),
        pytest.param("plain\ttext", "控制字符 U+0009", id="tab"),
        pytest.param("甲\u200d乙", "", id="joiner between letters is part of the script"),
        pytest.param("甲\u200d", "零宽连字", id="joiner at the end"),
    ],
)
def test_unseen_characters_are_named(text: str, words: str) -> None:
    assert unseen(text) == words
