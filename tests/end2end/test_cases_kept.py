"""What outlasts a signature, a password and a restart on the page 认定: undo of others, drafts, evidence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from desktop.domain.case import Verdict
from tests.end2end.test_cases_window import (
    DRAFTER,
    FIRST,
    OFFICE,
    card_of,
    fill_open,
    fill_withheld,
    form_of,
    hand_in,
    make_store,
    open_at,
    press,
    sign,
)

SitDown = Callable[[Path], Any]

pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    """Return a sitting at document 1 under the rules of three stages."""
    return open_at(sit_down(make_store(tmp_path)), 1)


def test_signature_leaves_the_undo_of_other_documents_alone(sitting: Any) -> None:
    sitting.go_to(2)
    sitting.window.flow.correct("addressees", "全体市民")
    sitting.settle()
    sitting.go_to(1)
    sitting.window.side.show_page("case")
    sitting.settle()
    hand_in(sitting, fill_open(sitting))
    sign(sitting, FIRST, option="open")
    assert sitting.window.flow.stack.canUndo()
    sitting.act("undo")
    assert sitting.window.flow.desk.record(2).value("addressees") is None
    assert sitting.window.flow.desk.record(1).case.last.opinions
    assert not sitting.window.flow.stack.canUndo()


def test_draft_and_office_are_there_again_after_a_restart(sit_down: SitDown, tmp_path: Path) -> None:
    store = make_store(tmp_path)
    sitting = open_at(sit_down(store), 1)
    sitting.window.side.show_page("case")
    sitting.settle()
    form = fill_withheld(sitting)
    form.explanation.setPlainText("只安排本单位的岗位")
    sitting.settle()
    sitting.end()
    assert (store / "drafts.json").stat().st_mode & 0o077 == 0
    again = open_at(sit_down(store), 1)
    again.window.side.show_page("case")
    again.settle()
    assert form_of(again).proposal.explanation == "只安排本单位的岗位"
    again.go_to(2)
    assert form_of(again).lead_office.text() == OFFICE


def test_nothing_that_is_written_on_a_secret_document_is_kept_outside(sit_down: SitDown, tmp_path: Path) -> None:
    store = make_store(tmp_path)
    sitting = open_at(sit_down(store), 1)
    sitting.window.side.show_page("case")
    sitting.settle()
    form = fill_withheld(sitting)
    form.explanation.setPlainText("泵站守备名单")
    sitting.settle()
    sitting.until(lambda: (store / "drafts.json").exists())
    sitting.window.flow.correct("secrecy", "秘密★1年")
    sitting.settle()
    sitting.go_to(2)
    sitting.end()
    kept = (store / "drafts.json").read_text("ascii")
    assert json.dumps("泵站守备名单")[1:-1] not in kept


def test_evidence_is_opened_under_its_own_name(sitting: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(Path(url.toLocalFile())) or True)
    paper = tmp_path / "风险评估报告.pdf"
    paper.write_bytes(b"report")
    sitting.window.side.show_page("case")
    sitting.settle()
    form = fill_withheld(sitting)
    form.evidence.files_given.emit([paper])
    sitting.settle()
    look = next(one for one in form.evidence.findChildren(QPushButton) if one.text() == "打开")
    press(sitting, look)
    assert [(path.name, path.read_bytes()) for path in seen] == [("风险评估报告.pdf", b"report")]
    sitting.end()
    assert not seen[0].exists()


def test_stage_is_signed_with_the_password_of_who_signs(sitting: Any) -> None:
    desk = sitting.window.flow.desk
    desk.people.register(DRAFTER, OFFICE, ["drafter"])
    desk.people.register(FIRST, "秘书一科", ["first"])
    desk.people.set_password(FIRST, "correct horse")
    sitting.window.side.show_page("case")
    sitting.settle()
    hand_in(sitting, fill_open(sitting))
    card = card_of(sitting)
    card.verdict.choose(Verdict.AGREE.name)
    card.option.choose("open")
    card.secrecy_reviewed.box.setChecked(True)
    press(sitting, card.sign)
    dialog = sitting.window.case_commands.handing.dialog
    assert not dialog.sign_button.isEnabled()
    dialog.form.edit.setText("wrong horse")
    press(sitting, dialog.sign_button)
    assert "口令不对" in dialog.words
    assert not sitting.window.flow.record.case.last.opinions
    sitting.until(lambda: desk.people.wait(FIRST) == 0.0 and dialog.form.ready)
    dialog.form.edit.setText("correct horse")
    press(sitting, dialog.sign_button)
    sitting.settle()
    (opinion,) = sitting.window.flow.record.case.last.opinions
    assert (opinion.person, opinion.option) == (FIRST, "open")
