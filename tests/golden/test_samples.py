"""The parser on the samples, against what their writer knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from comparison import (
    HEADER,
    REST,
    SEEDS,
    STEMS,
    agrees,
    comparable,
    gold,
    pairs_by_lines,
    pairs_in_order,
    parsed,
    wrong,
)

from desktop.domain.contract import to_json
from desktop.parsing.pipeline import parse_file

FAULTS = {
    "yunchuan-2026-01": {
        ("云川府办发〔2026〕1号", "number-brackets"),
        ("云川财规〔2026〕1号", "number-brackets"),
        ("云川财规〔2026〕1号", "contact-person"),
        ("云川财规〔2026〕1号", "private-data"),
    },
    "yunchuan-2026-02": {
        ("云川医保发〔2026〕3号", "number-brackets"),
        ("云川府办函〔2026〕9号", "duplicate-number"),
        ("云川府办函〔2026〕9号", "contact-person"),
        ("云川府办函〔2026〕9号", "private-data"),
    },
}
"""The faults that were put into the documents on purpose: 发文字号 and code."""

DIFFERING_TITLES = {"yunchuan-2026-01": 2, "yunchuan-2026-02": 1}

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


@pytest.mark.parametrize("stem", STEMS)
def test_every_document_is_found_on_its_lines(stem: str) -> None:
    said = [tuple(document["lines"]) for document in parsed(f"{stem}.txt")["documents"]]
    assert said == [(document["line_start"], document["line_end"]) for document in gold(stem)["documents"]]


@pytest.mark.parametrize("stem", STEMS)
def test_header_fields_are_right(stem: str) -> None:
    faults = [
        line
        for known, said in pairs_by_lines(gold(stem), parsed(f"{stem}.txt"))
        if said is not None
        for line in wrong(known, said, HEADER)
    ]
    assert faults == []


@pytest.mark.parametrize("stem", STEMS)
def test_all_other_fields_are_right(stem: str) -> None:
    faults = [
        line
        for known, said in pairs_by_lines(gold(stem), parsed(f"{stem}.txt"))
        if said is not None
        for line in wrong(known, said, REST)
    ]
    assert faults == []


@pytest.mark.parametrize("stem", STEMS)
def test_tables_continued_over_pages_count_once(stem: str) -> None:
    said = [len(document["tables"]) for document in parsed(f"{stem}.txt")["documents"]]
    assert said == [document["tables"] for document in gold(stem)["documents"]]


@pytest.mark.parametrize("suffix", ["txt", "pdf"])
@pytest.mark.parametrize("stem", STEMS)
def test_masthead_and_contents_list_are_read(stem: str, suffix: str) -> None:
    known, said = gold(stem), parsed(f"{stem}.{suffix}")
    assert {key: said["issue"][key] for key in known["issue"]} == known["issue"]
    assert [comparable(entry) for entry in said["toc"]] == [comparable(entry) for entry in known["toc"]]


@pytest.mark.parametrize("stem", STEMS)
def test_pdf_yields_the_same_documents_with_the_same_header(stem: str) -> None:
    known, said = gold(stem), parsed(f"{stem}.pdf")
    assert len(said["documents"]) == len(known["documents"])
    pairs = pairs_in_order(known, said)
    assert [document["title"] for document, match in pairs if match is None] == []
    faults = [line for document, match in pairs if match is not None for line in wrong(document, match, HEADER)]
    assert faults == []


@pytest.mark.parametrize("stem", STEMS)
def test_pdf_documents_begin_on_the_page_of_the_contents_list(stem: str) -> None:
    known, said = gold(stem), parsed(f"{stem}.pdf")
    pages = [match["pages"][0] for _, match in pairs_in_order(known, said) if match is not None]
    assert pages == [entry["page"] for entry in known["toc"]]


@pytest.mark.parametrize("suffix", ["txt", "pdf"])
@pytest.mark.parametrize("stem", STEMS)
def test_faults_put_in_on_purpose_are_pointed_out(stem: str, suffix: str) -> None:
    said = parsed(f"{stem}.{suffix}")
    found = {
        (document["fields"]["doc_number"]["value"], anomaly["code"])
        for document in said["documents"]
        for anomaly in document["anomalies"]
    }
    assert found >= FAULTS[stem]
    codes = [anomaly["code"] for anomaly in said["anomalies"]]
    assert codes.count("contents-title-differs") == DIFFERING_TITLES[stem]


def test_spans_say_what_the_parser_claims() -> None:
    name = f"{STEMS[0]}.txt"
    text = (SEEDS / name).read_text("utf-8")
    for document in parsed(name)["documents"]:
        number = document["fields"]["doc_number"]
        if number["value"] is not None:
            printed = "".join(text[start:end] for start, end in number["spans"])
            assert comparable(printed) == comparable(number["value"])


@pytest.fixture(scope="module")
def utf8() -> dict[str, Any]:
    return _claims(parsed(f"{STEMS[1]}.txt"))


def _claims(said: dict[str, Any]) -> dict[str, Any]:
    return {key: said[key] for key in ("issue", "toc", "documents", "anomalies")}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_changes_nothing(encoding: str, utf8: dict[str, Any], tmp_path: Path) -> None:
    text = (SEEDS / f"{STEMS[1]}.txt").read_text("utf-8")
    path = tmp_path / "issue.txt"
    path.write_bytes(text.encode(encoding))
    assert _claims(to_json(parse_file(path))) == utf8


def test_agreement_knows_alternatives_and_the_order_of_issuers() -> None:
    known = {"genre": "函", "issuers": ["甲", "乙"], "basis_laws": ["丙", "丁"], "alt": {"genre": ["复函"]}}
    assert agrees(known, "genre", "复函")
    assert not agrees(known, "genre", "通知")
    assert agrees(known, "basis_laws", ["丁", "丙"])
    assert not agrees(known, "issuers", ["乙", "甲"])
