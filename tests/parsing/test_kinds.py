"""The kind of a file is told by its content, whatever its name says."""

from __future__ import annotations

import os
import struct
import time
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_samples import archived, p, read_raw, word_file

from desktop.domain import errors
from desktop.parsing import readers
from desktop.parsing.readers import kinds
from desktop.parsing.readers.compound import streams

HTML = "<!DOCTYPE html><html><body><p>云川市人民政府</p></body></html>".encode()
TEXT = "云川市人民政府关于植树的通知\n".encode()
ODT = "application/vnd.oasis.opendocument.text"


def pdf() -> bytes:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "云川市人民政府关于植树的通知", fontname="china-s")
    return bytes(document.tobytes())


def compound(*names: str, flags: int = 0) -> bytes:
    """An OLE file with these streams at its top; the first begins with the flags of a Word document."""
    entries = [("Root Entry", 0xFFFFFFFF, 0xFFFFFFFF, 1 if names else 0xFFFFFFFF, 0)]
    for index, name in enumerate(names, 1):
        entries += [(name, 0xFFFFFFFF, index + 1 if index < len(names) else 0xFFFFFFFF, 0xFFFFFFFF, 3)]
    directory = b""
    for name, left, right, below, sector in entries:
        encoded = name.encode("utf-16-le")
        directory += encoded.ljust(64, b"\x00") + struct.pack("<HBBIII", len(encoded) + 2, 2, 1, left, right, below)
        directory += bytes(36) + struct.pack("<IQ", sector, 0)
    sectors = -(-len(directory) // 512)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (108 * 4)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    return header + table + directory.ljust(sectors * 512, b"\x00") + bytes(10) + struct.pack("<H", flags) + bytes(1500)


def test_the_made_compound_file_has_its_streams() -> None:
    assert set(streams(compound("1Table", "WordDocument", "Data", "x", "y", "z"))) == {
        "1Table", "WordDocument", "Data", "x", "y", "z",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        pytest.param(word_file(p("甲")), kinds.DOCX, id="docx"),
        pytest.param(archived({"OFD.xml": "", "Doc_0/Document.xml": ""}), kinds.OFD, id="ofd"),
        pytest.param(archived({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "XLSX", id="xlsx"),
        pytest.param(archived({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "PPTX", id="pptx"),
        pytest.param(archived({"mimetype": ODT, "content.xml": "", "META-INF/manifest.xml": ""}), kinds.ODT, id="odt"),
        pytest.param(
            archived({"mimetype": "a spreadsheet", "content.xml": "", "META-INF/manifest.xml": ""}), "ZIP", id="ods"
        ),
        pytest.param(archived({"公报/1.txt": "甲"}), "ZIP", id="zip"),
        pytest.param(archived({"公报/word/1.docx": "甲"}), "ZIP", id="zip with a folder"),
        pytest.param(archived({}), "ZIP", id="empty zip"),
        pytest.param(word_file(p("甲"))[:900], kinds.DOCX, id="docx that breaks off"),
        pytest.param(compound("1Table", "WordDocument"), kinds.DOC, id="doc"),
        pytest.param(compound("WordDocument", flags=0x0100), kinds.DOC, id="doc, its text elsewhere"),
        pytest.param(compound("Workbook", "x"), "XLS", id="xls"),
        pytest.param(compound("Book"), "XLS", id="old xls"),
        pytest.param(compound("PowerPoint Document"), "PPT", id="ppt"),
        pytest.param(compound("EncryptionInfo", "EncryptedPackage"), kinds.ENCRYPTED_OFFICE, id="docx with a password"),
        pytest.param(compound("x"), "OLE", id="another program's"),
        pytest.param(compound("WordDocument")[:600], kinds.DOC, id="ole that breaks off"),
        pytest.param(b"{\\rtf1\\ansi a}", kinds.RTF, id="rtf"),
        pytest.param(b"\n {\\rtf1\\ansi a}", kinds.RTF, id="rtf after blanks"),
        pytest.param(
            b'\xef\xbb\xbf<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>',
            kinds.WORD_XML,
            id="word 2003 xml",
        ),
        pytest.param(HTML, kinds.TEXT, id="html"),
        pytest.param(TEXT, kinds.TEXT, id="text"),
        pytest.param(pdf(), kinds.PDF, id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(90), "PNG", id="png"),
        pytest.param(b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(90), "WEBP", id="webp"),
        pytest.param(b"BM 2024\n" + TEXT, kinds.TEXT, id="text that begins like a bitmap"),
    ],
)
def test_a_kind_is_told_by_content(raw: bytes, kind: str) -> None:
    assert kinds.kind_of(raw) == kind


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.doc", "a.docx", "a.png", "a"])
@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        pytest.param(word_file(p("云川市人民政府")), "docx", id="docx"),
        pytest.param(HTML, "html", id="html"),
        pytest.param(TEXT, "txt", id="text"),
        pytest.param(pdf(), "pdf", id="pdf"),
    ],
)
def test_a_file_is_read_as_what_it_is(tmp_path: Path, raw: bytes, kind: str, name: str) -> None:
    assert read_raw(tmp_path, raw, name).kind == kind


@pytest.mark.parametrize("raw", [compound("EncryptedPackage"), compound("WordDocument", flags=0)], ids=["docx", "doc"])
def test_a_password_is_asked_for(tmp_path: Path, raw: bytes) -> None:
    # the text of the only stream begins right behind the directory, in sector 2
    raw = raw.replace(struct.pack("<IQ", 3, 0), struct.pack("<IQ", 2, 0))
    raw = raw[:1546] + struct.pack("<H", 0x0100) + raw[1548:]
    with pytest.raises(errors.SourceEncrypted):
        read_raw(tmp_path, raw, "a.doc")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        pytest.param(archived({"xl/workbook.xml": ""}), "XLSX", id="xlsx"),
        pytest.param(archived({"a.zip": archived({"b.zip": "0" * 9999})}), "ZIP", id="zip in zip"),
        pytest.param(compound("Workbook"), "XLS", id="xls"),
    ],
)
def test_another_kind_is_named(tmp_path: Path, raw: bytes, kind: str) -> None:
    with pytest.raises(errors.SourceKindUnknown) as told:
        read_raw(tmp_path, raw, "a.docx")
    assert told.value.detail == kind


OLE = compound("1Table", "WordDocument", "Data")


@given(at=st.integers(8, len(OLE) - 4), wrong=st.sampled_from([0, 1, 2, 3, 0x80, 0xFFFF, 0xFFFFFFF0, 0xFFFFFFFF]))
def test_a_damaged_compound_file_is_looked_into_to_an_end(at: int, wrong: int) -> None:
    raw = OLE[:at] + struct.pack("<I", wrong) + OLE[at + 4 :]
    assert kinds.kind_of(raw) in (kinds.DOC, kinds.ENCRYPTED_OFFICE, "OLE")


@pytest.mark.skipif(os.name != "posix", reason="makes symbolic links")
def test_links_that_lead_to_each_other_are_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "a.docx", tmp_path / "b.docx"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(errors.SourceError):
        readers.read(one)


def test_fifty_megabytes_on_one_line_are_read_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("云川市".encode() * 5_600_000)
    start = time.process_time()
    assert readers.read(path).line_count == 1
    assert time.process_time() - start < 10
