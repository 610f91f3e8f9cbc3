"""A printed mark suggests a 公开属性; an unclear one suggests nothing."""

from __future__ import annotations

import pytest

from desktop.disclosure.suggestion import read_mark, suggest, suggest_for
from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Document
from desktop.domain.fields import Field
from desktop.domain.record import Correction, Record
from desktop.domain.text import Span

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


def document(**values: str) -> Document:
    return Document(Span(0, 9), {key: Field(value, value, (Span(1, 5),)) for key, value in values.items()})


def test_suggestion_gives_its_reason_and_place() -> None:
    suggestion = suggest(document(publicity_mark="此件公开发布"))
    assert suggestion is not None
    assert (suggestion.disclosure, suggestion.spans) == (PROACTIVE, (Span(1, 5),))
    assert suggestion.reason == "文中印有“此件公开发布”，对应主动公开。"


def test_nothing_printed_suggests_nothing() -> None:
    assert suggest(document()) is None
    assert suggest_for(Record(1, 1, 1, document())) is None


def test_secret_document_gets_no_suggestion() -> None:
    marked = document(publicity_mark="此件公开发布", secrecy="秘密★1年")
    assert suggest(marked) is None
    assert suggest_for(Record(1, 1, 1, marked)) is None


def test_corrected_mark_counts() -> None:
    correction = {"publicity_mark": Correction("此件不予公开", (Span(2, 8),))}
    suggestion = suggest_for(Record(1, 1, 1, document(publicity_mark="此件公开发布"), correction))
    assert suggestion is not None
    assert (suggestion.disclosure, suggestion.spans) == (WITHHELD, (Span(2, 8),))
