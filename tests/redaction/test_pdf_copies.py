"""Public copies in PDF: of every kind of source, in both ways, with all that is lost said in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pypdfium2
import pytest

from desktop.domain.errors import RedactionRefused, SourceEncrypted
from desktop.domain.glyphs import Glyphs
from desktop.domain.redaction import RedactionPlan, Removal
from desktop.domain.text import SourceText, Span
from desktop.parsing import readers
from desktop.parsing.readers.options import ReadOptions
from desktop.parsing.readers.sheets import open_sheets
from desktop.redaction import pdf
from desktop.redaction.note import SHORTENED, Note
from desktop.redaction.pdf import write_pdf
from desktop.redaction.pdf_copy import PdfCopy
from desktop.redaction.pdf_pages import PassageLost
from desktop.redaction.proof import Proof
from desktop.redaction.proof_pdf import prove_pdf
from tests.parsing.ofd_samples import packed, page, parts_of, text

WHEN = "2026-01-06T09:00:00+08:00"
MOBILE, LINE = "13800138000", "0731-5550126"
WORDS = f"联系人：李青禾，手机{MOBILE}"


def letter(path: Path, **saved: Any) -> Path:
    """Write a letter of one page with a mobile number, a line of the office, and a date."""
    with pymupdf.open() as document:
        sheet = document.new_page()
        for row, text in enumerate(("云川市人民政府办公室关于开展检查的通知", "各县（区）人民政府：", WORDS)):
            sheet.insert_text((90, 100 + 40 * row), text, fontname="china-s", fontsize=14)
        sheet.insert_text((90, 220), f"办公室电话{LINE}", fontname="china-s", fontsize=14)
        sheet.insert_text((380, 300), "2026年1月6日", fontname="china-s", fontsize=14)
        document.save(path, **saved)
    return path


def removing(source: SourceText, *texts: str, mask: str = "138****8000") -> RedactionPlan:
    """Return a plan that removes every place of some texts."""
    return RedactionPlan(
        tuple(
            Removal((Span(*match.span()),), mask)
            for text in texts
            for match in re.finditer(re.escape(text), source.text)
        )
    )


def below_date(source: SourceText) -> tuple[Note, ...]:
    match = re.search("2026年1月6日", source.text)
    assert match is not None
    return (Note(Span(*match.span())),)


def copied(
    path: Path,
    source: SourceText,
    plan: RedactionPlan,
    notes: Sequence[Note] = (),
    *,
    flattened: bool = False,
    password: str | None = None,
) -> tuple[bytes, PdfCopy, Proof]:
    """Write a copy and prove it."""
    out = BytesIO()
    report = write_pdf(path, source.kind, source, plan, notes, out, flattened=flattened, password=password)
    copy = out.getvalue()
    return copy, report, prove_pdf(path, source.kind, source, plan, notes, copy, report, WHEN, password)


def read_by_pdfium(copy: bytes) -> str:
    document = pypdfium2.PdfDocument(copy)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())


def as_scanned(path: Path, source: SourceText, to: Path) -> SourceText:
    """Write the pages of a PDF as pictures, and return their text as if it had been recognised there."""
    with pymupdf.open(path) as document, pymupdf.open() as scan:
        for page in document:
            picture = page.get_pixmap(dpi=120).tobytes("png")
            scan.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=picture)
        scan.save(to)
    sheets = open_sheets(path, "pdf")
    pages = tuple(
        replace(page, glyphs=sheets.glyphs(number, source.slice(page.span))) for number, page in enumerate(source.pages)
    )
    sheets.close()
    return replace(source, kind="scan", pages=pages, sha256=sha256(to.read_bytes()).hexdigest())


@pytest.mark.parametrize("flattened", [False, True], ids=["text", "strict"])
def test_a_mask_stands_in_place_of_a_number_and_a_note_below_the_date(flattened: bool, tmp_path: Path) -> None:
    path = letter(tmp_path / "letter.pdf")
    source = readers.read(path)
    copy, _, proof = copied(path, source, removing(source, MOBILE), below_date(source), flattened=flattened)
    assert proof.faults == ()
    assert proof.strict is flattened
    shown = read_by_pdfium(copy)
    assert MOBILE not in shown
    assert "138****8000" in shown
    assert LINE in shown
    assert SHORTENED in shown
    if flattened:
        return
    with pymupdf.open(stream=copy, filetype="pdf") as document:
        marks = document[0].search_for("138****8000")
        [note] = document[0].search_for(SHORTENED)
        [date] = document[0].search_for("2026年1月6日")
    assert len(marks) == 1
    assert note.y0 > date.y0
    assert 0 <= note.x0 < note.x1 <= 595


def test_a_number_that_the_plan_keeps_elsewhere_is_no_false_alarm(tmp_path: Path) -> None:
    path = tmp_path / "twice.pdf"
    with pymupdf.open() as document:
        sheet = document.new_page()
        sheet.insert_text((90, 100), f"手机{MOBILE}", fontname="china-s", fontsize=14)
        sheet.insert_text((90, 400), f"值班手机{MOBILE}", fontname="china-s", fontsize=14)
        document.save(path)
    source = readers.read(path)
    first = source.text.index(MOBILE)
    plan = RedactionPlan((Removal((Span(first, first + len(MOBILE)),), "●●●"),))
    copy, _, proof = copied(path, source, plan)
    assert proof.faults == ()
    assert read_by_pdfium(copy).count(MOBILE) == 1


@pytest.mark.parametrize("flattened", [False, True], ids=["pictures", "strict"])
def test_the_pixels_of_a_scan_are_painted_over_in_the_picture_itself(flattened: bool, tmp_path: Path) -> None:
    drawn = letter(tmp_path / "letter.pdf")
    path = tmp_path / "scan.pdf"
    source = as_scanned(drawn, readers.read(drawn), path)
    copy, report, proof = copied(path, source, removing(source, MOBILE), below_date(source), flattened=flattened)
    assert proof.faults == ()
    [change] = report.changes
    with pymupdf.open(stream=copy, filetype="pdf") as document:
        pixels = pymupdf.Pixmap(document, document[0].get_images()[0][0])
        scale = pixels.width / document[0].rect.width
        area = pymupdf.Rect(*(value * scale for value in (change.boxes[0].left, change.boxes[0].top)), 0, 0)
        colours = {
            pixels.pixel(int(area.x0) + step, int(area.y0 + change.boxes[0].height * scale / 2))
            for step in range(3, int(change.boxes[0].width * scale) - 3)
        }
    assert len(colours) == 1 or flattened


def test_a_picture_file_becomes_a_pdf_without_its_metadata(tmp_path: Path) -> None:
    drawn = letter(tmp_path / "letter.pdf")
    read = readers.read(drawn)
    path = tmp_path / "scan.png"
    with pymupdf.open(drawn) as document:
        document[0].get_pixmap(dpi=120).save(path)
    sheets = open_sheets(drawn, "pdf")
    glyphs: Glyphs = sheets.glyphs(0, read.text)
    sheets.close()
    pages = (replace(read.pages[0], glyphs=glyphs),)
    source = replace(read, kind="scan", pages=pages, sha256=sha256(path.read_bytes()).hexdigest())
    copy, _, proof = copied(path, source, removing(source, MOBILE))
    assert proof.faults == ()
    assert copy.startswith(b"%PDF-")


@pytest.mark.parametrize("flattened", [False, True], ids=["text", "strict"])
@pytest.mark.parametrize("kind", ["ofd", "html"])
def test_ofd_and_web_pages_become_pdf(kind: str, flattened: bool, tmp_path: Path) -> None:
    path = tmp_path / f"letter.{kind}"
    words = ("云川市人民政府办公室关于开展检查的通知", WORDS, f"办公室电话{LINE}", "2026年1月6日")
    if kind == "ofd":
        path.write_bytes(packed(parts_of(page("".join(text(said, y=20.0 + 9 * at) for at, said in enumerate(words))))))
    else:
        body = "".join(f"<p>{said}</p>" for said in words)
        path.write_text(f"<!DOCTYPE html><html><body><div>{body}</div></body></html>", "utf-8")
    source = readers.read(path)
    assert source.kind == kind
    copy, _, proof = copied(path, source, removing(source, MOBILE), below_date(source), flattened=flattened)
    assert proof.faults == ()
    shown = read_by_pdfium(copy)
    assert MOBILE not in shown
    assert LINE in shown
    assert SHORTENED in shown


def test_fonts_that_do_not_say_what_they_show_are_refused_and_the_strict_way_is_left(tmp_path: Path) -> None:
    drawn = letter(tmp_path / "letter.pdf")
    path = tmp_path / "garbled.pdf"
    with pymupdf.open(drawn) as document:
        page = document[0]
        page.set_contents(_without_map(document, page))
        document.save(path, garbage=3)
    read = readers.read(drawn)
    sheets = open_sheets(drawn, "pdf")
    pages = (replace(read.pages[0], glyphs=sheets.glyphs(0, read.text)),)
    sheets.close()
    source = replace(read, kind="scan", pages=pages, sha256=sha256(path.read_bytes()).hexdigest())
    plan = removing(source, MOBILE)
    with pytest.raises(RedactionRefused) as refused:
        write_pdf(path, source.kind, source, plan, (), BytesIO())
    assert (refused.value.why, refused.value.pages) == ("garbled", (1,))
    copy, _, proof = copied(path, source, plan, flattened=True)
    assert proof.faults == ()
    assert LINE in read_by_pdfium(copy)
    assert MOBILE not in read_by_pdfium(copy)


def _without_map(document: Any, page: Any) -> int:
    """Return content that shows the page's words in an embedded font whose character map is gone."""
    font = pymupdf.Font("cjk")
    number = page.insert_font(fontname="G", fontbuffer=font.buffer)
    lines = ((100, "云川市人民政府办公室关于开展检查的通知"), (140, "各县（区）人民政府："), (180, WORDS))
    lines += ((220, f"办公室电话{LINE}"),)
    shown = [
        f"1 0 0 1 90 {842 - y} Tm <{''.join(f'{font.has_glyph(ord(char)):04x}' for char in text)}> Tj"
        for y, text in lines
    ]
    stream = document.get_new_xref()
    document.update_object(stream, "<<>>")
    document.update_stream(stream, f"BT /G 14 Tf {' '.join(shown)} ET".encode())
    document.xref_set_key(number, "ToUnicode", "null")
    return int(stream)


