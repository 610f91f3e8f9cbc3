"""How well each drafting office proposes: the figures of the yearly evaluation (公文质量测评)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from desktop.domain.case import Case, Round, Route, Standing, Verdict

_DAY = 86_400.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """The figures of one drafting office. `days` is the median of days that a stage took, by the stage's key.

    `returned` counts 退文 and 不同意 by the key of the reason, "" where it is in words only; `overruled` the documents
    decided otherwise than proposed; `changed` those whose 公开属性 was changed later.
    """

    office: str
    documents: int
    decided: int
    returned: Mapping[str, int]
    overruled: int
    changed: int
    days: Mapping[str, float]


@dataclass(slots=True)
class _Count:
    documents: int = 0
    decided: int = 0
    overruled: int = 0
    changed: int = 0
    returned: Counter[str] = field(default_factory=Counter)
    days: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def figures(records: Iterable[tuple[Case, ...]], year: int | None = None) -> tuple[OfficeFigures, ...]:
    """Return the figures by drafting office, the busiest first. `records` are the cases of each document.

    With a `year`, only cases whose first proposal was handed in in it (local time).
    """
    counts: dict[str, _Count] = defaultdict(_Count)
    for cases in records:
        seen: set[str] = set()
        for case in cases:
            if year is not None and _local(case.rounds[0].at).year != year:
                continue
            office = case.last.proposal.lead_office.strip()
            _count(counts[office], case, is_first=office not in seen)
            seen.add(office)
    found = (_figures(office, count) for office, count in counts.items())
    return tuple(sorted(found, key=lambda one: (-one.documents, one.office)))


def years_of(records: Iterable[tuple[Case, ...]]) -> tuple[int, ...]:
    """Return the years (local time) in which cases began, the last first."""
    found = {_local(case.rounds[0].at).year for cases in records for case in cases}
    return tuple(sorted(found, reverse=True))


def _count(count: _Count, case: Case, is_first: bool) -> None:
    count.documents += is_first
    count.decided += case.standing is Standing.DECIDED and case.route is not Route.CHANGE
    count.changed += case.standing is Standing.DECIDED and case.route is Route.CHANGE
    count.overruled += case.standing is Standing.DECIDED and case.option != case.last.proposal.option
    for one in case.rounds:
        for opinion in one.opinions:
            if opinion.verdict is not Verdict.AGREE:
                count.returned[opinion.ground] += 1
        for stage, days in _days(one):
            count.days[stage].append(days)


def _days(one: Round) -> Iterator[tuple[str, float]]:
    """Yield each stage of a round with the days from when it was its turn until it spoke."""
    began = _local(one.at)
    for opinion in one.opinions:
        ended = _local(opinion.at)
        yield opinion.stage, max((ended - began).total_seconds() / _DAY, 0.0)
        began = ended


def _figures(office: str, count: _Count) -> OfficeFigures:
    days = {stage: round(median(values), 1) for stage, values in count.days.items()}
    returned = dict(count.returned.most_common())
    return OfficeFigures(office, count.documents, count.decided, returned, count.overruled, count.changed, days)


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()
