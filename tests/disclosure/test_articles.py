"""What the rules of the staged profile demand, article by article, is done by the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from desktop import paths
from desktop.disclosure.duties import to_publish
from desktop.disclosure.printed_mark import read_mark
from desktop.disclosure.profile import load_profile, rule_book
from desktop.disclosure.workdays import calendar
from desktop.domain.case import Case, Evidence, GivenGround, JointOpinion, Proposal, Route, Verdict
from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import Verb
from desktop.domain.errors import CaseRefused, ExportWithheld, RecordSigned
from desktop.domain.fields import Repeal, SensitiveItem
from desktop.domain.record import Publication
from desktop.domain.text import SourceText
from desktop.parsing.pipeline import parse_text
from desktop.review.cases import Answer, what_is_signed
from desktop.review.desk import Desk
from desktop.review.forms import form_of, write_form
from desktop.review.packaging import faults_of_package, pack
from desktop.store import Store
from tests.helpers.proposals import CLOSED, ON_REQUEST, OPEN, REDACTED, SECRET
from tests.store import samples

BOOK = rule_book("staged")
THREE = (("first", "王远"), ("second", "周岚"), ("final", "林溪"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "store") as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李敏")
        store.choose_profile("staged", "李敏")
        desk = Desk(store, "李敏")
        desk.correct(1, "publicity_mark", None)
        yield desk
        assert store.verify().ok


def case_of(desk: Desk, record_id: int = 1) -> Case:
    case = desk.record(record_id).case
    assert case is not None
    return case


def enclosed(desk: Desk, folder: Path, name: str) -> Evidence:
    (folder / name).write_text("附件内容", "utf-8")
    return desk.store.keep_evidence(folder / name)


def says(desk: Desk, person: str, stage: str, verdict: Verdict = Verdict.AGREE, **said: object) -> None:
    """Let a person speak in a stage; who agrees first does what that stage asks for."""
    option = case_of(desk).last.proposal.option if stage == "first" and verdict is Verdict.AGREE else ""
    answer = Answer(verdict, option=option, secrecy_reviewed=stage in ("first", "third"))
    desk.actor = person
    desk.cases.sign(1, stage, replace(answer, **said))  # type: ignore[arg-type]


def decide(desk: Desk, proposal: Proposal, route: Route = Route.ATTRIBUTION) -> None:
    desk.actor = "李敏"
    desk.cases.propose(1, proposal, route)
    for stage, person in zip(case_of(desk).stages, ("王远", "周岚", "林溪", "顾言"), strict=False):
        says(desk, person, stage)


def lacking(desk: Desk, proposal: Proposal) -> str:
    """Return what is told of a proposal that is not taken, with the articles cited."""
    with pytest.raises(CaseRefused):
        desk.cases.propose(1, proposal)
    return "".join(f"{block.sentence}{block.article.cited}" for block in desk.cases.lacking(1, proposal))


def parsed_values(text: str) -> dict[str, object]:
    (document,) = parse_text(SourceText("通知.txt", sha256(text.encode()).hexdigest(), "txt", text)).documents
    return {key: field.value for key, field in document.fields.items()}


@pytest.mark.article("2")
def test_document_of_another_genre_is_told_to_be_out_of_scope_and_not_refused(desk: Desk) -> None:
    assert desk.cases.outside(1) == ""
    desk.correct(1, "genre", "议案")
    assert "议案" in desk.cases.outside(1)
    desk.cases.propose(1, OPEN)
    assert case_of(desk).stage == "first"


@pytest.mark.article("3")
def test_who_proposes_does_not_decide(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    with pytest.raises(CaseRefused, match="建议与认定分开"):
        says(desk, "李敏", "first")
    says(desk, "王远", "first")
    assert (case_of(desk).last.person, case_of(desk).last.opinions[0].person) == ("李敏", "王远")


@pytest.mark.article("4")
def test_nothing_is_preselected_and_one_value_must_be_chosen(desk: Desk) -> None:
    assert Proposal().option == ""
    assert "没有提出公开属性建议" in lacking(desk, replace(OPEN, option=""))
    assert {option.disclosure for option in BOOK.options.values()} == set(Disclosure)


@pytest.mark.article("4")
@pytest.mark.parametrize("closed", [CLOSED, ON_REQUEST], ids=["withheld", "on request"])
def test_closed_value_needs_ground_explanation_and_basis(desk: Desk, closed: Proposal) -> None:
    told = lacking(desk, replace(closed, grounds=(), explanation=" ", basis=""))
    for said in ("必须勾选理由", "必须说明理由", "必须写明依据"):
        assert said in told


@pytest.mark.article("4.1")
@pytest.mark.parametrize("kind", ["regulation", "normative"])
def test_normative_document_is_public_and_interpreted(desk: Desk, kind: str) -> None:
    told = lacking(desk, replace(CLOSED, document_type=kind))
    assert f"{BOOK.document_types[kind].label}必须主动公开。第四条第一项" in told
    public = replace(OPEN, document_type=kind, interpretation=None)
    assert "没有说明是否开展政策解读" in lacking(desk, public)
    assert "没有选解读形式" in lacking(desk, replace(public, interpretation=True))
    decide(desk, replace(public, interpretation=True, interpretations=("文字解读",)))
    assert desk.record(1).disclosure is Disclosure.PROACTIVE


@pytest.mark.article("4.1")
def test_normative_document_is_suggested_to_be_public(desk: Desk) -> None:
    desk.correct(1, "normative", True)
    suggestion = desk.cases.suggestion(1)
    assert suggestion is not None
    assert suggestion.option is BOOK.options["open"]
    assert suggestion.reasons[0].article.cited == "第四条第一项"


@pytest.mark.article("4.2")
def test_rights_of_certain_persons_are_a_ground_for_on_request_alone(desk: Desk) -> None:
    told = lacking(desk, replace(CLOSED, grounds=(GivenGround("specific-rights"),)))
    assert "不是“不予公开”的理由。第四条第二项" in told
    decide(desk, ON_REQUEST)
    assert desk.record(1).disclosure is Disclosure.ON_REQUEST


@pytest.mark.article("4.3")
@pytest.mark.parametrize("key", [key for key, ground in BOOK.grounds.items() if ground.option.key == "withheld"])
def test_each_ground_for_withholding_asks_for_what_belongs_to_it(desk: Desk, tmp_path: Path, key: str) -> None:
    ground = BOOK.grounds[key]
    bare = replace(CLOSED, grounds=(GivenGround(key),))
    if ground.kinds or ground.needs_evidence:
        assert "第四条第三项" in lacking(desk, bare)
    kind = ground.kinds[0] if ground.kinds else ""
    whole = replace(bare, grounds=(GivenGround(key, kind),), evidence=(enclosed(desk, tmp_path, "报告.txt"),))
    desk.cases.propose(1, whole)
    assert case_of(desk).stage == "first"


@pytest.mark.article("4.4")
def test_public_document_holds_nothing_closed(desk: Desk) -> None:
    desk.correct(1, "sensitive", (SensitiveItem("mobile", "13800000000"),))
    assert "13800000000" in lacking(desk, OPEN)
    desk.cases.propose(1, CLOSED)
    with pytest.raises(CaseRefused, match="13800000000"):
        says(desk, "王远", "first", option="open", reason="可以公开")


@pytest.mark.article("5")
def test_mixed_content_is_public_after_deletion_and_review(desk: Desk, tmp_path: Path) -> None:
    desk.correct(1, "sensitive", (SensitiveItem("id_card", "110101199003070000"),))
    desk.cases.propose(1, replace(REDACTED, evidence=(enclosed(desk, tmp_path, "删减版本.txt"),)))
    with pytest.raises(CaseRefused, match="保密审查"):
        says(desk, "王远", "first", secrecy_reviewed=False)
    for stage, person in THREE:
        says(desk, person, stage)
    assert desk.record(1).disclosure is Disclosure.PROACTIVE
    assert BOOK.options[case_of(desk).option].redacted


@pytest.mark.article("6")
def test_lead_office_proposes_with_the_others_opinions(desk: Desk) -> None:
    told = lacking(desk, replace(OPEN, lead_office="", joint=(JointOpinion("市司法局", ""),)))
    assert "没有写牵头起草单位" in told
    assert "市司法局还没有意见" in told


@pytest.mark.article("6")
def test_redacted_version_and_its_reasons_are_enclosed(desk: Desk) -> None:
    assert "要附删减后的版本" in lacking(desk, REDACTED)
    assert "必须写明依据" in lacking(desk, replace(REDACTED, basis=""))


@pytest.mark.article("7")
def test_nothing_is_signed_without_the_form(desk: Desk) -> None:
    with pytest.raises(CaseRefused, match="还没有认定建议"):
        desk.cases.sign(1, "first", Answer(Verdict.AGREE, option="open", secrecy_reviewed=True))
    desk.cases.propose(1, OPEN)
    assert form_of(desk, desk.record(1)).title.endswith("认定审核表")


@pytest.mark.article("7")
@pytest.mark.parametrize("reason", BOOK.returns)
def test_returned_for_each_of_the_four_reasons(desk: Desk, reason: str) -> None:
    desk.cases.propose(1, OPEN)
    with pytest.raises(CaseRefused, match="没有选退文的原因"):
        says(desk, "王远", "first", Verdict.RETURN, ground="别的")
    says(desk, "王远", "first", Verdict.RETURN, ground=reason)
    assert case_of(desk).last.opinions[0].ground == reason
    assert BOOK.returns[reason].article.cited == "第七条"


@pytest.mark.article("8")
def test_review_comes_first_and_one_by_one(desk: Desk) -> None:
    for record_id in (1, 2):
        desk.actor = "李敏"
        desk.cases.propose(record_id, OPEN)
    with pytest.raises(CaseRefused, match="没有完成政府信息公开保密审查"):
        says(desk, "王远", "first", secrecy_reviewed=False)
    says(desk, "王远", "first")
    assert case_of(desk).last.opinions[0].secrecy_reviewed
    assert case_of(desk, 2).last.opinions == ()


@pytest.mark.article("9")
def test_secret_document_takes_its_own_form_and_has_no_public_value(desk: Desk) -> None:
    decide(desk, SECRET, Route.SECRECY)
    record = desk.record(1)
    assert (record.disclosure, record.value("secrecy")) == (None, "秘密★1年")
    assert "国家秘密确定审批表" in form_of(desk, record).title
    suggestion = desk.cases.suggestion(1)
    assert suggestion is not None
    assert suggestion.option is None
    desk.actor = "李敏"
    assert "应走定密审批。第九条" in lacking(desk, OPEN)


@pytest.mark.article("9")
def test_secret_document_leaves_in_no_file(desk: Desk, tmp_path: Path) -> None:
    decide(desk, OPEN)
    desk.approve([1])
    desk.actor = "李敏"
    with pytest.raises(RecordSigned):
        desk.correct(1, "secrecy", "秘密★1年")
    desk.correct(2, "secrecy", "秘密★1年")
    with pytest.raises(ExportWithheld):
        pack(desk, 2, tmp_path / "2.zip")
    with pytest.raises(ExportWithheld):
        desk.tables.export(2, tmp_path / "2.xlsx")
    assert desk.export("json", tmp_path / "all.json").count == 1


@pytest.mark.article("9")
def test_level_found_after_the_proposal_withholds_the_first_form(desk: Desk, tmp_path: Path) -> None:
    desk.cases.propose(1, OPEN)
    desk.correct(1, "secrecy", "机密★3年")
    with pytest.raises(ExportWithheld):
        write_form(desk, 1, tmp_path / "表.pdf")


@pytest.mark.article("10")
def test_three_offices_sign_in_order_by_three_persons(desk: Desk) -> None:
    desk.cases.propose(1, OPEN)
    with pytest.raises(CaseRefused, match="现在轮到初审"):
        says(desk, "周岚", "second")
    says(desk, "王远", "first")
    with pytest.raises(CaseRefused, match="各环节须由不同的人办理"):
        says(desk, "王远", "second")
    says(desk, "周岚", "second")
    says(desk, "林溪", "final")
    assert [(one.stage, one.person) for one in case_of(desk).last.opinions] == list(THREE)


@pytest.mark.article("10")
@pytest.mark.article("11")
def test_printed_mark_is_compared_with_the_decision(desk: Desk) -> None:
    desk.correct(1, "publicity_mark", "此件依申请公开")
    desk.cases.propose(1, OPEN)
    says(desk, "王远", "first")
    says(desk, "周岚", "second")
    with pytest.raises(CaseRefused, match="两者不一致"):
        says(desk, "林溪", "final")


@pytest.mark.article("11")
def test_mark_and_note_of_deletions_are_found_in_the_text() -> None:
    head = "云川市人民政府办公室关于做好春季植树工作的通知\n云政办发〔2026〕3号\n各县（区）人民政府：\n请认真做好。\n"
    foot = f"云川市人民政府办公室\n2026年3月5日\n{BOOK.redaction_note}\n（此件公开发布）\n"
    values = parsed_values(head + foot)
    assert values["has_redaction_mark"] is True
    assert values["publicity_mark"] == "此件公开发布"


@pytest.mark.article("11")
def test_words_to_be_printed_follow_the_decision(desk: Desk, tmp_path: Path) -> None:
    decide(desk, replace(REDACTED, evidence=(enclosed(desk, tmp_path, "删减版本.txt"),)))
    (duty,) = desk.duties.to_publish()
    assert read_mark(duty.mark) is Disclosure.PROACTIVE
    assert duty.note == "（本文有删减）"


@pytest.mark.article("12")
def test_publication_is_recorded_and_taken_off_the_open_ones(desk: Desk) -> None:
    decide(desk, OPEN)
    (duty,) = desk.duties.to_publish()
    assert duty.published is None
    desk.duties.publish(1, Publication(duty.duty.due.isoformat(), "市政府网站、市档案馆"))
    (duty,) = desk.duties.to_publish()
    assert duty.published is not None
    assert "市档案馆" in duty.state(duty.duty.due)


@pytest.mark.article("12")
def test_public_document_is_on_the_list_with_its_due_day(desk: Desk) -> None:
    decide(desk, OPEN)
    due = to_publish(desk.record(1).cases, BOOK, calendar())
    assert due is not None
    assert due.late(due.due) == 0
    assert due.late(due.due + timedelta(days=3)) == 3


@pytest.mark.article("12")
def test_closed_document_is_not_to_be_published(desk: Desk) -> None:
    decide(desk, CLOSED)
    assert desk.duties.to_publish() == ()
    with pytest.raises(CaseRefused, match="主动公开"):
        desk.duties.publish(1, Publication("2026-03-05"))


@pytest.mark.article("deadline")
def test_publication_is_due_twenty_working_days_after_the_decision(desk: Desk) -> None:
    decide(desk, OPEN)
    due = to_publish(desk.record(1).cases, BOOK, calendar())
    assert due is not None
    assert due.due == calendar().after(due.decided, 20)
    assert calendar().after(date(2025, 6, 3), 20) == date(2025, 7, 1)


@pytest.mark.article("13")
def test_closed_document_is_looked_at_again(desk: Desk) -> None:
    decide(desk, CLOSED)
    (again,) = desk.duties.to_review()
    assert again.value == "不予公开"
    assert again.duty.due.year == again.duty.closed.year + 1


@pytest.mark.article("13")
@pytest.mark.parametrize(("first", "route"), [(CLOSED, Route.ATTRIBUTION), (SECRET, Route.SECRECY)], ids=["", "secret"])
def test_change_is_a_new_decision_that_keeps_the_old_one(desk: Desk, first: Proposal, route: Route) -> None:
    decide(desk, first, route)
    decide(desk, replace(OPEN, explanation="情况已经变化。", basis="会议决定", interpretation=None), Route.CHANGE)
    record = desk.record(1)
    assert (record.disclosure, record.value("secrecy")) == (Disclosure.PROACTIVE, None)
    assert [case.route for case in record.cases] == [route, Route.CHANGE]
    assert "属性变更" in form_of(desk, record).title


@pytest.mark.article("14")
def test_forms_and_evidence_are_archived_with_the_document(desk: Desk, tmp_path: Path) -> None:
    decide(desk, replace(CLOSED, evidence=(enclosed(desk, tmp_path, "会议记录.txt"),)))
    package = tmp_path / "存档.zip"
    assert pack(desk, 1, package) >= 6
    assert faults_of_package(package) == ()
    package.write_bytes(package.read_bytes()[:-40])
    assert faults_of_package(package) != ()


@pytest.mark.article("14")
def test_evidence_that_was_changed_is_told(desk: Desk, tmp_path: Path) -> None:
    evidence = enclosed(desk, tmp_path, "会议记录.txt")
    desk.cases.propose(1, replace(CLOSED, evidence=(evidence,)))
    path = desk.store.evidence_path(evidence)
    content = path.read_bytes()
    path.write_text("另一份", "utf-8")
    assert [fault.kind for fault in desk.verify().faults] == ["file"]
    path.write_bytes(content)


@pytest.mark.article("15")
def test_each_office_is_counted_with_what_was_returned_and_overruled(desk: Desk) -> None:
    desk.cases.propose(1, CLOSED)
    says(desk, "王远", "first", Verdict.RETURN, ground="no-reason")
    desk.actor = "李敏"
    desk.cases.propose(1, CLOSED)
    says(desk, "王远", "first", option="open", reason="不是内部事务")
    says(desk, "周岚", "second")
    says(desk, "林溪", "final")
    (office,) = desk.evaluation.rows()
    assert office.cells[:3] == ("市信访局", "1", "1")
    assert BOOK.returns["no-reason"].label in office.cells[3]
    assert office.cells[4] == "1"


@pytest.mark.article("16")
def test_journal_answers_who_decided_what_when_and_on_which_text(desk: Desk) -> None:
    decide(desk, OPEN)
    record, case = desk.record(1), case_of(desk)
    signed = [entry for entry in desk.store.entries(1) if entry.verb is Verb.SIGN]
    assert [entry.actor for entry in signed] == ["王远", "周岚", "林溪"]
    assert all(datetime.fromisoformat(entry.at).tzinfo is not None for entry in signed)
    assert {opinion.signed for opinion in case.last.opinions} == {what_is_signed(record, case)}
    assert case.last.opinions[-1].signed in json.dumps(signed[-1].payload)
    with pytest.raises(RecordSigned):
        desk.correct(1, "title", "另一个标题")


@pytest.mark.article("17")
def test_another_office_brings_its_own_rules(tmp_path: Path) -> None:
    shipped = (paths.resources() / "disclosure" / "profiles" / "staged.toml").read_text("utf-8")
    own = tmp_path / "yunchuan.toml"
    own.write_text(shipped.replace("三级认定", "云川市的办法").replace('"政府信息公开办"', '"政务公开科"'), "utf-8")
    book = load_profile(own)
    assert book.name == "云川市的办法"
    assert [stage.office for stage in book.ways[Route.ATTRIBUTION].stages][1] == "政务公开科"


@pytest.mark.article("18")
def test_rules_are_named_with_their_number(desk: Desk) -> None:
    assert desk.cases.book.rules_title.startswith("泸州市人民政府办公室")
    assert desk.cases.book.rules_number == "泸市府办发〔2024〕3号"


@pytest.mark.article("18")
def test_beginning_and_repeal_are_read_from_such_a_text() -> None:
    values = parsed_values(
        "云川市人民政府办公室关于印发公文公开属性管理办法的通知\n云政办发〔2026〕3号\n各县（区）人民政府：\n"
        "本通知自2026年4月1日起施行，2020年印发的《公文公开属性认定办法》（云政办发〔2020〕14号）同时废止。\n"
        "云川市人民政府办公室\n2026年3月5日\n"
    )
    assert values["effective_date"] == "2026-04-01"
    assert values["repeals"] == (Repeal("公文公开属性认定办法", "云政办发〔2020〕14号"),)
