"""One approved record on its way out of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from desktop.domain.document import Issue
from desktop.domain.fields import Repeal, Value


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of a document as it counts: rows of equal length, the first `header_rows` of them headings."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 0


Block: TypeAlias = str | PrintedTable
"""A part of the text of a document: a paragraph in one line, or a table."""


@dataclass(frozen=True, slots=True)
class ExportRow:
    """What leaves the desk of one approved record.

    `number` counts the documents of a source from 1, `pages` is "3-5", "3" or "", `values` holds the values that count
    by field key (an absent key is a value that is not stated), `approved_at` is ISO 8601 in UTC. `gazette` is the
    masthead, None for a single document; `published_at` is an ISO day or "". `body` is the public text, and
    `repealed_by` names an approved document of the store that repeals this one; both are given to formats that ask.
    """

    record_id: int
    source: str
    issue: str
    number: int
    pages: str
    values: Mapping[str, Value]
    disclosure: str
    approved_by: str
    approved_at: str
    source_id: int = 0
    gazette: Issue | None = None
    published_at: str = ""
    published_where: str = ""
    body: tuple[Block, ...] = ()
    repealed_by: str = ""

    def text(self, key: str) -> str:
        """Return the value of a field that is one text, "" where nothing is stated."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a field that lists them."""
        value = self.values.get(key)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, tuple) else ()

    @property
    def repeals(self) -> tuple[Repeal, ...]:
        """The documents that this one repeals."""
        value = self.values.get("repeals")
        return tuple(item for item in value if isinstance(item, Repeal)) if isinstance(value, tuple) else ()

    @property
    def tables(self) -> tuple[PrintedTable, ...]:
        """The tables of the public text."""
        return tuple(block for block in self.body if isinstance(block, PrintedTable))
