"""Working days are counted over weekends, holidays and the weekends that are worked for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.disclosure.workdays import calendar, load_calendar
from desktop.domain.errors import ProfileWrong


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),  # a Saturday that is worked
        (date(2026, 2, 16), False),
        (date(2026, 3, 1), False),
        (date(2026, 10, 8), True),
        (date(2030, 10, 1), True),  # nothing is known of that year
    ],
)
def test_day_is_worked_or_off(day: date, works: bool) -> None:
    assert calendar().is_working(day) is works


def test_twenty_working_days_go_around_the_spring_festival() -> None:
    assert calendar().after(date(2026, 2, 6), 20) == date(2026, 3, 12)


def test_unknown_years_are_told() -> None:
    assert calendar().knows(date(2026, 12, 1), date(2026, 12, 30))
    assert not calendar().knows(date(2026, 12, 20), date(2027, 1, 20))


def test_day_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text('[[years]]\nyear = 2027\nsource = "某号"\noff = ["2027-02-30"]\n', "utf-8")
    with pytest.raises(ProfileWrong) as refused:
        load_calendar(path)
    assert refused.value.line == 4
