"""Legal force is what the fields of a document say, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desktop.domain.fields import Value
from desktop.export import ExportRow
from desktop.export.force import Force, force_of

ON = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("values", "force"),
    [
        ({}, None),
        ({"date": "2026-01-25"}, None),
        ({"date": "2026-01-25", "effective_date": "on_issue"}, Force.IN_FORCE),
        ({"effective_date": "2026-06-30"}, Force.IN_FORCE),
        ({"effective_date": "2026-07-01"}, Force.NOT_YET),
        ({"effective_date": "2026-02-30"}, None),
        ({"effective_date": "2021-01-01", "expiry_date": "2026-07-01"}, Force.IN_FORCE),
        ({"effective_date": "2021-01-01", "expiry_date": "2026-06-30"}, Force.EXPIRED),
        ({"expiry_date": "2026-01-01"}, Force.EXPIRED),
        ({"effective_date": "2021-01-01", "validity": "5年"}, None),
        ({"effective_date": "2021-01-01", "validity": "5年", "expiry_date": "2026-12-31"}, Force.IN_FORCE),
    ],
)
def test_force_follows_what_is_stated(
    make_row: Callable[..., ExportRow], values: dict[str, Value], force: Force | None
) -> None:
    assert force_of(make_row(values), ON) is force


def test_a_repealed_document_is_not_in_force_whatever_it_says(make_row: Callable[..., ExportRow]) -> None:
    row = make_row({"effective_date": "2021-01-01"}, repealed_by="云川府发〔2025〕1号")
    assert force_of(row, ON) is Force.REPEALED
