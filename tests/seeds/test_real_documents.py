"""The single documents beside the checkout: saved web pages and pasted texts."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from beside import MATERIAL, Parse

FILES = sorted(path.name for path in (MATERIAL / "samples").glob("*") if path.suffix in (".txt", ".html"))
DOCUMENTS = [name for name in FILES if name != "doc_numbers.txt"]


def test_material_is_there(material: Path) -> None:
    assert (material / "samples" / "gold.json").is_file()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_is_parsed(name: str, material: Path, parse: Parse) -> None:
    said = parse(material / "samples" / name)
    assert said["documents"]
    assert said["documents"][0]["fields"]["title"]["value"] or said["documents"][0]["fields"]["title"]["flagged"]


def test_header_is_right_for_most_documents(material: Path, score: ModuleType, parse: Parse) -> None:
    gold = json.loads((material / "samples" / "gold.json").read_text("utf-8"))
    tally = score.Tally()
    for file, documents in score.by_file(gold, True).items():
        tally.add(file, documents, parse(material / "samples" / file)["documents"], "lines")
    result = tally.result()
    errors = [error for error in result["errors"] if error["field"] in score.HEADER]
    assert result["header"]["soft"] >= 0.6, errors
