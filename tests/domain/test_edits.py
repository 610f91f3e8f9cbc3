"""Steps and their inverses, and the JSON of facets."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Document
from desktop.domain.edits import Change, Step, Verb, facet_key, field_facet
from desktop.domain.facets import (
    check_facet,
    correction_from_json,
    correction_to_json,
    disclosure_from_json,
    disclosure_to_json,
    facet_of,
    status_from_json,
    status_to_json,
)
from desktop.domain.fields import Repeal
from desktop.domain.record import Correction, Record, Status
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


def test_decisions_come_back() -> None:
    for disclosure in (*Disclosure, None):
        assert disclosure_from_json(disclosure_to_json(disclosure)) is disclosure
    for status in Status:
        assert status_from_json(status_to_json(status)) is status


def test_facets_of_a_record() -> None:
    document = Document(Span(0, 1), {})
    fresh = Record(1, 1, 1, document)
    settled = Record(1, 1, 1, document, {"title": Correction("甲")}, Disclosure.WITHHELD, Status.APPROVED)
    facets = ("field:title", "disclosure", "status")
    assert [facet_of(fresh, facet) for facet in facets] == [None, None, None]
    assert [facet_of(settled, facet) for facet in facets] == [{"value": "甲", "spans": []}, "不予公开", "已核准"]


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
    ],
)
def test_facet_that_cannot_be_is_refused(facet: str, data: Any) -> None:
    with pytest.raises((ValueError, KeyError)):
        check_facet(facet, data)
