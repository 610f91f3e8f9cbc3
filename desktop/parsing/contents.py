"""The contents list (目录) of a gazette, in the layouts that gazettes print it in.

- 标题 / (字号) (3)      标题 (字号)<tab>(32)      3·标题      标题……(37)      标题 over many lines, the page at the end
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from desktop.domain.document import ContentsEntry
from desktop.domain.text import Span
from desktop.parsing.contents_reader import FAR, LONGEST_LINE, ContentsReader, Entry
from desktop.parsing.lines import squeeze
from desktop.parsing.outline import Line, LineKind
from desktop.parsing.structure import words

_CHAPTER = regex.compile(
    r"第[一二三四五六七八九十百]+[章节编篇]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]"
)


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries of a contents list, its lines (1-based, inclusive; 0, 0 where there is none), and its columns."""

    entries: tuple[ContentsEntry, ...] = ()
    first_line: int = 0
    last_line: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in the order of the list."""
        return tuple(dict.fromkeys(entry.column for entry in self.entries if entry.column))


def read_contents(lines: Sequence[Line]) -> Contents:
    """Return the contents list at the head of a source; no entries where there is none."""
    start = _heading(lines)
    reader = ContentsReader(has_heading=start is not None)
    found = list(reader.read(lines[start + 1 if start is not None else 0 :]))
    if len(found) < (1 if start is not None else 2) or not _is_list_of_documents(found, start is not None):
        return Contents()
    are_pages = [entry.lead for entry in found] != list(range(1, len(found) + 1))
    entries = tuple(
        ContentsEntry(
            title=entry.title,
            column=entry.column,
            doc_number=entry.number,
            page=entry.page if entry.page is not None else (entry.lead if are_pages else None),
            span=Span(entry.first.span.start, entry.last.span.end),
        )
        for entry in found
    )
    first = lines[start].number if start is not None else found[0].first.number
    return Contents(entries, first, found[-1].last.number)


def _heading(lines: Sequence[Line]) -> int | None:
    """Return the index of the line 目录, None where the text begins before one is met."""
    headings = words().contents_headings
    for index, line in enumerate(lines[:FAR]):
        if line.kind is LineKind.BODY:
            if len(line.text) <= 12 and squeeze(line.text) in headings:
                return index
            if len(line.text) > LONGEST_LINE or line.text.endswith("。"):
                return None
    return None


def _is_list_of_documents(found: Sequence[Entry], has_heading: bool) -> bool:
    """Tell a list of documents from the chapters of a plan, and from lines that happen to end in numbers."""
    chapters = sum(1 for entry in found if _CHAPTER.match(entry.title))
    if chapters * 2 > len(found):
        return False
    pages = [entry.page if entry.page is not None else entry.lead for entry in found]
    known = [page for page in pages if page is not None]
    rising = sum(1 for one, other in pairwise(known) if one <= other)
    if rising < (len(known) - 1) * 0.8:
        return False
    whole = sum(1 for entry in found if words().ends_like_heading(entry.title))
    return whole * 2 >= len(found) and (has_heading or len(known) * 2 >= len(found))
