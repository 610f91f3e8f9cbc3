"""Proves a public copy in PDF: read again by two programs, searched to the last object, drawn and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pypdfium2

from desktop.domain.glyphs import Box
from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import LAID_OUT, SourceText
from desktop.parsing.readers import kinds
from desktop.redaction.ink import printed
from desktop.redaction.note import Note
from desktop.redaction.pdf_comments import print_rest
from desktop.redaction.pdf_copy import PageChange, PdfCopy
from desktop.redaction.pdf_places import PagePlaces, Place, Places
from desktop.redaction.pdf_source import opened_source, written
from desktop.redaction.pdf_targets import is_telling
from desktop.redaction.pdf_web import public_lines
from desktop.redaction.proof import Check, Proof
from desktop.redaction.proof_bytes import search
from desktop.redaction.proof_letters import (
    Compared,
    Letter,
    Spot,
    by_mupdf,
    by_pdfium,
    compared,
    settle,
    spelled_out,
    spots_of,
    text_by_mupdf,
    text_by_pdfium,
)
from desktop.redaction.proof_pixels import DPI, differing, differing_flat, unblanked
from desktop.redaction.proof_structure import unwanted
from desktop.redaction.removed_text import LEAST_PIECE, RemovedText, bare, kept_text, removed_offsets, removed_strings

_MOST_NAMED = 12
MUPDF, PDFIUM = "PyMuPDF", "pdfium"


def prove_pdf(
    path: Path,
    kind: str,
    source: SourceText,
    plan: RedactionPlan,
    notes: Sequence[Note],
    copy: bytes,
    report: PdfCopy,
    made_at: str,
    password: str | None = None,
    places: Places | None = None,
) -> Proof:
    """Look at a written copy in every way that is known, and return what was found. Raises SourceError.

    `places` know where the passages of this very order stand in its source; without them they are looked for.
    """
    look = _Look(path, kind, source, plan, notes, copy, report, password, places)
    checks = look.all_checks()
    gone = removed_offsets(plan)
    lasting = sum(printed(char) for offset, char in enumerate(source.text) if offset not in gone)
    return Proof(
        kind="pdf",
        made_at=made_at,
        source_sha256=source.sha256,
        copy_sha256=sha256(copy).hexdigest(),
        removed=len(plan.removals),
        characters_removed=sum(printed(source.text[offset]) for offset in gone),
        characters_kept=lasting,
        pages=look.pages_compared,
        checks=tuple(checks),
        tools=((MUPDF, str(pymupdf.VersionBind)), (PDFIUM, str(pypdfium2.version.PDFIUM_INFO))),
        notices=report.notices,
        strict=report.is_flattened,
    )


@dataclass(slots=True)
class _Letters:
    """What one program read on all pages."""

    program: str
    lost: dict[int, int] = field(default_factory=dict)
    added: dict[int, int] = field(default_factory=dict)
    left: dict[int, int] = field(default_factory=dict)
    kept: int = 0
    texts: list[str] = field(default_factory=list)
    base: list[str] = field(default_factory=list)

    def take(self, number: int, found: Compared, copy: Iterable[Letter]) -> None:
        """Count what was found on a page."""
        for counts, letters in ((self.lost, found.lost), (self.added, found.added), (self.left, found.left)):
            if letters:
                counts[number] = len(letters)
        self.kept += len(found.kept)
        self.texts.append("".join(letter.char for letter in copy))
        self.base.append("".join(letter.char for letter in found.kept))


@dataclass(slots=True)
class _Look:
    """One proof while it is made."""

    path: Path
    kind: str
    source: SourceText
    plan: RedactionPlan
    notes: Sequence[Note]
    copy: bytes
    report: PdfCopy
    password: str | None
    places: Places | None
    pages_compared: int = 0
    wanted: tuple[RemovedText, ...] = ()
    kept: str = ""

    def all_checks(self) -> list[Check]:
        """Return every check."""
        self.wanted = removed_strings(self.source, self.plan)
        self.kept = kept_text(self.source, self.plan, extra=(note.text for note in self.notes))
        opened: Any = pymupdf.open
        with opened(stream=self.copy, filetype="pdf") as copy:
            pages = Check(
                "页数",
                copy.page_count == self.report.pages and (copy.page_count == len(self.source.pages) or self._is_anew),
                f"副本 {copy.page_count} 页",
            )
            found = [pages, self._structure(copy), self._bytes(copy)]
            if not pages.passed:
                return found
            return [*found, *(self._anew(copy) if self._is_anew else self._laid_out(copy))]

    @property
    def _is_anew(self) -> bool:
        return self.kind not in LAID_OUT

    def _structure(self, copy: Any) -> Check:
        found = unwanted(copy, self.copy)
        detail = (
            f"还有：{'、'.join(found)}" if found else "只有印出的页面，没有元数据、书签、批注、附件、脚本、图层和旧版本"
        )
        return Check("文件结构", not found, detail)

    def _bytes(self, copy: Any) -> Check:
        by_right = {string.text for string in self.wanted if string.text in self.kept}
        result = search(copy, self.wanted, by_right)
        volume = f"{result.objects} 个对象、{result.streams} 个数据流（解压后 {result.volume:,} 字节）"
        if not result.found:
            return Check("全文件检索", True, f"查遍{volume}，{len(self.wanted)} 个删去的字串在各种编码下均不存在")
        numbers = sorted({number for number, _ in result.found})
        return Check("全文件检索", False, f"查遍{volume}，{_named(numbers, '处')}仍可找到")

    def _anew(self, copy: Any) -> list[Check]:
        wanted = bare("".join(public_lines(self.source, self.plan, self.notes)))
        checks: list[Check] = []
        for program, text in ((MUPDF, _mupdf_text(copy)), (PDFIUM, _pdfium_text(self.copy))):
            letters = _Letters(program, texts=[text], base=[self.kept])
            checks.append(self._search(letters))
            missing = Counter(wanted) - Counter(bare(text))
            more = Counter(bare(text)) - Counter(wanted)
            same = not missing and not more
            detail = f"{len(wanted):,} 字全部一致" if same else f"少 {missing.total()} 字，多 {more.total()} 字"
            checks.append(Check(f"逐字比对（{program}）", same, detail))
        return checks

    def _laid_out(self, copy: Any) -> list[Check]:
        finder = self.places or Places(self.path, self.source, self.plan, self.notes, self.password)
        try:
            with opened_source(self.path, self.password) as working:
                return list(self._compare(working.document, copy, finder))
        finally:
            if self.places is None:
                finder.close()

    def _compare(self, original: Any, copy: Any, finder: Places) -> Iterator[Check]:
        changes = {change.page: change for change in self.report.changes}
        readers = (_Letters(MUPDF), _Letters(PDFIUM))
        other, other_copy = pypdfium2.PdfDocument(self._for_pdfium(original)), pypdfium2.PdfDocument(self.copy)
        unlike: dict[int, int] = {}
        pictured: dict[int, int] = {}
        try:
            for number in range(copy.page_count):
                page, twin = original[number], copy[number]
                places, change = finder.page(number), changes.get(number, PageChange(number, ()))
                strays = list[Box]()
                pair = (other[number], other_copy[number])
                if not (self._is_untouched(places, changes) and _reads_alike(readers, (page, twin), pair)):
                    gone = [_laid(place, page) for place in places.removed]
                    marks = spots_of((*change.marks, *change.reprints), page.derotation_matrix)
                    seen = by_mupdf(page)
                    pairs = ((seen, by_mupdf(twin)), (by_pdfium(pair[0]), by_pdfium(pair[1], with_boxes=False)))
                    for reader, (ours, theirs) in zip(readers, pairs, strict=True):
                        found = self._read(
                            reader, page, finder, places, ours, theirs, gone, marks, seen, by_place=change.by_place
                        )
                        strays += [_box_shown(letter.box, page) for letter in found.removed]
                unlike |= self._drawn(number, page, twin, places, change, strays)
                if not self.report.is_flattened and change.boxes:
                    left = unblanked(twin, [_box_laid(box, page) for box in change.boxes])
                    pictured |= {number: left} if left else {}
                self.pages_compared += 1
        finally:
            other.close()
            other_copy.close()
        for reader in readers:
            yield self._search(reader)
            yield _letters_check(reader)
        yield Check(
            "版面比对",
            not unlike,
            f"{self.pages_compared} 页按每英寸 {DPI} 点重绘，删减框外逐点一致"
            if not unlike
            else f"{_pages(unlike)}框外有差别",
        )
        yield Check(
            "图像",
            not pictured,
            "删减框下的图像像素已抹去" if not pictured else f"{_pages(pictured)}的图像中仍有删减框下的像素",
        )

    def _is_untouched(self, places: PagePlaces, changes: dict[int, PageChange]) -> bool:
        """Tell whether a page was copied as it is."""
        return not (places.is_touched or places.is_recognised or places.page in changes or self.report.is_flattened)

    def _read(
        self,
        reader: _Letters,
        page: Any,
        finder: Places,
        places: PagePlaces,
        ours: Sequence[Letter],
        theirs: Sequence[Letter],
        gone: Sequence[Place],
        marks: Sequence[Spot],
        seen: Sequence[Letter],
        *,
        by_place: bool,
    ) -> Compared:
        number = places.page
        if places.is_recognised or by_place:
            found = compared([], theirs, (), marks)
            if self.report.is_flattened:
                span = self.source.pages[number].span
                notes = (text for _, text in places.notes)
                found = _counted(kept_text(self.source, self.plan, span, notes), theirs)
        else:
            found = compared(ours, theirs, gone, marks)
            if reader.program == PDFIUM:
                settle(found, seen, gone)
            if found.lost:
                kept = [_laid(place, page) for place in finder.page(number, always=True).kept]
                spelled_out(found, (string.text for string in self.wanted if is_telling(string.text)), kept)
            if self.report.is_flattened:
                lasting = compared(ours, ours, gone, ()).kept
                found = _counted(
                    "".join([*(letter.char for letter in lasting), *(spot.char for spot in marks)]), theirs
                )
        reader.take(number, found, theirs)
        return found

    def _drawn(
        self, number: int, page: Any, twin: Any, places: PagePlaces, change: PageChange, strays: Sequence[Box]
    ) -> dict[int, int]:
        boxes = [*(place.box for place in places.removed), *strays]
        boxes += [box for box in change.boxes if places.is_recognised or change.by_place]
        compare = differing_flat if self.report.is_flattened else differing
        rows = compare(page, twin, boxes, [mark.box for mark in (*change.marks, *change.reprints)])
        return {number: rows} if rows else {}

    def _for_pdfium(self, original: Any) -> bytes:
        """Return the source as pdfium can read it: fields and stamps printed, no password."""
        raw = self.path.read_bytes()
        plain = kinds.kind_of(raw) == kinds.PDF and not self.password
        if plain and not any(next(page.annots(), None) or next(page.widgets(), None) for page in original):
            return raw
        with opened_source(self.path, self.password) as working:
            print_rest(working.document)
            return written(working.document)

    def _search(self, letters: _Letters) -> Check:
        """Look for the removed strings in the text that a program reads, blanks and line breaks left aside.

        Short numbers are left to the comparison of places: letters that follow each other by chance spell them.
        """
        name = f"文字检索（{letters.program}）"
        text, base = bare("".join(letters.texts)), bare("".join(letters.base))
        found: list[int] = []
        for string in self.wanted:
            if not is_telling(string.text):
                continue
            allowed = self.kept.count(string.text)
            if len(string.text) < LEAST_PIECE:
                allowed = max(allowed, base.count(string.text))
            if text.count(string.text) > allowed:
                found.append(string.number)
        if found:
            return Check(name, False, f"{_named(sorted(set(found)), '处')}仍可读出")
        return Check(name, True, f"{len(self.plan.removals)} 处删去的内容均读不出来")


def _reads_alike(readers: Sequence[_Letters], ours: tuple[Any, Any], theirs: tuple[Any, Any]) -> bool:
    """Compare the texts of a page that was copied as it is, letter by letter in their order; count them when alike."""
    texts = (text_by_mupdf(ours[0]), text_by_pdfium(theirs[0]))
    if texts != (text_by_mupdf(ours[1]), text_by_pdfium(theirs[1])):
        return False
    for reader, text in zip(readers, texts, strict=True):
        reader.kept += len(text)
        reader.texts.append(text)
        reader.base.append(text)
    return True


def _counted(wanted: str, theirs: Sequence[Letter]) -> Compared:
    """Compare the letters of a page whose text layer is set anew: each as often as it should be."""
    expected = Counter(bare(wanted))
    have = Counter(bare("".join(letter.char for letter in theirs)))
    return Compared(
        kept=[Letter(char, 0.0, 0.0) for char in (have & expected).elements()],
        lost=[Letter(char, 0.0, 0.0) for char in (expected - have).elements()],
        added=[Letter(char, 0.0, 0.0) for char in (have - expected).elements()],
    )


def _letters_check(letters: _Letters) -> Check:
    name = f"逐字比对（{letters.program}）"
    faults = [
        f"{_pages(counts)}{words} {sum(counts.values())} 字"
        for counts, words in ((letters.left, "未删净"), (letters.lost, "少了"), (letters.added, "多出"))
        if counts
    ]
    return Check(name, not faults, "；".join(faults) if faults else f"保留的 {letters.kept:,} 字全部在原处")


def _pages(counts: Iterable[int]) -> str:
    return _named([number + 1 for number in sorted(counts)], "页")


def _named(numbers: Sequence[int], what: str) -> str:
    more = f"等 {len(numbers)} {what}" if len(numbers) > _MOST_NAMED else ""
    return f"第{'、'.join(map(str, numbers[:_MOST_NAMED]))}{what if not more else ''}{more}"


def _laid(place: Place, page: Any) -> Place:
    return Place(place.offset, place.char, _box_laid(place.box, page), place.owner)


def _box_laid(box: Box, page: Any) -> Box:
    """Return a box of the page as it is shown as it lies in the file."""
    if not page.rotation:
        return box
    rect_of: Any = pymupdf.Rect
    rect = rect_of(box.left, box.top, box.right, box.bottom) * page.derotation_matrix
    return Box(rect.x0, rect.y0, rect.x1, rect.y1)


def _box_shown(box: Box, page: Any) -> Box:
    """Return a box of the page as it lies in the file as it is shown."""
    if not page.rotation:
        return box
    rect_of: Any = pymupdf.Rect
    rect = rect_of(box.left, box.top, box.right, box.bottom) * page.rotation_matrix
    return Box(rect.x0, rect.y0, rect.x1, rect.y1)


def _mupdf_text(copy: Any) -> str:
    return "".join(letter.char for page in copy for letter in by_mupdf(page))


def _pdfium_text(raw: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(raw))
    try:
        return "".join(letter.char for page in document for letter in by_pdfium(page))
    finally:
        document.close()
