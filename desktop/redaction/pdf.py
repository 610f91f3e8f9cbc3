"""Writes the public copy of a PDF, a scan, an OFD file or a web page: a new PDF without what a plan removes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pymupdf

from desktop.domain.errors import RedactionRefused
from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import LAID_OUT, SourceText
from desktop.parsing.readers.pdf_opening import PageDamaged
from desktop.redaction.note import Note
from desktop.redaction.pdf_cleaning import clean_objects, clean_streams
from desktop.redaction.pdf_comments import print_rest
from desktop.redaction.pdf_copy import PageChange, PdfCopy
from desktop.redaction.pdf_flat import Letter, flattened, mark_letters, printed_letters
from desktop.redaction.pdf_marks import print_marks
from desktop.redaction.pdf_pages import (
    PassageLost,
    own_content,
    redact_picture,
    redact_text,
    visible_glyphs,
)
from desktop.redaction.pdf_pictures import strip_jpegs
from desktop.redaction.pdf_places import Places
from desktop.redaction.pdf_source import opened_source, written
from desktop.redaction.pdf_web import set_anew
from desktop.redaction.removed_text import RemovedText, bare, kept_text, removed_strings

LEAST_GARBLED = 10
"""Glyphs that a page must show before it counts as one whose text could not be read."""


def write_pdf(
    path: Path,
    kind: str,
    source: SourceText,
    plan: RedactionPlan,
    notes: Sequence[Note],
    stream: BinaryIO,
    *,
    flattened: bool = False,
    password: str | None = None,
    places: Places | None = None,
) -> PdfCopy:
    """Write the public copy of a file that was read as `source` of a `kind`, and return what was changed.

    `flattened` asks for the strict way: pictures of the pages with a new text layer. `places` know where the passages
    of this very order stand; without them they are looked for. Raises SourceError for a file that
    cannot be opened, RedactionRefused where the plan cannot be carried out, OSError of the stream.
    """
    if kind not in LAID_OUT:
        return _write_anew(source, plan, notes, stream, flattened)
    work = _Work(path, source, plan, notes, flattened)
    finder = places or Places(path, source, plan, notes, password)
    try:
        with opened_source(path, password) as working:
            work.notices += working.notices
            raw = work.run(working.document, finder)
    finally:
        if places is None:
            finder.close()
    stream.write(raw)
    return PdfCopy(len(source.pages), tuple(work.changes), tuple(work.notices), flattened)


def _write_anew(
    source: SourceText, plan: RedactionPlan, notes: Sequence[Note], stream: BinaryIO, strict: bool
) -> PdfCopy:
    document = set_anew(source, plan, notes)
    try:
        if strict:
            letters = {number: tuple(printed_letters(page)) for number, page in enumerate(document)}
            flat = flattened(document, letters)
            document.close()
            document = flat
        clean_objects(document)
        stream.write(written(document))
        return PdfCopy(int(document.page_count), is_flattened=strict, is_set_anew=True)
    finally:
        document.close()


@dataclass(slots=True)
class _Work:
    """One copy while it is made."""

    path: Path
    source: SourceText
    plan: RedactionPlan
    notes: Sequence[Note]
    strict: bool
    changes: list[PageChange] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def run(self, document: Any, finder: Places) -> bytes:
        """Make the copy and return its bytes."""
        try:
            print_rest(document)
            clean_streams(document)
        except pymupdf.mupdf.FzErrorBase as error:
            raise RedactionRefused(self.path, "damaged") from error
        wanted = removed_strings(self.source, self.plan)
        for number in range(min(document.page_count, len(self.source.pages))):
            self._page(document, number, finder, wanted)
        print_marks(document, {change.page: (*change.marks, *change.reprints) for change in self.changes})
        if self.strict:
            return self._flat(document, finder)
        strip_jpegs(document)
        clean_objects(document)
        return written(document)

    def _page(self, document: Any, number: int, finder: Places, wanted: Sequence[RemovedText]) -> None:
        try:
            change = self._changed(document, number, finder, wanted)
        except PassageLost as error:
            why = "garbled" if error.is_garbled else "lost"
            raise RedactionRefused(self.path, why, (number + 1,)) from error
        except PageDamaged as error:
            raise RedactionRefused(self.path, "damaged", (number + 1,)) from error
        if change is not None:
            self.changes.append(change)

    def _changed(self, document: Any, number: int, finder: Places, wanted: Sequence[RemovedText]) -> PageChange | None:
        places = finder.page(number)
        known = self.source.slice(self.source.pages[number].span)
        if places.is_recognised or not bare(known):
            self._look_at_unread(document, number, is_recognised=places.is_recognised)
            if not places.is_recognised or not (places.is_touched or visible_glyphs(document[number])):
                return None
            return redact_picture(own_content(document, number), places, self.plan, painted=self.strict)
        if not places.is_touched:
            if not self._may_stray(document[number], number, wanted):
                return None
            places = finder.page(number, always=True)
        try:
            return redact_text(own_content(document, number), places, self.plan, wanted)
        except PassageLost:
            if not self.strict or places.unplaced:
                raise
        # Outside of `except`: the error holds the page, and a page that is held cannot be loaded again.
        return redact_picture(document[number], places, self.plan, painted=True)

    def _look_at_unread(self, document: Any, number: int, *, is_recognised: bool) -> None:
        """Refuse a page whose text could not be read from its fonts, save in the strict way."""
        shown = visible_glyphs(document[number])
        if shown >= LEAST_GARBLED and not self.strict:
            raise RedactionRefused(self.path, "garbled", (number + 1,))
        if is_recognised:
            return
        if shown or document[number].get_bboxlog():
            self.notices.append(f"第{number + 1}页的文字未能读取，副本按原样保留，请人工核对")

    def _may_stray(self, page: Any, number: int, wanted: Sequence[RemovedText]) -> bool:
        """Tell whether a page without a passage of the plan has text aside, or says one where nobody reads it."""
        flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT
        everywhere: Any = pymupdf.INFINITE_RECT
        text = bare(page.get_text("text", flags=flags, clip=everywhere()))
        if len(bare(page.get_text("text", flags=flags | pymupdf.TEXT_MEDIABOX_CLIP))) < len(text):
            return True
        span = self.source.pages[number].span
        kept = kept_text(self.source, self.plan, span)
        return any(text.count(string.text) > kept.count(string.text) for string in wanted)

    def _flat(self, document: Any, finder: Places) -> bytes:
        letters = {number: tuple(self._letters(document, number, finder)) for number in range(document.page_count)}
        flat = flattened(document, letters)
        try:
            clean_objects(flat)
            return written(flat)
        finally:
            flat.close()

    def _letters(self, document: Any, number: int, finder: Places) -> Iterator[Letter]:
        """Yield what the text layer of a flattened page says."""
        by_place = any(change.page == number and change.by_place for change in self.changes)
        if number < len(self.source.pages) and (by_place or self.source.pages[number].glyphs is not None):
            places = finder.page(number, always=True)
            yield from (Letter(place.char, place.box) for place in places.kept)
            marks = (mark for change in self.changes if change.page == number for mark in change.marks)
            yield from (letter for mark in marks for letter in mark_letters(mark))
        elif number < len(self.source.pages) and bare(self.source.slice(self.source.pages[number].span)):
            yield from printed_letters(document[number])
