"""`covered_text` finds what other programs hide instead of removing it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from desktop.domain.errors import SourceKindUnknown, SourceMissing
from desktop.redaction.black_boxes import Cover, covered_text

NUMBER = "13800138000"
AREA = pymupdf.Rect(100, 86, 200, 106)
BLACK, WHITE = (0, 0, 0), (1, 1, 1)


def picture(colour: int = 0) -> bytes:
    """Return a picture with something to be seen."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 20), False)
    pixels.clear_with(colour)
    for column in range(0, 60, 4):
        pixels.set_pixel(column, column % 20, (200, 30, 30))
    return bytes(pixels.tobytes("png"))


def page_with_number(document: Any, **style: Any) -> Any:
    page = document.new_page()
    page.insert_text((100, 60), "Contact line that everybody may read", fontsize=11)
    page.insert_text((100, 100), NUMBER, fontsize=11, **style)
    return page


def box(page: Any) -> None:
    page.draw_rect(AREA, color=BLACK, fill=BLACK)


def white_box(page: Any) -> None:
    page.draw_rect(AREA, color=WHITE, fill=WHITE)


def polygon(page: Any) -> None:
    page.draw_polyline([AREA.tl, AREA.tr, pymupdf.Point(200, 108), AREA.bl, AREA.tl], color=BLACK, fill=BLACK)


def square(page: Any) -> None:
    annotation = page.add_rect_annot(AREA)
    annotation.set_colors(stroke=BLACK, fill=BLACK)
    annotation.update()


def covering_picture(page: Any) -> None:
    page.insert_image(AREA, stream=picture(), keep_proportion=False)


def unapplied(page: Any) -> None:
    page.add_redact_annot(AREA, fill=BLACK)


@pytest.mark.parametrize(
    ("cover", "way"),
    [
        (box, Cover.BOX),
        (white_box, Cover.BOX),
        (polygon, Cover.BOX),
        (square, Cover.ANNOTATION),
        (covering_picture, Cover.PICTURE),
        (unapplied, Cover.UNAPPLIED),
    ],
    ids=["box", "white box", "polygon", "square", "picture", "unapplied"],
)
@pytest.mark.parametrize("turn", [0, 90])
def test_text_under_a_cover_is_found(cover: Callable[[Any], None], way: Cover, turn: int, tmp_path: Path) -> None:
    path = tmp_path / "from-elsewhere.pdf"
    with pymupdf.open() as document:
        page = page_with_number(document)
        cover(page)
        page.set_rotation(turn)
        document.save(path)
    [found] = covered_text(path)
    assert (found.page, found.text, found.cover) == (1, NUMBER, way)
    assert found.box.width > 10
    assert found.words


def test_white_text_on_white_is_found(tmp_path: Path) -> None:
    path = tmp_path / "white.pdf"
    with pymupdf.open() as document:
        page_with_number(document, color=WHITE)
        document.save(path)
    assert [(found.text, found.cover) for found in covered_text(path)] == [(NUMBER, Cover.SAME_COLOUR)]


def test_a_text_layer_under_a_place_painted_black_in_a_scan_is_found(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    with pymupdf.open() as paper, pymupdf.open() as document:
        page_with_number(paper)
        box(paper[0])
        page = document.new_page()
        page.insert_image(page.rect, stream=paper[0].get_pixmap(dpi=100).tobytes("png"))
        page.insert_text((100, 60), "Contact line that everybody may read", fontsize=11, render_mode=3)
        page.insert_text((100, 100), NUMBER, fontsize=11, render_mode=3)
        document.save(path)
    assert [(found.text, found.cover) for found in covered_text(path)] == [(NUMBER, Cover.INVISIBLE)]


def test_nothing_is_found_where_all_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "open.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        page.draw_rect(AREA, color=BLACK, fill=(0.8, 0.9, 1))
        page.insert_text((102, 100), NUMBER, fontsize=11)
        page.draw_rect(AREA, color=BLACK)
        page.add_highlight_annot(AREA)
        page.insert_image(pymupdf.Rect(300, 300, 400, 340), stream=picture(255))
        document.save(path)
    assert covered_text(path) == ()


def test_the_samples_hide_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sample.pdf"
    with pymupdf.open(Path(__file__).parents[2] / "seeds" / "yunchuan-2026-02.pdf") as document:
        document.select([0, 4])
        document.save(path)
    assert covered_text(path) == ()


def test_a_file_that_is_no_pdf_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("云川市", "utf-8")
    with pytest.raises(SourceKindUnknown):
        covered_text(path)
    with pytest.raises(SourceMissing):
        covered_text(tmp_path / "gone.pdf")
