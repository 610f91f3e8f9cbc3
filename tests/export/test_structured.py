"""JSON read back is exactly what was written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.contract import value_from_json
from desktop.domain.fields import FIELDS, SPEC
from desktop.export import ExportRow, write


def test_values_come_back_exactly(make_row: Callable[..., ExportRow]) -> None:
    stream = io.BytesIO()
    row = make_row()
    assert write("json", [row, row], stream) == 2
    told = json.loads(stream.getvalue())
    assert told["schema"] == 1
    assert told["count"] == len(told["records"]) == 2
    record = told["records"][0]
    assert list(record["fields"]) == [spec.key for spec in FIELDS]
    values = {key: value_from_json(SPEC[key].form, value) for key, value in record["fields"].items()}
    assert {key: value for key, value in values.items() if value not in (None, ())} == dict(row.values)
    assert record["pages"] == "3-5"
    assert record["approved_at"] == row.approved_at


def test_no_records_are_an_empty_list() -> None:
    stream = io.BytesIO()
    assert write("json", [], stream) == 0
    assert json.loads(stream.getvalue()) == {"schema": 1, "records": [], "count": 0}


def test_one_record_stands_on_one_line(make_row: Callable[..., ExportRow]) -> None:
    stream = io.BytesIO()
    write("json", [make_row({"title": "甲\n乙"})] * 3, stream)
    assert stream.getvalue().count(b"\n") == 5


@given(titles=st.lists(st.text(st.characters(exclude_categories=[])), max_size=5))
def test_hostile_texts_come_back_unchanged(titles: list[str]) -> None:
    stream = io.BytesIO()
    write("json", [ExportRow(1, "", "", 1, "", {"title": title}, "", "", "") for title in titles], stream)
    told = json.loads(stream.getvalue().decode("utf-8"))
    assert [record["fields"]["title"] for record in told["records"]] == titles
