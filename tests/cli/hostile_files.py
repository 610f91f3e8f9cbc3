"""Files that are made to harm, each as small as it can be."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pymupdf

from tests.helpers.examples import examples

SECRET = "not-to-be-read-4711"
TEXT = "云川市人民政府\n关于印发云川市城市照明管理办法的通知\n云川府规〔2026〕2号\n\n各区县：\n\n现印发给你们。\n"
_FAR = 100_000
"""Pixels and levels that no honest file has."""


# PDF


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of these objects, with a right table of places."""
    body = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(body), max(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        body += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    return bytes(body + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a compressed stream object."""
    packed = zlib.compress(content, 1)
    return b"<</Filter/FlateDecode/Length %d %s>>stream\n%s\nendstream" % (len(packed), entries, packed)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def page(rest: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    """Return a page object."""
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<<>>%s>>" % (box, rest)


def truncated_pdf(path: Path) -> None:
    """Break a good PDF off in the middle."""
    with pymupdf.open() as document:
        for _ in range(10):
            document.new_page().insert_text((50, 50), TEXT, fontname="china-s")
        whole = document.tobytes()
    path.write_bytes(whole[: len(whole) // 2])


def encrypted_pdf(path: Path) -> None:
    """Lock a good PDF."""
    with pymupdf.open() as document:
        document.new_page().insert_text((50, 50), TEXT, fontname="china-s")
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")


def pdf_without_pages(path: Path) -> None:
    """Have a page tree without a page."""
    path.write_bytes(pdf({1: CATALOG, 2: b"<</Type/Pages/Kids[]/Count 0>>"}))


def pdf_of_only_a_head(path: Path) -> None:
    """Have nothing but the signature."""
    path.write_bytes(b"%PDF-1.7\n%%EOF\n")


def pdf_with_circular_page_tree(path: Path) -> None:
    """Have page tree nodes that are their own children."""
    path.write_bytes(
        pdf({1: CATALOG, 2: b"<</Type/Pages/Kids[4 0 R 2 0 R]/Count 9>>", 4: b"<</Type/Pages/Kids[2 0 R]/Count 9>>"})
    )


def pdf_with_deep_arrays(path: Path) -> None:
    """Nest arrays in a page."""
    path.write_bytes(pdf({1: CATALOG, 2: PAGES, 3: page(b"/X " + b"[" * _FAR + b"]" * _FAR)}))


def pdf_with_huge_count(path: Path) -> None:
    """Claim two thousand million pages."""
    path.write_bytes(pdf({1: CATALOG, 2: b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", 3: page()}))


def pdf_with_looping_object_streams(path: Path) -> None:
    """Have object streams that extend each other and hold themselves."""
    first = stream(b"5 0 <</Type/Pages>>", b"/Type/ObjStm/N 1/First 4/Extends 4 0 R")
    second = stream(b"3 0 <</Type/Pages>>", b"/Type/ObjStm/N 99999999/First 4/Extends 3 0 R")
    path.write_bytes(pdf({1: b"<</Type/Catalog/Pages 5 0 R>>", 3: first, 4: second}))


def pdf_with_looping_tables(path: Path) -> None:
    """Have a table of places whose predecessor is itself."""
    whole = pdf({1: CATALOG, 2: PAGES, 3: page()})
    start = whole.index(b"xref\n0")
    path.write_bytes(pdf({1: CATALOG, 2: PAGES, 3: page()}, b"/Root 1 0 R /Prev %d" % start))


def pdf_with_content_bomb(path: Path) -> None:
    """Have page content that unpacks to 200 MB."""
    path.write_bytes(pdf({1: CATALOG, 2: PAGES, 3: page(b"/Contents 4 0 R"), 4: stream(b"q " * 100_000_000)}))


def pdf_with_form_that_draws_itself(path: Path) -> None:
    """Have a form that draws itself twice."""
    form = stream(b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>")
    drawn = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    path.write_bytes(pdf({1: CATALOG, 2: PAGES, 3: drawn, 4: stream(b"/F Do"), 5: form}))


def pdf_with_giant_page(path: Path) -> None:
    """Have a page of a thousand kilometres."""
    path.write_bytes(pdf({1: CATALOG, 2: PAGES, 3: page(b"", b"0 0 2834645669 2834645669")}))


def pdf_with_giant_picture(path: Path) -> None:
    """Have a picture that is said to be very large."""
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8" % (_FAR, _FAR)
    drawn = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    content = stream(b"q 595 0 0 842 0 0 cm /F Do Q")
    path.write_bytes(pdf({1: CATALOG, 2: PAGES, 3: drawn, 4: content, 5: stream(b"\0" * 10_000, entries)}))


def pdf_that_launches(path: Path) -> None:
    """Want a program started and a place on the network opened."""
    action = b"/OpenAction<</S/Launch/F(/bin/sh)/Next<</S/URI/URI(http://127.0.0.1:9/)>>>>"
    objects = {1: b"<</Type/Catalog/Pages 2 0 R%s>>" % action, 2: PAGES, 3: page()}
    path.write_bytes(pdf(objects))


# Archives


def archive(path: Path, entries: Mapping[str, bytes | str]) -> None:
    """Write a ZIP file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BILLION = '<!DOCTYPE x [<!ENTITY a0 "云川">' + "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
)


def docx(path: Path, body: str, head: str = "", more: Mapping[str, bytes | str] | None = None) -> None:
    """Write a DOCX file with this body."""
    document = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {_WORD}><w:body>{body}</w:body></w:document>'
    entries = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document}
    archive(path, entries | dict(more or {}))


