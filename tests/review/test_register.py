"""The register at the desk: documents taken in from everywhere, decided by people, undone, and proved by verify."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.domain.document import ParsedSource
from desktop.domain.edits import DISCLOSURE, STATUS, Change, Step, Verb
from desktop.domain.errors import ListUnread, RegisterRefused, RegisterRulesWrong, RegisterStale
from desktop.parsing.pipeline import parse_file
from desktop.register.cleanup import Decision, Opinion, Verdict
from desktop.register.entry import EndKind, OriginKind, Tie
from desktop.register.overview import Only, Order, RegisterQuery
from desktop.register.rules import own_folder
from desktop.register.state import State
from desktop.review.desk import Desk
from desktop.store import Store
from tests.store import samples

GAZETTE = paths.seeds() / "yunchuan-2026-02.txt"
DAY = date(2026, 2, 6)
HEAD = "起草单位,文件名称,文号,施行日期,有效期,状态\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.open(tmp_path / "store") as store:
        yield Desk(store, "李敏")
        faults = store.verify().faults
        assert not faults


@pytest.fixture(scope="module")
def parsed() -> ParsedSource:
    whole = parse_file(GAZETTE)
    return replace(whole, documents=whole.documents[:1])


@pytest.fixture
def with_catalogue(desk: Desk, parsed: ParsedSource) -> Desk:
    desk.keep(parsed, GAZETTE)
    desk.register.taking.take_in_catalogues(1)
    return desk


def listed(folder: Path, rows: str, name: str = "清单.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + rows, "utf-8")
    return path


def test_every_row_of_a_catalogue_is_an_entry_with_its_place_in_the_text(with_catalogue: Desk) -> None:
    rows = with_catalogue.register.entries(DAY)
    assert len(rows) == 58
    text = with_catalogue.text(1)
    for row in rows:
        (statement,) = with_catalogue.register.entry(row.number).statements
        assert statement.origin.kind is OriginKind.CATALOGUE
        assert statement.origin.as_of == "2026-02-06"
        for said in statement.said.values():
            assert text.slice(said.spans[0]) == said.printed


def test_the_same_catalogue_is_not_taken_in_twice(with_catalogue: Desk) -> None:
    again = with_catalogue.register.taking.take_in_catalogues(1)
    assert (again.read, again.known, again.new) == (58, 58, 0)
    assert len(with_catalogue.register.entries(DAY)) == 58


def test_the_state_on_the_day_is_the_printed_one_wherever_days_decide_it(with_catalogue: Desk) -> None:
    rows = with_catalogue.register.entries(DAY)
    for row in rows:
        if row.verdict in ("继续有效", "拟修改"):
            assert row.state.in_force, row
        if row.verdict == "失效":
            assert row.state is State.EXPIRED, row
    proposed = {one.entry for one in with_catalogue.register.proposals()}
    assert {row.number for row in rows if row.verdict == "废止"} == proposed


def test_a_repeal_that_is_accepted_changes_the_state_and_can_be_undone(with_catalogue: Desk) -> None:
    register = with_catalogue.register
    proposal = next(
        one for one in register.proposals() if register.overview().titles[one.entry].endswith("准入条件的通知")
    )
    assert proposal.kind is EndKind.REPEALED
    register.decisions.accept([proposal.key])
    row = next(row for row in register.entries(DAY) if row.number == proposal.entry)
    assert row.state is State.REPEALED
    assert "清理结果的通告" in row.standing.words
    with pytest.raises(RegisterRefused):
        register.decisions.accept([proposal.key])
    undone = register.undo()
    assert undone is not None
    assert proposal in register.proposals()
    register.redo()
    assert proposal not in register.proposals()


def test_a_declined_proposal_does_not_come_back(with_catalogue: Desk) -> None:
    register = with_catalogue.register
    first = register.proposals()[0]
    register.decisions.refuse([first.key])
    assert first not in register.proposals()


def test_a_list_joins_what_is_known_by_its_number_in_every_bracket(with_catalogue: Desk, tmp_path: Path) -> None:
    rows = (
        "市公安局,云川市人民政府关于禁止燃放烟花爆竹区域的通告,云川府通 [2022] 5 号,2022-12-20,2028年12月19日,有效\n"
        "市水务局,云川市人民政府关于河道采砂管理的通告,云川府通（2024）9号,自公布之日起30日后,长期有效,有效\n"
    )
    report = with_catalogue.register.taking.import_list(listed(tmp_path, rows))
    assert (report.read, report.joined, report.new, report.doubtful) == (2, 1, 1, 0)
    assert report.adds_up
    query = RegisterQuery(only=Only.DIFFERING)
    (row,) = with_catalogue.register.entries(DAY, query)
    assert (row.end, len(row.origins)) == (date(2027, 12, 19), 2)  # the printed catalogue before the list
    told = with_catalogue.register.overview().differences(row.number)
    assert [words for _, words in told["validity"]] == ["2027年12月19日", "2028年12月19日"]


def test_two_rows_with_one_number_wait_for_a_person(desk: Desk, tmp_path: Path) -> None:
    rows = "市水务局,关于甲的通知,云府发〔2020〕1号,,,\n市水务局,关于完全不同之事项的办法,云府发〔2020〕1号,,,\n"
    report = desk.register.taking.import_list(listed(tmp_path, rows))
    assert (report.read, report.new, report.doubtful) == (2, 1, 1)
    assert len(desk.register.entries(DAY)) == 2
    (doubt,) = desk.register.doubts()
    desk.register.decisions.answer(doubt.number, same=True)
    (row,) = desk.register.entries(DAY)
    assert len(desk.register.entry(row.number).statements) == 2
    assert not desk.register.doubts()
    desk.register.undo()
    assert len(desk.register.entries(DAY)) == 2
    assert desk.register.doubts() == (doubt,)
    desk.register.decisions.answer(doubt.number, same=False)
    assert not desk.register.doubts()
    assert len(desk.register.entries(DAY)) == 2


def test_a_wrong_merge_is_taken_apart(desk: Desk, tmp_path: Path) -> None:
    rows = "市水务局,关于甲的通知,云府发〔2020〕1号,,,\n市水务局,关于乙的通知,云府发〔2020〕2号,,,\n"
    desk.register.taking.import_list(listed(tmp_path, rows))
    desk.register.decisions.merge(1, 2)
    (row,) = desk.register.entries(DAY)
    second = desk.register.entry(row.number).statements[1]
    desk.register.decisions.separate(row.number, second.number)
    assert [row.doc_number for row in desk.register.entries(DAY)] == ["云府发〔2020〕1号", "云府发〔2020〕2号"]
    with pytest.raises(RegisterRefused):
        desk.register.decisions.separate(1, desk.register.entry(1).statements[0].number)


def approve(desk: Desk, *record_ids: int) -> None:
    desk.mark(record_ids, Disclosure.ON_REQUEST)
    desk.approve(record_ids)


def test_an_open_reference_is_resolved_when_the_document_arrives(desk: Desk, tmp_path: Path) -> None:
    parsed = samples.issue()
    desk.store.add_source(parsed, samples.raw(parsed), "李")
    approve(desk, 1)
    assert desk.register.waiting().records == (1,)
    report = desk.register.taking.take_in_approved()
    assert (report.new, desk.register.waiting().count) == (1, 0)
    (reference,) = [one for one in desk.register.open_references() if one.reference.tie is Tie.REPEALS]
    assert reference.reference.number == "云政发〔2016〕9号"
    assert not desk.register.proposals()
    rows = "市信访局,云川市信访工作暂行规定,云政发[2016]9号,2016-05-01,2026-04-30,\n"
    desk.register.taking.import_list(listed(tmp_path, rows))
    assert not [one for one in desk.register.open_references() if one.reference.tie is Tie.REPEALS]
    (proposal,) = desk.register.proposals()
    assert proposal.source == reference.source
    picture = desk.register.picture(proposal.entry)
    assert {edge.tie for edge in picture.edges} == {Tie.REPEALS}
    assert len(desk.register.lineage(proposal.entry).nodes) == 2


def test_a_record_that_is_withdrawn_leaves_the_register_and_one_that_changed_is_renewed(desk: Desk) -> None:
    parsed = samples.issue()
    desk.store.add_source(parsed, samples.raw(parsed), "李")
    approve(desk, 1, 2)
    desk.register.taking.take_in_approved()
    every = RegisterQuery(in_register=None)
    assert len(desk.register.entries(DAY, every)) == 2
    desk.correct(1, "doc_number", "云政发〔2026〕8号")
    approve(desk, 1)
    desk.withdraw([2])
    assert desk.register.waiting().count == 2
    report = desk.register.taking.take_in_approved()
    assert (report.known, report.removed) == (1, 1)
    assert [row.doc_number for row in desk.register.entries(DAY, every)] == ["云政发〔2026〕8号"]


def test_a_document_with_a_secrecy_level_stays_out(desk: Desk) -> None:
    parsed = samples.issue()
    desk.store.add_source(parsed, samples.raw(parsed), "李")
    desk.correct(1, "secrecy", "秘密★1年")
    desk.store.apply(_approval(1), "李")
    assert desk.register.taking.take_in_approved().read == 0
    assert not desk.register.entries(DAY, RegisterQuery(in_register=None))


def test_a_document_that_turns_out_secret_leaves_with_its_catalogue(with_catalogue: Desk) -> None:
    desk = with_catalogue
    approve(desk, 1)
    desk.register.taking.take_in_approved()
    assert len(desk.register.entries(DAY)) == 58
    desk.correct(1, "secrecy", "秘密★1年")
    assert desk.register.taking.take_in_catalogues(1).read == 0
    desk.store.apply(_approval(1), "李")
    assert desk.register.taking.take_in_approved().removed == 59
    assert not desk.register.entries(DAY, RegisterQuery(in_register=None))


def test_an_entry_stays_that_another_record_joins_while_the_first_is_withdrawn(desk: Desk) -> None:
    parsed = samples.issue()
    desk.store.add_source(parsed, samples.raw(parsed), "李")
    approve(desk, 1)
    desk.register.taking.take_in_approved()
    for key in ("title", "doc_number"):
        desk.correct(2, key, desk.record(1).value(key))
    desk.withdraw([1])
    approve(desk, 2)
    report = desk.register.taking.take_in_approved()
    assert (report.joined, report.removed) == (1, 1)
    (row,) = desk.register.entries(DAY, RegisterQuery(in_register=None))
    assert [one.origin.record for one in desk.register.entry(row.number).statements] == [2]


def _approval(record_id: int) -> Step:
    changes = (Change(record_id, DISCLOSURE, None, "不予公开"), Change(record_id, STATUS, None, "已核准"))
    return Step(Verb.APPROVE, changes)


def test_a_field_is_set_by_a_person_and_given_back(with_catalogue: Desk) -> None:
    register = with_catalogue.register
    register.decisions.set_value(1, "validity", "长期有效")
    assert register.overview().validities[1].endless
    register.decisions.set_value(1, "validity", None)
    assert register.overview().validities[1].end == date(2028, 3, 31)
    with pytest.raises(RegisterRefused):
        register.decisions.set_value(1, "effective", "2023年2月30日")


def test_someone_elses_change_is_not_overwritten(with_catalogue: Desk) -> None:
    other = Desk(with_catalogue.store, "王远")
    with_catalogue.register.decisions.set_value(1, "remark", "甲")
    other.register.decisions.set_value(1, "remark", "乙")
    with pytest.raises(RegisterStale):
        with_catalogue.register.undo()


def test_rules_of_a_place_are_chosen_and_taken_back(desk: Desk, tmp_path: Path) -> None:
    desk.register.taking.import_list(listed(tmp_path, "市水务局,关于甲的办法,云府发〔2020〕1号,2020-03-01,,\n"))
    assert desk.register.entries(DAY)[0].end == date(2025, 2, 28)
    desk.register.choose_rules("yunchuan")
    assert desk.register.entries(DAY)[0].end == date(2023, 2, 28)
    desk.register.undo()
    assert desk.register.entries(DAY)[0].end == date(2025, 2, 28)


def test_rules_that_went_wrong_can_be_replaced(desk: Desk, tmp_path: Path) -> None:
    own_folder().mkdir(parents=True)
    mine = own_folder() / "本市.toml"
    mine.write_text((paths.resources() / "register" / "national.toml").read_text("utf-8"), "utf-8")
    desk.register.taking.import_list(listed(tmp_path, "市水务局,关于甲的办法,云府发〔2020〕1号,2020-03-01,,\n"))
    desk.register.choose_rules("本市")
    mine.write_text("name = 1\n", "utf-8")
    fresh = Desk(desk.store, "王远")
    with pytest.raises(RegisterRulesWrong):
        fresh.register.entries(DAY)
    fresh.register.choose_rules("national")
    assert len(fresh.register.entries(DAY)) == 1


def test_two_proposals_about_one_document_end_it_once(with_catalogue: Desk) -> None:
    register = with_catalogue.register
    first = register.proposals()[0]
    title = register.overview().titles[first.entry]
    register.taking.add({"title": f"关于废止《{title}》的决定", "written": "2025-01-01"})
    both = [one for one in register.proposals() if one.entry == first.entry]
    assert {one.since for one in both} == {"2025-01-01", "2026-02-06"}
    register.decisions.accept([one.key for one in both])
    ending = register.entry(first.entry).ending
    assert ending is not None
    assert ending.since == both[0].since
    assert not [one for one in register.proposals() if one.entry == first.entry]


def test_what_a_person_set_is_what_later_lists_are_matched_by(desk: Desk, tmp_path: Path) -> None:
    desk.register.taking.add({"title": "关于甲的办法"})
    desk.register.decisions.set_value(1, "doc_number", "云府发〔2020〕1号")
    report = desk.register.taking.import_list(listed(tmp_path, "市水务局,关于甲的办法,云府发[2020]1号,,,\n"))
    assert (report.joined, len(desk.register.entries(DAY))) == (1, 1)


def test_alarms_come_in_the_order_of_the_days(with_catalogue: Desk) -> None:
    rows = with_catalogue.register.alarms(DAY)
    assert [row.end for row in rows] == sorted(row.end for row in rows if row.end is not None)
    assert {row.state for row in rows} == {State.EXPIRING}
    assert all(row.standing.within in (1, 2, 6) for row in rows)
    assert len(with_catalogue.register.alarms(DAY, 2)) < len(rows)


def test_a_clean_up_goes_from_proposals_to_the_three_printed_lists(with_catalogue: Desk) -> None:
    campaigns = with_catalogue.register.campaigns
    campaign = campaigns.begin(DAY, "云川市人民政府")
    rows = campaigns.rows(campaign)
    assert {row.proposed.verdict for row in rows} == set(Verdict)
    assert all(row.proposed.reasons for row in rows)
    first = rows[0].entry
    campaigns.hear(campaign.number, {first: Opinion("市发展改革委", Verdict.AMEND, "办法已有调整")})
    assert [row.entry for row in campaigns.rows(campaigns.get(1)) if row.disputed] == [first]
    campaigns.adopt(campaign.number)
    assert first not in campaigns.get(1).decisions
    campaigns.decide(campaign.number, {first: Decision(Verdict.KEEP, "与起草单位商定")})
    lists = campaigns.lists(campaigns.get(1))
    assert [len(one.rows) for one in lists] == [33, 20, 5]
    printed = with_catalogue.record(1).document.tables
    for one, table in zip(lists, printed, strict=True):
        assert one.rows == table.cells[1:]
    checks = campaigns.check_announcement(campaigns.get(1), with_catalogue.text(1).text)
    assert [(check.told, check.agrees) for check in checks] == [(33, True), (20, True), (5, True)]
    campaigns.conclude(campaign.number, DAY, "《清理结果的通告》")
    assert not [row for row in with_catalogue.register.entries(DAY) if row.verdict == "废止" and not row.state.ended]


def test_figures_and_timeline_count_every_row(with_catalogue: Desk) -> None:
    overview = with_catalogue.register.overview()
    rows = overview.rows(DAY)
    counts, drafters = overview.figures(rows)
    assert sum(counts.values()) == sum(one.total for one in drafters) == 58
    months = overview.timeline(rows, DAY, 60)
    living = [row for row in rows if row.state.in_force and row.end is not None and row.end <= date(2031, 1, 31)]
    assert sum(len(month.entries) for month in months) == len(living)


@pytest.mark.parametrize("order", list(Order))
def test_every_order_shows_every_row_both_ways(with_catalogue: Desk, order: Order) -> None:
    register = with_catalogue.register
    up = [row.number for row in register.entries(DAY, RegisterQuery(order=order))]
    down = [row.number for row in register.entries(DAY, RegisterQuery(order=order, descending=True))]
    known = [n for n in up if order is not Order.END or register.overview().validities[n].end is not None]
    assert down[: len(known)] == known[::-1]
    assert sorted(up) == list(range(1, 59))


def test_rows_are_filtered_by_state_drafter_and_words(with_catalogue: Desk) -> None:
    register = with_catalogue.register
    assert len(register.entries(DAY, RegisterQuery(states=frozenset({State.EXPIRED})))) == 18
    found = register.entries(DAY, RegisterQuery(drafters=frozenset({"市公安局"}), text="通告 [2022]"))
    assert [row.doc_number for row in found] == ["云川府通〔2022〕5号"]


def test_a_file_that_is_no_list_is_refused_with_the_reason(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ListUnread) as told:
        desk.register.taking.import_list(listed(tmp_path, "甲,乙\n1,2\n", head=""))
    assert "标题或文号" in told.value.reason
    with pytest.raises(ListUnread):
        desk.register.taking.preview(listed(tmp_path, ""), {"没有的列": "标题"})


def test_a_document_is_entered_by_hand(desk: Desk) -> None:
    report = desk.register.taking.add({"title": "关于甲的办法", "effective": "2024年1月1日", "validity": "3年"})
    assert report.new == 1
    (row,) = desk.register.entries(DAY)
    assert row.end == date(2026, 12, 31)
    with pytest.raises(RegisterRefused):
        desk.register.taking.add({"drafter": "市水务局"})
