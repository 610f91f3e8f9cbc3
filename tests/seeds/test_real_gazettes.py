"""The five real texts beside the checkout: every document found, the header right in four of five."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from beside import Parse

NUMBERS = ("000", "001", "002", "003", "004")
GOLD = ("000", "001", "003", "004a")


def _seed(material: Path, number: str) -> Path:
    return next((material / "seeds").glob(f"{number}_*.txt"))


@pytest.mark.parametrize("number", NUMBERS)
def test_text_is_parsed_into_documents_one_after_the_other(number: str, material: Path, parse: Parse) -> None:
    said = parse(_seed(material, number))
    assert said["documents"]
    ends = [0]
    for document in said["documents"]:
        first, last = document["lines"]
        assert ends[-1] < first <= last
        ends.append(last)


@pytest.mark.parametrize("number", NUMBERS)
def test_claims_point_into_the_text(number: str, material: Path, parse: Parse) -> None:
    said = parse(_seed(material, number))
    for document in said["documents"]:
        start, end = document["span"]
        for key, claim in document["fields"].items():
            for low, high in claim["spans"]:
                assert 0 <= low < high <= said["source"]["chars"], key
                # 栏目 is printed in the contents list or above the document.
                assert key == "column" or start <= low < high <= end, key


@pytest.mark.parametrize("name", GOLD)
def test_split_and_header_reach_the_bar(name: str, material: Path, score: ModuleType, parse: Parse) -> None:
    gold = json.loads((material / "gold" / f"{name}.json").read_text("utf-8"))
    result = score.score(gold, parse(material / "seeds" / gold["source"]))
    assert result["split"]["f1"] >= 0.95, [error for error in result["errors"] if error["field"] in ("*", "lines")]
    assert result["header"]["strict"] >= 0.8, [error for error in result["errors"] if error["field"] in score.HEADER]


@pytest.mark.parametrize("name", GOLD)
def test_masthead_and_contents_list_are_read(name: str, material: Path, score: ModuleType, parse: Parse) -> None:
    gold = json.loads((material / "gold" / f"{name}.json").read_text("utf-8"))
    said = parse(material / "seeds" / gold["source"])
    if gold["kind"] != "gazette":
        assert said["issue"] is None
        return
    assert {key: said["issue"][key] for key in gold["issue"]} == gold["issue"]
    entries = [
        [(score.norm(entry["title"]), entry["page"]) for entry in listed] for listed in (said["toc"], gold["toc"])
    ]
    assert entries[0] == entries[1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encoding_changes_no_claim(encoding: str, material: Path, parse: Parse, tmp_path: Path) -> None:
    seed = _seed(material, "003")
    path = tmp_path / seed.name
    path.write_bytes(seed.read_text("utf-8").encode(encoding))
    assert parse(path)["documents"] == parse(seed)["documents"]
