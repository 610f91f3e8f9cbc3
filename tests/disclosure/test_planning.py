"""A plan while it is made, the public text that follows from it, and the way back to the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.disclosure.planning import (
    FindingState,
    decided,
    effective,
    merged,
    subtract,
    with_kept,
    with_removals,
    without,
)
from desktop.disclosure.redacting import NOTE, Note, note_for, public_text, removed_spans
from desktop.domain.finding import Advice, Finding, FindingKind
from desktop.domain.redaction import NO_PLAN, KeptFinding, RedactionPlan, Removal
from desktop.domain.text import Span

TEXT = "标题\n第一条 甲乙。\n第二条 丙丁。\n联系人：王明，13800138000。\n王明\t0999\n2026年1月5日\n"
WHOLE = Span(0, len(TEXT))
SPANS = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 60), st.integers(1, 20))
REMOVALS = st.lists(st.builds(lambda span, said: Removal((span,), said), SPANS, st.sampled_from(["", "●"])), max_size=8)


def at(words: str, start: int = 0) -> Span:
    found = TEXT.index(words, start)
    return Span(found, found + len(words))


def finding(span: Span, kind: FindingKind = FindingKind.MOBILE, advice: Advice = Advice.MASK) -> Finding:
    return Finding(kind, TEXT[span.start : span.end], (span,), "形式", advice)


@given(REMOVALS)
def test_no_code_point_is_removed_twice_and_none_is_forgotten(removals: list[Removal]) -> None:
    plan = with_removals(NO_PLAN, removals)
    wanted = {offset for removal in removals for span in removal.spans for offset in range(span.start, span.end)}
    gone = [offset for removal in plan.removals for span in removal.spans for offset in range(span.start, span.end)]
    assert len(gone) == len(set(gone))
    assert set(gone) == wanted
    assert with_removals(plan, removals) == plan or {*gone} == wanted


@given(REMOVALS)
def test_public_text_is_the_source_without_what_is_removed(removals: list[Removal]) -> None:
    plan = with_removals(NO_PLAN, removals)
    public = public_text(TEXT, WHOLE, plan)
    gone = {offset for span in removed_spans(TEXT, plan, WHOLE) for offset in range(span.start, span.end)}
    kept = "".join(piece.text for piece in public.pieces if piece.kept)
    expected = "".join(sign for offset, sign in enumerate(TEXT) if offset not in gone)
    assert "".join(kept.split()) == "".join(expected.split())
    assert kept.count("\t") == TEXT.count("\t")
    for offset, sign in enumerate(public.text):
        source = public.source_offset(offset)
        if source not in gone and public.public_offset(source) == offset:
            assert TEXT[source] == sign


def test_line_that_loses_everything_goes_with_its_break() -> None:
    plan = with_removals(NO_PLAN, [Removal((Span(at("第一条").start, at("丙丁。").end),), "")])
    assert public_text(TEXT, WHOLE, plan).text.startswith("标题\n联系人")
    masked = with_removals(NO_PLAN, [Removal((at("第一条 甲乙。"),), "●●●")])
    assert public_text(TEXT, WHOLE, masked).text.startswith("标题\n●●●\n第二条")


def test_edges_of_cells_stay() -> None:
    plan = with_removals(NO_PLAN, [Removal((at("王明\t0999"),), "●")])
    assert "●\t\n" in public_text(TEXT, WHOLE, plan).text


def test_note_stands_under_the_date() -> None:
    plan = with_removals(NO_PLAN, [Removal((at("王明"),), "王●")])
    note = note_for(TEXT, WHOLE, plan, [at("2026年1月5日")], has_note=False)
    assert note is not None
    assert public_text(TEXT, WHOLE, plan, [note]).text.endswith(f"2026年1月5日\n{NOTE}\n")
    assert note_for(TEXT, WHOLE, plan, [], has_note=True) is None
    assert note_for(TEXT, WHOLE, NO_PLAN, [at("2026年1月5日")], has_note=False) is None
    assert note_for(TEXT, WHOLE, plan, [], has_note=False) == Note(Span(len(TEXT) - 1, len(TEXT) - 1))


def test_larger_removal_takes_up_what_it_covers() -> None:
    inner, outer = Removal((at("王明"),), "王●"), Removal((at("联系人：王明，13800138000。"),), "")
    assert with_removals(NO_PLAN, [inner, outer]).removals == (outer,)
    assert with_removals(NO_PLAN, [outer, inner]).removals == (outer,)


def test_finding_is_open_removed_or_kept() -> None:
    number, name = finding(at("13800138000")), finding(at("王明"), FindingKind.MINOR)
    plan = with_removals(NO_PLAN, [Removal(number.spans, "138****8000", number.kind, "手机")])
    plan = with_kept(plan, [KeptFinding(name.spans, name.kind, "本人同意")])
    states = decided([number, name, finding(at("0999"))], plan)
    assert [one.state for one in states] == [FindingState.REMOVED, FindingState.KEPT, FindingState.OPEN]
    assert (states[0].replacement, states[1].reason) == ("138****8000", "本人同意")


def test_finding_removed_in_part_is_open() -> None:
    plan = with_removals(NO_PLAN, [Removal((at("1380013"),), "●")])
    assert decided([finding(at("13800138000"))], plan)[0].state is FindingState.OPEN


def test_finding_advised_to_stay_asks_nobody() -> None:
    assert not decided([finding(at("0999"), FindingKind.PHONE, Advice.KEEP)], NO_PLAN)[0].is_open
    assert decided([finding(at("0999"), FindingKind.PHONE, Advice.ASK)], NO_PLAN)[0].is_open


def test_keeping_a_removed_finding_takes_its_removal_back() -> None:
    number = finding(at("13800138000"))
    plan = with_removals(NO_PLAN, [Removal(number.spans, "●", number.kind)])
    kept = with_kept(plan, [KeptFinding(number.spans, number.kind, "值班手机")])
    assert kept == RedactionPlan((), (KeptFinding(number.spans, number.kind, "值班手机"),))
    assert with_removals(kept, plan.removals) == plan
    assert without(kept, at("13800138000")) == NO_PLAN


def test_finding_in_a_removed_passage_cannot_be_kept() -> None:
    plan = with_removals(NO_PLAN, [Removal((at("联系人：王明，13800138000。"),), "")])
    assert with_kept(plan, [KeptFinding((at("13800138000"),), FindingKind.MOBILE, "理由")]) == plan


def test_plans_of_one_source_become_one() -> None:
    one = with_removals(NO_PLAN, [Removal((at("王明"),), "王●")])
    other = with_removals(NO_PLAN, [Removal((at("联系人：王明"),), ""), Removal((at("0999"),), "●")])
    assert merged([one, other]) == other
    assert merged([]) == NO_PLAN
    assert effective({1: one, 2: other}, 1, Span(0, 10)) == one
    assert effective({1: one, 2: other}, 1, at("王明")).removals == (other.removals[0],)


@given(st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=4))
def test_subtracting_leaves_exactly_the_rest(spans: list[Span], others: list[Span]) -> None:
    def points(several: object) -> set[int]:
        return {offset for span in several for offset in range(span.start, span.end)}  # type: ignore[attr-defined]

    assert points(subtract(spans, others)) == points(spans) - points(others)


def test_many_removals_are_put_in_without_delay() -> None:
    removals = [Removal((Span(number * 20, number * 20 + 11),), "●") for number in range(5_000)]
    plan = with_removals(with_removals(NO_PLAN, removals[::2]), removals)
    assert len(plan.removals) == 5_000
