"""What a signature holds fast: cases only grow, and a document that was signed for stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.case import Case, Standing
from desktop.domain.case_json import case_from_json
from desktop.domain.edits import EXAMINED, PUBLISHED, STATUS, Change, Json, case_facet, case_number, is_remark
from desktop.domain.errors import RecordSigned

Facets = Mapping[str, Json]


def cases_of(facets: Mapping[str, Json]) -> tuple[Case, ...]:
    """Return the cases of a record in their order."""
    numbered = sorted((number, facet) for facet in facets if (number := case_number(facet)) is not None)
    return tuple(case_from_json(facets[facet]) for _, facet in numbered)


def check(before: Mapping[int, Facets], after: Mapping[int, Facets], changes: Sequence[Change]) -> None:
    """Refuse changes that a signature forbids, record by record.

    Raises RecordSigned where the document of a signed case would become another; ValueError where a case would lose
    what was said in it, or begin before the one before it has ended.
    """
    for record_id in {change.record_id for change in changes}:
        facets = [change.facet for change in changes if change.record_id == record_id]
        known, following = cases_of(before[record_id]), cases_of(after[record_id])
        grown = dict(before[record_id])
        touches_case = any(case_number(facet) is not None for facet in facets)
        for change in changes:
            if change.record_id == record_id and case_number(change.facet) is not None:
                so_far = cases_of(grown)
                grown = _with(grown, change)
                _check_growth(grown, so_far, cases_of(grown))
        signed = bool(known) and known[-1].is_signed and bool(following) and following[-1].is_signed
        if signed and not touches_case and any(_is_held(facet) for facet in facets):
            raise RecordSigned(record_id)


def _with(facets: Facets, change: Change) -> dict[str, Json]:
    others = {facet: value for facet, value in facets.items() if facet != change.facet}
    return others if change.after is None else {**others, change.facet: change.after}


def _is_held(facet: str) -> bool:
    """Tell whether a signature holds a facet. The decision itself may set what it decides, together with its case."""
    return facet not in (STATUS, PUBLISHED, EXAMINED) and not is_remark(facet)


def _check_growth(facets: Facets, known: tuple[Case, ...], following: tuple[Case, ...]) -> None:
    if any(case_facet(number) not in facets for number in range(1, len(following) + 1)):
        raise ValueError("cases are not numbered from 1 on")
    taken_back = len(following) == len(known) - 1 and known[:-1] == following and _is_fresh(known[-1])
    if taken_back:
        return
    if len(following) == len(known) + 1:
        if known != following[:-1] or not _is_fresh(following[-1]):
            raise ValueError("a new case begins with its first proposal and leaves the others alone")
        if known and known[-1].standing is Standing.PENDING:
            raise ValueError("the case before is still open")
    elif len(following) != len(known) or known[:-1] != following[:-1] or not _goes_on(known[-1], following[-1]):
        raise ValueError("a case may only grow")


def _is_fresh(case: Case) -> bool:
    return len(case.rounds) == 1 and not case.last.opinions


def _goes_on(before: Case, after: Case) -> bool:
    """Tell whether a case grew by one opinion or one round, or was taken back by a round that nobody had answered."""
    if (before.route, before.book, before.stages) != (after.route, after.book, after.stages):
        return False
    said, unsaid = after.last.opinions, before.last.opinions
    if before.standing is Standing.PENDING and said and after == before.with_opinion(said[-1]):
        return True
    if before.standing is Standing.RETURNED:
        return not said and after == before.proposed_anew(after.last)
    return after.standing is Standing.RETURNED and not unsaid and before == after.proposed_anew(before.last)
