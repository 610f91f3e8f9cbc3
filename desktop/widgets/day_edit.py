"""A day that a person chooses: typed in ISO 8601, or taken from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit


class DayEdit(QDateEdit):
    """Begins with a day, today where none is given. `said` is what a screen reader says."""

    def __init__(self, said: str, day: date | None = None) -> None:
        super().__init__(QDate.currentDate() if day is None else QDate(day.year, day.month, day.day))
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setAccessibleName(said)

    @property
    def day(self) -> date:
        """The day that is chosen."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())
