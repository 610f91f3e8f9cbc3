"""Values and claims come back from the JSON contract as they were; other data is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.contract import (
    document_from_json,
    document_to_json,
    field_from_json,
    field_to_json,
    to_json,
    value_from_json,
    value_to_json,
)
from desktop.domain.fields import SPEC, Appointment, Candidate, Field, Form, Repeal, SensitiveItem, empty_value
from desktop.domain.text import Span
from tests.store import samples

TEXTS = st.text(max_size=8)
VALUES = {
    Form.TEXT: st.none() | TEXTS,
    Form.DATE: st.none() | TEXTS,
    Form.EFFECTIVE: st.none() | TEXTS,
    Form.TRUTH: st.none() | st.booleans(),
    Form.TEXTS: st.lists(TEXTS, max_size=3).map(tuple),
    Form.REPEALS: st.lists(st.builds(Repeal, st.none() | TEXTS, st.none() | TEXTS), max_size=3).map(tuple),
    Form.APPOINTMENTS: st.lists(st.builds(Appointment, TEXTS, TEXTS, TEXTS), max_size=3).map(tuple),
    Form.SENSITIVE: st.lists(st.builds(SensitiveItem, TEXTS, TEXTS), max_size=3).map(tuple),
}
SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(9, 20)).map(lambda pair: Span(*pair)), max_size=2).map(tuple)


@given(st.sampled_from(list(Form)), st.data())
def test_claim_comes_back(form: Form, data: st.DataObject) -> None:
    values = VALUES[form]
    claim = Field(
        data.draw(values),
        data.draw(TEXTS),
        data.draw(SPANS),
        data.draw(st.sampled_from([0.0, 0.1234, 1.0])),
        data.draw(st.booleans()),
        data.draw(TEXTS),
        tuple(Candidate(value, spans) for value, spans in data.draw(st.lists(st.tuples(values, SPANS), max_size=2))),
    )
    assert field_from_json(form, json.loads(json.dumps(field_to_json(claim)))) == claim


@pytest.mark.parametrize("form", Form, ids=lambda form: form.value)
def test_value_of_another_form_is_refused(form: Form) -> None:
    wrong: list[object] = [3, {"a": 1}, [3], [{"a": 1}]]
    wrong += ["text"] if form.is_list or form is Form.TRUTH else [["text"], True]
    for data in wrong:
        with pytest.raises(ValueError, match="no "):
            value_from_json(form, data)


def test_empty_values_come_back() -> None:
    for form in Form:
        assert value_from_json(form, value_to_json(empty_value(form))) == empty_value(form)


def test_document_states_every_field_in_the_contract() -> None:
    parsed = samples.issue()
    data = document_to_json(parsed.documents[1], parsed.source)
    assert list(data["fields"]) == list(SPEC)
    back = document_from_json(json.loads(json.dumps(data)))
    assert {key: back.fields[key] for key in parsed.documents[1].fields} == parsed.documents[1].fields
    assert (data["lines"], data["pages"]) == ([6, 7], [2, 2])


def test_contract_names_source_issue_contents_and_anomalies() -> None:
    data = to_json(samples.issue())
    assert list(data) == ["schema", "source", "issue", "toc", "documents", "anomalies"]
    assert (data["source"]["pages"], data["source"]["chars"]) == (2, len(samples.TEXT))
    assert data["toc"] == [{"column": "人事任免", "title": "关于李青禾等任免职务的通知", "doc_number": None, "page": 2}]
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
