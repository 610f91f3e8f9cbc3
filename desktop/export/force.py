"""Whether a document is in force on a day, as far as its own fields and the documents that repeal it say so.

Only what is stated counts: 施行日期, 失效日期, 有效期, and that another document repeals it. Where a term (有效期) is
printed whose end nobody worked out, nothing is said.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from enum import Enum

from desktop.domain.fields import ON_ISSUE
from desktop.export.row import ExportRow

_BEIJING = timezone(timedelta(hours=8))


class Force(Enum):
    """The legal force of a document, in the words of a catalogue."""

    IN_FORCE = "有效"
    NOT_YET = "尚未施行"
    EXPIRED = "已失效"
    REPEALED = "已废止"


def today() -> date:
    """Return the day in China."""
    return datetime.now(_BEIJING).date()


def begins(row: ExportRow) -> date | None:
    """Return the first day in force, None where it is not stated."""
    stated = row.text("effective_date")
    return _day(row.text("date") if stated == ON_ISSUE else stated)


def ends(row: ExportRow) -> date | None:
    """Return the day from which a document is no longer in force, None where it is not stated."""
    return _day(row.text("expiry_date"))


def force_of(row: ExportRow, on: date) -> Force | None:
    """Return whether a document is in force on a day, None where its fields do not say so."""
    if row.repealed_by:
        return Force.REPEALED
    begin, end = begins(row), ends(row)
    if end is not None and end <= on:
        return Force.EXPIRED
    if begin is None:
        return None
    if begin > on:
        return Force.NOT_YET
    return None if row.text("validity") and end is None else Force.IN_FORCE


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
