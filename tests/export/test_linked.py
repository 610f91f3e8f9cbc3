"""JSON-LD read back by its own context: nothing has to be fetched to know what a term means."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop.domain.document import Issue
from desktop.domain.fields import Repeal, Value
from desktop.export import ExportRow, write

GAZETTE = Issue("云川市人民政府公报", 2026, 1, 61, "云川市人民政府办公室", "2026-01-30")


def written(*rows: ExportRow) -> dict[str, Any]:
    stream = io.BytesIO()
    assert write("jsonld", rows, stream) == len(rows)
    told: dict[str, Any] = json.loads(stream.getvalue().decode("utf-8"))
    return told


def meaning(context: dict[str, Any], term: str) -> str:
    """Return the address that a term stands for, as JSON-LD expands it."""
    defined = context.get(term)
    if isinstance(defined, dict) and "@id" in defined:
        return str(defined["@id"])
    return f"{context['@vocab']}{term}"


def test_the_context_is_in_the_file_and_names_schema_org(make_row: Callable[..., ExportRow]) -> None:
    told = written(make_row())
    context = told["@context"]
    assert isinstance(context, dict)
    assert not [value for value in context.values() if isinstance(value, str) and value != "https://schema.org/"]
    assert meaning(context, "legislationIdentifier") == "https://schema.org/legislationIdentifier"
    assert context["legislationLegalForce"] == {"@type": "@vocab"}
    (law,) = told["@graph"]
    assert law["@type"] == "Legislation"
    assert law["legislationIdentifier"] == "云川府规〔2026〕2号"
    assert [organ["name"] for organ in law["legislationPassedBy"]] == ["云川市人民政府", "云川市财政局"]
    assert (law["legislationDate"], law["temporalCoverage"]) == ("2026-01-25", "2026-01-25/2031-01-24")


@pytest.mark.parametrize(
    ("values", "repealed_by", "force"),
    [
        ({"effective_date": "2001-01-01"}, "", "InForce"),
        ({"effective_date": "2001-01-01"}, "云川府发〔2025〕1号", "NotInForce"),
        ({"effective_date": "9999-01-01"}, "", "NotInForce"),
        ({"expiry_date": "2001-01-01"}, "", "NotInForce"),
        ({}, "", None),
    ],
)
def test_legal_force_is_told_where_it_is_known(
    make_row: Callable[..., ExportRow], values: dict[str, Value], repealed_by: str, force: str | None
) -> None:
    (law,) = written(make_row(values, repealed_by=repealed_by))["@graph"]
    assert law.get("legislationLegalForce") == force


def test_a_repeal_points_at_the_entry_of_the_repealed_document(make_row: Callable[..., ExportRow]) -> None:
    old = make_row({"title": "旧", "doc_number": "云川府发〔2012〕7号"}, record_id=1)
    new = make_row({"title": "新", "repeals": (Repeal("旧", "云川府发〔2012〕7号"),)}, record_id=2)
    first, second = written(old, new)["@graph"]
    (repealed,) = second["legislationRepeals"]
    assert repealed["@id"] == first["@id"]
    assert second["legislationChanges"] == second["legislationRepeals"]


def test_documents_without_a_number_are_told_apart(make_row: Callable[..., ExportRow]) -> None:
    told = written(make_row({}, record_id=1), make_row({}, record_id=2, gazette=GAZETTE))["@graph"]
    assert len({law["@id"] for law in told}) == 2
    assert told[1]["isPartOf"]["issueNumber"] == "1"


def test_no_record_is_an_empty_graph() -> None:
    assert written()["@graph"] == []
