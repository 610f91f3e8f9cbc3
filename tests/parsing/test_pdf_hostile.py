"""PDF files that are broken or made to harm: refused in words or read with a notice, in bounded time and memory."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf
import pytest

from desktop.domain import errors
from desktop.parsing import readers
from desktop.parsing.readers import pdf_opening
from desktop.parsing.readers.sheets import open_sheets

LONGEST = 10.0
TEXT = b"BT /F1 12 Tf 72 700 Td (Water saving notice of the city) Tj ET"
SCATTERED = b"".join(b"1 0 0 1 %d %d Tm (word) Tj " % (number % 500, number // 60) for number in range(20_000))
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


@contextmanager
def in_time() -> Iterator[None]:
    """Fail what takes too long."""
    began = time.process_time()
    yield
    assert time.process_time() - began < LONGEST


def pdf(*objects: bytes, root: int = 1) -> bytes:
    """Return a file of numbered objects with a right table of their places."""
    raw = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(raw)
    raw += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    raw += b"".join(b"%010d 00000 n \n" % place for place in places)
    raw += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(raw)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def one_page(content: bytes, more: bytes = b"", box: bytes = b"0 0 595 842", font: bytes = FONT) -> bytes:
    """Return a file with one page."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page % box,
        stream(content, more),
        font,
    )


def file_of(folder: Path, raw: bytes) -> Path:
    path = folder / "hostile.pdf"
    path.write_bytes(raw)
    return path


def encrypted() -> bytes:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "云川市人民政府关于植树的通知", fontname="china-s")
    return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="right", owner_pw="owner"))


PAGES = b"<< /Type /Catalog /Pages 2 0 R >>"


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        pytest.param(pdf(PAGES, b"<< /Type /Pages /Kids [] /Count 0 >>"), errors.SourceDamaged, id="no pages"),
        pytest.param(pdf(PAGES, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), errors.SourceError, id="circular pages"),
        pytest.param(
            pdf(PAGES, b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", b"<< /Type /Page /Parent 2 0 R >>"),
            errors.SourceError,
            id="two billion pages claimed",
        ),
        pytest.param(
            pdf(PAGES, b"<< /Type /Pages /Kids " + b"[" * 200_000 + b"]" * 200_000 + b" /Count 1 >>"),
            errors.SourceError,
            id="deeply nested",
        ),
        pytest.param(pdf(PAGES, b"2 0 R"), errors.SourceError, id="an object that is itself"),
        pytest.param(b"%PDF-1.7\n%%EOF", errors.SourceDamaged, id="nothing between head and end"),
        pytest.param(one_page(TEXT)[:300], errors.SourceDamaged, id="breaks off"),
        pytest.param(one_page(b""), errors.SourceWithoutText, id="blank"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_time(
    tmp_path: Path, raw: bytes, error: type[errors.SourceError]
) -> None:
    with in_time(), pytest.raises(error):
        readers.read(file_of(tmp_path, raw))


def test_more_pages_than_a_file_can_have_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_opening, "MOST_PAGES", 2)
    document = pymupdf.open()
    for _ in range(3):
        document.new_page()
    with pytest.raises(errors.SourceUnsafe) as told:
        readers.read(file_of(tmp_path, document.tobytes()))
    assert told.value.detail == "3 pages"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(one_page(TEXT, font=b"<< /Type /Font /Subtype /Type0 >>"), id="font without anything"),
        pytest.param(one_page(TEXT, font=b"null"), id="font missing"),
        pytest.param(one_page(TEXT, box=b"0 0 1e9 1e9"), id="huge page"),
        pytest.param(one_page(TEXT, box=b"0 0 0 0"), id="page without size"),
        pytest.param(one_page(b"q " * 300_000 + TEXT), id="states saved without end"),
        pytest.param(one_page(b"0 0 m 5 5 l S " * 60_000 + TEXT), id="very many lines"),
        pytest.param(one_page(b"".join(b"%d 0 0.3 800 re f " % x for x in range(30_000)) + TEXT), id="very many rules"),
        pytest.param(
            one_page(b"BT /F1 2 Tf " + b"1 0 0 1 50 50 Tm (a) Tj " * 20_000 + b"ET " + TEXT), id="one place, many marks"
        ),
        pytest.param(
            one_page(
                b"BT /F1 2 Tf "
                + b"".join(b"1 0 0 1 %d %d Tm (word) Tj " % (n % 500, n // 60) for n in range(20_000))
                + b"ET"
            ),
            id="text all over",
        ),
        pytest.param(
            lambda: one_page(zlib.compress(TEXT + b" " * 80_000_000, 1), b"/Filter /FlateDecode"),
            id="80 MB from 400 KB",
        ),
    ],
)
def test_a_strange_page_is_read_or_refused_in_time(tmp_path: Path, raw: bytes | Callable[[], bytes]) -> None:
    path = file_of(tmp_path, raw() if callable(raw) else raw)
    with in_time():
        try:
            assert readers.read(path).text
        except errors.SourceError:
            return
        sheets = open_sheets(path, "pdf")
        image = sheets.image(0, 3.0)
        sheets.close()
    assert image.width * image.height <= 41_000_000
    assert len(image.samples) == image.width * image.height * 3


def test_the_pages_around_a_damaged_one_are_read(tmp_path: Path) -> None:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %s /Resources << /Font << /F1 6 0 R >> >> >>"
    )
    raw = pdf(
        PAGES,
        b"<< /Type /Pages /Kids [3 0 R 7 0 R 4 0 R] /Count 3 /MediaBox [0 0 595 842] >>",
        page % b"5 0 R",
        page % b"5 0 R",
        stream(TEXT),
        FONT,
        b"(no page)",
    )
    source = readers.read(file_of(tmp_path, raw))
    assert source.text.count("Water saving notice") == 2


def test_a_password_opens_the_file(tmp_path: Path) -> None:
    source = readers.read(file_of(tmp_path, encrypted()), readers.ReadOptions(password="right"))
    assert "云川市人民政府关于植树的通知" in source.text


@pytest.mark.parametrize(("password", "error"), [(None, errors.SourceEncrypted), ("wrong", errors.SourcePasswordWrong)])
def test_without_the_right_password_the_file_is_refused(
    tmp_path: Path, password: str | None, error: type[errors.SourceError]
) -> None:
    path = file_of(tmp_path, encrypted())
    for attempt in (
        lambda: readers.read(path, readers.ReadOptions(password=password)),
        lambda: open_sheets(path, "pdf", password),
    ):
        with pytest.raises(errors.SourceError) as told:
            attempt()
        assert type(told.value) is error
