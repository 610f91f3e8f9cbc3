"""The pages of OFD files as they are printed: sizes, pictures of them, and where each character stands."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest
from ofd_samples import SENTENCE, SPACE, Parts, packed, page, parts_of, path, read, text

from desktop.domain import errors
from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageImage
from desktop.parsing.readers.sheets import Sheets, open_sheets

POINTS = 72 / 25.4
RED, BLUE = '<ofd:FillColor Value="255 0 0"/>', '<ofd:FillColor Value="#00 #00 #ff"/>'
BAR = "M 20 20 L 120 20 L 120 60 L 20 60 C"
PICTURE = (
    '<ofd:MultiMedias><ofd:MultiMedia ID="3" Type="Image"><ofd:MediaFile>i</ofd:MediaFile></ofd:MultiMedia>'
    "</ofd:MultiMedias>"
)
EMBEDDED = '<ofd:Fonts><ofd:Font ID="1" FontName="内嵌"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>'


def sheets_of(folder: Path, parts: Parts) -> Sheets:
    file = folder / "a.ofd"
    file.write_bytes(packed(parts))
    return open_sheets(file, "ofd")


def drawn(folder: Path, objects: str, scale: float = 1.0, more: Parts | None = None, resources: str = "") -> PageImage:
    return sheets_of(folder, parts_of(page(objects), resources=resources) | (more or {})).image(0, scale)


def pixel(image: PageImage, x: float, y: float) -> tuple[int, int, int]:
    """Return the colour at a place given in millimetres, for an image of one pixel a point."""
    start = 3 * (int(y * POINTS) * image.width + int(x * POINTS))
    red, green, blue = image.samples[start : start + 3]
    return red, green, blue


def is_inked(image: PageImage, box: Box) -> bool:
    """Tell whether anything dark is drawn in a box given in points."""
    return any(
        image.samples[3 * (y * image.width + x)] < 128
        for y in range(int(box.top), int(box.bottom) + 1)
        for x in range(int(box.left), int(box.right) + 1)
    )


def picture(kind: str) -> bytes:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 20), False)
    pixmap.set_rect(pixmap.irect, (0, 160, 0))
    if kind == "bmp":
        rows = (b"\x00\xa0\x00" * 40) * 20
        head = (54 + len(rows)).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little")
        size = (40).to_bytes(4, "little") + (40).to_bytes(4, "little") + (20).to_bytes(4, "little")
        return b"BM" + head + size + b"\x01\x00\x18\x00" + bytes(24) + rows
    return bytes(pixmap.tobytes(kind))


def test_sizes_are_those_of_the_pages(tmp_path: Path) -> None:
    own = page(text(SENTENCE)).replace(
        "<ofd:Content>", "<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area><ofd:Content>"
    )
    sheets = sheets_of(tmp_path, parts_of(page(text(SENTENCE)), own))
    sizes = [(round(size.width), round(size.height)) for size in sheets.sizes()]
    assert sizes == [(595, 842), (842, 595)]
    assert [(image.width, image.height) for image in (sheets.image(index, 0.5) for index in (0, 1))] == [
        (298, 421),
        (421, 298),
    ]
    sheets.close()


def test_an_image_has_three_bytes_a_pixel(tmp_path: Path) -> None:
    image = drawn(tmp_path, text(SENTENCE), 1.7)
    assert len(image.samples) == image.width * image.height * 3


def test_paths_are_filled_and_stroked_in_their_colours(tmp_path: Path) -> None:
    stroke = '<ofd:StrokeColor Value="0 128 0"/>'
    image = drawn(
        tmp_path,
        path(BAR, 'Fill="true" Stroke="false"', RED)
        + path("M 20 100 L 120 100", 'LineWidth="6"', stroke).replace('LineWidth="0.2" ', "")
        + path("M 20 140 B 40 140 60 140 120 140 L 120 160 Q 60 160 20 160 C", 'Fill="true"', BLUE),
    )
    assert [pixel(image, x, y) for x, y in ((70, 40), (70, 100), (70, 150), (5, 5))] == [
        (255, 0, 0),
        (0, 128, 0),
        (0, 0, 255),
        (255, 255, 255),
    ]


def test_colours_of_parameters_and_spaces_hold(tmp_path: Path) -> None:
    resources = (
        '<ofd:ColorSpaces><ofd:ColorSpace ID="4" Type="CMYK"/></ofd:ColorSpaces><ofd:DrawParams>'
        '<ofd:DrawParam ID="2"><ofd:FillColor ColorSpace="4" Value="0 255 255 0"/></ofd:DrawParam>'
        '<ofd:DrawParam ID="3" Relative="2"/></ofd:DrawParams>'
    )
    image = drawn(tmp_path, path(BAR, 'Fill="true" Stroke="false" DrawParam="3"'), resources=resources)
    assert pixel(image, 70, 40) == (255, 0, 0)


def test_what_shines_through_is_paler(tmp_path: Path) -> None:
    half = '<ofd:FillColor Value="0 0 0" Alpha="153"/>'
    image = drawn(
        tmp_path,
        path(BAR, 'Fill="true" Stroke="false"', half)
        + path("M 20 100 L 120 100 L 120 140 L 20 140 Z", 'Fill="true" Stroke="false" Alpha="51"')
        + path("M 20 180 L 120 180 L 120 200 L 20 200 C", 'Fill="true" Alpha="0"'),
    )
    assert [pixel(image, 70, y)[0] for y in (40, 120, 190)] == [102, 204, 255]


@pytest.mark.parametrize("kind", ["png", "jpeg", "bmp"])
def test_pictures_are_drawn_where_they_belong(tmp_path: Path, kind: str) -> None:
    placed = '<ofd:ImageObject ID="1" Boundary="20 20 100 50" CTM="100 0 0 50 0 0" ResourceID="3"/>'
    image = drawn(tmp_path, text(SENTENCE, y=100) + placed, 1.0, {"Doc_0/Res/i": picture(kind)}, PICTURE)
    red, green, blue = pixel(image, 70, 45)
    assert abs(red) + abs(green - 160) + abs(blue) < 12
    assert pixel(image, 70, 80) == (255, 255, 255)


def test_what_does_not_load_is_left_out(tmp_path: Path) -> None:
    placed = '<ofd:ImageObject ID="1" Boundary="20 20 100 50" ResourceID="3"/>'
    image = drawn(tmp_path, text(SENTENCE, y=100) + placed, 1.0, {"Doc_0/Res/i": b"no picture"}, PICTURE)
    assert pixel(image, 70, 45) == (255, 255, 255)


def test_characters_stand_where_they_are_drawn(tmp_path: Path) -> None:
    parts = parts_of(page(text(SENTENCE, 20, 30, 5)))
    source, sheets = read(parts), sheets_of(tmp_path, parts)
    image = sheets.image(0, 1.0)
    glyphs = sheets.glyphs(0, source.text)
    assert len(glyphs) == len(source.text)
    boxes = [box for box in glyphs.boxes() if box is not None]
    assert len(boxes) == len(SENTENCE)
    assert all(is_inked(image, box) for box in boxes[:-1])
    assert all(one.left < other.left and one.top == other.top for one, other in pairwise(boxes))
    assert (round(boxes[0].left), round(boxes[0].width)) == (round(20 * POINTS), round(5 * POINTS))


@pytest.mark.parametrize("said", ["", "\n", SENTENCE[3:], f"甲\n{SENTENCE}乙\n", "没有这些字"])
def test_places_are_given_for_a_text_that_was_read_otherwise(tmp_path: Path, said: str) -> None:
    glyphs = sheets_of(tmp_path, parts_of(page(text(SENTENCE)))).glyphs(0, said)
    assert len(glyphs) == len(said)
    known = [char for char, box in zip(said, glyphs.boxes(), strict=True) if box is not None]
    assert "".join(known) in SENTENCE


def test_a_letter_that_the_embedded_font_lacks_is_drawn_all_the_same(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        sheet = document.new_page()
        sheet.insert_font(fontname="f", fontbuffer=pymupdf.Font("china-s").buffer)
        sheet.insert_text((50, 50), "甲", fontname="f")
        document.subset_fonts()
        font = document.extract_font(sheet.get_fonts()[0][0])[3]
    parts = parts_of(page(text(SENTENCE, 20, 30, 5)), resources=EMBEDDED) | {"Doc_0/Res/f.ttf": font}
    image = sheets_of(tmp_path, parts).image(0, 1.0)
    assert is_inked(image, Box(20 * POINTS, 30 * POINTS, 25 * POINTS, 35 * POINTS))


def test_a_damaged_page_is_blank(tmp_path: Path) -> None:
    sheets = sheets_of(tmp_path, parts_of(page(text(SENTENCE)), f"<ofd:Page {SPACE}"))
    assert len(sheets.sizes()) == 2
    assert set(sheets.image(1, 0.2).samples) == {255}
    assert len(sheets.glyphs(1, "\n")) == 1


def test_a_page_out_of_all_measure_is_drawn_small(tmp_path: Path) -> None:
    huge = page(text(SENTENCE)).replace(
        "<ofd:Content>", "<ofd:Area><ofd:PhysicalBox>0 0 900000 900000</ofd:PhysicalBox></ofd:Area><ofd:Content>"
    )
    image = sheets_of(tmp_path, parts_of(huge)).image(0, 4.0)
    assert image.width * image.height < 100_000_000


def test_a_file_that_is_gone_or_no_ofd_is_told(tmp_path: Path) -> None:
    with pytest.raises(errors.SourceMissing):
        open_sheets(tmp_path / "none.ofd", "ofd")
    file = tmp_path / "a.ofd"
    file.write_bytes(b"PK\x03\x04")
    with pytest.raises(errors.SourceDamaged):
        open_sheets(file, "ofd")
