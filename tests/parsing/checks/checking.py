"""Invented documents for the tests of the checks, built as the parser builds them."""

from __future__ import annotations

from typing import Any

from desktop.domain.document import Anomaly, Document, Issue, Table
from desktop.domain.fields import Candidate, Field, Value
from desktop.domain.text import SourceText, Span
from desktop.parsing.checks import check_document
from desktop.parsing.cleaning import read_document
from desktop.parsing.lines import lines_of
from desktop.parsing.outline import Outline


def source_of(text: str, kind: str = "txt") -> SourceText:
    return SourceText("x.txt", "", kind, text)


def claim(source: SourceText, value: Value, printed: str | None, other: tuple[str, str] | None = None) -> Field:
    """Return a claim whose evidence is the last place of `printed`; `other` is another value and its text."""

    def spans(text: str | None) -> tuple[Span, ...]:
        at = source.text.rfind(text) if text else -1
        return (Span(at, at + len(text)),) if text and at >= 0 else ()

    candidates = (Candidate(other[0], spans(other[1])),) if other else ()
    return Field(value, printed=printed or "", spans=spans(printed), candidates=candidates)


def check(
    text: str, tables: tuple[Table, ...] = (), issue: Issue | None = None, kind: str = "txt", **fields: Any
) -> tuple[Anomaly, ...]:
    """Check one document. A field is given as a value, or as (value, printed[, (other value, its text)])."""
    source = source_of(text, kind)
    claims = {
        key: claim(source, *given) if isinstance(given, tuple) and key in ("date", "doc_number") else Field(given)
        for key, given in fields.items()
    }
    reading = read_document(source, lines_of(source), Outline(1, source.line_count))
    return check_document(reading, claims, tables, issue)


def codes(text: str, **given: Any) -> list[str]:
    return sorted(anomaly.code for anomaly in check(text, **given))


def document(source: SourceText, title: str, number: str | None = None, issuers: tuple[str, ...] = ()) -> Document:
    at = source.text.rfind(title)
    return Document(
        Span(max(at, 0), len(source.text)),
        {
            "title": claim(source, title, title),
            "doc_number": claim(source, number, number),
            "issuers": Field(issuers),
        },
    )
