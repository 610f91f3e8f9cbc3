"""Working days: weekends, statutory holidays, and weekends worked in their stead (全国年节及纪念日放假办法)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from desktop import paths
from desktop.domain.section import Section, open_rules

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off and the weekends that are worked, of the `years` that are known."""

    years: frozenset[int]
    off: frozenset[date]
    working: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked; of a year that is not known, only weekends are off."""
        return day in self.working or (day.weekday() < _SATURDAY and day not in self.off)

    def after(self, day: date, count: int) -> date:
        """Return the working day that is `count` working days after a day, which itself does not count."""
        while count > 0:
            day += _DAY
            count -= self.is_working(day)
        return day

    def knows(self, first: date, last: date) -> bool:
        """Tell whether the holidays of all years from one day to another are known."""
        return all(year in self.years for year in range(first.year, last.year + 1))


@cache
def calendar() -> Calendar:
    """Return the calendar that ships with the program. Raises ProfileWrong."""
    return load_calendar(paths.resources() / "disclosure" / "holidays.toml")


def load_calendar(path: Path) -> Calendar:
    """Return a calendar. Raises ProfileWrong with the line and the reason, OSError."""
    top = open_rules(path)
    years: set[int] = set()
    off: set[date] = set()
    working: set[date] = set()
    for section in top.sections("years"):
        years.add(section.count("year"))
        section.text("source")
        off |= _days(section, "off")
        working |= _days(section, "working")
        section.end()
    top.end()
    return Calendar(frozenset(years), frozenset(off), frozenset(working))


def _days(section: Section, key: str) -> set[date]:
    try:
        return set(_listed(section.texts(key)))
    except ValueError as error:
        raise section.wrong(f"{key} 里有不存在的日子或者写法不对：{error}", key) from error


def _listed(parts: Iterable[str]) -> Iterator[date]:
    for part in parts:
        first, _, last = part.partition("/")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            yield day
            day += _DAY
