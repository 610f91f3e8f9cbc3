"""PDF files: the text layer set in reading order page by page, and recognition where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop.domain.errors import RecogniserMissing, SourceDamaged, SourceWithoutText
from desktop.domain.glyphs import Glyphs
from desktop.domain.page_image import PageSize
from desktop.domain.text import Page, SourceText, Span
from desktop.parsing.collector import paused
from desktop.parsing.progress import Progress, Stage
from desktop.parsing.readers import recognition
from desktop.parsing.readers.layout import SetPage
from desktop.parsing.readers.layout.area import known_areas
from desktop.parsing.readers.layout.garbage import is_garbage
from desktop.parsing.readers.layout.repeats import Edge, edge_lines, with_repeated
from desktop.parsing.readers.options import ReadOptions, Recognise
from desktop.parsing.readers.pdf_opening import PageDamaged, bounded_scale, draw, opened, page_of, size_of
from desktop.parsing.readers.pdf_runs import is_blank, set_text

_LEAST_TEXT = 10
_DPI = 200
_POINTS = 72
# That of a sheet of A3 and some more: what is larger is a picture that does not know its size.
_MOST_PIXELS = 10_000_000
_MOST_NAMED = 12
_REPAIRED = "文件结构有损，已修复后读取"


@dataclass(slots=True)
class _Reading:
    """The pages of a document while they are read; numbers count from 0."""

    pages: list[SetPage] = field(default_factory=list)
    edges: list[list[Edge]] = field(default_factory=list)
    sizes: list[PageSize] = field(default_factory=list)
    glyphs: dict[int, Glyphs] = field(default_factory=dict)
    damaged: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    lacks_engine: bool = False

    def keep(self, number: int, page: SetPage) -> None:
        """Keep the text of a page, without the runs that it was set from."""
        self.edges[number] = edge_lines(page, self.sizes[number])
        self.pages[number] = replace(page, runs=(), pieces=())

    engine: str = ""


def read(path: Path, raw: bytes, digest: str, options: ReadOptions, progress: Progress) -> SourceText:
    """Return the text of a PDF in its reading order, one page each.

    Raises SourceEncrypted, SourcePasswordWrong, SourceDamaged for a file that breaks off or cannot be repaired,
    SourceUnsafe, SourceWithoutText for pictures of pages that nothing is recognised on, RecogniserMissing.
    """
    with opened(path, raw, options.password, "pdf") as document:
        return read_document(path, document, digest, options, progress)


def read_document(path: Path, document: Any, digest: str, options: ReadOptions, progress: Progress) -> SourceText:
    """Return the text of a document that PyMuPDF opened: a PDF or a picture of pages. Raises as `read` does."""
    reading = _Reading()
    is_always = options.recognise is Recognise.ALWAYS
    with paused():
        for number in range(document.page_count):
            progress(Stage.READING, number, document.page_count)
            _read_page(document, number, reading)
        _set_anew(document, reading)
    wanted = list(range(document.page_count)) if is_always else sorted({*reading.unread, *reading.garbled})
    if options.recognise is not Recognise.NEVER and wanted:
        _recognise(document, wanted, reading, progress)
    if len(reading.damaged) == len(reading.pages):
        raise SourceDamaged(path)
    if sum(len(page.text.strip()) for page in reading.pages) < _LEAST_TEXT:
        raise RecogniserMissing(path) if reading.lacks_engine else SourceWithoutText(path)
    return _source(path.name, digest, reading, [_REPAIRED] if document.is_pdf and document.is_repaired else [])


def _read_page(document: Any, number: int, reading: _Reading) -> None:
    """Read the text layer of one page. A page that is damaged is left out, the others are read."""
    found, size = SetPage(), PageSize(1.0, 1.0)
    try:
        page = page_of(document, number)
        size = size_of(page)
        found = set_text(page)
        if not found.text and not is_blank(page):
            reading.unread.append(number)
    except PageDamaged:
        reading.damaged.append(number)
    if is_garbage(found.text):
        reading.garbled.append(number)
    reading.sizes.append(size)
    reading.edges.append([])
    reading.pages.append(found)
    reading.keep(number, found)


def _set_anew(document: Any, reading: _Reading) -> None:
    """Set the pages again whose columns only the pages around them show."""
    areas = [page.area for page in reading.pages]
    for number, known in known_areas(areas, reading.sizes).items():
        if number not in reading.damaged:
            with suppress(PageDamaged):
                reading.keep(number, set_text(page_of(document, number), known))


def _recognise(document: Any, wanted: Sequence[int], reading: _Reading, progress: Progress) -> None:
    """Recognise the text of some pages. Without an engine, text that is garbage is left out all the same."""
    for done, number in enumerate(wanted):
        progress(Stage.RECOGNISING, done, len(wanted))
        if number in reading.damaged:
            continue
        try:
            recognised = _recognised(page_of(document, number), reading.sizes[number])
        except recognition.EngineMissing:
            reading.lacks_engine = True
            break
        except PageDamaged:
            reading.damaged.append(number)
            continue
        found = recognised.set_page()
        reading.glyphs[number] = found.glyphs()
        reading.keep(number, found)
        reading.engine = recognised.engine
        if number in reading.unread:
            reading.unread.remove(number)
    for number in reading.garbled:
        if number not in reading.glyphs:
            reading.keep(number, SetPage())
    progress(Stage.RECOGNISING, len(wanted), len(wanted))


def _recognised(page: Any, size: PageSize) -> recognition.Recognised:
    scale = bounded_scale(size, _DPI / _POINTS, _MOST_PIXELS)
    return recognition.runs(draw(page, scale), scale)


def _source(name: str, digest: str, reading: _Reading, notices: list[str]) -> SourceText:
    pages: list[Page] = []
    margins: list[Span] = []
    parts: list[str] = []
    start = 0
    for number, (page, own) in enumerate(zip(reading.pages, with_repeated(reading.pages, reading.edges), strict=True)):
        text = page.text or "\n"
        pages.append(Page(Span(start, start + len(text)), page.printed, reading.glyphs.get(number)))
        margins += [Span(start + span.start, start + span.end) for span in own]
        parts.append(text)
        start += len(text)
    is_scan = all(number in reading.glyphs or not page.text for number, page in enumerate(reading.pages))
    kind = "scan" if is_scan else "pdf"
    return SourceText(name, digest, kind, "".join(parts), tuple(pages), (*notices, *_notices(reading)), tuple(margins))


def _notices(reading: _Reading) -> list[str]:
    """Return what a person should know about pages that were not read as they should be."""
    notices: list[str] = []
    if reading.damaged:
        notices.append(f"{_named(reading.damaged)}有损，未能读取")
    if reading.garbled:
        notices.append(f"{_named(reading.garbled)}的文字层是乱码")
    if reading.glyphs:
        by = f"（{reading.engine}）" if reading.engine else ""
        notices.append(f"{_named(reading.glyphs)}由文字识别{by}得出，请核对")
    if reading.unread:
        reason = "是图像，没有装文字识别组件，未读取" if reading.lacks_engine else "没有文字层"
        notices.append(f"{_named(reading.unread)}{reason}")
    return notices


def _named(numbers: Iterable[int]) -> str:
    """Return the pages as a person counts them: 第3、7—15页."""
    stretches: list[list[int]] = []
    for number in sorted(set(numbers)):
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    named = [f"{stretch[0] + 1}{_to(stretch)}" for stretch in stretches]
    more = f"等{sum(map(len, stretches))}" if len(named) > _MOST_NAMED else ""
    return f"第{'、'.join(named[:_MOST_NAMED])}{more}页"


def _to(stretch: Sequence[int]) -> str:
    if len(stretch) == 1:
        return ""
    return f"{'—' if len(stretch) > 2 else '、'}{stretch[-1] + 1}"
