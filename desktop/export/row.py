"""One approved record on its way out of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.fields import Value


@dataclass(frozen=True, slots=True)
class ExportRow:
    """What leaves the desk of one approved record.

    `number` counts the documents of a source from 1, `pages` is "3-5", "3" or "", `values` holds the values that count
    by field key (an absent key is a value that is not stated), `approved_at` is ISO 8601 in UTC.
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
