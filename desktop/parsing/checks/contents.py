"""The contents list (目录) against the documents that follow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain.document import Anomaly, ContentsEntry, Document
from desktop.domain.text import SourceText, Span
from desktop.parsing import doc_number
from desktop.parsing.checks.wording import bare, difference, likeness, quote

_ALIKE = 0.72
_NEAR = 6


def check(source: SourceText, contents: Sequence[ContentsEntry], documents: Sequence[Document]) -> Iterator[Anomaly]:
    """Yield where contents list and body differ. A list that fits fewer than half of the body is not judged."""
    pairs = _matched(contents, documents)
    if not pairs or 2 * len(pairs) < max(len(contents), len(documents)):
        return
    for entry_at, document_at in pairs:
        entry, document = contents[entry_at], documents[document_at]
        yield from _title(entry, document)
        yield from _number(entry, document)
    yield from _pages(source, [(contents[one], documents[other]) for one, other in pairs])
    listed, found = {one for one, _ in pairs}, {other for _, other in pairs}
    for index, entry in enumerate(contents):
        if index not in listed:
            yield Anomaly(
                "contents-entry-without-document", f"目录列有{quote(entry.title)}，正文中没有找到。", (entry.span,)
            )
    for index, document in enumerate(documents):
        title = _text(document, "title")
        if index not in found and title:
            yield Anomaly(
                "document-not-in-contents", f"正文有{quote(title)}，目录没有列出。", _spans(document, "title")
            )


def _matched(contents: Sequence[ContentsEntry], documents: Sequence[Document]) -> list[tuple[int, int]]:
    """Pair entries with documents: same title, else same number and a title somewhat alike, else a title much alike."""
    free = dict.fromkeys(range(len(documents)))
    titles = [bare(_text(document, "title")) for document in documents]
    by_title: dict[str, list[int]] = {}
    for index, title in enumerate(titles):
        by_title.setdefault(title, []).append(index)
    pairs: dict[int, int] = {}
    for index, entry in enumerate(contents):
        same = by_title.get(bare(entry.title)) if entry.title else None
        if same:
            pairs[index] = same.pop(0)
            free.pop(pairs[index], None)
    for index, entry in enumerate(contents):
        if index in pairs:
            continue
        number = doc_number.normalise(entry.doc_number) if entry.doc_number else None
        best, score = None, _ALIKE
        for other in free:
            if abs(other - index) > _NEAR + abs(len(documents) - len(contents)):
                continue
            value = likeness(entry.title, titles[other])
            if number is not None and _text(documents[other], "doc_number") == number:
                value += 0.4
            if value > score:
                best, score = other, value
        if best is not None:
            pairs[index] = best
            free.pop(best)
    return sorted(pairs.items())


def _title(entry: ContentsEntry, document: Document) -> Iterator[Anomaly]:
    title = _text(document, "title")
    if not title or bare(title) == bare(entry.title):
        return
    where = difference(entry.title, title, "目录", "正文")
    if where:
        yield Anomaly(
            "contents-title-differs",
            f"目录中的标题与正文不一致：{where}（正文标题为{quote(title)}）。",
            (entry.span, *_spans(document, "title")),
        )


def _number(entry: ContentsEntry, document: Document) -> Iterator[Anomaly]:
    listed = doc_number.normalise(entry.doc_number) if entry.doc_number else None
    own = _text(document, "doc_number")
    if listed is not None and own and doc_number.parse(own) is not None and listed != own:
        yield Anomaly(
            "contents-number-differs",
            f"{quote(entry.title)}的发文字号，目录作{quote(listed)}，正文作{quote(own)}。",
            (entry.span, *_spans(document, "doc_number")),
        )


def _pages(source: SourceText, pairs: Sequence[tuple[ContentsEntry, Document]]) -> Iterator[Anomaly]:
    """Compare page numbers where the pages print theirs and most entries agree with them."""
    known: list[tuple[ContentsEntry, int, Span]] = []
    for entry, document in pairs:
        at = source.page_at(document.span.start)
        printed = source.pages[at].printed if at is not None else None
        if entry.page is not None and printed is not None and printed.isdigit():
            known.append((entry, int(printed), document.span))
    right = sum(1 for entry, page, _ in known if entry.page == page)
    if 2 * right < len(known) or right < 2:
        return
    for entry, page, span in known:
        if entry.page != page:
            yield Anomaly(
                "contents-page-differs",
                f"{quote(entry.title)}，目录作第{entry.page}页，正文在第{page}页。",
                (entry.span, Span(span.start, min(span.end, span.start + 1))),
            )


def _text(document: Document, key: str) -> str:
    claim = document.fields.get(key)
    return claim.value if claim is not None and isinstance(claim.value, str) else ""


def _spans(document: Document, key: str) -> tuple[Span, ...]:
    claim = document.fields.get(key)
    return claim.spans if claim is not None else ()
