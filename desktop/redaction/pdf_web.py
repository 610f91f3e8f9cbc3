"""A text without pages, such as that of a web page, set as a PDF: only what may be public is ever put on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from typing import Any

import pymupdf

from desktop.domain.redaction import RedactionPlan
from desktop.domain.text import SourceText, Span
from desktop.redaction.note import Note

WIDE, HIGH = 595.0, 842.0
_SIDE, _TOP = 79.0, 105.0
_STYLE = """
body {font-family: sans-serif; font-size: 14pt; line-height: 1.6;}
p {margin: 0 0 4pt 0;}
table {border-collapse: collapse; margin: 4pt 0;}
td {border: 0.5pt solid #000; padding: 3pt; font-size: 11pt;}
.note {text-align: right;}
"""


def public_lines(source: SourceText, plan: RedactionPlan, notes: Sequence[Note]) -> Iterator[str]:
    """Yield the lines of a text as they may be public, notes after the lines that they stand below."""
    edits = sorted(
        (span, removal.replacement if span == min(removal.spans) else "")
        for removal in plan.removals
        for span in removal.spans
        if len(span)
    )
    below: dict[int, list[str]] = {}
    for note in notes:
        below.setdefault(source.line_at(max(note.below.end - 1, note.below.start)), []).append(note.text)
    for number in range(1, source.line_count + 1):
        yield _public(source, source.line_span(number), edits)
        yield from below.get(number, ())


def set_anew(source: SourceText, plan: RedactionPlan, notes: Sequence[Note]) -> Any:
    """Return a PDF of the text as it may be public, as PyMuPDF opens it. To be closed by the caller."""
    story_of: Any = pymupdf.Story
    rect: Any = pymupdf.Rect
    opened: Any = pymupdf.open
    out = BytesIO()
    story = story_of(html=_html(list(public_lines(source, plan, notes))), user_css=_STYLE)
    writer_of: Any = pymupdf.DocumentWriter
    writer = writer_of(out)
    more = 1
    while more:
        device = writer.begin_page(rect(0, 0, WIDE, HIGH))
        more, _ = story.place(rect(_SIDE, _TOP, WIDE - _SIDE, HIGH - _TOP))
        story.draw(device)
        writer.end_page()
    writer.close()
    document = opened(stream=out.getvalue(), filetype="pdf")
    document.subset_fonts()
    return document


def _public(source: SourceText, line: Span, edits: Sequence[tuple[Span, str]]) -> str:
    parts: list[str] = []
    at = line.start
    for span, replacement in edits:
        if span.end <= line.start or span.start >= line.end:
            continue
        parts.append(source.text[at : max(span.start, at)])
        if span.start >= line.start:
            parts.append(replacement)
        at = max(at, span.end)
    parts.append(source.text[at : line.end] if at < line.end else "")
    return "".join(parts)


def _html(lines: Sequence[str]) -> str:
    """Return the lines as paragraphs, those with tabs as the rows of tables."""
    parts: list[str] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line.split("\t")) + "</tr>")
            continue
        if rows:
            parts.append(f"<table>{''.join(rows)}</table>")
            rows.clear()
        if line.strip():
            parts.append(f"<p>{escape(line)}</p>")
    return f"<body>{''.join(parts)}</body>"