def paragraph(text: str) -> str:
    """Return a paragraph of a DOCX file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx_bomb(path: Path) -> None:
    """Unpack to 400 MB of text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELATIONS)
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(f"<w:document {_WORD}><w:body><w:p><w:r><w:t>".encode())
            for _ in range(100):
                part.write(b"a" * 4_000_000)


def docx_with_entities(path: Path) -> None:
    """Expand one word a thousand million times."""
    docx(path, paragraph("&a9;"), _BILLION + "]>")


def docx_with_outside_entity(path: Path) -> None:
    """Want a file of this machine read."""
    secret = path.with_name("secret.txt")
    secret.write_text(SECRET, encoding="utf-8")
    docx(path, paragraph("云川市人民政府&x;"), f'<!DOCTYPE x [<!ENTITY x SYSTEM "{secret.as_uri()}">]>')


def docx_with_traversal(path: Path) -> None:
    """Have entries that lie outside of the file."""
    docx(
        path,
        paragraph("云川市人民政府令"),
        more={"../../../../evil.txt": "x", "/evil.txt": "x", "word/../../evil": "x"},
    )


def docx_with_deep_nesting(path: Path) -> None:
    """Nest elements."""
    docx(path, "<w:tbl>" * _FAR + "</w:tbl>" * _FAR)


def docx_with_remote_parts(path: Path) -> None:
    """Refer to a template and a picture on the network."""
    remote = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>'
    )
    docx(path, paragraph("云川市人民政府令"), more={"word/_rels/document.xml.rels": remote})


def zip_of_many_entries(path: Path) -> None:
    """Have more entries than an honest file, all empty."""
    with zipfile.ZipFile(path, "w") as file:
        for number in range(25_000):
            file.writestr(f"word/{number}", b"")


def ofd(path: Path, root: str, head: str = "") -> None:
    """Write an OFD file with this root."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    archive(path, {"OFD.xml": f'<?xml version="1.0"?>{head}<ofd:OFD {space} Version="1.0">{root}</ofd:OFD>'})


def _body(root: str) -> str:
    return f"<ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>"


def ofd_with_entities(path: Path) -> None:
    """Expand one word a thousand million times."""
    ofd(path, _body("&a9;"), _BILLION + "]>")


def ofd_with_outside_entity(path: Path) -> None:
    """Want a file of this machine read."""
    secret = path.with_name("secret.txt")
    secret.write_text(SECRET, encoding="utf-8")
    ofd(path, _body("&x;"), f'<!DOCTYPE x [<!ENTITY x SYSTEM "{secret.as_uri()}">]>')


def ofd_with_traversal(path: Path) -> None:
    """Have its document outside of the file."""
    ofd(path, _body("../../../../etc/passwd"))


def ofd_bomb(path: Path) -> None:
    """Unpack to 200 MB."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
        file.open("OFD.xml", "w", force_zip64=True) as part,
    ):
        part.write(b'<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016">')
        for _ in range(50):
            part.write(b"a" * 4_000_000)


# Pages of the web, text


def html_that_calls_home(path: Path) -> None:
    """Have scripts, and pictures and styles from elsewhere."""
    path.write_text(
        "<html><head><title>云川市人民政府令</title><link rel=stylesheet href='http://127.0.0.1:9/a.css'>"
        f"<script>document.write('{SECRET}')</script><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'></head>"
        "<body><img src='http://127.0.0.1:9/a.png'><iframe src='file:///etc/passwd'></iframe>"
        f"<p onclick='x()'>云川市人民政府令</p><p>第9号</p><!-- {SECRET} --></body></html>",
        encoding="utf-8",
    )


def html_with_deep_nesting(path: Path) -> None:
    """Nest elements."""
    path.write_text("<html><body>" + "<div>" * _FAR + "云川市人民政府令", encoding="utf-8")


