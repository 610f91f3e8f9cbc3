"""The pages of a PDF as they are shown: sizes, pictures, and where the characters of the text stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from desktop.domain.errors import SourceDamaged, SourceMissing
from desktop.domain.text import SourceText
from desktop.parsing import readers
from desktop.parsing.readers.sheets import Sheets, open_sheets

LINES = ("云川市人民政府关于做好植树工作的通知", "各县（区）人民政府，市级各部门：")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Write a PDF with an upright page and one that is shown turned."""
    document: Any = pymupdf.open()
    for rotation in (0, 90):
        page = document.new_page(width=400, height=600)
        page.insert_text((72, 100), LINES[0], fontname="china-s", fontsize=10)
        page.insert_text((72, 130), LINES[1], fontname="china-s", fontsize=10)
        page.set_rotation(rotation)
    file = tmp_path / "a.pdf"
    file.write_bytes(document.tobytes())
    return file


@pytest.fixture
def sheets(path: Path) -> Iterator[Sheets]:
    """Open the file for showing."""
    opened = open_sheets(path, "pdf")
    yield opened
    opened.close()


def page_text(source: SourceText, number: int) -> str:
    """Return what was read on a page."""
    return source.slice(source.pages[number].span)


def test_sizes_are_those_of_the_pages_as_shown(sheets: Sheets) -> None:
    assert [(size.width, size.height) for size in sheets.sizes()] == [(400, 600), (600, 400)]


def test_a_picture_has_three_bytes_a_pixel(sheets: Sheets) -> None:
    image = sheets.image(1, 1.5)
    assert (image.width, image.height, len(image.samples)) == (900, 600, 900 * 600 * 3)
    assert set(image.samples[:30]) == {255}
    assert min(image.samples) < 100


def test_a_picture_has_no_more_pixels_than_may_be_drawn(sheets: Sheets) -> None:
    image = sheets.image(0, 100.0)
    assert 39_000_000 < image.width * image.height < 41_000_000


def test_each_character_has_the_box_where_it_is_printed(path: Path, sheets: Sheets) -> None:
    text = page_text(readers.read(path), 0)
    glyphs = sheets.glyphs(0, text)
    assert len(glyphs) == len(text)
    box = glyphs.box(text.index("关于"))
    assert box is not None
    assert (round(box.left), round(box.right)) == (142, 152)
    assert 85 < box.top < 100 < box.bottom < 106
    assert glyphs.box(text.index("\n")) is None


def test_characters_of_a_turned_page_stand_where_they_are_shown(path: Path, sheets: Sheets) -> None:
    text = page_text(readers.read(path), 1)
    glyphs = sheets.glyphs(1, text)
    first, last = glyphs.box(0), glyphs.box(len(LINES[0]) - 1)
    assert first is not None
    assert last is not None
    assert 490 < first.left < first.right < 520
    assert last.top > first.bottom


def test_a_text_that_was_set_otherwise_is_aligned(sheets: Sheets) -> None:
    older = "  " + LINES[0][:9] + "\n" + LINES[0][9:] + "\n甲乙\n" + LINES[1]
    glyphs = sheets.glyphs(0, older)
    assert len(glyphs) == len(older)
    assert glyphs.box(2) is not None
    assert glyphs.box(older.index("甲")) is None
    below = glyphs.box(len(older) - 1)
    assert below is not None
    assert below.top > 110


def test_a_picture_file_is_shown_as_a_page(tmp_path: Path) -> None:
    pixels: Any = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 120, 160), False)
    pixels.clear_with(255)
    file = tmp_path / "scan.png"
    pixels.save(file)
    sheets = open_sheets(file, "scan")
    (size,) = sheets.sizes()
    image = sheets.image(0, 1.0)
    sheets.close()
    assert (size.width, size.height) == (image.width, image.height)


def test_a_missing_and_a_broken_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        open_sheets(tmp_path / "none.pdf", "pdf")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing more")
    with pytest.raises(SourceDamaged):
        open_sheets(broken, "pdf")


@pytest.mark.parametrize("name", ["yunchuan-2026-01.pdf", "yunchuan-2026-02.pdf"])
def test_boxes_of_the_samples_fit_their_text(name: str) -> None:
    from desktop import paths

    file = paths.seeds() / name
    source = readers.read(file)
    sheets = open_sheets(file, "pdf")
    sizes = sheets.sizes()
    for number, size in enumerate(sizes):
        text = page_text(source, number)
        glyphs = sheets.glyphs(number, text)
        boxes = [glyphs.box(index) for index in range(len(text))]
        unplaced = [char for char, box in zip(text, boxes, strict=True) if box is None and not char.isspace()]
        assert unplaced == []
        assert all(box.right <= size.width + 12 and box.bottom <= size.height for box in boxes if box is not None)
    sheets.close()
