"""The queue as plain rows: documents under headings, the chip of a card, and the way from one to the next. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from desktop.domain.queue import Listing
from desktop.domain.record import RecordSummary, Status

_NO_COLUMN = "未分栏"


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a 栏目 above its documents."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """One document. `origin` names its source where several are shown; `current` marks the one under review."""

    summary: RecordSummary
    origin: str = ""
    current: bool = False

    @property
    def signs(self) -> str:
        """What else is to be known at a glance: source, corrections, note, tags; empty for most documents."""
        summary = self.summary
        changed = f"改 {summary.changed} 项" if summary.changed else ""
        said = (self.origin, changed, "有批注" if summary.noted else "", *(f"#{tag}" for tag in summary.tags))
        return " · ".join(part for part in said if part)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A document whose summary has not been fetched yet."""

    record_id: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A state in two to five characters and its tone: ok, warn, neutral."""

    text: str
    tone: str


QueueRow: TypeAlias = Heading | Card | Awaited


@dataclass(frozen=True, slots=True)
class Place:
    """Where the document under review stands in a list as it is shown.

    Where the list does not hold it (any more), it stood before `ids[at]`.
    """

    ids: Sequence[int]
    at: int
    held: bool

    def beside(self, step: int) -> int | None:
        """Return the document before (-1) or after (1), None at the ends."""
        reached = self.at + step - (0 if self.held or step < 0 else 1)
        return self.ids[reached] if 0 <= reached < len(self.ids) else None

    def following(self) -> Sequence[int]:
        """Return all other documents in the order in which they are gone on with: those after, then those before."""
        begin = self.at + 1 if self.held else self.at
        return [*self.ids[begin:], *self.ids[: self.at]]


def headed(listing: Listing) -> tuple[Heading | int, ...] | None:
    """Return the rows of a list with headings, a number being a position in its ids; None without headings."""
    return tuple(_headed(listing)) if listing.headings else None


def _headed(listing: Listing) -> Iterator[Heading | int]:
    ends = [position for position, _ in listing.headings[1:]] + [len(listing.ids)]
    for (begin, column), end in zip(listing.headings, ends, strict=True):
        yield Heading(column or _NO_COLUMN, end - begin)
        yield from range(begin, end)


def without(listing: Listing, position: int) -> Listing:
    """Return a list without the document at a position, and without its heading where that has no other."""
    ids = listing.ids[:position] + listing.ids[position + 1 :]
    begins = [begin - (begin > position) for begin, _ in listing.headings]
    ends = [*begins[1:], len(ids)]
    headings = zip(begins, ends, (column for _, column in listing.headings), strict=True)
    return Listing(ids, tuple((begin, column) for begin, end, column in headings if end > begin))


def chip(summary: RecordSummary) -> Chip:
    """Return the chip of a card."""
    if summary.dropped is not None:
        return Chip("已排除", "neutral")
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
