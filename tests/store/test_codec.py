"""Parsed data comes back from its text as it was."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.document import Document, Issue, ParsedSource
from desktop.domain.fields import Field
from desktop.domain.glyphs import Box, Glyphs
from desktop.domain.text import Page, SourceText, Span
from desktop.store.codec import claims_of, decode_claims, decode_source, encode_document, encode_source, heading_of
from tests.store import samples


def test_source_comes_back_whole() -> None:
    parsed = samples.issue()
    found = decode_source(encode_source(parsed))
    assert (found.text, found.issue, found.contents, found.anomalies) == (
        parsed.source,
        parsed.issue,
        parsed.contents,
        parsed.anomalies,
    )


def test_documents_come_back_whole() -> None:
    parsed = samples.issue()
    for document in parsed.documents:
        assert decode_claims(encode_document(document, parsed.source)) == claims_of(document, parsed.source)


@given(st.text(st.characters(), max_size=30))
def test_any_text_comes_back(text: str) -> None:
    source = SourceText("a", "0" * 64, "txt", text)
    document = Document(Span(0, len(text)), {"title": Field(text or None, text)}, evidence=(text,))
    assert decode_source(encode_source(ParsedSource(source, ()))).text == source
    assert decode_claims(encode_document(document, source)).document == document


def test_pages_count_from_one() -> None:
    parsed = samples.issue()
    claims = decode_claims(encode_document(parsed.documents[0], parsed.source))
    assert (claims.first_page, claims.last_page) == (1, 2)


def test_source_without_pages_has_none() -> None:
    source = SourceText("a", "0" * 64, "txt", "文")
    claims = decode_claims(encode_document(Document(Span(0, 1), {}), source))
    assert (claims.first_page, claims.last_page) == (None, None)


def test_heading_is_the_issue_the_title_or_the_file() -> None:
    issue = samples.issue()
    single = ParsedSource(issue.source, issue.documents)
    assert heading_of(issue) == "云川市人民政府公报 2026年第1期（总第61期）"
    assert heading_of(single) == "云川市人民政府关于印发云川市信访工作规定的通知"
    assert heading_of(ParsedSource(issue.source, ())) == "yunchuan-2026-01.txt"
    assert Issue("云川市公报").heading == "云川市公报"


def test_what_was_recognised_comes_back_with_its_boxes() -> None:
    glyphs = Glyphs.of([Box(1, 2, 3.5, 4), None], [0.9, 1.0])
    pages = (Page(Span(0, 2), "7", glyphs), Page(Span(2, 3)))
    source = SourceText("a", "0" * 64, "scan", "文\n字", pages, ("请核对",), (Span(0, 1),))
    assert decode_source(encode_source(ParsedSource(source, ()))).text == source


def test_a_text_that_an_older_version_kept_has_no_margins() -> None:
    data = json.loads(encode_source(ParsedSource(SourceText("a", "0" * 64, "txt", "文"), ())))
    del data["margins"]
    assert decode_source(json.dumps(data)).text.margins == ()
