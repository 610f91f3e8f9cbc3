"""Parsed data as the text that the store keeps, and back. Lossless but for a confidence's fifth decimal."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from desktop.domain.contract import (
    anomaly_from_json,
    anomaly_to_json,
    document_from_json,
    document_pages,
    document_to_json,
    issue_to_json,
    spans_from_json,
    spans_to_json,
)
from desktop.domain.document import Anomaly, ContentsEntry, Document, Issue, ParsedSource
from desktop.domain.glyphs import Glyphs
from desktop.domain.text import Page, SourceText, Span
from desktop.store.journal import canonical


@dataclass(frozen=True, slots=True)
class SourceData:
    """What is parsed of a source as a whole."""

    text: SourceText
    issue: Issue | None
    contents: tuple[ContentsEntry, ...]
    anomalies: tuple[Anomaly, ...]


def encode_source(parsed: ParsedSource) -> str:
    """Return the text, the masthead, the contents list and the anomalies of a source."""
    source = parsed.source
    issue = issue_to_json(parsed.issue)
    if issue is not None and parsed.issue is not None:
        issue["spans"] = spans_to_json(parsed.issue.spans)
    data: dict[str, Any] = {
        "name": source.name,
        "sha256": source.sha256,
        "kind": source.kind,
        "text": source.text,
        "pages": [_page_to_json(page) for page in source.pages],
        "margins": spans_to_json(source.margins),
        "notices": list(source.notices),
        "issue": issue,
        "contents": [
            [entry.title, entry.column, entry.doc_number, entry.page, entry.span.start, entry.span.end]
            for entry in parsed.contents
        ],
        "anomalies": [anomaly_to_json(anomaly) for anomaly in parsed.anomalies],
    }
    return canonical(data)


def decode_source(text: str) -> SourceData:
    """Return what `encode_source` wrote. Raises ValueError, KeyError or TypeError for other text."""
    with _other_refused():
        data = json.loads(text)
        issue = data["issue"]
        if issue is not None:
            issue = Issue(**{**issue, "spans": spans_from_json(issue["spans"])})
        return SourceData(
            SourceText(
                name=data["name"],
                sha256=data["sha256"],
                kind=data["kind"],
                text=data["text"],
                pages=tuple(_page_from_json(*page) for page in data["pages"]),
                notices=tuple(data["notices"]),
                margins=spans_from_json(data.get("margins", ())),  # stores of the first version have none
            ),
            issue,
            tuple(
                ContentsEntry(title, column, doc_number, page, Span(start, end))
                for title, column, doc_number, page, start, end in data["contents"]
            ),
            tuple(anomaly_from_json(anomaly) for anomaly in data["anomalies"]),
        )


def _page_to_json(page: Page) -> list[Any]:
    data: list[Any] = [page.span.start, page.span.end, page.printed]
    if page.glyphs is not None:
        data += [b64encode(part).decode("ascii") for part in (page.glyphs.corners, page.glyphs.certainty)]
    return data


def _page_from_json(start: int, end: int, printed: str | None, corners: str = "", certainty: str = "") -> Page:
    glyphs = Glyphs(b64decode(corners), b64decode(certainty)) if corners else None
    return Page(Span(start, end), printed, glyphs)


def encode_document(document: Document, source: SourceText) -> str:
    """Return a document's claims; only the fields that it states."""
    data = document_to_json(document, source)
    data["fields"] = {key: data["fields"][key] for key in document.fields}
    return canonical(data)


@dataclass(frozen=True, slots=True)
class Claims:
    """A document as it is stored. Pages count from 1, None in a source without pages."""

    document: Document
    first_page: int | None
    last_page: int | None


def claims_of(document: Document, source: SourceText) -> Claims:
    """Return a document as it will be decoded, with the pages that it stands on."""
    first, last = document_pages(document, source) or (None, None)
    return Claims(document, first, last)


def decode_claims(text: str) -> Claims:
    """Return what `encode_document` wrote. Raises ValueError, KeyError or TypeError for other text."""
    with _other_refused():
        data = json.loads(text)
        first, last = data["pages"] if data["pages"] is not None else (None, None)
        return Claims(document_from_json(data), first, last)


@contextmanager
def _other_refused() -> Iterator[None]:
    """Turn what data of another shape raises into the ValueError that callers know."""
    try:
        yield
    except (AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def heading_of(parsed: ParsedSource) -> str:
    """Return what a list of sources calls this one: the issue, else the first title, else the file's name."""
    if parsed.issue is not None:
        return parsed.issue.heading
    title = parsed.documents[0].fields.get("title") if parsed.documents else None
    return title.value if title is not None and isinstance(title.value, str) else parsed.source.name
