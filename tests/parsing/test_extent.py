"""One document within given bounds reads as it does in the whole source; odd bounds never raise."""

from __future__ import annotations

from functools import cache

import pytest

from desktop import paths
from desktop.domain.document import Document, ParsedSource
from desktop.domain.text import SourceText, Span
from desktop.parsing.extent import Extents
from desktop.parsing.pipeline import parse_file, parse_text

SAMPLES = ("yunchuan-2026-01.txt", "yunchuan-2026-02.txt", "yunchuan-2026-01.pdf", "yunchuan-2026-01.html")


@cache
def parsed(name: str) -> ParsedSource:
    return parse_file(paths.seeds() / name)


def extents_of(whole: ParsedSource) -> Extents:
    return Extents(whole.source, whole.issue, whole.contents)


def read_again(whole: ParsedSource, document: Document) -> Document:
    column = document.fields["column"]
    return extents_of(whole).read(document.span, whole.contents, str(column.value) if column.value else None)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_document_reads_alike_within_its_own_bounds(name: str) -> None:
    whole = parsed(name)
    for document in whole.documents:
        again = read_again(whole, document)
        assert again.fields == document.fields
        assert (again.span, again.tables) == (document.span, document.tables)
        assert set(again.anomalies) <= set(document.anomalies)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_odd_beside_the_other_documents_is_told_again(name: str) -> None:
    whole = parsed(name)
    extents = extents_of(whole)
    for index, document in enumerate(whole.documents):
        documents = list(whole.documents)
        documents[index] = read_again(whole, document)
        assert set(extents.compared(documents, index).anomalies) == set(document.anomalies)


def test_a_single_document_reads_alike_within_its_own_bounds() -> None:
    first = parsed(SAMPLES[0]).documents[0]
    text = parsed(SAMPLES[0]).source.slice(first.span)
    single = parse_text(SourceText("单件.txt", "0" * 64, "txt", text))
    again = extents_of(single).read(single.documents[0].span)
    assert again.fields == single.documents[0].fields


def test_bounds_go_to_whole_lines_that_carry_text() -> None:
    source = SourceText("三行.txt", "0" * 64, "txt", "\n甲乙丙丁\n\n戊己庚辛\n- 3 -\n\n")
    extents = Extents(source, None, ())
    assert extents.whole_lines(3, 9) == Span(1, 11)
    assert extents.whole_lines(0, len(source.text)) == Span(1, 11)
    assert extents.whole_lines(12, len(source.text) + 50) is None
    assert extents.whole_lines(5, 5) is None


def test_the_column_is_that_of_the_contents_entry_else_the_one_given() -> None:
    whole = parsed(SAMPLES[0])
    document = next(known for known in whole.documents if known.fields["column"].spans)
    assert (
        extents_of(whole).read(document.span, whole.contents, "别的栏目").fields["column"] == document.fields["column"]
    )
    assert extents_of(whole).read(document.span, (), "别的栏目").fields["column"].value == "别的栏目"


def test_a_head_far_down_is_not_that_of_the_document() -> None:
    whole = parsed(SAMPLES[0])
    first, second = whole.documents[0], whole.documents[1]
    body = whole.source.lines_of(first.span)[0] + 8
    rest = Span(whole.source.line_span(body).start, second.span.end)
    again = extents_of(whole).read(rest, whole.contents)
    assert again.fields["title"].value != second.fields["title"].value


@pytest.mark.parametrize("size", [1, 3, 10])
def test_any_lines_can_be_a_document(size: int) -> None:
    whole = parsed(SAMPLES[0])
    extents = extents_of(whole)
    for first in range(1, whole.source.line_count - size, 7):
        start, end = whole.source.line_span(first).start, whole.source.line_span(first + size).end
        span = extents.whole_lines(start, end)
        if span is None:
            continue
        again = extents.read(span, whole.contents)
        assert again.span == span
        assert all(span.encloses(place) for key in ("title", "date") for place in again.fields[key].spans)


def test_characters_outside_the_basic_plane_and_marks_of_direction_are_read() -> None:
    source = SourceText("异.txt", "0" * 64, "txt", "𠮷\u202e川市\x00\n😀😀\n\u200f各区县：\n")
    again = Extents(source, None, ()).read(Span(0, 5))
    assert again.span == Span(0, 5)
