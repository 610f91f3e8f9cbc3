"""Reckoning with months and days as official documents do."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_PERIOD = re.compile(r"P([1-9][0-9]{0,3})([YMD])")
_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """Return the same day of another month, its last one where it has no such day. Raises OverflowError."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"{day} + {months} months")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(start: date, months: int) -> date:
    """Return the last day of a term that begins on `start`: 2020-02-29 and one year end on 2021-02-28.

    Where the month has the day on which it began, that is the day before it; else the last of the month
    (民法典第二百零二条). Raises OverflowError.
    """
    same = add_months(start, months)
    return same - _DAY if same.day == start.day else same


def last_day_of(start: date, period: str) -> date | None:
    """Return the last day of a period such as P5Y, P18M or P90D that begins on `start`, None for another text."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    count = int(found[1])
    try:
        if found[2] == "D":
            return start + timedelta(days=count - 1)
        return last_day(start, count * (12 if found[2] == "Y" else 1))
    except OverflowError:
        return None


def period_words(period: str) -> str:
    """Return a period as it is written: 5年, 18个月, 90日; empty for another text."""
    found = _PERIOD.fullmatch(period)
    return f"{found[1]}{ {'Y': '年', 'M': '个月', 'D': '日'}[found[2]] }".replace(" ", "") if found is not None else ""


def day_of(value: str) -> date | None:
    """Return the day of an ISO text, None where it is none."""
    if len(value) != 10 or value[4] != "-":
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def printed(day: date) -> str:
    """Return a day as tables print it: 2023年5月4日."""
    return f"{day.year}年{day.month}月{day.day}日"
