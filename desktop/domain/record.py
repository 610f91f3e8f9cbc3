"""A document under review: the parser's claims and the reviewer's decisions, apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from desktop.domain.case import Case
from desktop.domain.disclosure import Disclosure
from desktop.domain.document import Anomaly, Document, Table
from desktop.domain.fields import FIELDS, SPEC, Value, empty_value
from desktop.domain.redaction import NO_PLAN, PublicCopy, RedactionPlan
from desktop.domain.text import Span


class Status(Enum):
    """How far the review of a record has come."""

    PENDING = "待核"
    APPROVED = "已核准"


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that a person set. Equal to the parsed value it is a confirmation."""

    value: Value
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """That a public document was published: the day as ISO 8601, and where, in words ("" where nobody said)."""

    at: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why a closed document is to be looked at again early: `kind` in words, the day as ISO 8601, and who says so."""

    kind: str
    at: str
    person: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeptClosed:
    """That a closed document was looked at again and stays closed: the day as ISO 8601, by whom, and why."""

    at: str
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class Examination:
    """The look back at a closed document: what asks for it now, and what the last one came to."""

    asked: Trigger | None = None
    kept: KeptClosed | None = None


CellPlace: TypeAlias = tuple[int, int, int]
"""The code point where a table begins, then row and column from 0."""


@dataclass(frozen=True, slots=True)
class Record:
    """One document of one source, with its review state.

    `number` counts the documents of a source from 1; it is below 0 for one that was dropped. `field_notes` are by
    field, `ignored` gives the reason by `Anomaly.identity`, `cells` the text that a person set in a table.
    `redrawn` says that a person drew the bounds. `cases` are in the order in which they were opened. `expunged` says
    why the text was removed, None while it is there. `plan` is what its public copy leaves out, `copies` are those that
    were made and proved, in their order.
    """

    id: int
    source_id: int
    number: int
    document: Document
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    disclosure: Disclosure | None = None
    status: Status = Status.PENDING
    tags: tuple[str, ...] = ()
    note: str = ""
    field_notes: Mapping[str, str] = field(default_factory=dict)
    ignored: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[CellPlace, str] = field(default_factory=dict)
    dropped: str | None = None
    redrawn: bool = False
    cases: tuple[Case, ...] = ()
    published: Publication | None = None
    examined: Examination | None = None
    expunged: str | None = None
    plan: RedactionPlan = NO_PLAN
    copies: tuple[PublicCopy, ...] = ()

    def parsed(self, key: str) -> Value:
        """Return the parser's value of a field."""
        claim = self.document.fields.get(key)
        return claim.value if claim is not None else empty_value(SPEC[key].form)

    def value(self, key: str) -> Value:
        """Return the value that counts: the person's where there is one, else the parser's."""
        correction = self.corrections.get(key)
        return correction.value if correction is not None else self.parsed(key)

    def spans(self, key: str) -> tuple[Span, ...]:
        """Return the evidence of the value that counts."""
        correction = self.corrections.get(key)
        if correction is not None and (correction.spans or correction.value != self.parsed(key)):
            return correction.spans
        claim = self.document.fields.get(key)
        return claim.spans if claim is not None else ()

    def is_changed(self, key: str) -> bool:
        """Tell whether a person set another value than the parser's."""
        correction = self.corrections.get(key)
        return correction is not None and correction.value != self.parsed(key)

    def is_doubtful(self, key: str) -> bool:
        """Tell whether the parser flagged the field and no person has looked at it."""
        claim = self.document.fields.get(key)
        return claim is not None and claim.flagged and key not in self.corrections

    @property
    def doubts(self) -> tuple[str, ...]:
        """The keys of the doubtful fields, in the order of `FIELDS`."""
        return tuple(spec.key for spec in FIELDS if self.is_doubtful(spec.key))

    @property
    def changed(self) -> tuple[str, ...]:
        """The keys of the fields with another value than the parser's, in the order of `FIELDS`."""
        return tuple(spec.key for spec in FIELDS if self.is_changed(spec.key))

    @property
    def anomalies(self) -> tuple[Anomaly, ...]:
        """The parser's anomalies that nobody ignored."""
        return tuple(anomaly for anomaly in self.document.anomalies if anomaly.identity not in self.ignored)

    @property
    def case(self) -> Case | None:
        """The case that counts: the last one."""
        return self.cases[-1] if self.cases else None

    def cell(self, table: Table, row: int, column: int) -> str:
        """Return the text that counts in a cell of one of the document's tables."""
        set_by_person = self.cells.get((table.span.start, row, column))
        return set_by_person if set_by_person is not None else table.cells[row][column]


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """What the queue shows of a record, without its text and fields.

    `doubts` and `anomalies` are counts, those ignored left out; `issuers` are joined by 、; `date` is the 成文日期;
    `changed` counts the fields with another value than the parser's; `dropped` says why it is no document any more.
    """

    id: int
    source_id: int
    number: int
    title: str
    doc_number: str
    column: str
    genre: str
    status: Status
    disclosure: Disclosure | None
    doubts: int
    anomalies: int
    first_page: int | None
    last_page: int | None
    issuers: str = ""
    date: str = ""
    changed: int = 0
    tags: tuple[str, ...] = ()
    noted: bool = False
    dropped: str | None = None


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """What the store tells of a source without its text. `place` is the record the reviewer was last at."""

    id: int
    name: str
    sha256: str
    kind: str
    heading: str
    pages: int
    imported_at: str
    place: int | None
