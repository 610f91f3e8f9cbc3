"""Approved records on their way out: which ones, as what rows, and into a file that is whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from desktop import export as formats
from desktop.domain.edits import Json
from desktop.domain.fields import FIELDS
from desktop.domain.record import Record, RecordSummary, Status
from desktop.export.row import ExportRow
from desktop.review import whole_file
from desktop.store import Approval, Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote. `secret` counts the approved records that were left out because they carry a 密级."""

    count: int
    path: Path
    secret: int = 0


@dataclass(slots=True)
class ApprovedRows:
    """The rows of the approved records of one source, or of all; read one by one."""

    store: Store
    source_id: int | None = None
    progress: Progress | None = None
    secret: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[ExportRow]:
        approved = [row for row in self.store.queue(self.source_id) if row.status is Status.APPROVED]
        approvals = self.store.approvals()
        names = {source.id: source.name for source in self.store.sources()}
        for done, summary in enumerate(approved):
            if self.progress is not None:
                self.progress(done, len(approved))
            record = self.store.record(summary.id)
            if record.status is not Status.APPROVED:  # taken back by another window in the meantime
                continue
            if record.value("secrecy"):
                self.secret += 1
                continue
            issue = self.store.issue(record.source_id)
            heading = issue.heading if issue is not None else ""
            yield _row(record, summary, names[record.source_id], heading, approvals[record.id])


def _row(record: Record, summary: RecordSummary, source: str, issue: str, approval: Approval) -> ExportRow:
    return ExportRow(
        record_id=record.id,
        source=source,
        issue=issue,
        number=record.number,
        pages=_pages(summary.first_page, summary.last_page),
        values={spec.key: record.value(spec.key) for spec in FIELDS},
        disclosure=record.disclosure.value if record.disclosure is not None else "",
        approved_by=approval.actor,
        approved_at=approval.at,
    )


def _pages(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first}-{last}"


def export(
    store: Store,
    actor: str,
    format: str,
    path: Path,
    source_id: int | None = None,
    progress: Progress | None = None,
) -> ExportReport:
    """Write the approved records to `path` and journal it; an export that cannot be journalled is not made.

    Raise from `progress` to stop. Whatever happens, `path` holds the whole export or what it held before.
    Raises ExportFailed, StoreError.
    """
    rows = ApprovedRows(store, source_id, progress)
    unfinished, count = whole_file.write(path, partial(formats.write, format, rows))
    facts: dict[str, Json] = {"format": format, "source": source_id, "count": count, "secret": rows.secret}
    whole_file.hand_out(store, actor, unfinished, path, facts)
    return ExportReport(count, path, rows.secret)
