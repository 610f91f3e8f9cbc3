"""A printed mark states a 公开属性; an unclear one states nothing."""

from __future__ import annotations

import pytest

from desktop.disclosure.printed_mark import marks_within, read_mark, says_redacted
from desktop.domain.disclosure import Disclosure

PROACTIVE, ON_REQUEST, WITHHELD = Disclosure


@pytest.mark.parametrize(
    ("mark", "disclosure"),
    [
        ("此件公开发布", PROACTIVE),
        ("（此件公开发布）", PROACTIVE),
        ("(此件公开 发布)", PROACTIVE),
        ("此件主动公开", PROACTIVE),
        ("主动公开", PROACTIVE),
        ("此件公开", PROACTIVE),
        ("（此件删减后公开）", PROACTIVE),
        ("信息公开选项：主动公开", PROACTIVE),
        ("公开属性：主动公开", PROACTIVE),
        ("公开方式:依申请公开", ON_REQUEST),
        ("（此件依申请公开）", ON_REQUEST),
        ("依申请予以公开", ON_REQUEST),
        ("（此件不予公开）", WITHHELD),
        ("此件不公开", WITHHELD),
        ("此件不公开发布", WITHHELD),
        ("公开类型：不予公开", WITHHELD),
        ("☑主动公开 □依申请公开 □不予公开", PROACTIVE),
        ("□主动公开 ■依申请公开 □不予公开", ON_REQUEST),
        ("□主动公开 □依申请公开 □不予公开", None),
        ("主动公开 依申请公开", None),
        ("公开属性：", None),
        ("此件发至县级", None),
        ("", None),
    ],
)
def test_mark_is_read(mark: str, disclosure: Disclosure | None) -> None:
    assert read_mark(mark) is disclosure


def test_redacted_copy_is_told() -> None:
    assert says_redacted("此件删减后公开")
    assert not says_redacted("此件公开发布")


def test_marks_stand_in_brackets_on_one_line() -> None:
    text = "一、公开办事。\n（此件公开发布）\n（此件由\n公开）"
    assert [text[start:end] for start, end in marks_within(text, 0, len(text))] == ["（此件公开发布）"]
