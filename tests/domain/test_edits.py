"""Steps and their inverses, and the JSON of facets."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import (
    Change,
    Step,
    Verb,
    cell_facet,
    cell_place,
    facet_key,
    field_facet,
    ignored_anomaly,
    ignored_facet,
    note_facet,
    noted_key,
)
from desktop.domain.facets import (
    check_facet,
    correction_from_json,
    correction_to_json,
    disclosure_from_json,
    disclosure_to_json,
    status_from_json,
    status_to_json,
)
from desktop.domain.fields import Repeal
from desktop.domain.record import Correction, Status
from desktop.domain.text import Span

STEP = Step(Verb.MARK, (Change(1, "disclosure", None, "主动公开"), Change(1, "status", "已核准", None)))


def test_inverse_goes_backwards() -> None:
    assert STEP.inverse() == Step(
        Verb.UNDO, (Change(1, "status", None, "已核准"), Change(1, "disclosure", "主动公开", None))
    )


def test_inverse_of_the_inverse_is_the_step() -> None:
    assert STEP.inverse().inverse(Verb.MARK) == STEP


def test_field_facets_name_their_field() -> None:
    assert facet_key(field_facet("title")) == "title"
    assert facet_key("status") is None


@pytest.mark.parametrize(
    ("key", "correction"),
    [
        ("title", None),
        ("title", Correction(None)),
        ("title", Correction("甲", (Span(0, 1), Span(3, 4)))),
        ("normative", Correction(False)),
        ("repeals", Correction((Repeal("甲", None),))),
    ],
)
def test_correction_comes_back(key: str, correction: Correction | None) -> None:
    assert correction_from_json(key, correction_to_json(correction)) == correction


@pytest.mark.parametrize(
    ("facet", "data"),
    [
        ("tags", ["乙", "甲"]),
        ("note", "看第三页"),
        ("note:title", "以红头为准"),
        ("dropped", "不是公文"),
        ("ignored:number-gap-1", "原文如此"),
        ("cell:7:0:12", ""),
        ("claims", {"source": 1, "digest": "0"}),
        ("claims", None),
    ],
)
def test_facet_that_can_be_is_taken(facet: str, data: Any) -> None:
    check_facet(facet, data)


def test_cells_and_notes_and_ignored_anomalies_name_their_place() -> None:
    assert cell_place(cell_facet(7, 0, 12)) == (7, 0, 12)
    assert cell_place("cell:-1:0:0") is None
    assert noted_key(note_facet("title")) == "title"
    assert noted_key(note_facet(None)) is None
    assert ignored_anomaly(ignored_facet("number-gap-1")) == "number-gap-1"


def test_decisions_come_back() -> None:
    for disclosure in (*Disclosure, None):
        assert disclosure_from_json(disclosure_to_json(disclosure)) is disclosure
    for status in Status:
        assert status_from_json(status_to_json(status)) is status


@pytest.mark.parametrize(
    ("facet", "data"),
    [
        ("field:title", 3),
        ("field:title", {"value": "甲"}),
        ("field:title", {"value": "甲", "spans": None}),
        ("field:title", {"value": "甲", "spans": [], "more": 1}),
        ("field:repeals", {"value": [{}], "spans": []}),
        ("field:none", None),
        ("title", None),
        ("disclosure", "公开"),
        ("status", "待核"),
        ("status", True),
        ("tags", []),
        ("tags", ["乙", "乙"]),
        ("tags", [" "]),
        ("note", ""),
        ("note:none", "看"),
        ("dropped", " "),
        ("ignored:", "误报"),
        ("ignored:number-gap-1", 3),
        ("cell:7:0", "甲"),
        ("cell:07:0:0", "甲"),
        ("cell:7:0:0", 1),
        ("claims", {"source": 1}),
        ("claims", {"source": True, "digest": ""}),
    ],
)
def test_facet_that_cannot_be_is_refused(facet: str, data: Any) -> None:
    with pytest.raises((ValueError, KeyError)):
        check_facet(facet, data)
