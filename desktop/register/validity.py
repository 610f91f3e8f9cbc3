"""From when and until when a document is in force, with the rule and the words that this rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.register import entry as fields
from desktop.register.calendar import add_months, day_of, last_day, last_day_of, period_words, printed
from desktop.register.comparing import Settled, is_absolute, rank, settle
from desktop.register.entry import Entry, Restart
from desktop.register.rules import Count, RegisterRules

_READ = (
    fields.TITLE,
    fields.WRITTEN,
    fields.PUBLISHED,
    fields.EFFECTIVE,
    fields.EXPIRY,
    fields.VALIDITY,
)

STATED_START = "写明的施行日期"
ON_ISSUE_START = "自公布（印发）之日起施行"
LATER_START = "自公布（印发）之日起若干日后施行"
SILENT_START = "没有写明施行日期的，按公布（成文）日期"
STATED_END = "写明的失效日期优先"
STATED_TERM = "写明的有效期，自施行之日起算"
ENDLESS_TERM = "写明长期有效"
EVENT_TERM = "写明以某件事为限"
RESTARTED = "修订后有效期重新计算"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a day rests on: the rule, its source (empty for what the document says itself), and the words."""

    rule: str
    words: str
    cited: str = ""


@dataclass(frozen=True, slots=True)
class Validity:
    """In force from `start` to `end`, both included; None where that is not known, or, with `endless`, has no end.

    `event` says that the end is bound to something that no calendar tells. `doubts` are Chinese sentences.
    """

    start: date | None
    end: date | None
    endless: bool = False
    event: bool = False
    start_ground: Ground | None = None
    end_ground: Ground | None = None
    doubts: tuple[str, ...] = ()


Values = Mapping[str, Settled]


def values_of(entry: Entry, rules: RegisterRules, keys: tuple[str, ...] = _READ) -> dict[str, Settled]:
    """Return what counts in each field that is not silent."""
    if len(entry.statements) == 1 and not entry.decided:
        statement = entry.statements[0]
        return {key: Settled(said, statement) for key, said in statement.said.items() if key in keys}
    found = ((key, settle(entry, key, rules.trust)) for key in keys)
    return {key: settled for key, settled in found if settled is not None}


def judge(values: Values, rules: RegisterRules, restart: Restart | None = None) -> Validity:
    """Reckon from when and until when a document is in force, from its values and what a person accepted."""
    return _Judgement(values, rules, restart).made()


