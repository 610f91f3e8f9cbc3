"""What kind of file a run of bytes is, told by its signature, the entries of an archive, the streams of OLE."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

from desktop.parsing.readers import compound

TEXT, PDF, BINARY = "text", "PDF", "binary"
DOCX, OFD, ODT, RTF, WORD_XML = "DOCX", "OFD", "ODT", "RTF", "Word XML"
DOC = "DOC/WPS"
CONVERTED = frozenset({DOC, RTF, ODT, WORD_XML})
"""What an installed LibreOffice makes into DOCX."""
PICTURES = frozenset({"PNG", "JPEG", "GIF", "BMP", "TIFF"})
"""Image files that scanners make."""
ENCRYPTED_OFFICE = "encrypted"
"""A document of Office with a password: an OLE file around the encrypted archive, or an encrypted DOC."""

_ZIP = "ZIP"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"HN\x00", "CAJ"),
    (b"CAJ\x00", "CAJ"),
)
_SHORT = 2
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33")
_CONTROLS = bytes(range(1, 9)) + b"\x0e\x0f" + bytes(range(16, 27)) + b"\x1c\x1d\x1e\x1f"
_HEAD = 4096

_LOCAL, _LISTED = b"PK\x03\x04", b"PK\x01\x02"
_MOST_ENTRIES = 20_000
_CONTENTS: tuple[tuple[str, str], ...] = (
    ("ofd.xml", OFD),
    ("word/", DOCX),
    ("xl/", "XLSX"),
    ("ppt/", "PPTX"),
)
# Excel and PowerPoint first: their files may have a Word document inside, but not at their top
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("Workbook", "XLS"),
    ("Book", "XLS"),
    ("PowerPoint Document", "PPT"),
    ("WordDocument", DOC),
)


def kind_of(raw: bytes) -> str:
    """Return TEXT, PDF, or the name of another kind of file, from its content."""
    head = raw[:_HEAD]
    if head.startswith((_LOCAL, b"PK\x05\x06")):
        return _archived(raw)
    if head.startswith(compound.SIGNATURE):
        return _compound(raw)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.lstrip().startswith(b"{\\rtf"):
        return RTF
    if b'progid="Word.Document"' in head and head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml"):
        return WORD_XML
    if head.startswith(_MARKS):
        return TEXT
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and (len(signature) > _SHORT or not _looks_like_text(head)):
            return kind
    return TEXT if _looks_like_text(head) or _has_null_pattern(head) else BINARY


def _archived(raw: bytes) -> str:
    """Tell what an archive holds by the names of its entries, those of one that breaks off included."""
    names = [name.lower() for name in _names(raw)]
    if "content.xml" in names and "meta-inf/manifest.xml" in names:
        return ODT if b"application/vnd.oasis.opendocument.text" in raw[:200] else _ZIP
    for start, kind in _CONTENTS:
        if any(name == start or (start.endswith("/") and name.startswith(start)) for name in names):
            return kind
    return _ZIP


def _names(raw: bytes) -> list[str]:
    if raw.count(_LISTED) > _MOST_ENTRIES:
        return _local_names(raw)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as file:
            return [info.orig_filename for info in file.infolist()]
    except (zipfile.BadZipFile, struct.error, ValueError, LookupError, OverflowError, NotImplementedError, OSError):
        return _local_names(raw)


def _local_names(raw: bytes) -> list[str]:
    """Return the names that stand before the entries themselves, of the first ones."""
    names: list[str] = []
    start = 0
    while start >= 0 and len(names) < _MOST_ENTRIES // 10:
        length = int.from_bytes(raw[start + 26 : start + 28], "little")
        names.append(raw[start + 30 : start + 30 + length].decode("utf-8", errors="replace"))
        start = raw.find(_LOCAL, start + 4)
    return names


def _compound(raw: bytes) -> str:
    found = compound.streams(raw)
    for name, kind in _STREAMS:
        if name in found:
            return ENCRYPTED_OFFICE if kind == DOC and compound.is_encrypted_text(raw, found[name]) else kind
    return "OLE" if found else DOC


def _looks_like_text(head: bytes) -> bool:
    """Tell whether there is hardly a control character; those of text files left aside."""
    if b"\x00" in head:
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) <= len(head) // 100


def _has_null_pattern(head: bytes) -> bool:
    """Tell whether NULs stand in one half of the byte pairs mostly, as in UTF-16 without a mark."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) >= max(2, len(head) // 200) and min(even, odd) <= max(even, odd) // 2
