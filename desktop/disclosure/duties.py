"""What remains to be done after a decision: publish in time, and look again at what was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desktop.disclosure.rulebook import RuleBook
from desktop.disclosure.workdays import Calendar
from desktop.domain.case import Case, Standing
from desktop.domain.disclosure import Disclosure


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
    """A closed document that is to be looked at again: since when it is closed, and from when on it is due."""

    closed: date
    due: date


def to_publish(cases: tuple[Case, ...], book: RuleBook, days: Calendar) -> ToPublish | None:
    """Return by when a document must be published (《政府信息公开条例》第二十六条), None for one that is not public."""
    case = last_decided(cases)
    option = book.options.get(case.option) if case is not None else None
    if case is None or option is None or option.disclosure is not Disclosure.PROACTIVE:
        return None
    decided = _day(case)
    due = days.after(decided, book.deadlines.publish)
    return ToPublish(decided, due, days.knows(decided, due))


def to_review(cases: tuple[Case, ...], book: RuleBook) -> ToReview | None:
    """Return when a document that is not public is to be examined again (第十三条); None for one that is public."""
    case = last_decided(cases)
    option = book.options.get(case.option) if case is not None else None
    if case is None or (option is not None and option.disclosure is Disclosure.PROACTIVE):
        return None
    closed = _day(case)
    return ToReview(closed, _years_later(closed, book.deadlines.review))


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