def test_what_an_encrypted_pdf_loses_is_said(tmp_path: Path) -> None:
    path = letter(
        tmp_path / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="云川2026", owner_pw="云川2026"
    )
    source = readers.read(path, ReadOptions(password="云川2026"))
    plan = removing(source, MOBILE)
    with pytest.raises(SourceEncrypted):
        write_pdf(path, source.kind, source, plan, (), BytesIO())
    copy, report, proof = copied(path, source, plan, password="云川2026")
    assert proof.faults == ()
    assert any("不带密码" in notice for notice in report.notices)
    with pymupdf.open(stream=copy, filetype="pdf") as document:
        assert not document.needs_pass


def test_what_a_signed_pdf_loses_is_said(tmp_path: Path) -> None:
    path = letter(tmp_path / "plain.pdf")
    signed = tmp_path / "signed.pdf"
    with pymupdf.open(path) as document:
        field, value = document.get_new_xref(), document.get_new_xref()
        document.update_object(value, f"<</Type/Sig/Filter/Adobe.PPKLite/Contents<00>/Name({MOBILE})>>")
        page = document[0].xref
        document.update_object(
            field, f"<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/Rect[0 0 0 0]/P {page} 0 R/V {value} 0 R/F 4>>"
        )
        document.xref_set_key(page, "Annots", f"[{field} 0 R]")
        root = document.pdf_catalog()
        document.xref_set_key(root, "AcroForm", f"<</SigFlags 3/Fields[{field} 0 R]>>")
        document.save(signed)
    source = readers.read(signed)
    copy, report, proof = copied(signed, source, removing(source, MOBILE))
    assert proof.faults == ()
    assert any("电子签名" in notice and "失效" in notice for notice in report.notices)
    assert proof.notices == report.notices
    assert MOBILE.encode() not in copy


