"""The samples, their gold and the script that makes them belong together."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from comparison import SEEDS, STEMS, comparable, gold

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "helpers" / "make_samples.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make all samples anew."""
    folder = tmp_path_factory.mktemp("seeds")
    only = [".txt", ".pdf", ".docx", ".html", ".ofd"]
    subprocess.run([sys.executable, str(SCRIPT), "--out", str(folder), "--only", *only], check=True, cwd=ROOT)
    return folder


def _text(stem: str) -> list[str]:
    return (SEEDS / f"{stem}.txt").read_text("utf-8").split("\n")


def _body(stem: str, document: dict[str, Any]) -> str:
    lines = _text(stem)[document["line_start"] - 1 : document["line_end"]]
    return str(comparable("".join(lines)))


@pytest.mark.parametrize("stem", STEMS)
def test_samples_are_what_the_script_makes(stem: str, made: Path) -> None:
    for suffix in (".txt", ".docx", ".html", ".ofd"):
        assert (made / f"{stem}{suffix}").read_bytes() == (SEEDS / f"{stem}{suffix}").read_bytes(), suffix
    with pymupdf.open(made / f"{stem}.pdf") as fresh, pymupdf.open(SEEDS / f"{stem}.pdf") as kept:
        assert [page.get_text() for page in fresh] == [page.get_text() for page in kept]


@pytest.mark.parametrize("stem", STEMS)
def test_a_scan_has_the_pages_of_the_pdf_and_no_text(stem: str) -> None:
    with pymupdf.open(SEEDS / f"{stem}.pdf") as printed, pymupdf.open(SEEDS / f"{stem}-scan.pdf") as scanned:
        assert scanned.page_count == printed.page_count
        assert not any(page.get_text() for page in scanned)


@pytest.mark.parametrize("stem", STEMS)
def test_printed_page_numbers_of_the_contents_are_those_of_the_pdf(stem: str) -> None:
    known = gold(stem)
    with pymupdf.open(SEEDS / f"{stem}.pdf") as pages:
        texts = [comparable(page.get_text()) for page in pages]
    for entry, document in zip(known["toc"], known["documents"], strict=True):
        first = comparable(document["doc_number_raw"] or "云川市人民政府令")
        assert first in texts[entry["page"] - 1], entry["title"]
        assert re.search(rf"[·—]{entry['page']}[·—]", texts[entry["page"] - 1])


@pytest.mark.parametrize("stem", STEMS)
def test_documents_of_the_gold_stand_on_their_lines(stem: str) -> None:
    lines, after = _text(stem), 0
    for document in gold(stem)["documents"]:
        assert document["line_start"] > after
        after = document["line_end"]
        assert lines[document["line_start"] - 2] == ""
        assert lines[document["line_start"] - 1]
        assert lines[document["line_end"] - 1]
        assert lines[document["line_end"]] == ""


@pytest.mark.parametrize("stem", STEMS)
def test_values_of_the_gold_are_printed_in_their_document(stem: str) -> None:
    absent = []
    for document in gold(stem)["documents"]:
        body = _body(stem, document)
        texts = [document[key] for key in ("title", "doc_number_raw", "addressees", "enclosed_title", "validity")]
        texts += [document["publicity_mark"], document["meeting"], *document["issuers"], *document["attachments"]]
        texts += [*document["basis_laws"], *document["cited_doc_numbers"]]
        texts += [item[key] for item in document["repeals"] for key in ("title", "doc_number")]
        texts += [item["text"] for item in document["sensitive"]]
        texts += [item[key] for item in document["appointments"] for key in ("person", "post")]
        absent += [text for text in texts if text and comparable(text) not in body]
    assert absent == []


def test_no_place_of_the_samples_is_dialled_or_reached() -> None:
    texts = "\n".join((SEEDS / f"{stem}.txt").read_text("utf-8") for stem in STEMS)
    assert set(re.findall(r"[\w.]+@([\w.]+)", texts)) == {"yunchuan.example"}
    assert all(number.startswith("0999-55501") for number in re.findall(r"0\d{2,3}-\d{7,8}", texts))
    assert set(re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", texts)) == {"13800138000", "13800138001"}
