"""Image files are read like the pages of a PDF, and those that lie about themselves do no harm."""

from __future__ import annotations

import struct
import sys
import time
import zlib
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from desktop.domain.errors import RecogniserMissing, SourceDamaged, SourceError, SourceTooLarge, SourceWithoutText
from desktop.domain.text import SourceText
from desktop.parsing import readers
from desktop.parsing.progress import Stage
from desktop.parsing.readers.options import ReadOptions, Recognise
from desktop.parsing.readers.recognition import engine
from desktop.parsing.readers.sheets import open_sheets

sys.path.insert(0, str(Path(__file__).parent / "recognition"))
from drawn_pages import DPI, LINES, page_of

needs_models = pytest.mark.skipif(engine.models() is None, reason="the extra ocr is not installed")
TITLE, NUMBER = LINES[:2]


def image(lines: tuple[str, ...] = LINES) -> Image.Image:
    """Return a small page as a picture."""
    pixmap = page_of(lines).get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)


def saved(form: str, *pictures: Image.Image, **settings: object) -> bytes:
    """Return pictures as a file of a form."""
    out = BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if len(pictures) > 1 else {}
    pictures[0].save(out, form, **more, **settings)
    return out.getvalue()


def read(tmp_path: Path, name: str, raw: bytes) -> SourceText:
    """Write a file and read it."""
    path = tmp_path / name
    path.write_bytes(raw)
    return readers.read(path)


@needs_models
def test_a_tiff_of_several_pages_is_read_page_by_page(tmp_path: Path) -> None:
    binary = [image(lines).convert("1") for lines in (LINES[:2], LINES[2:4])]
    path = tmp_path / "传真.tif"
    path.write_bytes(saved("TIFF", *binary, compression="group4", dpi=(DPI, DPI)))
    told: list[tuple[Stage, int, int]] = []
    source = readers.read(path, progress=lambda *news: told.append(news))
    assert source.kind == "scan"
    assert [source.slice(page.span).split() for page in source.pages] == [list(LINES[:2]), list(LINES[2:4])]
    assert all(page.glyphs is not None and len(page.glyphs) == len(page.span) for page in source.pages)
    assert (Stage.RECOGNISING, 1, 2) in told
    assert any("第1、2页" in notice or "第1—2页" in notice for notice in source.notices)


@needs_models
@pytest.mark.parametrize(
    ("name", "form", "settings"),
    [
        pytest.param("扫描.png", "PNG", {}, id="PNG that says no resolution"),
        pytest.param("通知.txt", "PNG", {"dpi": (DPI, DPI)}, id="PNG named as text"),
        pytest.param("扫描.jpg", "JPEG", {"dpi": (DPI, DPI), "quality": 60}, id="JPEG"),
    ],
)
def test_an_image_is_read_whatever_its_form_and_name(
    tmp_path: Path, name: str, form: str, settings: dict[str, object]
) -> None:
    source = read(tmp_path, name, saved(form, image(LINES[:2]), **settings))
    assert source.text.split() == list(LINES[:2])
    glyphs = source.pages[0].glyphs
    assert glyphs is not None
    sheets = open_sheets(tmp_path / name, source.kind)
    (size,) = sheets.sizes()
    sheets.close()
    first = glyphs.box(source.text.index(TITLE[0]))
    assert first is not None
    # The page is 300 points wide, and its text begins at 36, at any resolution.
    assert first.left / size.width == pytest.approx(36 / 300, abs=0.01)


@pytest.mark.parametrize("form", ["GIF", "BMP"])
def test_other_image_files_are_taken_for_scans_too(tmp_path: Path, form: str) -> None:
    path = tmp_path / "扫描"
    path.write_bytes(saved(form, image(LINES[:1])))
    with pytest.raises(SourceWithoutText):
        readers.read(path, ReadOptions(recognise=Recognise.NEVER))


@pytest.mark.parametrize("name", ["扫描.png", "扫描.tif"])
def test_a_picture_that_says_it_is_enormous_is_refused_at_once(tmp_path: Path, name: str) -> None:
    side = 100_000
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    tiff = b"II*\x00\x08\x00\x00\x00" + struct.pack("<HHHIIHHIII", 2, 256, 4, 1, side, 257, 4, 1, side, 0)
    began = time.process_time()
    with pytest.raises(SourceTooLarge) as refused:
        read(tmp_path, name, png if name.endswith("png") else tiff)
    assert refused.value.detail == "100000 × 100000"
    assert time.process_time() - began < 2


@needs_models
def test_a_jpeg_that_breaks_off_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    whole = saved("JPEG", image(), quality=60)
    source = read(tmp_path, "扫描.jpg", whole[: len(whole) * 3 // 5])
    assert TITLE in source.text
    assert LINES[-1] not in source.text
    assert "图像文件不完整，只读到了其中一部分" in source.notices


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"II*\x00" + bytes(4), id="TIFF without a page"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="PNG without a head"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", id="JPEG without a picture"),
        pytest.param(b"GIF89a\x00\x00\x00\x00\x00\x00\x00", id="GIF of no size"),
    ],
)
def test_an_image_file_without_a_picture_is_damaged(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(SourceDamaged):
        read(tmp_path, "扫描.img", raw)


@pytest.mark.parametrize("form", ["PNG", "TIFF", "GIF", "BMP"])
def test_an_image_that_breaks_off_is_a_fault_of_the_file(tmp_path: Path, form: str) -> None:
    whole = saved(form, image(LINES[:1]))
    path = tmp_path / "扫描"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError):
        readers.read(path, ReadOptions(recognise=Recognise.NEVER))


def test_without_an_engine_a_scan_asks_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.installed.cache_clear()
    monkeypatch.setattr(engine, "models", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RecogniserMissing):
        read(tmp_path, "扫描.png", saved("PNG", image(LINES[:1])))
    engine.installed.cache_clear()
