"""The letters of a page are read whole by both programs, and laid beside those of a copy."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pymupdf
import pypdfium2
import pytest

from desktop.parsing import readers
from desktop.redaction.ink import NO_INK, UNSEEN
from desktop.redaction.pdf import write_pdf
from desktop.redaction.pdf_places import Place, Places
from desktop.redaction.proof_letters import Compared, Letter, Spot, by_mupdf, by_pdfium, compared
from desktop.redaction.proof_pdf import prove_pdf
from tests.redaction import judging
from tests.redaction.odd_pdfs import odd_pdf


def line(text: str, left: float = 10.0, base: float = 100.0) -> list[Letter]:
    """Return the letters of a line, each 10 points wide."""
    places = [left + 10 * at for at in range(len(text))]
    return [Letter(char, x, base, x, base - 8, x + 10, base + 2) for char, x in zip(text, places, strict=True)]


def printed(text: str) -> bytes:
    """Return a PDF of one page with a text."""
    with pymupdf.open() as document:
        page = document.new_page()
        writer = pymupdf.TextWriter(page.rect)
        writer.append((90, 100), text, pymupdf.Font("cjk"), 14)
        writer.write_text(page)
        return bytes(document.tobytes())


def said(letters: list[Letter]) -> str:
    return "".join(letter.char for letter in letters)


def parts(found: Compared) -> tuple[str, str, str, str, str]:
    """Return what is kept, removed, lost, added and left."""
    return said(found.kept), said(found.removed), said(found.lost), said(found.added), said(found.left)


def gone(letters: list[Letter]) -> list[Place]:
    return [Place(at, letter.char, letter.box, 0) for at, letter in enumerate(letters)]


def test_all_blanks_of_unicode_leave_no_ink() -> None:
    assert {char for char in map(chr, range(0x110000)) if char.isspace()} | UNSEEN == NO_INK


@pytest.mark.parametrize("text", ["湖南云川", "a\u0301b", "云①②"], ids=["plain", "accent", "forms"])
def test_both_programs_read_the_same_letters_at_the_same_places(text: str) -> None:
    raw = printed(text)
    with pymupdf.open(stream=raw, filetype="pdf") as document:
        ours = [(letter.char, round(letter.x), round(letter.y)) for letter in by_mupdf(document[0])]
    other = pypdfium2.PdfDocument(raw)
    try:
        theirs = [(letter.char, round(letter.x), round(letter.y)) for letter in by_pdfium(other[0])]
    finally:
        other.close()
    assert ours == theirs
    assert ours


def test_a_letter_of_two_code_units_moves_no_other() -> None:
    with pymupdf.open(stream=printed("野云家"), filetype="pdf") as document:
        for number in range(1, document.xref_length()):
            stream = document.xref_stream(number) if document.xref_is_stream(number) else b""
            if b"begincmap" in stream:
                says = zip("野云家", (b"91ce", b"d842dfb7", b"5bb6"), strict=True)
                codes = b" ".join(b"<%04x> <%s>" % (pymupdf.Font("cjk").has_glyph(ord(one)), own) for one, own in says)
                document.update_stream(number, b"begincmap 3 beginbfchar %s endbfchar endcmap" % codes)
        raw = document.tobytes()
    other = pypdfium2.PdfDocument(raw)
    try:
        theirs = {letter.char: round(letter.x) for letter in by_pdfium(other[0])}
    finally:
        other.close()
    assert (theirs["野"], theirs["家"]) == (90, 118)
    assert "云" not in theirs


def test_a_removed_letter_is_told_from_a_lost_one_and_from_one_that_is_left() -> None:
    source = line("甲乙丙丁戊")
    copy = [source[0], source[2], source[4]]
    assert parts(compared(source, copy, gone(source[1:3]), ())) == ("甲戊", "乙", "丁", "", "丙")


def test_a_letter_that_moved_is_lost_and_added() -> None:
    source = line("甲乙丙")
    copy = [source[0], source[1]._replace(x=source[1].x + 1), source[2]]
    assert parts(compared(source, copy, (), ())) == ("甲丙", "", "乙", "乙", "")


def test_a_letter_rounded_otherwise_is_kept() -> None:
    source = line("甲乙丙")
    assert parts(compared(source, [one._replace(x=one.x + 0.2) for one in source], (), ())) == (
        "甲乙丙",
        "",
        "",
        "",
        "",
    )


def test_letters_in_another_order_and_between_others_are_kept() -> None:
    source = line("甲乙丙丁戊己庚辛" * 8)
    copy = [*line("●" * 30, base=400.0), *reversed(source)]
    found = compared(source, copy, (), [Spot("●", 10.0 + 10 * at, 400.0) for at in range(30)])
    assert parts(found) == ("甲乙丙丁戊己庚辛" * 8, "", "", "", "")


def test_a_mask_with_a_letter_of_the_removed_text_is_not_what_was_left() -> None:
    source = line("甲乙")
    found = compared(source, list(source), gone(source[1:]), [Spot("乙", source[1].x, source[1].y)])
    assert parts(found) == ("甲", "乙", "", "", "")


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_and_its_proof_may_ask_the_same_places(seed: int, tmp_path: Path) -> None:
    odd = odd_pdf(seed)
    path = tmp_path / "odd.pdf"
    path.write_bytes(odd.raw)
    source = readers.read(path)
    plan = judging.chosen(odd, source.text, random.Random(seed)).plan
    out, apart = BytesIO(), BytesIO()
    places = Places(path, source, plan, ())
    try:
        report = write_pdf(path, source.kind, source, plan, (), out, places=places)
        proof = prove_pdf(path, source.kind, source, plan, (), out.getvalue(), report, "", places=places)
    finally:
        places.close()
    write_pdf(path, source.kind, source, plan, (), apart)
    assert apart.getvalue() == out.getvalue()
    assert proof == prove_pdf(path, source.kind, source, plan, (), apart.getvalue(), report, "")
    assert proof.passed
