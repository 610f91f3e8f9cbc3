"""What the parser makes of a source: the issue, its contents list, and its documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from desktop.domain.fields import Field
from desktop.domain.text import SourceText, Span

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """An inconsistency that a careful editor would point out. `code` is stable, `message` is a sentence in Chinese."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()

    @property
    def identity(self) -> str:
        """What tells this anomaly from the others of its document, the same in every parse that finds it again."""
        places = ",".join(f"{span.start}-{span.end}" for span in self.spans)
        return f"{self.code}-{sha256(f'{self.message} {places}'.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Table:
    """A logical table: continued parts joined, repeated header rows dropped; `cells` are rows of equal length."""

    span: Span
    cells: tuple[tuple[str, ...], ...]
    header_rows: int = 0

    @property
    def rows(self) -> int:
        """The number of rows, header rows included."""
        return len(self.cells)

    @property
    def columns(self) -> int:
        """The number of columns."""
        return max((len(row) for row in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Document:
    """One 公文: title to end of its last attachment. `evidence` says in words why it begins where it does."""

    span: Span
    fields: Mapping[str, Field]
    tables: tuple[Table, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """The masthead of a gazette (公报): 2024年第1期, 总第59期. `published_on` is an ISO date."""

    name: str
    year: int | None = None
    number: int | None = None
    total_number: int | None = None
    publisher: str | None = None
    published_on: str | None = None
    spans: tuple[Span, ...] = ()

    @property
    def heading(self) -> str:
        """The issue as people name it: 云川市人民政府公报 2024年第1期（总第59期）."""
        year = f"{self.year}年" if self.year is not None else ""
        number = f"第{self.number}期" if self.number is not None else ""
        total = f"（总第{self.total_number}期）" if self.total_number is not None else ""
        return f"{self.name} {year}{number}{total}".strip()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One entry of the contents list (目录). `page` is the page number as printed."""

    title: str
    column: str | None = None
    doc_number: str | None = None
    page: int | None = None
    span: Span = _NOWHERE


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """All that the parser claims about one source."""

    source: SourceText
    documents: tuple[Document, ...]
    issue: Issue | None = None
    contents: tuple[ContentsEntry, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
