"""From when and until when a document is in force: each rule with its words, and what holds on every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.register import validity as rule
from desktop.register.calendar import add_months, last_day, last_day_of
from desktop.register.comparing import differing
from desktop.register.entry import Ending, EndKind, Entry, Origin, OriginKind, Restart, Said, Statement
from desktop.register.rules import rules
from desktop.register.state import State, alarm, standing
from desktop.register.validity import Validity, judge, values_of

NATIONAL = rules()
DAYS = st.dates(date(1980, 1, 1), date(2150, 12, 31))


def entry(**said: str | Said) -> Entry:
    """Return an entry that one list speaks of."""
    told = {key: one if isinstance(one, Said) else Said(one, one) for key, one in said.items()}
    return Entry(1, (Statement(1, Origin(OriginKind.LIST, "清单", row=2), told),))


def judged(restart: Restart | None = None, key: str = "national", **said: str | Said) -> Validity:
    found = rules(key)
    return judge(values_of(entry(**said), found), found, restart)


CASES = [
    ("a stated end", {"effective": "2018-10-31", "validity": "2023-10-30"}, "2023-10-30", rule.STATED_END),
    ("a stated term", {"effective": "2018-10-31", "validity": "P5Y"}, "2023-10-30", rule.STATED_TERM),
    ("months", {"effective": "2024-01-31", "validity": "P13M"}, "2025-02-28", rule.STATED_TERM),
    ("days", {"effective": "2024-01-01", "validity": "P90D"}, "2024-03-30", rule.STATED_TERM),
    ("a leap day", {"effective": "2020-02-29", "validity": "P5Y"}, "2025-02-28", rule.STATED_TERM),
    ("a leap day of a leap year", {"effective": "2020-02-29", "validity": "P4Y"}, "2024-02-28", rule.STATED_TERM),
    ("silent: five years", {"effective": "2018-03-01", "title": "关于甲的办法"}, "2023-02-28", "没有写明有效期"),
    ("暂行: two years", {"effective": "2018-03-01", "title": "甲管理暂行办法"}, "2020-02-29", "暂行、试行"),
    ("试行: two years", {"effective": "2019-03-01", "title": "甲办法（试行）的通知"}, "2021-02-28", "暂行、试行"),
    ("通告: one year", {"effective": "2020-07-06", "title": "关于甲的通告"}, "2021-07-05", "通告"),
    ("a stated term of a 通告", {"effective": "2020-07-06", "validity": "P5Y", "title": "通告"}, "2025-07-05", "写明"),
    ("in force from issue", {"effective": "issue", "written": "2020-01-10"}, "2025-01-09", "没有写明有效期"),
    ("from publication before writing", {"effective": "issue", "written": "2020-01-10", "published": "2020-02-01"},
     "2025-01-31", "没有写明有效期"),
    ("30 days after", {"effective": "issue+30", "published": "2024-01-01"}, "2029-01-31", "没有写明有效期"),
    ("no start at all: as written", {"written": "2020-05-01"}, "2025-04-30", "没有写明有效期"),
    ("an end without a start", {"expiry": "2025-04-30"}, "2025-04-30", rule.STATED_END),
]  # fmt: skip


@pytest.mark.parametrize(("said", "end", "ruled"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_end_follows_from_the_rule_that_holds(said: dict[str, str], end: str, ruled: str) -> None:
    found = judged(**said)
    assert found.end == date.fromisoformat(end)
    assert found.end_ground is not None
    assert ruled in found.end_ground.rule
    assert not found.doubts


def test_the_day_after_thirty_days_is_reckoned_as_the_place_does() -> None:
    said = {"effective": "issue+30", "published": "2024-01-01", "title": "甲"}
    assert judged(**said).start == date(2024, 2, 1)
    assert judged(key="yunchuan", **said).start == date(2024, 1, 31)


def test_a_place_may_know_other_terms() -> None:
    said = {"effective": "2020-01-01", "title": "关于甲的通告"}
    assert judged(**said).end == date(2020, 12, 31)
    assert judged(key="yunchuan", **said).end == date(2022, 12, 31)


def test_every_day_names_its_rule_and_words() -> None:
    found = judged(
        effective=Said("issue", "自印发之日起施行"), written=Said("2020-01-10", "2020年1月10日"), title="甲试行办法"
    )
    assert found.start_ground is not None
    assert found.start_ground.rule == rule.ON_ISSUE_START
    assert found.start_ground.words == "自印发之日起施行；成文日期 2020年1月10日"
    assert found.end_ground is not None
    assert found.end_ground.words == "甲试行办法"
    assert found.end_ground.cited


def test_endless_has_no_end_and_is_in_force() -> None:
    found = judged(effective="2015-12-01", validity=Said("endless", "长期有效"))
    assert found.endless
    assert found.end is None
    assert standing(found, None, date(2100, 1, 1), NATIONAL.alarms).state is State.IN_FORCE


def test_an_end_that_no_calendar_tells_is_left_to_a_person() -> None:
    found = judged(effective="2020-02-09", validity=Said("event", "至指挥部撤销"))
    assert found.event
    assert found.doubts
    assert standing(found, None, date(2023, 5, 4), NATIONAL.alarms).state is State.UNKNOWN


@pytest.mark.parametrize("field", ["validity", "expiry"])
def test_an_end_that_cannot_be_read_is_not_taken_for_silence(field: str) -> None:
    found = judged(effective="2018-01-01", title="甲办法", **{field: Said("", "2023年2月30日", "不是存在的日期")})
    assert found.end is None
    assert found.doubts == ("不是存在的日期",)
    assert standing(found, None, date(2026, 1, 1), NATIONAL.alarms).state is State.UNKNOWN


def test_a_start_that_cannot_be_read_is_not_replaced_by_another_day() -> None:
    found = judged(effective=Said("", "2018年13月1日", "不是存在的日期"), written="2018-01-01", title="甲办法")
    assert found.start is None
    assert found.end is None


def test_an_end_before_the_start_is_doubtful() -> None:
    found = judged(effective="2024-01-01", validity="2023-01-01")
    assert found.end is None
    assert "早于" in found.doubts[0]


def test_a_stated_term_longer_than_the_rules_allow_is_doubtful_and_counts() -> None:
    found = judged(effective="2020-01-01", validity="P5Y", title="甲暂行办法")
    assert found.end == date(2024, 12, 31)
    assert "长于规则" in found.doubts[0]


def test_a_stated_end_that_a_stated_term_does_not_lead_to_is_doubtful() -> None:
    found = judged(effective="2020-01-01", validity="P5Y", expiry="2026-12-31", title="甲办法")
    assert found.end == date(2026, 12, 31)
    assert "不一致" in found.doubts[0]
    assert not judged(effective="2020-01-01", validity="P5Y", expiry="2024-12-31", title="甲办法").doubts


def spoken(*sources: tuple[OriginKind, dict[str, str]]) -> Entry:
    """Return an entry of several sources."""
    statements = (
        Statement(number, Origin(kind, "甲", row=number), {key: Said(one, one) for key, one in said.items()})
        for number, (kind, said) in enumerate(sources, 1)
    )
    return Entry(1, tuple(statements))


def test_the_end_is_that_of_the_more_trusted_source_in_whichever_column_it_stands() -> None:
    entry = spoken(
        (OriginKind.CATALOGUE, {"effective": "2020-01-01", "validity": "2024-12-31"}),
        (OriginKind.LIST, {"effective": "2020-01-01", "expiry": "2026-12-31"}),
    )
    assert judge(values_of(entry, NATIONAL), NATIONAL).end == date(2024, 12, 31)
    assert [said.value for _, said in differing(entry)["validity"]] == ["2024-12-31", "2026-12-31"]


SAME = [
    ({"effective": "issue", "written": "2020-01-10"}, {"effective": "2020-01-10"}),
    ({"title": "关于印发《甲办法》的通知"}, {"title": "关于印发甲办法的通知"}),
    ({"validity": "P5Y", "effective": "2020-01-01"}, {"validity": "2024-12-31", "effective": "2020-01-01"}),
    ({"validity": "2024-12-31"}, {"expiry": "2024-12-31"}),
    ({"remark": "甲"}, {"remark": "乙"}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_sources_that_say_the_same_in_other_words_do_not_differ(one: dict[str, str], other: dict[str, str]) -> None:
    assert not differing(spoken((OriginKind.RECORD, one), (OriginKind.LIST, other)))


def test_verdicts_of_other_days_do_not_differ() -> None:
    def told(day: str, verdict: str) -> Statement:
        said = {"verdict": Said(verdict, verdict)}
        return Statement(int(day[:4]), Origin(OriginKind.CATALOGUE, "甲", day, record=int(day[:4])), said)

    assert not differing(Entry(1, (told("2020-01-01", "继续有效"), told("2023-01-01", "失效"))))
    assert differing(Entry(1, (told("2020-01-01", "继续有效"), told("2020-01-01", "失效"))))


def test_an_amended_document_runs_anew() -> None:
    restart = Restart("2023-06-01", "《修改决定》")
    assert judged(restart, effective="2020-01-01", validity="P3Y").end == date(2026, 5, 31)
    assert judged(restart, effective="2020-01-01", validity="2022-12-31").end == date(2026, 5, 31)
    silent = judged(restart, effective="2020-01-01", title="甲办法")
    assert silent.end == date(2028, 5, 31)
    assert silent.end_ground is not None
    assert rule.RESTARTED in silent.end_ground.rule
    assert silent.start == date(2020, 1, 1)


@given(DAYS, st.integers(1, 240))
def test_a_term_ends_the_day_before_it_would_begin_again(start: date, months: int) -> None:
    end = last_day(start, months)
    again = end + timedelta(days=1)
    assert (again.year - start.year) * 12 + again.month - start.month in (months, months + (again.day == 1))
    assert again.day == start.day or again.day == 1
    assert last_day(start, months) < last_day(start, months + 1)


@given(DAYS, st.integers(0, 240), st.integers(0, 240))
def test_months_add_up_in_order(day: date, more: int, yet_more: int) -> None:
    assert add_months(day, more) <= add_months(day, more + yet_more)
    assert add_months(day, 0) == day


@given(DAYS, st.integers(1, 30))
def test_years_are_twelve_months_each(day: date, years: int) -> None:
    assert last_day_of(day, f"P{years}Y") == last_day_of(day, f"P{years * 12}M")


@given(DAYS, DAYS, DAYS)
def test_the_states_follow_each_other_once(start: date, end: date, day: date) -> None:
    found = judged(effective=start.isoformat(), validity=end.isoformat())
    if end < start:
        assert standing(found, None, day, NATIONAL.alarms).state in (State.UNKNOWN, State.NOT_YET)
        return
    order = [State.NOT_YET, State.IN_FORCE, State.EXPIRING, State.EXPIRED]
    later = day + timedelta(days=40)
    ranks = [order.index(standing(found, None, one, NATIONAL.alarms).state) for one in (day, later)]
    assert ranks == sorted(ranks)
    state = standing(found, None, day, NATIONAL.alarms).state
    assert state.in_force is (start <= day <= end)
    assert state.ended is (day > end)


@given(DAYS, st.integers(0, 400))
def test_alarms_grow_shorter_as_the_end_comes_near(end: date, before: int) -> None:
    day = end - timedelta(days=before)
    found = alarm(end, day, NATIONAL.alarms)
    nearer = alarm(end, day + timedelta(days=min(before, 7)), NATIONAL.alarms)
    assert found is None or (nearer is not None and nearer <= found)
    if before <= 28:
        assert found == 1
    if before > 184:
        assert found is None


@given(DAYS, DAYS)
def test_a_repeal_holds_from_its_day_on_whatever_the_days_say(since: date, day: date) -> None:
    found = judged(effective="1990-01-01", validity="endless")
    ending = Ending(EndKind.REPEALED, since.isoformat(), "《甲》")
    state = standing(found, ending, day, NATIONAL.alarms).state
    assert (state is State.REPEALED) is (day >= since)


KEYS = ("effective", "expiry", "validity", "written", "published", "title")
ODD = ("", "2020-02-29", "9999-12-31", "0001-01-01", "issue", "issue+30", "P9999Y", "P999M", "endless", "event", "P0Y",
       "甲暂行办法", "关于甲的通告")  # fmt: skip


@example({"effective": "issue+30", "written": "9999-12-31"})
@example({"effective": "2020-02-29", "expiry": "9999-12-31"})
@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(ODD)))
def test_whatever_sources_say_is_judged_without_a_fault(said: dict[str, str]) -> None:
    told = {key: Said(value, value or "看不清", "" if value else "看不清") for key, value in said.items()}
    found = judged(**told)
    for day in (date.min, date(2020, 3, 1), date.max):
        assert standing(found, None, day, NATIONAL.alarms).words
    judged(Restart("2020-01-01", "《甲》"), **told)
