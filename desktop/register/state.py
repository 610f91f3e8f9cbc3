"""The state of a document on a day, and the alarms before its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop.register.calendar import add_months, printed
from desktop.register.entry import Ending, EndKind
from desktop.register.validity import Validity


class State(Enum):
    """Whether a document is in force on a day."""

    NOT_YET = "尚未施行"
    IN_FORCE = "有效"
    EXPIRING = "即将到期"
    EXPIRED = "已失效"
    REPEALED = "已废止"
    SUPERSEDED = "已被替代"
    UNKNOWN = "待判断"

    @property
    def in_force(self) -> bool:
        """Tell whether the document may be applied."""
        return self in (State.IN_FORCE, State.EXPIRING)

    @property
    def ended(self) -> bool:
        """Tell whether the document is out of force for good."""
        return self in (State.EXPIRED, State.REPEALED, State.SUPERSEDED)


_OF_ENDING = {
    EndKind.REPEALED: State.REPEALED,
    EndKind.SUPERSEDED: State.SUPERSEDED,
    EndKind.LAPSED: State.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The state on a day; `within` is the alarm in months, None without one; `words` say in Chinese why."""

    state: State
    words: str
    within: int | None = None


def standing(validity: Validity, ending: Ending | None, day: date, alarms: tuple[int, ...]) -> Standing:
    """Return the state of a document on a day. `alarms` are months before the end, the longest first."""
    if ending is not None and date.fromisoformat(ending.since) <= day:
        verb = {EndKind.REPEALED: "废止", EndKind.SUPERSEDED: "替代", EndKind.LAPSED: "宣布失效"}[ending.kind]
        return Standing(_OF_ENDING[ending.kind], f"自 {printed(date.fromisoformat(ending.since))}由{ending.by}{verb}")
    if validity.start is not None and day < validity.start:
        return Standing(State.NOT_YET, f"{printed(validity.start)}起施行")
    if validity.end is not None:
        return _before_end(validity.end, day, alarms)
    if validity.endless and validity.start is not None:
        return Standing(State.IN_FORCE, "长期有效")
    if validity.endless:
        return Standing(State.IN_FORCE, "长期有效；没有写明施行日期")
    return Standing(State.UNKNOWN, "；".join(validity.doubts) or "没有足够的日期")


def _before_end(end: date, day: date, alarms: tuple[int, ...]) -> Standing:
    if end < day:
        return Standing(State.EXPIRED, f"{printed(end)}到期")
    within = alarm(end, day, alarms)
    if within is not None:
        return Standing(State.EXPIRING, f"{printed(end)}到期，还有 {(end - day).days} 天", within)
    return Standing(State.IN_FORCE, f"有效期至 {printed(end)}")


def alarm(end: date, day: date, alarms: tuple[int, ...]) -> int | None:
    """Return the shortest of the alarms (in months) within which a document ends, None before the first."""
    found = None
    for months in alarms:
        if end <= months_after(day, months):
            found = months
    return found


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, the last of the calendar where that is beyond it."""
    try:
        return add_months(day, months)
    except OverflowError:
        return date.max
