"""A whole gazette saved as one web page: the furniture of the site around it changes nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.contract import to_json
from desktop.parsing import readers
from desktop.parsing.pipeline import parse_text

TESTS = Path(__file__).parents[1]
HELPERS = TESTS / "helpers"
STEMS = ("yunchuan-2026-01", "yunchuan-2026-02")


@pytest.fixture(scope="module", params=STEMS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return what the parser says about a sample as text and as a web page."""
    sys.path.insert(0, str(HELPERS))
    try:
        import as_html
        import converted
        import manuscript
        from layout import Typesetter
    finally:
        sys.path.remove(str(HELPERS))
    copy = manuscript.read(HELPERS / "manuscripts" / f"{request.param}.txt")
    folder = tmp_path_factory.mktemp("pages")
    text, page = folder / "issue.txt", folder / "issue.html"
    text.write_text(converted.convert(copy, Typesetter(copy))[0], "utf-8")
    page.write_bytes(as_html.html_of(copy, Typesetter(copy)))
    return [to_json(parse_text(readers.read(path))) for path in (text, page)]


def test_issue_and_contents_list_are_those_of_the_text(both: list[dict[str, Any]]) -> None:
    text, page = both
    assert (page["issue"], page["toc"]) == (text["issue"], text["toc"])


def test_every_field_has_the_value_that_it_has_in_the_text(both: list[dict[str, Any]]) -> None:
    text, page = ([_values(document) for document in said["documents"]] for said in both)
    assert page == text


def test_tables_have_the_cells_that_they_have_in_the_text(both: list[dict[str, Any]]) -> None:
    text, page = ([[table["cells"] for table in document["tables"]] for document in said["documents"]] for said in both)
    assert page == text


def test_no_document_takes_in_the_furniture_of_the_site(both: list[dict[str, Any]]) -> None:
    said = both[1]
    assert said["source"]["kind"] == "html"
    assert [document for document in said["documents"] if "ICP备" in str(document["fields"])] == []


def _values(document: dict[str, Any]) -> dict[str, Any]:
    return {key: _bare(claim["value"]) for key, claim in document["fields"].items()}


def _bare(value: Any) -> Any:
    return "".join(value.split()) if isinstance(value, str) else value
