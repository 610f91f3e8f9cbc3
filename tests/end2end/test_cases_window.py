"""公开属性认定 in the real window: proposed, signed by three persons, sent back, closed, made secret, changed later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QPushButton

from desktop.disclosure.blocks import Place
from desktop.domain.case import GivenGround, Proposal, Route, Standing, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.fields import SensitiveItem
from desktop.review import cases
from desktop.review.cases import Answer
from desktop.review.desk import Desk
from desktop.store import Store
from desktop.views.cases.form import CaseForm
from desktop.views.cases.parts import said
from desktop.views.cases.signing import CaseSign
from tests.store import samples

SitDown = Callable[[Path], Any]

DRAFTER = "李敏"
FIRST, SECOND, FINAL = "王远", "周岚", "林溪"
OFFICE = "市信访局"
LONG_AGO = "2024-05-06T02:00:00.000000+00:00"


def make_store(folder: Path, profile: str = "staged") -> Path:
    """Return a store with an issue of two documents, under rules."""
    path = folder / "yunchuan-2026-01.txt"
    path.write_bytes(samples.raw(samples.issue()))
    with Store.open(folder / "store") as store:
        Desk(store, DRAFTER).keep(samples.issue(), path)
        store.choose_profile(profile, DRAFTER)
    return folder / "store"


def open_at(sitting: Any, number: int) -> Any:
    """Show a document of the only source, as the drafter."""
    sitting.window.flow.open_source(1)
    sitting.until(lambda: sitting.window.flow.record is not None)
    sitting.settle()
    sitting.go_to(number)
    become(sitting, DRAFTER)
    return sitting


def become(sitting: Any, name: str) -> None:
    """Sit down as somebody."""
    bar = sitting.window.top_bar
    bar.reviewer.set_name(name, asked=True)
    bar.reviewer_named.emit(name)
    sitting.settle()


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    """Return a sitting at document 1 under the rules of three stages."""
    return open_at(sit_down(make_store(tmp_path)), 1)


def form_of(sitting: Any) -> CaseForm:
    form = sitting.window.case.task
    assert isinstance(form, CaseForm)
    return form


def card_of(sitting: Any) -> CaseSign:
    card = sitting.window.case.task
    assert isinstance(card, CaseSign)
    return card


def press(sitting: Any, button: Any) -> None:
    button.click()
    sitting.settle()


def fill_open(sitting: Any) -> CaseForm:
    """Fill in 主动公开 as it asks for."""
    form = form_of(sitting)
    form.option.choose("open")
    form.document_type.choose("other")
    form.interpreted.choose("no")
    form.lead_office.setText(OFFICE)
    return form


def fill_withheld(sitting: Any) -> CaseForm:
    """Fill in 不予公开 with a ground, but without saying why."""
    form = form_of(sitting)
    form.option.choose("withheld")
    form.document_type.choose("other")
    form.grounds.row("internal").check.box.click()
    form.grounds.row("internal").kinds.choose("人事管理")
    form.lead_office.setText(OFFICE)
    return form


def hand_in(sitting: Any, form: CaseForm) -> None:
    press(sitting, form.hand_in)


def sign(sitting: Any, name: str, verdict: Verdict = Verdict.AGREE, **said: str) -> None:
    """Sign in the stage whose turn it is, as a person does."""
    become(sitting, name)
    card = card_of(sitting)
    card.verdict.choose(verdict.name)
    card.option.choose(said.get("option", ""))
    card.ground.choose(said.get("ground", ""))
    card.reason.setPlainText(said.get("reason", ""))
    card.secrecy_reviewed.box.setChecked(verdict is Verdict.AGREE)
    press(sitting, card.sign)
    confirm(sitting)


def confirm(sitting: Any) -> None:
    """Say who signs, where that is asked."""
    for dialog in sitting.window.findChildren(QDialog):
        if dialog.isVisible():
            press(sitting, dialog.sign_button)


def standing(sitting: Any) -> Standing:
    case = sitting.window.flow.record.case
    assert case is not None
    return Standing(case.standing)


def walk_to_the_end(sitting: Any, option: str) -> None:
    sign(sitting, FIRST, option=option)
    sign(sitting, SECOND)
    sign(sitting, FINAL)


# The walks


def test_plain_open_document_is_proposed_and_signed_by_three(sitting: Any) -> None:
    sitting.act("mark1")
    hand_in(sitting, fill_open(sitting))
    assert "等待初审" in sitting.window.case.standing
    walk_to_the_end(sitting, "open")
    assert standing(sitting) is Standing.DECIDED
    assert sitting.window.flow.record.disclosure is Disclosure.PROACTIVE
    assert [one.person for one in sitting.window.flow.record.case.last.opinions] == [FIRST, SECOND, FINAL]


def test_closed_document_is_sent_back_for_lacking_grounds_and_comes_again(sitting: Any) -> None:
    sitting.go_to(2)
    sitting.act("mark3")
    form = fill_withheld(sitting)
    form.explanation.setPlainText("内部事务")
    form.basis.setPlainText("内部规定")
    hand_in(sitting, form)
    sign(sitting, FIRST, Verdict.RETURN, ground="no-reason", reason="没有写明是哪一条")
    assert standing(sitting) is Standing.RETURNED
    assert "没有写明是哪一条" in said(sitting.window.case)
    become(sitting, DRAFTER)
    again = form_of(sitting)
    assert again.explanation.text == "内部事务"
    again.basis.setPlainText("《政府信息公开条例》第十六条第一款")
    hand_in(sitting, again)
    walk_to_the_end(sitting, "withheld")
    assert sitting.window.flow.record.disclosure is Disclosure.WITHHELD
    assert "没有写明是哪一条" in said(sitting.window.case)


def test_redacted_document_takes_its_public_copy_by_drop(sitting: Any, tmp_path: Path) -> None:
    copy = tmp_path / "删减版本.docx"
    copy.write_bytes(b"public copy")
    sitting.act("case_propose")
    form = form_of(sitting)
    form.option.choose("redacted")
    form.document_type.choose("other")
    form.interpreted.choose("no")
    form.explanation.setPlainText("删去联系电话")
    form.basis.setPlainText("《政府信息公开条例》第三十七条")
    form.lead_office.setText(OFFICE)
    drop(form.evidence, copy)
    sitting.settle()
    assert [one.name for one in form.evidence.evidence] == ["删减版本.docx"]
    hand_in(sitting, form)
    walk_to_the_end(sitting, "redacted")
    assert standing(sitting) is Standing.DECIDED
    assert sitting.window.flow.record.disclosure is Disclosure.PROACTIVE


def test_secret_document_goes_its_own_way_and_gets_no_value(sitting: Any) -> None:
    sitting.act("case_secrecy")
    form = form_of(sitting)
    form.level.choose("秘密")
    form.term.setText("10年")
    form.kind.choose("原始定密")
    form.explanation.setPlainText("泄露会损害应急处置")
    form.basis.setPlainText("应急管理工作国家秘密范围的规定第三条")
    form.lead_office.setText(OFFICE)
    hand_in(sitting, form)
    sign(sitting, FIRST)
    sign(sitting, SECOND)
    assert standing(sitting) is Standing.DECIDED
    assert sitting.window.flow.record.value("secrecy") == "秘密★10年"
    assert sitting.window.flow.record.disclosure is None


def test_closed_document_is_opened_after_two_years(
    sit_down: SitDown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_store(tmp_path)
    with monkeypatch.context() as then:
        then.setattr(cases, "_now", lambda: LONG_AGO)
        close(folder)
    sitting = open_at(sit_down(folder), 2)
    assert sitting.window.flow.record.disclosure is Disclosure.WITHHELD
    sitting.act("case_change")
    form = form_of(sitting)
    assert [option.key for option in form.task.options] == ["open", "redacted"]
    form.option.choose("open")
    form.document_type.choose("other")
    form.explanation.setPlainText("人事安排已经公布")
    form.basis.setPlainText("评估记录")
    form.lead_office.setText(OFFICE)
    hand_in(sitting, form)
    for person in (FIRST, SECOND, FINAL, "沈川"):
        sign(sitting, person)
    record = sitting.window.flow.record
    assert [case.route for case in record.cases] == [Route.ATTRIBUTION, Route.CHANGE]
    assert record.disclosure is Disclosure.PROACTIVE
    assert "2024-05-06" in said(sitting.window.case)


def close(folder: Path) -> None:
    """Decide 不予公开 for document 2."""
    proposal = Proposal(
        "withheld", "other", (GivenGround("internal", "人事管理"),), "内部岗位", "条例第十六条", lead_office=OFFICE
    )
    with Store.open(folder) as store:
        desk = Desk(store, DRAFTER)
        desk.cases.propose(2, proposal)
        for stage, name, option in (("first", FIRST, "withheld"), ("second", SECOND, ""), ("final", FINAL, "")):
            desk.actor = name
            desk.cases.sign(2, stage, Answer(Verdict.AGREE, option=option, secrecy_reviewed=stage == "first"))


def drop(target: Any, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    target.dropEvent(event)


def test_nobody_signs_two_stages(sitting: Any) -> None:
    sitting.act("mark1")
    hand_in(sitting, fill_open(sitting))
    sign(sitting, FIRST, option="open")
    sign(sitting, FIRST)
    assert len(sitting.window.flow.record.case.last.opinions) == 1
    assert "各环节须由不同的人办理" in said(sitting.window.case)


def test_the_drafter_does_not_sign(sitting: Any) -> None:
    sitting.act("mark1")
    hand_in(sitting, fill_open(sitting))
    sign(sitting, DRAFTER, option="open")
    assert sitting.window.flow.record.case.last.opinions == ()
    assert "建议与认定分开" in said(sitting.window.case)


# The page


def test_one_who_marks_alone_sees_no_such_page(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = open_at(sit_down(make_store(tmp_path, "simple")), 1)
    sitting.act("mark1")
    assert sitting.window.flow.record.disclosure is Disclosure.PROACTIVE
    assert not sitting.window.actions_by_name["case_propose"].isVisible()
    assert sitting.window.side.page == "fields"


def test_the_page_comes_and_goes_with_the_rules(sitting: Any) -> None:
    sitting.act("mark3")
    sitting.window.flow.choose_rules("simple")
    sitting.settle()
    assert sitting.window.side.page == "fields"
    assert not sitting.window.actions_by_name["case_sign"].isVisible()
    sitting.window.flow.choose_rules("staged")
    sitting.settle()
    assert sitting.window.actions_by_name["case_propose"].isVisible()


def test_a_key_opens_the_proposal_and_marks_nothing(sitting: Any) -> None:
    sitting.act("mark3")
    assert sitting.window.side.page == "case"
    assert form_of(sitting).option.current == "withheld"
    assert sitting.window.flow.record.disclosure is None


def test_the_suggestion_is_shown_and_nothing_is_chosen(sitting: Any) -> None:
    sitting.act("case_propose")
    form = form_of(sitting)
    assert form.option.current == ""
    assert "建议 主动公开" in form.advice.words


def test_only_grounds_of_the_chosen_option_are_offered(sitting: Any) -> None:
    sitting.act("mark2")
    form = form_of(sitting)
    assert form.grounds.row("sector-policy").isVisible()
    assert not form.grounds.row("internal").isVisible()


def test_what_is_lacking_is_said_at_its_place_while_typing(sitting: Any) -> None:
    sitting.act("mark3")
    form = form_of(sitting)
    sitting.until(lambda: "必须勾选理由" in form.section(Place.GROUNDS).lack)
    form.grounds.row("process").check.box.click()
    sitting.until(lambda: "要选是哪一类" in form.section(Place.GROUNDS).lack)
    assert "没有写牵头起草单位" in form.section(Place.LEAD_OFFICE).lack
    form.lead_office.setText(OFFICE)
    sitting.until(lambda: form.section(Place.LEAD_OFFICE).lack == "")


def test_a_persons_number_in_public_asks_for_a_reason(sitting: Any) -> None:
    item = SensitiveItem("mobile", "13900000000")
    sitting.window.flow.correct("sensitive", (item,))
    sitting.settle()
    sitting.act("mark1")
    form = fill_open(sitting)
    hand_in(sitting, form)
    assert "没有说明可以公开的理由" in form.section(Place.SENSITIVE).lack
    form.kept.lines[item.text].setText("对外公布的值班电话")
    hand_in(sitting, form)
    assert standing(sitting) is Standing.PENDING


def test_what_lacks_something_is_not_handed_in(sitting: Any) -> None:
    sitting.act("mark3")
    hand_in(sitting, fill_withheld(sitting))
    assert sitting.window.flow.record.case is None
    assert "必须说明理由" in form_of(sitting).section(Place.EXPLANATION).lack


def test_a_draft_survives_going_to_another_document(sitting: Any) -> None:
    sitting.act("mark3")
    fill_withheld(sitting).explanation.setPlainText("写到一半")
    sitting.go_to(2)
    assert form_of(sitting).explanation.text == ""
    sitting.go_to(1)
    form = form_of(sitting)
    assert form.explanation.text == "写到一半"
    assert [one.kind for one in form.proposal.grounds] == ["人事管理"]


def test_the_office_is_remembered_for_the_next_document(sitting: Any) -> None:
    sitting.act("mark1")
    fill_open(sitting)
    sitting.go_to(2)
    assert form_of(sitting).lead_office.text() == OFFICE


def test_the_tab_says_whose_turn_it_is(sitting: Any) -> None:
    tab = next(button for button in sitting.window.side.findChildren(QPushButton) if "认定 " in button.text())
    assert tab.text() == "认定 待建议"
    sitting.act("mark1")
    hand_in(sitting, fill_open(sitting))
    assert tab.text() == "认定 初审"
    sign(sitting, FIRST, Verdict.RETURN, ground="plainly-wrong")
    assert tab.text() == "认定 退回"


def test_a_proposal_is_taken_back_by_undo_and_its_draft_is_there_again(sitting: Any) -> None:
    sitting.act("mark1")
    hand_in(sitting, fill_open(sitting))
    sitting.act("undo")
    assert sitting.window.flow.record.case is None
    assert form_of(sitting).option.current == "open"


def test_a_signature_is_not_undone(sitting: Any) -> None:
    sitting.act("mark1")
    hand_in(sitting, fill_open(sitting))
    sign(sitting, FIRST, option="open")
    assert not sitting.window.actions_by_name["undo"].isEnabled()


def test_the_card_says_that_a_signature_is_for_good(sitting: Any) -> None:
    sitting.act("mark1")
    hand_in(sitting, fill_open(sitting))
    sitting.act("case_return")
    card = card_of(sitting)
    assert card.draft.verdict is Verdict.RETURN
    assert "不能撤销" in said(card)


def test_everything_on_the_page_has_a_name(sitting: Any) -> None:
    sitting.act("mark3")
    form = fill_withheld(sitting)
    form.joint.add()
    nameless = [
        widget
        for widget in sitting.window.case.findChildren(object)
        if hasattr(widget, "focusPolicy")
        and widget.isVisible()
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
