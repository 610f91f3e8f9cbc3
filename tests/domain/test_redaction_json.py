"""The JSON of a plan: lossless, and strict where it makes no sense."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case import Evidence
from desktop.domain.finding import FindingKind
from desktop.domain.redaction import NO_PLAN, KeptFinding, PublicCopy, RedactionPlan, Removal
from desktop.domain.redaction_json import (
    PlanFault,
    copies_from_json,
    copies_to_json,
    facet_from_json,
    facet_to_json,
    plan_from_json,
    plan_to_json,
)
from desktop.domain.text import Span

GOOD: dict[str, Any] = {
    "removals": [{"spans": [[1, 3], [5, 6]], "replacement": "●●●", "kind": "mobile", "reason": "手机"}],
    "kept": [{"spans": [[8, 9]], "kind": "phone", "reason": "值班电话"}],
}


@st.composite
def plans(draw: st.DrawFn) -> RedactionPlan:
    bounds = sorted(draw(st.sets(st.integers(0, 200), max_size=12)))
    spans = [Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=False)]
    kinds = st.sampled_from(list(FindingKind))
    removals = tuple(Removal((span,), draw(st.sampled_from(["", "●●●", "138****8000"])), draw(kinds)) for span in spans)
    kept = tuple(KeptFinding((Span(300, 301),), draw(kinds), "理由") for _ in range(draw(st.integers(0, 1))))
    return RedactionPlan(removals, kept)


@given(plans())
def test_plan_comes_back_as_it_was(plan: RedactionPlan) -> None:
    assert plan_from_json(plan_to_json(plan)) == plan
    assert facet_from_json(facet_to_json(plan)) == plan


def test_empty_plan_has_no_facet() -> None:
    assert facet_to_json(NO_PLAN) is None
    with pytest.raises(ValueError, match="no plan"):
        facet_from_json({"removals": [], "kept": []})


FAULTS = [
    ([], "方案", "对象"),
    ({"removals": []}, "方案", "缺少 kept"),
    (GOOD | {"extra": 1}, "方案", "不认识 extra"),
    (GOOD | {"removals": 3}, "removals", "一列"),
    (GOOD | {"removals": [{**GOOD["removals"][0], "spans": []}]}, "removals[0].spans", "没有写位置"),
    (GOOD | {"removals": [{**GOOD["removals"][0], "spans": [[3, 3]]}]}, "removals[0].spans[0]", "小于"),
    (GOOD | {"removals": [{**GOOD["removals"][0], "spans": [[1, "3"]]}]}, "removals[0].spans[0]", "两个整数"),
    (GOOD | {"removals": [{**GOOD["removals"][0], "spans": [[1, True]]}]}, "removals[0].spans[0]", "两个整数"),
    (GOOD | {"removals": [{**GOOD["removals"][0], "spans": [[5, 6], [1, 3]]}]}, "removals[0].spans[1]", "先后"),
    (GOOD | {"removals": GOOD["removals"] * 2}, "removals[1].spans", "重叠"),
    (GOOD | {"removals": [{**GOOD["removals"][0], "kind": "phones"}]}, "removals[0].kind", "phones"),
    (GOOD | {"removals": [{**GOOD["removals"][0], "replacement": "甲\n乙"}]}, "removals[0].replacement", "一行"),
    (GOOD | {"removals": [{**GOOD["removals"][0], "replacement": None}]}, "removals[0].replacement", "文字"),
    (GOOD | {"kept": [{**GOOD["kept"][0], "reason": " "}]}, "kept[0].reason", "理由"),
    (GOOD | {"kept": [{**GOOD["kept"][0], "kind": None}]}, "kept[0].kind", "不认识"),
]


@pytest.mark.parametrize(("data", "place", "reason"), FAULTS, ids=[f"{place}-{reason}" for _, place, reason in FAULTS])
def test_plan_that_makes_no_sense_is_named_by_its_place(data: Any, place: str, reason: str) -> None:
    with pytest.raises(PlanFault) as caught:
        plan_from_json(data)
    assert caught.value.place == place
    assert reason in caught.value.reason


def test_copies_come_back_as_they_were() -> None:
    files = [Evidence(name, name * 32) for name in ("ab", "cd", "ef")]
    copies = (PublicCopy(*files, "12" * 32, "2026-01-05T08:00:00+00:00"),)
    assert copies_from_json(copies_to_json(copies)) == copies
    assert copies_to_json(()) is None
    told: Any = copies_to_json(copies)
    broken: list[Any] = [[], [{}], [{**told[0], "at": 1}], 3]
    for data in broken:
        with pytest.raises(ValueError, match=r"cop|copies|应是"):
            copies_from_json(data)
