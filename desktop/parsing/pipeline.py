"""The order of the parsing steps, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.document import Document, Issue, ParsedSource
from desktop.domain.text import SourceText, Span
from desktop.parsing import readers
from desktop.parsing.checks import check_document, check_source
from desktop.parsing.cleaning import read_document
from desktop.parsing.collector import paused
from desktop.parsing.contents import read_contents
from desktop.parsing.fields import read_fields
from desktop.parsing.lines import lines_of, mark_heads
from desktop.parsing.masthead import imprint_start, read_issue
from desktop.parsing.outline import Line, Outline
from desktop.parsing.progress import Progress, Stage, unheard
from desktop.parsing.readers.options import ReadOptions
from desktop.parsing.segmentation import outline
from desktop.parsing.sureness import doubted, is_recognised
from desktop.parsing.tables import read_tables


@paused()
def parse_text(source: SourceText, progress: Progress = unheard) -> ParsedSource:
    """Return all claims about a source text. Never raises for odd content."""
    lines = lines_of(source)
    contents = read_contents(lines)
    if contents.columns:
        lines = mark_heads(lines, contents.columns)
    issue = read_issue(lines, contents.last_line)
    outlines = outline(source, lines, contents, imprint_start(lines) if issue is not None else None)
    documents: list[Document] = []
    is_scan = is_recognised(source)
    for found in outlines:
        progress(Stage.PARSING, len(documents), len(outlines))
        documents.append(read_outlined(source, lines, found, issue, is_scan))
    anomalies, between = check_source(source, issue, contents.entries, documents)
    for index, more in between.items():
        documents[index] = replace(documents[index], anomalies=documents[index].anomalies + more)
    progress(Stage.PARSING, len(outlines), len(outlines))
    return ParsedSource(source, tuple(documents), issue, contents.entries, anomalies)


def read_outlined(
    source: SourceText, lines: Sequence[Line], found: Outline, issue: Issue | None, is_scan: bool
) -> Document:
    """Return all claims about one document of a source. `lines` are those of the whole source."""
    reading = read_document(source, lines, found)
    fields = read_fields(reading, issue)
    tables = read_tables(source, lines, found)
    return Document(
        span=Span(source.line_span(found.first_line).start, source.line_span(found.last_line).end),
        fields=doubted(source, fields) if is_scan else fields,
        tables=tables,
        anomalies=check_document(reading, fields, tables, issue),
        evidence=found.evidence,
    )


def parse_file(path: Path, progress: Progress = unheard, options: ReadOptions = readers.DEFAULT) -> ParsedSource:
    """Read a file with the reader that its content asks for, and parse it. Raises SourceError."""
    return parse_text(readers.read(path, options, progress), progress)
