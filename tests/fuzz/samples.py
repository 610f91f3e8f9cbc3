"""Good files to begin with: the samples of `seeds/`, cut down so that thousands can be read, and small ones."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pymupdf
from lxml import etree

from desktop import paths
from tests.fuzz.mutations import packed

_NAMES = ("yunchuan-2026-01", "yunchuan-2026-02")
_CUT = 4_000
"""Bytes of a text that are taken from its beginning, and from its middle."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def seed(name: str, ending: str) -> bytes:
    """Return a sample as it ships."""
    return (paths.seeds() / f"{name}.{ending}").read_bytes()


def texts() -> Sequence[bytes]:
    """Return the beginnings and middles of the texts, in the encodings that are met."""
    found = []
    for name in _NAMES:
        text = seed(name, "txt").decode("utf-8-sig")
        for part in (text[: _CUT // 3], text[len(text) // 2 :][: _CUT // 3]):
            found += [part.encode(), part.encode("gb18030"), part.encode("utf-16")]
    found.append(("# 关于植树的通知\n\n" + text[: _CUT // 6].replace("\n", "\n\n")).encode())
    return found


def web_pages() -> Sequence[bytes]:
    """Return the samples as pages, cut."""
    found = []
    for name in _NAMES:
        page = seed(name, "html")
        body = page.index(b">", page.index(b"<body")) + 1
        found += [page[: 2 * _CUT], page[:body] + page[len(page) // 2 :][:_CUT]]
    return found


def pdfs() -> Sequence[bytes]:
    """Return pages of the samples, once with all parts packed, once open and without the shapes of glyphs."""
    found = []
    for name, page in ((_NAMES[0], 0), (_NAMES[0], 3), (_NAMES[1], 4)):
        with pymupdf.open(stream=seed(name, "pdf"), filetype="pdf") as document:
            document.select([page])
            found.append(_saved(document, deflate=True))
            for reference in range(1, document.xref_length()):
                if document.xref_get_key(reference, "FontFile2")[0] != "null":
                    document.xref_set_key(reference, "FontFile2", "null")  # glyphs would be most of the bytes
            found.append(_saved(document, expand=1))
    return found


def _saved(document: pymupdf.Document, **how: bool | int) -> bytes:
    document.subset_fonts()
    return bytes(document.tobytes(garbage=4, **how))


def word_files() -> Sequence[bytes]:
    """Return parts of the samples as Word files: paragraphs, tables, headings."""
    found = []
    for name in _NAMES:
        with zipfile.ZipFile(BytesIO(seed(name, "docx"))) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        for first in (0, 60):
            root = etree.fromstring(parts["word/document.xml"])
            body = root.find(f"{_WORD}body")
            for at, block in enumerate(list(body)):
                if not first <= at < first + 25 and block.tag != f"{_WORD}sectPr":
                    body.remove(block)
            slim = {one: content for one, content in parts.items() if len(content) < 40_000}
            found.append(packed([*slim.items(), ("word/document.xml", etree.tostring(root))]))
    return found


def ofds() -> Sequence[bytes]:
    """Return the shorter pages of the samples as OFD files."""
    found = []
    for name in _NAMES:
        with zipfile.ZipFile(BytesIO(seed(name, "ofd"))) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        short = [one for one, content in parts.items() if "Pages/" in one and len(content) < 13_000]
        root = etree.fromstring(parts["Doc_0/Document.xml"])
        for page in list(root.iter("{*}Page")):
            if f"Doc_0/{page.get('BaseLoc')}" not in short:
                page.getparent().remove(page)
        kept = {one: content for one, content in parts.items() if "Pages/" not in one or one in short}
        found.append(packed([*(kept | {"Doc_0/Document.xml": etree.tostring(root)}).items()]))
    return found


def workbooks() -> Sequence[bytes]:
    """Return lists of documents as workbooks."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云川市现行有效规范性文件目录"])
    sheet.append(["序号", "文件名称", "文号", "成文日期", "有效期"])
    sheet.merge_cells("A1:E1")
    for number in range(1, 6):
        sheet.append([number, f"关于第{number}项工作的通知", f"云府规〔2025〕{number}号", date(2025, number, 3), "5年"])
    sheet.merge_cells("E3:E5")
    stream = BytesIO()
    book.save(stream)
    return [stream.getvalue()]


def delimited() -> Sequence[bytes]:
    """Return lists of documents as delimited text."""
    lines = [("序号", "文件名称", "文号", "实施日期")]
    lines += [(str(n), f'关于"第{n}项"工作的通知', f"云府规〔2025〕{n}号", f"2025年{n}月3日") for n in range(1, 6)]
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    return ["\r\n".join(quoted).encode("utf-8-sig"), "\n".join("\t".join(line) for line in lines).encode("gb18030")]


def old_files() -> Sequence[bytes]:
    """Return the beginnings of files of old office programs: a compound file with its table and directory."""
    sector = 512
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(sector - 8))
    head[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    head[44:48], head[48:52], head[56:60] = (n.to_bytes(4, "little") for n in (1, 1, 4096))
    head[60:64], head[68:72] = b"\xfe\xff\xff\xff", b"\xfe\xff\xff\xff"
    head[76:sector] = (0).to_bytes(4, "little") + b"\xff" * (sector - 80)
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * (sector - 8)
    found = []
    for stream in ("WordDocument", "Workbook", "EncryptedPackage", "PowerPoint Document"):
        entries = [_entry("Root Entry", 5, 1), _entry(stream, 2, 0xFFFFFFFF), bytes(128), bytes(128)]
        found.append(bytes(head) + table + b"".join(entries))
    return [*found, rb"{\rtf1\ansi\ansicpg936 \u20113?\u24029?\u24066?\par 2026\par}"]


def _entry(name: str, kind: int, child: int) -> bytes:
    told = name.encode("utf-16-le")
    links = b"\xff\xff\xff\xff" * 2 + child.to_bytes(4, "little")
    entry = told.ljust(64, b"\0") + (len(told) + 2).to_bytes(2, "little") + bytes((kind, 1)) + links
    return entry.ljust(128, b"\0")


def profiles() -> Sequence[bytes]:
    """Return the profiles of rules that ship with the program."""
    return [path.read_bytes() for path in sorted((paths.resources() / "disclosure" / "profiles").glob("*.toml"))]


def register_rules() -> Sequence[bytes]:
    """Return the rules of the register that ship with the program."""
    return [path.read_bytes() for path in sorted((paths.resources() / "register").rglob("*.toml"))]


def as_json(*values: object) -> Sequence[bytes]:
    """Return values as JSON."""
    return [json.dumps(value).encode() for value in values]


def written(path: Path, raw: bytes) -> Path:
    """Write a file, and return where."""
    path.write_bytes(raw)
    return path
