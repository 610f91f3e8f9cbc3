"""The queue as plain rows: which documents are shown, under which headings, with which chip. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from desktop.domain.record import RecordSummary, Status

_NO_COLUMN = "未分栏"


class Filter(Enum):
    """Which documents the queue shows."""

    ALL = "全部"
    DOUBTFUL = "存疑"
    UNMARKED = "未标公开属性"
    PENDING = "待核"


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a 栏目 above its documents."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """One document."""

    summary: RecordSummary


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the review of the shown source has come; `doubts` counts places, not documents."""

    approved: int
    pending: int
    doubts: int
    by_filter: tuple[int, ...]

    def of(self, choice: Filter) -> int:
        """Return how many documents a filter shows."""
        return self.by_filter[tuple(Filter).index(choice)]


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in two to five characters and its tone: ok, warn, neutral."""

    text: str
    tone: str


QueueRow: TypeAlias = Heading | Card


def matches(summary: RecordSummary, choice: Filter) -> bool:
    """Tell whether a filter shows a document."""
    match choice:
        case Filter.DOUBTFUL:
            return summary.doubts > 0 and summary.status is not Status.APPROVED
        case Filter.UNMARKED:
            return summary.disclosure is None
        case Filter.PENDING:
            return summary.status is Status.PENDING
    return True


def arrange(summaries: Sequence[RecordSummary], choice: Filter) -> tuple[QueueRow, ...]:
    """Return the rows of the queue: documents in the order of the source, a heading where the 栏目 changes.

    Without any 栏目 there are no headings.
    """
    shown = [summary for summary in summaries if matches(summary, choice)]
    if not any(summary.column for summary in shown):
        return tuple(Card(summary) for summary in shown)
    groups: list[tuple[str, list[RecordSummary]]] = []
    for summary in shown:
        column = summary.column or _NO_COLUMN
        if not groups or groups[-1][0] != column:
            groups.append((column, []))
        groups[-1][1].append(summary)
    rows: list[QueueRow] = []
    for column, members in groups:
        rows.append(Heading(column, len(members)))
        rows.extend(Card(summary) for summary in members)
    return tuple(rows)


def count(summaries: Iterable[RecordSummary]) -> Counts:
    """Count what the queue's head shows."""
    known = tuple(summaries)
    approved = sum(summary.status is Status.APPROVED for summary in known)
    return Counts(
        approved=approved,
        pending=len(known) - approved,
        doubts=sum(summary.doubts for summary in known if summary.status is not Status.APPROVED),
        by_filter=tuple(sum(matches(summary, choice) for summary in known) for choice in Filter),
    )


def chip(summary: RecordSummary) -> Chip:
    """Return the chip of a card."""
    if summary.status is Status.APPROVED:
        return Chip("已核准", "ok")
    if summary.doubts:
        return Chip(f"存疑 {summary.doubts}", "warn")
    return Chip("待核", "neutral")


def next_open(summaries: Sequence[RecordSummary], current: int | None) -> int | None:
    """Return the document to go on with: the next not approved, from the top again at the end, or None."""
    position = next((i for i, summary in enumerate(summaries) if summary.id == current), -1)
    around = [*summaries[position + 1 :], *summaries[: position + 1]]
    return next((summary.id for summary in around if summary.status is Status.PENDING and summary.id != current), None)


def neighbour(summaries: Sequence[RecordSummary], current: int | None, step: int) -> int | None:
    """Return the document before (-1) or after (1) the current one, None at the ends."""
    position = next((i for i, summary in enumerate(summaries) if summary.id == current), None)
    if position is None:
        return summaries[0].id if summaries else None
    reached = position + step
    return summaries[reached].id if 0 <= reached < len(summaries) else None
