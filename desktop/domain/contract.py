"""The JSON contract of `gongbao-desk parse`, both ways. Format: one object per source, schema number first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.domain.document import Anomaly, ContentsEntry, Document, Issue, ParsedSource, Table
from desktop.domain.fields import (
    SPEC,
    Appointment,
    Candidate,
    Field,
    Form,
    Item,
    Repeal,
    SensitiveItem,
    Value,
    empty_value,
)
from desktop.domain.text import SourceText, Span

SCHEMA = 1


def value_to_json(value: Value) -> Any:
    """Return a field's value as JSON: text, truth, None, or a list of texts or objects."""
    if not isinstance(value, tuple):
        return value
    return [_item_to_json(item) for item in value]


def value_from_json(form: Form, data: Any) -> Value:
    """Return the value that `value_to_json` wrote. Raises ValueError where the data has not the form."""
    if not form.is_list:
        if data is not None and not isinstance(data, bool if form is Form.TRUTH else str):
            raise ValueError(f"no {form.value}: {data!r}")
        return data
    if not isinstance(data, list):
        raise ValueError(f"no list: {data!r}")
    return tuple(_item_from_json(form, item) for item in data)


def _item_to_json(item: Item) -> Any:
    match item:
        case Repeal(title, doc_number):
            return {"title": title, "doc_number": doc_number}
        case Appointment(person, action, post):
            return {"person": person, "action": action, "post": post}
        case SensitiveItem(kind, text):
            return {"kind": kind, "text": text}
    return item


def _item_from_json(form: Form, data: Any) -> Item:
    try:
        match form:
            case Form.REPEALS:
                return Repeal(data["title"], data["doc_number"])
            case Form.APPOINTMENTS:
                return Appointment(data["person"], data["action"], data["post"])
            case Form.SENSITIVE:
                return SensitiveItem(data["kind"], data["text"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"no item of {form.value}: {data!r}") from error
    if not isinstance(data, str):
        raise ValueError(f"no text: {data!r}")
    return data


def spans_to_json(spans: tuple[Span, ...]) -> list[list[int]]:
    """Return spans as [[start, end], …]."""
    return [[span.start, span.end] for span in spans]


def spans_from_json(data: Any) -> tuple[Span, ...]:
    """Return the spans that `spans_to_json` wrote."""
    return tuple(Span(start, end) for start, end in data)


def field_to_json(claim: Field) -> dict[str, Any]:
    """Return a claim as JSON."""
    return {
        "value": value_to_json(claim.value),
        "printed": claim.printed,
        "spans": spans_to_json(claim.spans),
        "confidence": round(claim.confidence, 4),
        "flagged": claim.flagged,
        "reason": claim.reason,
        "candidates": [
            {"value": value_to_json(other.value), "spans": spans_to_json(other.spans)} for other in claim.candidates
        ],
    }


def field_from_json(form: Form, data: Mapping[str, Any]) -> Field:
    """Return the claim that `field_to_json` wrote."""
    return Field(
        value=value_from_json(form, data["value"]),
        printed=data["printed"],
        spans=spans_from_json(data["spans"]),
        confidence=data["confidence"],
        flagged=data["flagged"],
        reason=data["reason"],
        candidates=tuple(
            Candidate(value_from_json(form, other["value"]), spans_from_json(other["spans"]))
            for other in data["candidates"]
        ),
    )


def anomaly_to_json(anomaly: Anomaly) -> dict[str, Any]:
    """Return an anomaly as JSON."""
    return {"code": anomaly.code, "message": anomaly.message, "spans": spans_to_json(anomaly.spans)}


def anomaly_from_json(data: Mapping[str, Any]) -> Anomaly:
    """Return the anomaly that `anomaly_to_json` wrote."""
    return Anomaly(data["code"], data["message"], spans_from_json(data["spans"]))


def document_pages(document: Document, source: SourceText) -> tuple[int, int] | None:
    """Return the first and the last page of a document, counted from 1; None in a source without pages."""
    span = document.span
    first, last = source.page_at(span.start), source.page_at(max(span.start, span.end - 1))
    return None if first is None or last is None else (first + 1, last + 1)


def document_to_json(document: Document, source: SourceText) -> dict[str, Any]:
    """Return a document as JSON; fields that no text states are given too, with their empty value."""
    pages = document_pages(document, source)
    fields = {key: field_to_json(document.fields.get(key) or Field(empty_value(SPEC[key].form))) for key in SPEC}
    return {
        "span": [document.span.start, document.span.end],
        "lines": list(source.lines_of(document.span)),
        "pages": list(pages) if pages is not None else None,
        "evidence": list(document.evidence),
        "fields": fields,
        "tables": [
            {
                "span": [table.span.start, table.span.end],
                "rows": table.rows,
                "columns": table.columns,
                "header_rows": table.header_rows,
                "cells": [list(row) for row in table.cells],
            }
            for table in document.tables
        ],
        "anomalies": [anomaly_to_json(anomaly) for anomaly in document.anomalies],
    }


def document_from_json(data: Mapping[str, Any]) -> Document:
    """Return the document that `document_to_json` wrote. Raises ValueError or KeyError for other data."""
    return Document(
        span=Span(*data["span"]),
        fields={key: field_from_json(SPEC[key].form, claim) for key, claim in data["fields"].items()},
        tables=tuple(
            Table(Span(*table["span"]), tuple(tuple(row) for row in table["cells"]), table["header_rows"])
            for table in data["tables"]
        ),
        anomalies=tuple(anomaly_from_json(anomaly) for anomaly in data["anomalies"]),
        evidence=tuple(data["evidence"]),
    )


def issue_to_json(issue: Issue | None) -> dict[str, Any] | None:
    """Return the masthead as JSON, None for a single document."""
    if issue is None:
        return None
    return {
        "name": issue.name,
        "year": issue.year,
        "number": issue.number,
        "total_number": issue.total_number,
        "publisher": issue.publisher,
        "published_on": issue.published_on,
    }


def contents_entry_to_json(entry: ContentsEntry) -> dict[str, Any]:
    """Return an entry of the contents list as JSON."""
    return {"column": entry.column, "title": entry.title, "doc_number": entry.doc_number, "page": entry.page}


def to_json(parsed: ParsedSource) -> dict[str, Any]:
    """Return all that the parser claims as the contract's object."""
    source = parsed.source
    return {
        "schema": SCHEMA,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "kind": source.kind,
            "chars": len(source.text),
            "pages": len(source.pages),
            "notices": list(source.notices),
        },
        "issue": issue_to_json(parsed.issue),
        "toc": [contents_entry_to_json(entry) for entry in parsed.contents],
        "documents": [document_to_json(document, source) for document in parsed.documents],
        "anomalies": [anomaly_to_json(anomaly) for anomaly in parsed.anomalies],
    }
