"""What kind of file a run of bytes begins, told by its signature."""

from __future__ import annotations

TEXT, PDF, BINARY = "text", "PDF", "binary"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "DOCX/OFD/ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/WPS/XLS"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"),
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


def kind_of(raw: bytes) -> str:
    """Return TEXT, PDF, or the name of another kind of file, from its content."""
    head = raw[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(_MARKS):
        return TEXT
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and (len(signature) > _SHORT or not _looks_like_text(head)):
            return kind
    return TEXT if _looks_like_text(head) or _has_null_pattern(head) else BINARY


def _looks_like_text(head: bytes) -> bool:
    """Tell whether there is hardly a control character; those of text files left aside."""
    if b"\x00" in head:
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) <= len(head) // 100


def _has_null_pattern(head: bytes) -> bool:
    """Tell whether NULs stand in one half of the byte pairs mostly, as in UTF-16 without a mark."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) >= max(2, len(head) // 200) and min(even, odd) <= max(even, odd) // 2
