"""The gazette that the tests of the command line work on, and what a line did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from desktop.domain.document import Document, Issue, ParsedSource
from desktop.domain.fields import Field
from desktop.domain.text import Page, SourceText, Span

TITLES = (
    "云川市人民政府关于印发云川市城市照明管理办法的通知",
    "=云川市人民政府关于𠮷田街更名的批复",
    "云川市人民政府关于林晓川等任免职的通知",
    "云川市人民政府2025年度法治政府建设情况报告",
)
NUMBERS = ("云川府规〔2026〕2号", "云川府函〔2026〕6号", None, "云川府函〔2026〕3号")


@dataclass(frozen=True)
class Ran:
    """What a line did."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


def parsed(path: Path) -> ParsedSource:
    """Return what a parser could say of the gazette in a file."""
    data = path.read_bytes()
    text = data.decode("utf-8")
    documents, start = [], 0
    for title, number in zip(TITLES, NUMBERS, strict=True):
        span = Span(start, start + len(title) + 1)
        fields = {
            "title": Field(title, title, (Span(start, start + len(title)),)),
            "doc_number": Field(number, flagged=number is None, confidence=0.5 if number is None else 1.0),
            "date": Field("2026-01-25"),
        }
        documents.append(Document(span, fields))
        start = span.end
    source = SourceText(path.name, sha256(data).hexdigest(), "txt", text, (Page(Span(0, len(text)), "3"),))
    return ParsedSource(source, tuple(documents), Issue("云川市人民政府公报", 2026, 1, 73))


def assert_told(ran: Ran, *parts: str) -> None:
    """Assert that a line failed in words: status 1, one line of sentences on stderr, no traceback."""
    assert ran.status == 1
    assert "Traceback" not in ran.err
    assert ran.err.count("。") >= 3
    for part in parts:
        assert part in ran.err
