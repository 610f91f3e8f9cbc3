"""The proof of a copy in PDF finds whatever a bad writer might leave or lose: each check can fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from desktop.domain.redaction import RedactionPlan, Removal
from desktop.domain.text import SourceText, Span
from desktop.parsing import readers
from desktop.redaction.pdf import write_pdf
from desktop.redaction.pdf_copy import PdfCopy
from desktop.redaction.proof import Proof
from desktop.redaction.proof_pdf import prove_pdf

MOBILE, LINE = "13800138000", "07315550126"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SourceText, RedactionPlan, bytes, PdfCopy]:
    """A letter, the plan to remove a mobile number from it, and the copy."""
    path = tmp_path_factory.mktemp("proof") / "letter.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((90, 100), f"手机{MOBILE}", fontname="china-s", fontsize=14)
        page.insert_text((90, 160), f"电话{LINE}", fontname="china-s", fontsize=14)
        document.save(path)
    source = readers.read(path)
    match = re.search(MOBILE, source.text)
    assert match is not None
    plan = RedactionPlan((Removal((Span(*match.span()),), "●●●"),))
    out = BytesIO()
    report = write_pdf(path, source.kind, source, plan, (), out)
    return path, source, plan, out.getvalue(), report


def proven(made: tuple[Path, SourceText, RedactionPlan, bytes, PdfCopy], change: Callable[[Any], None]) -> Proof:
    """Spoil the copy and prove it."""
    path, source, plan, copy, report = made
    with pymupdf.open(stream=copy, filetype="pdf") as document:
        change(document)
        spoiled = document.tobytes(garbage=0, no_new_id=True)
    return prove_pdf(path, source.kind, source, plan, (), spoiled, report, "2026-01-06T09:00:00+08:00")


def names(proof: Proof) -> set[str]:
    return {check.name for check in proof.checks if not check.passed}


def nothing(document: Any) -> None:
    """Spoil nothing."""


def stream(document: Any, raw: bytes, head: str = "<<>>") -> None:
    number = document.get_new_xref()
    document.update_object(number, head)
    document.update_stream(number, raw)


def say_again(document: Any) -> None:
    document[0].insert_text((90, 103), MOBILE, fontname="helv", fontsize=14, render_mode=3)


def say_elsewhere(document: Any) -> None:
    document[0].insert_text((300, 700), MOBILE, fontname="helv", fontsize=6, color=(1, 1, 1))


def lose_a_line(document: Any) -> None:
    page = document[0]
    page.add_redact_annot(page.search_for(LINE)[0])
    page.apply_redactions()


def draw(document: Any) -> None:
    document[0].draw_rect(pymupdf.Rect(300, 300, 310, 310), fill=(0.9, 0.9, 0.9))


def title(document: Any) -> None:
    document.set_metadata({"title": MOBILE})


def bookmark(document: Any) -> None:
    document.set_toc([[1, MOBILE, 1]])


def comment(document: Any) -> None:
    document[0].add_text_annot((300, 300), "请核对")


def attachment(document: Any) -> None:
    document.embfile_add("名单.txt", MOBILE.encode("utf-16"))


def in_an_unused_stream(document: Any) -> None:
    stream(document, MOBILE.encode("utf-16-be"))


def in_hex(document: Any) -> None:
    stream(document, b"BT <" + MOBILE.encode().hex().encode() + b"> Tj ET")


def in_octal(document: Any) -> None:
    stream(document, b"BT (" + b"".join(b"\\%03o" % byte for byte in MOBILE.encode()) + b") Tj ET")


def in_pieces(document: Any) -> None:
    stream(document, b"BT [" + b" -20 ".join(b"(%c)" % byte for byte in MOBILE.encode()) + b"] TJ ET")


def full_width(document: Any) -> None:
    stream(document, "".join(chr(ord(char) + 0xFEE0) for char in MOBILE).encode("utf-8"))


def script(document: Any) -> None:
    number = document.get_new_xref()
    document.update_object(number, "<</S/JavaScript/JS(app.alert\\(1\\))>>")


def page_more(document: Any) -> None:
    document.new_page()


def test_a_good_copy_passes_and_the_proof_repeats_nothing(
    made: tuple[Path, SourceText, RedactionPlan, bytes, PdfCopy],
) -> None:
    proof = proven(made, nothing)
    assert proof.faults == ()
    assert (proof.removed, proof.characters_removed, proof.pages) == (1, len(MOBILE), 1)
    assert [name for name, _ in proof.tools] == ["PyMuPDF", "pdfium"]
    assert not any(MOBILE in check.detail for check in proof.checks)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (say_again, {"文字检索（PyMuPDF）", "文字检索（pdfium）", "全文件检索"}),
        (say_elsewhere, {"文字检索（PyMuPDF）", "文字检索（pdfium）", "全文件检索"}),
        (lose_a_line, {"逐字比对（PyMuPDF）", "逐字比对（pdfium）", "版面比对"}),
        (draw, {"版面比对"}),
        (title, {"文件结构", "全文件检索"}),
        (bookmark, {"文件结构", "全文件检索"}),
        (comment, {"文件结构"}),
        (attachment, {"文件结构", "全文件检索"}),
        (in_an_unused_stream, {"全文件检索"}),
        (in_hex, {"全文件检索"}),
        (in_octal, {"全文件检索"}),
        (in_pieces, {"全文件检索"}),
        (full_width, {"全文件检索"}),
        (script, {"文件结构"}),
        (page_more, {"页数"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_was_left_or_lost_is_found(
    made: tuple[Path, SourceText, RedactionPlan, bytes, PdfCopy], change: Callable[[Any], None], found: set[str]
) -> None:
    proof = proven(made, change)
    assert not proof.passed
    assert found <= names(proof)
    assert not any(MOBILE in fault for fault in proof.faults)


def test_an_older_version_at_the_end_of_the_file_is_found(
    made: tuple[Path, SourceText, RedactionPlan, bytes, PdfCopy],
) -> None:
    path, source, plan, copy, report = made
    twice = copy + b"\n" + copy[copy.rindex(b"startxref") :]
    proof = prove_pdf(path, source.kind, source, plan, (), twice, report, "")
    assert "文件结构" in names(proof)


def test_a_copy_of_which_nothing_was_removed_fails(
    made: tuple[Path, SourceText, RedactionPlan, bytes, PdfCopy],
) -> None:
    path, source, plan, _, report = made
    unchanged = replace(report, changes=())
    proof = prove_pdf(path, source.kind, source, plan, (), path.read_bytes(), unchanged, "")
    assert {"文字检索（PyMuPDF）", "文字检索（pdfium）", "逐字比对（PyMuPDF）", "逐字比对（pdfium）"} <= names(proof)
