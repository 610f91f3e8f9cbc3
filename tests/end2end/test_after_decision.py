"""After the decision, through the real window: the form looked at, printed and saved, duties, figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import paths
from desktop.domain.case import Verdict
from desktop.review.cases import Answer
from desktop.views.duties.dialog import DutiesDialog
from desktop.views.duties.statistics_dialog import StatisticsDialog
from desktop.views.exporting.form_preview import FormPreview
from desktop.views.exporting.forms_report import FormsReportDialog
from desktop.views.guide.help_window import HelpWindow
from tests.end2end.conftest import Sitting
from tests.helpers import proposals
from tests.helpers.proposals import OPEN

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
CLOSED = replace(proposals.CLOSED, lead_office="市审计局")


@pytest.fixture
def sitting(sit_down: Callable[[Path], Sitting], tmp_path: Path) -> Sitting:
    """A store with staged rules; the third document was made public, the fifth closed."""
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    desk = sitting.window.flow.desk
    assert desk is not None
    desk.store.choose_profile("staged", "李敏")
    for record_id, proposal in ((3, OPEN), (5, CLOSED)):
        actor, desk.actor = desk.actor, "李敏"
        for key in ("publicity_mark", "normative", "sensitive"):
            value = () if key == "sensitive" else False if key == "normative" else None
            desk.correct(record_id, key, value)
        desk.cases.propose(record_id, proposal)
        for stage, person in (("first", "王远"), ("second", "周岚"), ("final", "林溪")):
            desk.actor = person
            first = stage == "first"
            said = Answer(Verdict.AGREE, option=proposal.option if first else "", secrecy_reviewed=first)
            desk.cases.sign(record_id, stage, said)
        desk.actor = actor
    sitting.window.flow.visit(3)
    sitting.settle()
    return sitting


def preview(sitting: Sitting) -> FormPreview:
    sitting.act("form")
    dialog = sitting.window.form_commands.dialog
    assert isinstance(dialog, FormPreview)
    sitting.until(lambda: dialog.view.pictures_kept(0))
    sitting.settle()
    return dialog


def duties(sitting: Sitting) -> DutiesDialog:
    sitting.act("duties")
    dialog = sitting.window.duty_commands.duties
    assert dialog is not None
    return dialog


def figures(sitting: Sitting) -> StatisticsDialog:
    sitting.act("statistics")
    sitting.settle()
    dialog = sitting.window.duty_commands.statistics
    assert dialog is not None
    return dialog


def assert_nothing_is_cut(dialog: QWidget) -> None:
    whole = QRect(QPoint(0, 0), dialog.size())
    for part in dialog.findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is dialog:
            assert whole.contains(part.geometry()), part


def test_form_is_shown_as_it_will_be_printed(sitting: Sitting) -> None:
    dialog = preview(sitting)
    assert dialog.windowTitle().endswith("公文公开属性认定审核表")
    before = dialog.view.factor
    dialog.buttons["larger"].click()
    assert dialog.view.factor > before
    assert_nothing_is_cut(dialog)


def test_form_is_printed_as_large_as_its_paper(sitting: Sitting, tmp_path: Path) -> None:
    dialog = preview(sitting)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    dialog.print_to(printer)
    sitting.settle()
    with pymupdf.open(tmp_path / "打印.pdf") as document:
        assert document.page_count == 1
        pixels = document[0].get_pixmap(dpi=40, colorspace="gray")
    dark = [place for place, value in enumerate(pixels.samples) if value < 160]
    across = {place % pixels.stride for place in dark}
    assert min(across) / pixels.width < 0.1
    assert max(across) / pixels.width > 0.9


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_form_is_saved_where_a_person_says(
    sitting: Sitting, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = preview(sitting)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "表"), ""))
    dialog.buttons[kind].click()
    sitting.settle()
    assert (tmp_path / f"表.{kind}").stat().st_size > 1_000


def test_document_without_a_case_says_why_there_is_no_form(sitting: Sitting) -> None:
    sitting.go_to(1)
    sitting.act("form")
    assert sitting.window.form_commands.dialog is None
    assert sitting.window.banner.isVisible()


def test_forms_go_into_a_folder_and_what_is_left_out_is_told(sitting: Sitting, tmp_path: Path) -> None:
    folder = tmp_path / "表格"
    folder.mkdir()
    for _ in range(2):
        sitting.window.form_commands.write_into(folder)
        sitting.settle()
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 4
    assert names[0].startswith("0003-")
    report = sitting.window.form_commands.dialog
    assert isinstance(report, FormsReportDialog)
    assert report.words.count("没有表格可出") == len(sitting.window.flow.queue) - 2


def test_forms_go_into_a_folder_as_pdf_too(sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    sitting.act("forms_folder_pdf")
    written = sorted(tmp_path.glob("*.pdf"))
    assert len(written) == 2
    with pymupdf.open(written[0]) as document:
        assert "审核表" in document[0].get_text()


def test_publication_is_marked_undone_and_copied(sitting: Sitting) -> None:
    dialog = duties(sitting)
    assert dialog.words.startswith("待发布 1 件，其中 0 件已超期")
    dialog.copy_mark.click()
    assert QGuiApplication.clipboard().text() == "主动公开"
    assert not dialog.copy_note.isEnabled()
    dialog.where.setText("市政府网站")
    dialog.mark.click()
    sitting.settle()
    assert dialog.publish_table.texts[0][1].endswith("已发布，市政府网站")
    assert not dialog.mark.isEnabled()
    sitting.act("undo")
    assert dialog.words.startswith("待发布 1 件")
    dialog.mark.click()
    sitting.settle()
    dialog.unmark.click()
    sitting.settle()
    assert dialog.mark.isEnabled()
    assert_nothing_is_cut(dialog)


def test_closed_document_is_opened_from_the_list(sitting: Sitting) -> None:
    dialog = duties(sitting)
    dialog.show_page(1)
    assert [row[2] for row in dialog.review_table.texts] == ["不予公开"]
    dialog.open_second.click()
    sitting.settle()
    assert sitting.window.flow.record is not None
    assert sitting.window.flow.record.id == 5


def test_look_back_is_recorded_and_what_happened_brings_it_forward(sitting: Sitting) -> None:
    dialog = duties(sitting)
    dialog.show_page(1)
    assert not dialog.keep_closed.isEnabled()
    dialog.trigger.setCurrentText("收到公开申请")
    dialog.why.setText("第 12 号申请")
    dialog.ask_for.click()
    sitting.settle()
    assert dialog.review_table.texts[0][1] == "今天起应当评估：收到公开申请（第 12 号申请）"
    dialog.why.setText("名单仍在使用")
    dialog.keep_closed.click()
    sitting.settle()
    assert "评估过，继续不公开" in dialog.review_table.texts[0][1]
    assert dialog.words.endswith("到评估期限的不公开文件 0 件。")
    assert_nothing_is_cut(dialog)


def test_figures_are_shown_by_year_and_saved(sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = figures(sitting)
    assert {row[0] for row in dialog.table.texts} == {"市信访局", "市审计局"}
    assert "市信访局：件数 1，退回次数 0" in dialog.chart.accessibleDescription()
    dialog.years.setCurrentIndex(1)
    sitting.settle()
    assert dialog.words.startswith("2 个起草单位，2 件，退回 0 次")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "统计.csv"), ""))
    dialog.save.click()
    sitting.settle()
    assert "市审计局" in (tmp_path / "统计.csv").read_text("utf-8-sig")
    assert_nothing_is_cut(dialog)


def test_help_key_opens_the_page_about_it(sitting: Sitting) -> None:
    dialog = duties(sitting)
    dialog.activateWindow()
    dialog.where.setFocus()
    QTest.keyClick(dialog.where, Qt.Key.Key_F1)
    assert [help.page for help in sitting.window.findChildren(HelpWindow)] == ["forms"]


def test_simple_rules_have_empty_lists(sit_down: Callable[[Path], Sitting], tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    assert duties(sitting).words == "还没有办结的公开属性认定。"
    assert figures(sitting).words == "还没有办理过公开属性认定的文件。"