class _Judgement:
    def __init__(self, values: Values, rules: RegisterRules, restart: Restart | None) -> None:
        self._values, self._rules = values, rules
        self._restart = restart if rules.revision_restarts else None
        self._doubts = [settled.said.doubt for settled in values.values() if settled.said.doubt]

    def made(self) -> Validity:
        start, start_ground = self._start()
        if self._restart is not None:
            end, end_ground, endless, event = self._anew(self._restart)
        else:
            end, end_ground, endless, event = self._end(start)
        if start is not None and end is not None and end < start:
            self._doubts.append(f"失效日期（{printed(end)}）早于施行日期（{printed(start)}）")
            end = None
        return Validity(start, end, endless, event, start_ground, end_ground, tuple(self._doubts))

    def _value(self, key: str) -> str:
        settled = self._values.get(key)
        return settled.said.value if settled is not None else ""

    def _words(self, key: str) -> str:
        settled = self._values.get(key)
        return settled.said.printed or settled.said.value if settled is not None else ""

    def _issue(self) -> tuple[date, str] | None:
        """Return the day of issue and its words: 公布日期, else 成文日期."""
        for key in (fields.PUBLISHED, fields.WRITTEN):
            day = day_of(self._value(key))
            if day is not None:
                return day, f"{fields.LABELS[key]} {self._words(key)}"
        return None

    def _start(self) -> tuple[date | None, Ground | None]:
        value, words = self._value(fields.EFFECTIVE), self._words(fields.EFFECTIVE)
        stated = day_of(value)
        if stated is not None:
            return stated, Ground(STATED_START, words)
        if words and not value:
            return None, None
        issue = self._issue()
        if issue is None:
            if value:
                self._doubts.append(f"写明“{words}”施行，但不知道公布（成文）日期")
            return None, None
        day, told = issue
        if not value:
            return day, Ground(SILENT_START, told)
        if value == fields.ON_ISSUE:
            return day, Ground(ON_ISSUE_START, f"{words}；{told}")
        days = int(value.partition("+")[2] or 0) + (self._rules.after_days is Count.AFTER)
        if days > (date.max - day).days:
            self._doubts.append(f"“{words}”算不出施行日期")
            return None, None
        later = day + timedelta(days=days)
        return later, Ground(LATER_START, f"{words}；{told}", self._rules.cited)

    def _end(self, start: date | None) -> tuple[date | None, Ground | None, bool, bool]:
        for key in self._ends():
            value, words = self._value(key), self._words(key)
            day = day_of(value)
            if day is not None:
                self._look_at_length(start, day)
                self._look_at_period(start, day)
                return day, Ground(STATED_END, words), False, False
            if value == fields.ENDLESS:
                return None, Ground(ENDLESS_TERM, words), True, False
            if value == fields.UNTIL_EVENT:
                self._doubts.append(f"有效期以某件事为限（{words}），是否已经终止要由人判断")
                return None, Ground(EVENT_TERM, words), False, True
        if any(key in self._values and not self._value(key) for key in (fields.VALIDITY, fields.EXPIRY)):
            return None, None, False, False
        return (*self._reckoned(start), False, False)

    def _ends(self) -> list[str]:
        """Return the fields that tell an end by itself, that of the more trusted source first."""
        told = [key for key in (fields.EXPIRY, fields.VALIDITY) if is_absolute(self._value(key))]
        return sorted(told, key=lambda key: rank(self._values[key].statement, self._rules.trust))

    def _reckoned(self, start: date | None) -> tuple[date | None, Ground | None]:
        """Return the end that follows from the start: by the stated term, else by the first rule that holds."""
        period = self._value(fields.VALIDITY)
        if start is None:
            self._doubts.append("不知道从哪一天起施行，算不出失效日期")
            return None, None
        if period:
            end = last_day_of(start, period)
            if end is None:
                self._doubts.append(f"有效期（{self._words(fields.VALIDITY)}）算不出失效日期")
                return None, None
            self._look_at_length(start, end)
            return end, Ground(STATED_TERM, self._words(fields.VALIDITY))
        title = self._value(fields.TITLE)
        rule = next(rule for rule in self._rules.terms if rule.holds(title))
        return _end_of(start, rule.months), Ground(rule.label, title, rule.cited)

    def _anew(self, restart: Restart) -> tuple[date | None, Ground | None, bool, bool]:
        """Return the end of a document that was amended: its term runs again, a later stated end stands."""
        since = date.fromisoformat(restart.since)
        end, ground, endless, event = self._end(since)
        settled = self._values.get(fields.EXPIRY) or self._values.get(fields.VALIDITY)
        newer = settled is not None and (settled.statement is None or settled.statement.origin.as_of >= restart.since)
        if endless or event or ground is None or ground.rule != STATED_END or newer:
            if ground is not None and ground.rule != STATED_END:
                ground = Ground(f"{RESTARTED}；{ground.rule}", f"{restart.by}；{ground.words}", ground.cited)
            return end, ground, endless, event
        start = day_of(self._value(fields.EFFECTIVE))
        period = self._value(fields.VALIDITY)
        again = last_day_of(since, period)
        if again is None and start is not None and end is not None:
            again = _end_of(since, _months_between(start, end))
        if again is None:
            self._doubts.append("修订后没有写明新的有效期")
            return end, ground, False, False
        return (
            again,
            Ground(RESTARTED, f"{restart.by}；原{fields.LABELS[fields.VALIDITY]} {ground.words}"),
            False,
            False,
        )

    def _look_at_length(self, start: date | None, end: date) -> None:
        """Doubt a stated term that is longer than the rules allow for such a document."""
        title = self._value(fields.TITLE)
        for rule in self._rules.terms:
            most = _end_of(start, rule.months) if rule.longest and start is not None else None
            if most is not None and end > most and rule.holds(title):
                self._doubts.append(f"写明的有效期到 {printed(end)}，长于规则：{rule.label}")

    def _look_at_period(self, start: date | None, end: date) -> None:
        """Doubt a stated end that a stated term does not lead to."""
        period = self._value(fields.VALIDITY)
        reckoned = last_day_of(start, period) if start is not None else None
        if reckoned is not None and abs((reckoned - end).days) > 1:
            told = f"写明的失效日期（{printed(end)}）与有效期 {period_words(period)}（到 {printed(reckoned)}）不一致"
            self._doubts.append(told)


def _end_of(start: date, months: int) -> date | None:
    try:
        return last_day(start, months)
    except OverflowError:
        return None


def _months_between(start: date, end: date) -> int:
    """Return the months of a term, a begun one counted when more than half of it has passed."""
    after = min(end, date.max - timedelta(days=1)) + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    rest = (after - add_months(start, months)).days
    return max(1, months + (1 if rest > 15 else -1 if rest < -15 else 0))
