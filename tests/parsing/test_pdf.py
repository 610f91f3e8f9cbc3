"""What the PDF reader does about pages without text, with unreadable text, and what it tells about them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from desktop.domain import errors
from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageImage, PageSize
from desktop.parsing import readers
from desktop.parsing.progress import Stage
from desktop.parsing.readers import recognition
from desktop.parsing.readers.layout import Run
from desktop.parsing.readers.options import ReadOptions, Recognise

BODY = "云川市人民政府关于做好二〇二六年植树工作的通知"
GARBLED = "ÔÆ´¨ÊÐÈËÃñÕþ¸®¹ØÓÚ×öºÃÖ²Ê÷¹¤×÷µÄÍ¨Öª"
NEVER, ALWAYS = ReadOptions(recognise=Recognise.NEVER), ReadOptions(recognise=Recognise.ALWAYS)


def file_of(folder: Path, *pages: str | None, first: str = "") -> Path:
    """Write a PDF with a page for each text; None stands for the picture of a page."""
    document: Any = pymupdf.open()
    for text in pages:
        page = document.new_page()
        if text is None:
            grey: Any = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 60, 80), False)
            grey.clear_with(200)
            page.insert_image(page.rect, pixmap=grey)
        elif text:
            page.insert_text((72, 150), text, fontname="helv" if text == GARBLED else "china-s")
        if first:
            page.insert_text((72, 40), first, fontname="china-s")
    path = folder / "a.pdf"
    path.write_bytes(document.tobytes())
    return path


def recognised(image: PageImage, scale: float) -> recognition.Recognised:
    """Stand for an engine that finds one line on every page."""
    size = PageSize(image.width / scale, image.height / scale)
    box = Box(72, 150, 72 + 12 * len(BODY), 162)
    boxes = tuple(Box(72 + 12 * place, 150, 84 + 12 * place, 162) for place in range(len(BODY)))
    run = Run(BODY, box, 12.0, boxes, (0.5,) * len(BODY))
    return recognition.Recognised((run,), (), size, (run,), "RapidOCR")


def missing(_image: PageImage, _scale: float) -> recognition.Recognised:
    """Stand for a machine without an engine."""
    raise recognition.EngineMissing


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], None]:
    """Return a function that puts an engine in the place of the machine's own."""
    return lambda found: monkeypatch.setattr(recognition, "runs", found)


def test_a_page_without_text_is_recognised_and_keeps_its_boxes(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(recognised)
    source = readers.read(file_of(tmp_path, BODY, None))
    assert source.kind == "pdf"
    assert source.text.count(BODY) == 2
    assert source.pages[0].glyphs is None
    glyphs = source.pages[1].glyphs
    assert glyphs is not None
    assert (len(glyphs), glyphs.box(1), glyphs.sure(0, 5)) == (len(source.pages[1].span), Box(84, 150, 96, 162), 0.5)
    assert source.notices == ("第2页由文字识别（RapidOCR）得出，请核对",)


def test_pages_in_a_row_are_named_by_the_first_and_the_last(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(recognised)
    pages = (BODY, None, None, None, BODY, None, None)
    assert readers.read(file_of(tmp_path, *pages)).notices == ("第2—4、6、7页由文字识别（RapidOCR）得出，请核对",)


def test_a_file_of_pictures_is_a_scan(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(recognised)
    source = readers.read(file_of(tmp_path, None, None))
    assert (source.kind, source.text.count(BODY)) == ("scan", 2)


def test_pictures_without_an_engine_are_refused(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(missing)
    with pytest.raises(errors.RecogniserMissing):
        readers.read(file_of(tmp_path, None, None))


def test_without_an_engine_the_pages_with_text_are_read(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(missing)
    source = readers.read(file_of(tmp_path, BODY, None, None))
    assert source.notices == ("第2、3页是图像，没有装文字识别组件，未读取",)
    assert source.text.count(BODY) == 1


def test_nothing_is_recognised_where_that_is_not_wanted(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(recognised)
    assert readers.read(file_of(tmp_path, BODY, None), NEVER).notices == ("第2页没有文字层",)
    with pytest.raises(errors.SourceWithoutText):
        readers.read(file_of(tmp_path, None), NEVER)


def test_every_page_is_recognised_where_that_is_wanted(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(recognised)
    source = readers.read(file_of(tmp_path, "各县区人民政府，市级各部门和有关单位：", None), ALWAYS)
    assert (source.kind, source.text.count(BODY)) == ("scan", 2)


def test_an_unreadable_text_layer_is_told_and_recognised(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(recognised)
    source = readers.read(file_of(tmp_path, BODY, GARBLED))
    assert source.notices == ("第2页的文字层是乱码", "第2页由文字识别（RapidOCR）得出，请核对")
    assert source.text.count(BODY) == 2


def test_an_unreadable_text_layer_stays_where_nothing_is_to_be_recognised(
    tmp_path: Path, engine: Callable[..., None]
) -> None:
    engine(recognised)
    source = readers.read(file_of(tmp_path, BODY, GARBLED), NEVER)
    assert source.notices == ("第2页的文字层是乱码",)
    assert GARBLED[:8] in source.text


def test_progress_is_told_page_by_page(tmp_path: Path, engine: Callable[..., None]) -> None:
    engine(recognised)
    told: list[tuple[Stage, int, int]] = []
    readers.read(file_of(tmp_path, BODY, None), progress=lambda *news: told.append(news))
    assert told == [
        (Stage.READING, 0, 2),
        (Stage.READING, 1, 2),
        (Stage.RECOGNISING, 0, 1),
        (Stage.RECOGNISING, 1, 1),
    ]


def test_pages_cover_the_text_one_after_the_other(tmp_path: Path) -> None:
    source = readers.read(file_of(tmp_path, BODY, "", BODY))
    ends = [0, *(page.span.end for page in source.pages)]
    assert [page.span.start for page in source.pages] == ends[:-1]
    assert ends[-1] == len(source.text)


def test_what_repeats_at_the_head_of_pages_is_a_margin(tmp_path: Path) -> None:
    source = readers.read(file_of(tmp_path, BODY, BODY, BODY, BODY, first="云川市人民政府公报"))
    assert [source.slice(span) for span in source.margins] == ["云川市人民政府公报"] * 4


def test_what_stands_at_one_head_only_is_text(tmp_path: Path) -> None:
    source = readers.read(file_of(tmp_path, BODY, first="云川市人民政府公报"))
    assert source.margins == ()
