"""The checks of a careful editor: one module per family, each yielding anomalies with their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.document import Anomaly, ContentsEntry, Document, Issue, Table
from desktop.domain.fields import Field
from desktop.domain.text import SourceText
from desktop.parsing.checks import (
    attachments,
    blanks,
    columns,
    contents,
    dating,
    headings,
    numbering,
    numbers,
    pairing,
    publicity,
    slips,
)
from desktop.parsing.checks.case import case_of
from desktop.parsing.outline import Reading

_FAMILIES = (publicity, numbers, dating, attachments, numbering, headings, columns, blanks, pairing, slips)


def check_document(
    reading: Reading, fields: Mapping[str, Field], tables: Sequence[Table], issue: Issue | None
) -> tuple[Anomaly, ...]:
    """Return what a careful editor would point out in one document. Never raises for odd text."""
    case = case_of(reading, fields, tables, issue)
    return tuple(anomaly for family in _FAMILIES for anomaly in family.check(case))


def check_source(
    source: SourceText, issue: Issue | None, entries: Sequence[ContentsEntry], documents: Sequence[Document]
) -> tuple[tuple[Anomaly, ...], Mapping[int, tuple[Anomaly, ...]]]:
    """Return what does not agree between the parts of a source: for the source, and by index of the document.

    A contents list is only judged in an issue of a gazette.
    """
    whole = list(contents.check(source, entries, documents)) if issue is not None else []
    between, by_document = numbers.check_issue(source, entries, documents)
    return tuple(whole + between), {index: tuple(found) for index, found in by_document.items()}
