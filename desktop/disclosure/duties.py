"""What remains to be done after a decision: publish in time, and look again at what was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop.disclosure.rulebook import RuleBook
from desktop.disclosure.workdays import Calendar
from desktop.domain.case import Case, Standing
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Examination, KeptClosed, Trigger


@dataclass(frozen=True, slots=True)
class ToPublish:
    """When a document was decided, by when it must be published, and whether the holidays till then are known."""

    decided: date
    due: date
    sure: bool

    def late(self, today: date) -> int:
        """Return by how many days it is late, 0 when it is not."""
        return max((today - self.due).days, 0)


@dataclass(frozen=True, slots=True)
class ToReview:
    """A closed document that is to be looked at again: since when it is closed, and from when on it is due.

    `kept` is the last look back that left it closed, `asked` what asks for one before its time.
    """

    closed: date
    due: date
    kept: KeptClosed | None = None
    asked: Trigger | None = None


def to_publish(cases: tuple[Case, ...], book: RuleBook, days: Calendar) -> ToPublish | None:
    """Return by when a document must be published (《政府信息公开条例》第二十六条), None for one that is not public."""
    case = last_decided(cases)
    option = book.options.get(case.option) if case is not None else None
    if case is None or option is None or option.disclosure is not Disclosure.PROACTIVE:
        return None
    decided = _day(case)
    due = days.after(decided, book.deadlines.publish)
    return ToPublish(decided, due, days.knows(decided, due))


def to_review(cases: tuple[Case, ...], book: RuleBook, examined: Examination | None = None) -> ToReview | None:
    """Return when a document that is not public is to be examined again (第十三条); None for one that is public.

    A look back that left it closed begins a new term; what asks for one makes it due that day.
    """
    case = last_decided(cases)
    option = book.options.get(case.option) if case is not None else None
    if case is None or (option is not None and option.disclosure is Disclosure.PROACTIVE):
        return None
    closed = _day(case)
    kept = examined.kept if examined is not None else None
    if kept is not None and kept.at < closed.isoformat():
        kept = None
    asked = examined.asked if examined is not None else None
    if asked is not None and asked.at < closed.isoformat():
        asked = None
    since = date.fromisoformat(kept.at) if kept is not None else closed
    due = _years_later(since, book.deadlines.review)
    return ToReview(closed, min(due, date.fromisoformat(asked.at)) if asked is not None else due, kept, asked)


def last_decided(cases: tuple[Case, ...]) -> Case | None:
    """Return the case whose decision is in force, None where nothing was decided yet."""
    return next((case for case in reversed(cases) if case.standing is Standing.DECIDED), None)


def _day(case: Case) -> date:
    return datetime.fromisoformat(case.last.opinions[-1].at).astimezone().date()


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
