"""What a new reading would change is listed before it happens."""

from __future__ import annotations

from typing import Any

import pytest

from desktop import paths
from desktop.domain.document import Document, ParsedSource
from desktop.domain.fields import Field
from desktop.domain.record import Correction, Record, RecordSummary, Status
from desktop.domain.text import SourceText, Span
from desktop.review.reparsing import compare
from desktop.views.reading.reparse_dialog import ReparseDialog
from desktop.widgets.appearance import Appearance

SOURCE = SourceText("甲.txt", "0" * 64, "txt", "文" * 300)


def document(start: int, number: str, issuers: tuple[str, ...] = ("甲局",)) -> Document:
    fields = {"title": Field(f"关于{start}的通知"), "doc_number": Field(number), "issuers": Field(issuers)}
    return Document(Span(start, start + 100), fields)


OLD = (
    Record(1, 1, 1, document(0, "云府发[2024]1号")),
    Record(2, 1, 2, document(100, "云府发[2024]2号"), {"doc_number": Correction("云府发〔2024〕二号")}),
    Record(3, 1, 3, document(200, "云府发[2024]3号"), status=Status.APPROVED),
)
QUEUE = tuple(
    RecordSummary(
        record.id, 1, record.number, f"<b>第{record.number}件</b>", "", "", "", record.status, None, 0, 0, None, None
    )
    for record in OLD
)


@pytest.fixture(scope="module")
def look(qapp: Any) -> Appearance:
    return Appearance(qapp, paths.resources() / "themes", "light", bundled_font_only=True)


@pytest.fixture
def dialog(qtbot: Any, look: Appearance) -> ReparseDialog:
    made = ReparseDialog(look, QUEUE)
    qtbot.addWidget(made)
    made.show()
    return made


def plan(*new: Document) -> Any:
    return compare(1, OLD, ParsedSource(SOURCE, new))


NEW = (
    document(0, "云府发〔2024〕1号", ("乙局",)),
    document(100, "云府发〔2024〕2号"),
    document(200, "云府发〔2024〕3号"),
)


def test_nothing_can_be_taken_over_before_the_reading_is_done(dialog: ReparseDialog) -> None:
    assert not dialog.adopt_button.isEnabled()
    assert "还没有改动任何内容" in dialog.words


def test_every_difference_is_listed_by_document_and_field(dialog: ReparseDialog) -> None:
    dialog.show_plan(plan(*NEW))
    assert "2 件文件的 3 处识别值会变" in dialog.words
    assert "第 1 件  <b>第1件</b>" in dialog.words
    assert "云府发[〔2024]〕1号" in dialog.words
    assert "甲局；乙局" in dialog.words


def test_what_stays_as_it_is_is_said(dialog: ReparseDialog) -> None:
    dialog.show_plan(plan(*NEW))
    assert "其中 1 处您已更正或确认，以您定的值为准" in dialog.words
    assert "第 3 件已核准，保持不变" in dialog.words


def test_documents_without_a_counterpart_are_named(dialog: ReparseDialog) -> None:
    dialog.show_plan(plan(NEW[0]))
    assert "第 2、3 件这次没有识别到，保持不变" in dialog.words


def test_a_reading_that_changes_nothing_offers_nothing(dialog: ReparseDialog) -> None:
    dialog.show_plan(plan(*(record.document for record in OLD)))
    assert "重新识别的结果和现在一样" in dialog.words
    assert not dialog.adopt_button.isEnabled()


def test_the_plan_is_told_when_it_is_taken_over(dialog: ReparseDialog, qtbot: Any) -> None:
    made = plan(*NEW)
    dialog.show_plan(made)
    with qtbot.waitSignal(dialog.adopted) as heard:
        dialog.adopt_button.click()
    assert heard.args == [made]
    assert not dialog.isVisible()


def test_closing_takes_nothing_over(dialog: ReparseDialog, qtbot: Any) -> None:
    dialog.show_plan(plan(*NEW))
    with qtbot.assertNotEmitted(dialog.adopted):
        dialog.reject()
