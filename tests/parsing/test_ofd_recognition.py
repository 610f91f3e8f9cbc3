"""OFD pages that are pictures: recognised, told, or refused."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
import pytest
from ofd_samples import SENTENCE, Parts, page, parts_of, read, text

from desktop.domain import errors
from desktop.domain.glyphs import Box
from desktop.domain.page_image import PageImage, PageSize
from desktop.parsing.readers import recognition
from desktop.parsing.readers.layout import Run
from desktop.parsing.readers.options import ReadOptions, Recognise

SEEN = "各县区要加强领导，落实责任。"
NEVER, ALWAYS = ReadOptions(recognise=Recognise.NEVER), ReadOptions(recognise=Recognise.ALWAYS)
PICTURE = '<ofd:ImageObject ID="1" Boundary="20 20 100 50" ResourceID="3"/>'
RESOURCES = (
    '<ofd:MultiMedias><ofd:MultiMedia ID="3"><ofd:MediaFile>i.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
)


def recognised(image: PageImage, scale: float) -> recognition.Recognised:
    """Stand for an engine that finds one line on every page that is not white."""
    size = PageSize(image.width / scale, image.height / scale)
    if set(image.samples) == {255}:
        return recognition.Recognised((), (), size, ())
    boxes = tuple(Box(72 + 12 * place, 150, 84 + 12 * place, 162) for place in range(len(SEEN)))
    run = Run(SEEN, Box(72, 150, 72 + 12 * len(SEEN), 162), 12.0, boxes, (0.5,) * len(SEEN))
    return recognition.Recognised((run,), (), size, (run,))


def missing(*_page: object) -> recognition.Recognised:
    """Stand for a machine without an engine."""
    raise recognition.EngineMissing


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], None]:
    """Return a function that puts an engine in the place of the machine's own."""
    return lambda found: monkeypatch.setattr(recognition, "runs", found)


def pages(*objects: str) -> Parts:
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 40, 20), False)
    pixmap.set_rect(pixmap.irect, (90,))
    return parts_of(*map(page, objects), resources=RESOURCES) | {"Doc_0/Res/i.png": bytes(pixmap.tobytes("png"))}


def test_a_page_that_is_a_picture_is_recognised_and_keeps_its_boxes(engine: Callable[[object], None]) -> None:
    engine(recognised)
    source = read(pages(text(SENTENCE), PICTURE))
    assert [SENTENCE in source.text, SEEN in source.text, source.kind] == [True, True, "ofd"]
    assert source.pages[0].glyphs is None
    glyphs = source.pages[1].glyphs
    assert glyphs is not None
    assert (len(glyphs), glyphs.box(1), glyphs.sure(0, 3)) == (len(source.pages[1].span), Box(84, 150, 96, 162), 0.5)


def test_a_picture_beside_text_is_not_recognised(engine: Callable[[object], None]) -> None:
    engine(recognised)
    source = read(pages(text(SENTENCE, y=100) + PICTURE))
    assert (source.text.strip(), source.notices) == (SENTENCE, ())


def test_every_page_is_recognised_where_that_is_wanted(engine: Callable[[object], None]) -> None:
    engine(recognised)
    assert read(pages(text(SENTENCE), PICTURE), ALWAYS).text.count(SEEN) == 2


def test_letters_that_nobody_can_decode_are_recognised(engine: Callable[[object], None]) -> None:
    engine(recognised)
    source = read(pages(text("\ue001" * 30) + PICTURE))
    assert (source.text.strip(), source.notices) == (SEEN, ())


def test_without_an_engine_the_pages_with_text_are_read(engine: Callable[[object], None]) -> None:
    engine(missing)
    source = read(pages(text(SENTENCE), PICTURE, PICTURE))
    assert source.text.strip() == SENTENCE
    assert source.notices == ("第2、3页是图像，没有装文字识别组件，未读取",)


def test_pictures_without_an_engine_are_refused(engine: Callable[[object], None]) -> None:
    engine(missing)
    with pytest.raises(errors.RecogniserMissing):
        read(pages(PICTURE))


def test_pictures_that_are_not_to_be_recognised_are_refused(engine: Callable[[object], None]) -> None:
    engine(recognised)
    with pytest.raises(errors.SourceWithoutText):
        read(pages(PICTURE), NEVER)
    assert read(pages(text(SENTENCE), PICTURE), NEVER).notices == ("第2页只有图像，没有读出文字",)