def test_an_older_version_inside_the_file_is_not_copied(tmp_path: Path) -> None:
    path = letter(tmp_path / "letter.pdf")
    with pymupdf.open(path) as document:
        document.set_metadata({"title": "第二版"})
        document.saveIncr()
    source = readers.read(path)
    copy, _, proof = copied(path, source, removing(source, MOBILE))
    assert proof.faults == ()
    assert copy.count(b"startxref") == 1


def test_a_passage_that_the_glyphs_tell_otherwise_is_painted_over_in_the_strict_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(page: Any, *_: object) -> None:
        assert page.number == 0
        raise PassageLost(is_garbled=False)

    monkeypatch.setattr(pdf, "redact_text", lost)
    path = letter(tmp_path / "通知.pdf")
    source = readers.read(path)
    with pytest.raises(RedactionRefused):
        copied(path, source, removing(source, MOBILE))
    copy, report, proof = copied(path, source, removing(source, MOBILE), flattened=True)
    assert report.is_flattened
    assert proof.passed, proof.faults
    assert MOBILE not in read_by_pdfium(copy)


def test_a_plan_that_does_not_fit_the_page_is_refused(tmp_path: Path) -> None:
    source = readers.read(letter(tmp_path / "letter.pdf"))
    other = tmp_path / "other.pdf"
    with pymupdf.open() as document:
        document.new_page().insert_text((90, 100), "another letter altogether", fontsize=14)
        document.save(other)
    with pytest.raises(RedactionRefused) as refused:
        write_pdf(other, source.kind, source, removing(source, MOBILE), (), BytesIO())
    assert refused.value.why == "lost"
