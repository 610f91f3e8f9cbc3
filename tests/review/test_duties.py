"""After the decision: publication in time and recorded, the look back at what was closed, the yearly figures."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from desktop.disclosure.printed_mark import read_mark
from desktop.disclosure.profile import rule_book
from desktop.domain.case import Proposal, Route, SecrecyProposal, Verdict
from desktop.domain.errors import CaseRefused, ValueRefused
from desktop.domain.facets import publication_from_json
from desktop.domain.record import Publication
from desktop.review.cases import Answer
from desktop.review.desk import Desk
from desktop.review.evaluation import HEADING
from desktop.review.telling import tell
from desktop.store import Store
from tests.helpers import proposals
from tests.helpers.proposals import OPEN
from tests.store import samples

CLOSED = replace(proposals.CLOSED, lead_office="=市审计局")
ONLINE = Publication("2999-01-05", "市政府网站")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "store") as store:
        parsed = samples.issue()
        store.add_source(parsed, samples.raw(parsed), "李")
        store.choose_profile("staged", "李")
        desk = Desk(store, "起草人")
        for record_id in (1, 2):
            desk.correct(record_id, "publicity_mark", None)
        yield desk
        assert store.verify().ok


def decide(desk: Desk, record_id: int, proposal: Proposal) -> None:
    desk.actor = "起草人"
    desk.cases.propose(record_id, proposal)
    for stage, person in (("first", "甲"), ("second", "乙"), ("final", "丙")):
        desk.actor = person
        first = stage == "first"
        answer = Answer(Verdict.AGREE, option=proposal.option if first else "", secrecy_reviewed=first)
        desk.cases.sign(record_id, stage, answer)


def test_only_decided_documents_are_due_each_in_its_list(desk: Desk) -> None:
    assert desk.duties.to_publish() == desk.duties.to_review() == ()
    desk.cases.propose(1, OPEN)
    assert desk.duties.to_publish() == ()
    desk.actor = "别人"
    decide(desk, 2, CLOSED)
    (closed,) = desk.duties.to_review()
    assert (closed.record_id, closed.value) == (2, "不予公开")


def test_publication_is_recorded_told_and_undone(desk: Desk) -> None:
    decide(desk, 1, OPEN)
    desk.duties.publish(1, ONLINE)
    (duty,) = desk.duties.to_publish()
    assert duty.published == desk.record(1).published == ONLINE
    assert duty.state(date(2999, 2, 1)) == "2999-01-05 已发布，市政府网站"
    told = tell(desk.store.entries(1), desk.record(1))
    assert told[0].said[0].whole == "登记 2999-01-05 已发布，市政府网站"
    desk.undo()
    assert desk.record(1).published is None
    desk.redo()
    desk.duties.publish(1, None)
    assert tell(desk.store.entries(1), desk.record(1))[0].said[0].whole == "取消发布登记"


def test_publication_of_the_same_day_and_place_is_nothing_new(desk: Desk) -> None:
    decide(desk, 1, OPEN)
    desk.duties.publish(1, ONLINE)
    assert desk.duties.publish(1, ONLINE).entry is None


@pytest.mark.parametrize("proposal", [None, CLOSED], ids=["undecided", "closed"])
def test_what_is_not_public_cannot_be_published(desk: Desk, proposal: Proposal | None) -> None:
    if proposal is not None:
        decide(desk, 1, proposal)
    with pytest.raises(CaseRefused, match="1"):
        desk.duties.publish(1, ONLINE)


def test_publication_from_before_the_decision_does_not_count(desk: Desk) -> None:
    decide(desk, 1, OPEN)
    desk.duties.publish(1, Publication("2001-01-05"))
    assert desk.duties.to_publish()[0].published is None


def test_lateness_is_told_in_words(desk: Desk) -> None:
    decide(desk, 1, OPEN)
    (one,) = desk.duties.to_publish()
    due = one.duty.due
    for days, said in ((3, "已超 3 天"), (0, "今天到期"), (-2, "还有 2 天")):
        assert one.state(due + timedelta(days)).startswith(said)


def test_look_back_is_told_in_words(desk: Desk) -> None:
    decide(desk, 1, CLOSED)
    (one,) = desk.duties.to_review()
    assert one.state(one.duty.due) == "今天起应当评估"
    assert one.state(one.duty.due + timedelta(5)) == "应当评估，已过 5 天"
    assert one.state(one.duty.due - timedelta(5)) == "5 天后评估"


@pytest.mark.parametrize("name", ["staged", "simple"])
def test_mark_to_print_reads_back_as_what_was_decided(name: str) -> None:
    for option in rule_book(name).options.values():
        assert read_mark(option.mark) is option.disclosure


def test_mark_is_the_option_itself_where_the_rules_print_it(desk: Desk) -> None:
    marks = {option.key: option.mark for option in desk.cases.book.options.values()}
    assert marks == {"open": "主动公开", "redacted": "主动公开", "request": "依申请公开", "withheld": "不予公开"}


def test_redacted_document_brings_both_texts_to_print(desk: Desk, tmp_path: Path) -> None:
    public = tmp_path / "删减版.txt"
    public.write_text("公开版本", "utf-8")
    redacted = Proposal(
        option="redacted",
        document_type="other",
        interpretation=False,
        lead_office="市信访局",
        explanation="联系电话删去。",
        evidence=(desk.store.keep_evidence(public),),
    )
    decide(desk, 1, redacted)
    (one,) = desk.duties.to_publish()
    assert (one.mark, one.note) == ("主动公开", "（本文有删减）")


@pytest.mark.parametrize("data", [[], {"at": "2026-1-5", "where": ""}, {"at": "2026-01-05"}, {"at": 5, "where": ""}])
def test_what_is_no_publication_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"publication|isoformat"):
        publication_from_json(data)  # type: ignore[arg-type]  # what a journal may hold


def test_figures_are_exported_as_table_with_inert_cells(desk: Desk, tmp_path: Path) -> None:
    decide(desk, 1, OPEN)
    desk.actor = "别人"
    decide(desk, 2, CLOSED)
    desk.evaluation.export(tmp_path / "统计.csv")
    with (tmp_path / "统计.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert tuple(lines[0]) == HEADING
    assert {line[0] for line in lines[1:]} == {"市信访局", "'=市审计局"}
    desk.evaluation.export(tmp_path / "统计.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "统计.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == list(HEADING)
    assert desk.evaluation.years() == (date.today().year,)
    assert desk.evaluation.rows(1999) == ()
    with pytest.raises(KeyError):
        desk.evaluation.export(tmp_path / "统计.txt")


def test_document_that_stays_closed_leaves_the_list_until_the_next_term(desk: Desk) -> None:
    decide(desk, 1, CLOSED)
    due = desk.duties.to_review()[0].duty.due
    desk.actor = "林溪"
    done = desk.duties.keep_closed(1, "名单仍在使用", due)
    (one,) = desk.duties.to_review()
    assert one.duty.due == due.replace(year=due.year + 1)
    assert f"{due} 林溪评估过，继续不公开" in one.state(due)
    assert done.entry is not None
    assert "继续不公开：名单仍在使用" in tell(desk.store.entries(1), desk.record(1))[0].said[0].text
    desk.undo()
    assert desk.duties.to_review()[0].duty.due == due
    assert desk.store.verify().ok


def test_something_that_happened_brings_a_closed_document_on_the_list_early(desk: Desk) -> None:
    decide(desk, 1, CLOSED)
    today = desk.duties.to_review()[0].duty.closed + timedelta(3)
    desk.duties.ask_for_review(1, "收到公开申请", "第 12 号申请", today)
    (one,) = desk.duties.to_review()
    assert one.duty.due == today
    assert one.state(today) == "今天起应当评估：收到公开申请（第 12 号申请）"
    desk.duties.keep_closed(1, "申请人另行告知", today)
    assert desk.duties.to_review()[0].duty.due == today.replace(year=today.year + 1)


def test_look_back_needs_a_closed_document_a_reason_and_a_known_trigger(desk: Desk) -> None:
    with pytest.raises(CaseRefused, match="只有已办结、没有公开"):
        desk.duties.keep_closed(1, "理由", date(2026, 5, 6))
    decide(desk, 1, CLOSED)
    with pytest.raises(CaseRefused, match="没有写继续不公开的理由"):
        desk.duties.keep_closed(1, " ", date(2026, 5, 6))
    with pytest.raises(ValueRefused):
        desk.duties.ask_for_review(1, "天气", "", date(2026, 5, 6))


def test_secret_document_is_listed_by_its_number_only(desk: Desk) -> None:
    secrecy = SecrecyProposal("秘密", "1年", "原始定密")
    desk.cases.propose(
        1, Proposal(basis="依据", explanation="理由", lead_office="市信访局", secrecy=secrecy), Route.SECRECY
    )
    for stage, person in (("first", "王远"), ("second", "周岚")):
        desk.actor = person
        desk.cases.sign(1, stage, Answer(Verdict.AGREE))
    (one,) = desk.duties.to_review()
    assert (one.title, one.doc_number) == ("〔涉密文件〕编号 1", "")
