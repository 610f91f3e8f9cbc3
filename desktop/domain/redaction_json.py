"""The JSON of a plan, as its facet and the files of the command line keep it; strict reading names what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from desktop.domain.case import Evidence
from desktop.domain.edits import Json
from desktop.domain.finding import FindingKind
from desktop.domain.redaction import NO_PLAN, KeptFinding, PublicCopy, RedactionPlan, Removal
from desktop.domain.text import Span

_REMOVAL_KEYS = ("spans", "replacement", "kind", "reason")
_KEPT_KEYS = ("spans", "kind", "reason")
_KINDS = {kind.value: kind for kind in FindingKind}


class PlanFault(ValueError):
    """A plan makes no sense: `place` names where, as removals[2].spans[0], `reason` says in Chinese what is wrong."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place, self.reason = place, reason


def plan_to_json(plan: RedactionPlan) -> dict[str, Json]:
    """Return a plan as JSON."""
    return {
        "removals": [
            {
                "spans": _spans_to_json(removal.spans),
                "replacement": removal.replacement,
                "kind": removal.kind.value if removal.kind is not None else None,
                "reason": removal.reason,
            }
            for removal in plan.removals
        ],
        "kept": [
            {"spans": _spans_to_json(kept.spans), "kind": kept.kind.value, "reason": kept.reason} for kept in plan.kept
        ],
    }


def plan_from_json(data: Json) -> RedactionPlan:
    """Return the plan that `plan_to_json` wrote. Raises PlanFault for other data, and for a place removed twice."""
    top = _object(data, "", ("removals", "kept"))
    removals = tuple(_removal(one, f"removals[{at}]") for at, one in enumerate(_list(top["removals"], "removals")))
    kept = tuple(_kept(one, f"kept[{at}]") for at, one in enumerate(_list(top["kept"], "kept")))
    _check_apart(removals)
    return RedactionPlan(removals, kept)


def facet_to_json(plan: RedactionPlan) -> Json:
    """Return a plan as the JSON of its facet; None where nothing was decided."""
    return plan_to_json(plan) if plan != NO_PLAN else None


def facet_from_json(data: Json) -> RedactionPlan:
    """Return the plan of a facet. Raises ValueError for other data, and for a plan that decides nothing."""
    plan = plan_from_json(data) if data is not None else NO_PLAN
    if data is not None and facet_to_json(plan) != data:
        raise ValueError(f"no plan: {data!r}")
    return plan


def copies_to_json(copies: tuple[PublicCopy, ...]) -> Json:
    """Return public copies as the JSON of their facet."""
    told: list[Json] = [
        {
            "copy": [one.copy.name, one.copy.sha256],
            "proof": [one.proof.name, one.proof.sha256],
            "page": [one.page.name, one.page.sha256],
            "plan": one.plan,
            "at": one.at,
        }
        for one in copies
    ]
    return told or None


def copies_from_json(data: Json) -> tuple[PublicCopy, ...]:
    """Return the public copies of a facet. Raises ValueError for other data."""
    if data is None:
        return ()
    try:
        copies = tuple(_copy(one) for one in _list(data, "copies"))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no copies: {data!r}") from error
    if copies_to_json(copies) != data:
        raise ValueError(f"no copies: {data!r}")
    return copies


def _copy(data: Any) -> PublicCopy:
    files = [Evidence(*(_text(part, key) for part in data[key])) for key in ("copy", "proof", "page")]
    return PublicCopy(files[0], files[1], files[2], _text(data["plan"], "plan"), _text(data["at"], "at"))


def _removal(data: Any, place: str) -> Removal:
    found = _object(data, place, _REMOVAL_KEYS)
    kind = found["kind"]
    return Removal(
        _spans(found["spans"], f"{place}.spans"),
        _printed(found["replacement"], f"{place}.replacement"),
        _kind(kind, f"{place}.kind") if kind is not None else None,
        _text(found["reason"], f"{place}.reason"),
    )


def _kept(data: Any, place: str) -> KeptFinding:
    found = _object(data, place, _KEPT_KEYS)
    reason = _text(found["reason"], f"{place}.reason")
    if not reason.strip():
        raise PlanFault(f"{place}.reason", "没有写可以公开的理由")
    return KeptFinding(_spans(found["spans"], f"{place}.spans"), _kind(found["kind"], f"{place}.kind"), reason)


def _check_apart(removals: tuple[Removal, ...]) -> None:
    """Refuse two removals of one code point."""
    ordered = sorted((span, number) for number, removal in enumerate(removals) for span in removal.spans)
    for (before, _), (span, number) in pairwise(ordered):
        if span.start < before.end:
            raise PlanFault(f"removals[{number}].spans", f"从 {span.start} 起与另一处删减重叠")


def _spans(data: Any, place: str) -> tuple[Span, ...]:
    spans = tuple(_span(one, f"{place}[{at}]") for at, one in enumerate(_list(data, place)))
    if not spans:
        raise PlanFault(place, "没有写位置")
    for at, (one, other) in enumerate(pairwise(spans), 1):
        if other.start < one.end:
            raise PlanFault(f"{place}[{at}]", "各段要按先后排列，不能重叠")
    return spans


def _span(data: Any, place: str) -> Span:
    if not isinstance(data, list) or len(data) != 2 or not all(type(one) is int for one in data):
        raise PlanFault(place, "位置要写成 [起, 止] 两个整数")
    start, end = data
    if not 0 <= start < end:
        raise PlanFault(place, f"起 {start} 要小于止 {end}，且不小于 0")
    return Span(start, end)


def _kind(data: Any, place: str) -> FindingKind:
    kind = _KINDS.get(data) if isinstance(data, str) else None
    if kind is None:
        raise PlanFault(place, f"不认识类别 {data!r}，只能是：{'、'.join(_KINDS)}")
    return kind


def _object(data: Any, place: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
    where = place or "方案"
    if not isinstance(data, dict):
        raise PlanFault(where, "应是一个对象 { }")
    missing = next((key for key in keys if key not in data), None)
    if missing is not None:
        raise PlanFault(where, f"缺少 {missing}")
    unknown = next((key for key in data if key not in keys), None)
    if unknown is not None:
        raise PlanFault(where, f"不认识 {unknown}")
    return data


def _list(data: Any, place: str) -> list[Any]:
    if not isinstance(data, list):
        raise PlanFault(place, "应是一列 [ ]")
    return data


def _text(data: Any, place: str) -> str:
    if not isinstance(data, str):
        raise PlanFault(place, "应是文字")
    return data


def _printed(data: Any, place: str) -> str:
    text = _text(data, place)
    if not all(sign.isprintable() or sign == "\u3000" for sign in text):
        raise PlanFault(place, "只能是一行可以印出的文字")
    return text


def _spans_to_json(spans: tuple[Span, ...]) -> list[Json]:
    return [[span.start, span.end] for span in spans]
