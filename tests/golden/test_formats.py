"""The samples give the same records whichever way they come in."""

from __future__ import annotations

from typing import Any

import pytest
from comparison import STEMS, comparable, f1, gold, pairs_in_order, parsed

TEXT_FORMATS = ("docx", "html")
LAID_OUT_FORMATS = ("pdf", "ofd")


def records(said: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a person keeps of each document: the value of every field, and the cells of its tables."""
    return [
        {
            "fields": {key: comparable(claim["value"]) for key, claim in document["fields"].items()},
            "tables": [table["cells"] for table in document["tables"]],
        }
        for document in said["documents"]
    ]


@pytest.mark.parametrize("suffix", TEXT_FORMATS)
@pytest.mark.parametrize("stem", STEMS)
def test_a_text_format_gives_exactly_the_records_of_the_text(stem: str, suffix: str) -> None:
    text, other = parsed(f"{stem}.txt"), parsed(f"{stem}.{suffix}")
    assert other["issue"] == text["issue"]
    assert other["toc"] == text["toc"]
    assert records(other) == records(text)


@pytest.mark.parametrize("suffix", LAID_OUT_FORMATS)
@pytest.mark.parametrize("stem", STEMS)
def test_a_laid_out_format_gives_nearly_all_values(stem: str, suffix: str) -> None:
    said = parsed(f"{stem}.{suffix}")
    assert len(said["documents"]) == len(gold(stem)["documents"])
    assert f1(gold(stem), said) >= 0.98


@pytest.mark.long
@pytest.mark.parametrize("stem", STEMS)
def test_a_scan_gives_most_values(stem: str) -> None:
    said = parsed(f"{stem}-scan.pdf")
    assert len(said["documents"]) == len(gold(stem)["documents"])
    assert f1(gold(stem), said) >= 0.95


@pytest.mark.parametrize("suffix", LAID_OUT_FORMATS)
@pytest.mark.parametrize("stem", STEMS)
def test_tables_of_a_laid_out_format_have_their_cells(stem: str, suffix: str) -> None:
    text, other = parsed(f"{stem}.txt"), parsed(f"{stem}.{suffix}")
    known = {document["fields"]["title"]["value"]: document for document in text["documents"]}
    for document, match in pairs_in_order(gold(stem), other):
        assert match is not None, document["title"]
        wanted = known.get(match["fields"]["title"]["value"])
        if wanted is not None:
            assert [comparable(table["cells"]) for table in match["tables"]] == [
                comparable(table["cells"]) for table in wanted["tables"]
            ]
