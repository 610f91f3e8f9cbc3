"""Reads an OFD file page by page: text in its reading order, and notices about what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.domain.errors import RecogniserMissing, SourceDamaged, SourceEmpty, SourceWithoutText
from desktop.domain.glyphs import Glyphs
from desktop.domain.page_image import PageSize
from desktop.domain.text import Page, SourceText, Span
from desktop.parsing.progress import Progress, Stage
from desktop.parsing.readers.layout import SetPage, set_page
from desktop.parsing.readers.layout.area import known_areas
from desktop.parsing.readers.layout.garbage import is_garbage
from desktop.parsing.readers.layout.repeats import Edge, edge_lines, with_repeated
from desktop.parsing.readers.ofd.content import Drawn, read_content
from desktop.parsing.readers.ofd.documents import OfdFile
from desktop.parsing.readers.ofd.drawing import bounded, draw
from desktop.parsing.readers.ofd.fonts import Types
from desktop.parsing.readers.ofd.package import Package
from desktop.parsing.readers.ofd.typesetting import Typeset, typeset
from desktop.parsing.readers.options import ReadOptions, Recognise

_SIGNED = "文件带有电子签章，未作验证"
_DPI, _POINTS = 200, 72
_LISTED = 12


def read(path: Path, raw: bytes, digest: str, options: ReadOptions, progress: Progress) -> SourceText:
    """Return the text of an OFD file, the pages of all its documents in order.

    Raises SourceEncrypted, SourceDamaged, SourceUnsafe, SourceEmpty; for pictures of pages SourceWithoutText, or
    RecogniserMissing where nothing is installed that could read them.
    """
    package = Package(path, raw)
    reader = _Reader(path, package, OfdFile(package), options)
    for index in range(len(reader.file)):
        progress(Stage.READING, index, len(reader.file))
        reader.take(index, progress)
    reader.set_anew()
    progress(Stage.READING, len(reader.file), len(reader.file))
    return reader.source(digest)


@dataclass(slots=True)
class _Reader:
    """The pages of a file while they are read. Lists of pages hold numbers from 1."""

    path: Path
    package: Package
    file: OfdFile
    options: ReadOptions
    types: Types = field(init=False)
    pages: list[SetPage] = field(default_factory=list)
    edges: list[list[Edge]] = field(default_factory=list)
    sizes: list[PageSize] = field(default_factory=list)
    glyphs: dict[int, Glyphs] = field(default_factory=dict)
    damaged: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    slanted: list[int] = field(default_factory=list)
    unreadable: dict[int, int] = field(default_factory=dict)
    lacks_engine: bool = False

    def __post_init__(self) -> None:
        self.types = Types(self.package)

    def take(self, index: int, progress: Progress) -> None:
        """Read a page (from 0). One that is missing or damaged is left out, the others are read."""
        number = index + 1
        try:
            leaf = self.file.leaf(index)
        except SourceDamaged:
            leaf = self.file.blank
        drawn = read_content(self.path, leaf)
        page = typeset(drawn, self.types)
        found = set_page(page.runs, page.rules, leaf.size)
        if not leaf.is_complete:
            self.damaged.append(number)
        if _is_to_be_recognised(page, found, self.options):
            progress(Stage.RECOGNISING, index, len(self.file))
            recognised = self._recognised(drawn, leaf.size)
            if recognised is not None:
                found = recognised
                self.glyphs[index] = found.glyphs()
        if index not in self.glyphs and page.unreadable:
            self.unreadable[number] = page.unreadable
        if index not in self.glyphs and page.slanted:
            self.slanted.append(number)
        if page.pictures and not found.text.strip():
            self.unread.append(number)
        self.edges.append([])
        self.sizes.append(leaf.size)
        self.pages.append(found)
        self._keep(index, found, leaf.size)

    def _keep(self, index: int, found: SetPage, size: PageSize) -> None:
        """Keep the text of a page, without the runs that it was set from."""
        self.edges[index] = edge_lines(found, size)
        self.pages[index] = replace(found, runs=(), pieces=())

    def set_anew(self) -> None:
        """Set the pages again whose columns only the pages around them show."""
        known = known_areas([page.area for page in self.pages], self.sizes)
        for index in known.keys() - self.glyphs.keys():
            leaf = self.file.leaf(index)
            printed = typeset(read_content(self.path, leaf), self.types)
            self._keep(index, set_page(printed.runs, printed.rules, leaf.size, known[index]), leaf.size)

    def _recognised(self, drawn: Sequence[Drawn], size: PageSize) -> SetPage | None:
        """Return what is recognised on the picture of a page; None where nothing is installed for that."""
        from desktop.parsing.readers import recognition

        if self.lacks_engine:
            return None
        scale = bounded(size, _DPI / _POINTS)
        try:
            return recognition.runs(draw(drawn, size, scale, self.types, self.package), scale).set_page()
        except recognition.EngineMissing:
            self.lacks_engine = True
            return None

    def source(self, digest: str) -> SourceText:
        """Return the source text of all pages."""
        if len(self.damaged) == len(self.pages):
            raise SourceDamaged(self.path, "pages")
        if not any(page.text.strip() for page in self.pages):
            if not self.unread:
                raise SourceEmpty(self.path)
            raise (RecogniserMissing if self.lacks_engine else SourceWithoutText)(self.path)
        parts: list[str] = []
        pages: list[Page] = []
        margins: list[Span] = []
        start = 0
        outside = with_repeated(self.pages, self.edges)
        for index, (page, own) in enumerate(zip(self.pages, outside, strict=True)):
            text = page.text or "\n"
            pages.append(Page(Span(start, start + len(text)), page.printed, self._glyphs(index)))
            margins += [Span(start + span.start, start + span.end) for span in own]
            parts.append(text)
            start += len(text)
        notices = tuple(self._notices())
        return SourceText(self.path.name, digest, "ofd", "".join(parts), tuple(pages), notices, tuple(margins))

    def _glyphs(self, index: int) -> Glyphs | None:
        """Return the places of a recognised page; one on which nothing was found has a line break all the same."""
        known = self.glyphs.get(index)
        return Glyphs.of([None], [1.0]) if known is not None and not self.pages[index].text else known

    def _notices(self) -> list[str]:
        notices = [_SIGNED] if self.file.is_signed else []
        if self.damaged:
            notices.append(f"{_pages(self.damaged)}缺失或损坏，未读入")
        if self.unread:
            told = "是图像，没有装文字识别组件，未读取" if self.lacks_engine else "只有图像，没有读出文字"
            notices.append(_pages(self.unread) + told)
        worst = sorted(self.unreadable, key=lambda number: -self.unreadable[number])[:_LISTED]
        notices += [f"第{number}页有{self.unreadable[number]}个字符无法解码，以“�”代替" for number in sorted(worst)]
        if self.slanted:
            notices.append(f"{_pages(self.slanted)}有水印或斜排的文字，未读入")
        return notices


def _is_to_be_recognised(page: Typeset, found: SetPage, options: ReadOptions) -> bool:
    match options.recognise:
        case Recognise.ALWAYS:
            return True
        case Recognise.NEVER:
            return False
    letters = len(found.text.strip())
    return page.unreadable * 2 > letters or is_garbage(found.text) if letters else bool(page.pictures)


def _pages(numbers: list[int]) -> str:
    listed = "、".join(str(number) for number in numbers[:_LISTED])
    return f"第{listed}页" + (f"等{len(numbers)}页" if len(numbers) > _LISTED else "")
