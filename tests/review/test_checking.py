"""The hints of a document and of its source, gathered for the panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.document import Anomaly
from desktop.domain.text import SourceText, Span
from desktop.review.checking import check, where
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples

FIRST, SECOND, NOWHERE = (
    Anomaly("series-gap", "缺3号。", (Span(55, 60),)),
    Anomaly("contents-page-differs", "页码不同。", (Span(0, 4), Span(90, 91))),
    Anomaly("contents", "目录少一条。"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    parsed = replace(samples.issue(), anomalies=(FIRST, SECOND, NOWHERE))
    path = tmp_path / "yunchuan-2026-01.txt"
    path.write_bytes(samples.raw(parsed))
    with Store.open(tmp_path / "store") as store:
        desk = Desk(store, "李青禾")
        desk.keep(parsed, path)
        yield desk


def test_a_document_shows_its_hints_and_those_of_its_source(desk: Desk) -> None:
    found = check(desk, 2)
    assert [(hint.whole, hint.anomaly.code) for hint in found.hints] == [
        (True, "series-gap"),
        (True, "contents-page-differs"),
        (True, "contents"),
    ]
    assert [hint.whole for hint in check(desk, 1).hints] == [False, True, True, True]


def test_hints_of_the_source_are_borne_by_the_document_that_they_touch(desk: Desk) -> None:
    assert [hint.bearer for hint in check(desk, 2).hints] == [1, 2, 1]
    assert [hint.anomaly.code for hint in check(desk, 2).own] == ["contents-page-differs"]
    assert len(check(desk, 1).own) == 3


def test_an_answer_tells_why_by_whom_and_when(desk: Desk) -> None:
    found = check(desk, 2).hints[1]
    desk.remarks.ignore(found.bearer, found.identity, "原文如此")
    answer = check(desk, 1).answered[0].answer
    assert answer is not None
    assert (answer.reason, answer.actor) == ("原文如此", "李青禾")
    assert answer.at is not None
    assert [hint.anomaly.code for hint in check(desk, 2).own] == []


def test_answers_of_the_documents_own_hints_are_told_too(desk: Desk) -> None:
    identity = check(desk, 1).hints[0].identity
    desk.remarks.ignore(1, identity, "识别误差")
    desk.undo()
    desk.remarks.ignore(1, identity, "原文如此")
    answered = check(desk, 1).answered
    assert [hint.answer.reason for hint in answered if hint.answer is not None] == ["原文如此"]
    desk.remarks.heed(1, identity)
    assert check(desk, 1).answered == ()


PLAIN = SourceText("a.txt", "0" * 64, "txt", "一\n二\n三\n四\n五\n六\n")


@pytest.mark.parametrize(
    ("text", "spans", "words"),
    [
        (samples.source_text(), (Span(0, 2), Span(1, 3), Span(90, 91)), "第 1、2 页"),
        (PLAIN, (Span(0, 1),), "第 1 行"),
        (PLAIN, tuple(Span(at, at + 1) for at in (0, 2, 4, 6, 8)), "第 1、2、3、4 行等 5 处"),
        (PLAIN, (), ""),
    ],
    ids=["pages", "line", "many", "nowhere"],
)
def test_the_place_is_said_in_words(text: SourceText, spans: tuple[Span, ...], words: str) -> None:
    assert where(Anomaly("x", "y", spans), text) == words