def one_long_line(path: Path) -> None:
    """Have 50 MB without a line break; in the usual run its share of them."""
    path.write_text("云川市人民政府令。" * (examples(50_000_000) // 27), encoding="utf-8")


# Pictures


def png_of_giant_size(path: Path) -> None:
    """Claim to be very large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", _FAR, _FAR, 8, 2, 0, 0, 0))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 10_000)) + chunk(b"IEND", b""))


def tiff(width: int, height: int, following: int) -> bytes:
    """Return a TIFF of one strip; `following` is the place of its next directory."""
    tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: height, 279: 1}
    directory = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(tags)) + directory + struct.pack("<I", following)


def tiff_of_giant_size(path: Path) -> None:
    """Claim to be very large."""
    path.write_bytes(tiff(_FAR, _FAR, 0))


def tiff_with_looping_pages(path: Path) -> None:
    """Have a page that is followed by itself."""
    path.write_bytes(tiff(8, 8, 8) + bytes(100))


def picture_of_text(path: Path) -> None:
    """Be a page as a scanner gives it, which is honest but calls for the recognition and its libraries."""
    with pymupdf.open() as document:
        document.new_page(width=400, height=300).insert_text((30, 60), TEXT, fontname="china-s")
        path.write_bytes(document[0].get_pixmap(dpi=150).tobytes("png"))


def truncated_jpeg(path: Path) -> None:
    """Break a picture off after its head."""
    path.write_bytes(
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\xff\xff\xff\xff"
    )


# Things that are no files


def empty(path: Path) -> None:
    """Make a file without a byte."""
    path.touch()


def looping_link(path: Path) -> None:
    """Make a link to itself."""
    path.symlink_to(path)


def pipe(path: Path) -> None:
    """Make a pipe that nobody writes to."""
    os.mkfifo(path)


def good(path: Path) -> None:
    """Make an ordinary text, for names that are odd."""
    path.write_text(TEXT, encoding="utf-8")


FAILS, READS, EITHER = frozenset({1}), frozenset({0}), frozenset({0, 1})
"""What the exit status may be."""

HOSTILE: tuple[tuple[str, Callable[[Path], None], frozenset[int]], ...] = (
    ("半截.pdf", truncated_pdf, FAILS),
    ("加密.pdf", encrypted_pdf, FAILS),
    ("空.pdf", empty, FAILS),
    ("无页.pdf", pdf_without_pages, FAILS),
    ("只有头.pdf", pdf_of_only_a_head, FAILS),
    ("循环.pdf", pdf_with_circular_page_tree, FAILS),
    ("深.pdf", pdf_with_deep_arrays, FAILS),
    ("多页.pdf", pdf_with_huge_count, FAILS),
    ("对象流.pdf", pdf_with_looping_object_streams, FAILS),
    ("表.pdf", pdf_with_looping_tables, FAILS),
    ("炸弹.pdf", pdf_with_content_bomb, FAILS),
    ("自画.pdf", pdf_with_form_that_draws_itself, FAILS),
    ("巨页.pdf", pdf_with_giant_page, FAILS),
    ("巨图.pdf", pdf_with_giant_picture, FAILS),
    ("启动.pdf", pdf_that_launches, FAILS),
    ("炸弹.docx", docx_bomb, FAILS),
    ("实体.docx", docx_with_entities, FAILS),
    ("外部.docx", docx_with_outside_entity, EITHER),
    ("穿越.docx", docx_with_traversal, EITHER),
    ("深.docx", docx_with_deep_nesting, FAILS),
    ("远程.docx", docx_with_remote_parts, EITHER),
    ("多项.docx", zip_of_many_entries, FAILS),
    ("实体.ofd", ofd_with_entities, FAILS),
    ("外部.ofd", ofd_with_outside_entity, FAILS),
    ("穿越.ofd", ofd_with_traversal, FAILS),
    ("炸弹.ofd", ofd_bomb, FAILS),
    ("回家.html", html_that_calls_home, READS),
    ("深.html", html_with_deep_nesting, EITHER),
    ("长行.txt", one_long_line, READS),
    ("巨图.png", png_of_giant_size, FAILS),
    ("巨图.tif", tiff_of_giant_size, FAILS),
    ("循环.tif", tiff_with_looping_pages, EITHER),
    ("半截.jpg", truncated_jpeg, FAILS),
    ("扫描.png", picture_of_text, EITHER),
    ("链接.txt", looping_link, FAILS),
    ("管道.pdf", pipe, FAILS),
    ("有 空 格.txt", good, READS),
    ("引'号\"`$(x).txt", good, READS),
    ("换\n行.txt", good, READS),
    ("-横线.txt", good, READS),
    ("\x1b[31m红.txt", good, READS),
)
