"""A clean-up (清理): verdicts proposed with reasons, asked of the drafters, settled in three lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from desktop.register import entry as fields
from desktop.register.calendar import day_of, printed
from desktop.register.comparing import Settled
from desktop.register.entry import EndKind, Entry, OriginKind
from desktop.register.state import Standing, State, alarm
from desktop.register.validity import Validity


class Verdict(Enum):
    """What becomes of a document."""

    KEEP = "继续有效"
    LAPSED = "失效"
    REPEALED = "废止"
    AMEND = "拟修改"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A verdict with its reasons, in Chinese sentences without full stop; `verdict` None where a person must judge."""

    verdict: Verdict | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a drafting office answered; `verdict` None where it gave only `words`."""

    drafter: str
    verdict: Verdict | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict that a person settled, and why."""

    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A clean-up of `entries` as of `cutoff`, ISO 8601. `office` is whose documents they are (云川市人民政府)."""

    number: int
    name: str
    cutoff: str
    office: str
    entries: tuple[int, ...]
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    opinions: Mapping[int, Opinion] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """What a verdict is proposed from.

    `standing` is on the day of the clean-up; `proposed_ends` are words of endings that nobody accepted yet;
    `bases_gone` are the documents that it rests on or forwards and that are no longer in force.
    """

    entry: Entry
    validity: Validity
    standing: Standing
    proposed_ends: tuple[str, ...] = ()
    bases_gone: tuple[str, ...] = ()


def propose(situation: Situation, cutoff: date, expiring_months: int) -> Proposed:
    """Return the verdict that the days, the accepted endings and the sources suggest, with reasons."""
    announced = _announced(situation.entry, cutoff)
    if announced is not None:
        return announced
    state = situation.standing.state
    if state in (State.REPEALED, State.SUPERSEDED):
        return Proposed(Verdict.REPEALED, (situation.standing.words,))
    if state is State.EXPIRED:
        return Proposed(Verdict.LAPSED, (situation.standing.words,))
    if situation.proposed_ends:
        return Proposed(Verdict.REPEALED, situation.proposed_ends)
    if state is State.UNKNOWN:
        return Proposed(None, (situation.standing.words,))
    if situation.bases_gone:
        return Proposed(Verdict.AMEND, tuple(f"所依据的{one}已不再有效" for one in situation.bases_gone))
    end = situation.validity.end
    reasons = [situation.standing.words]
    if end is not None and alarm(end, cutoff, (expiring_months,)) is not None:
        reasons.append("到期后需要继续实施的，应在到期前修改后重新公布")
    return Proposed(Verdict.KEEP, (*reasons, *situation.validity.doubts))


def _announced(entry: Entry, cutoff: date) -> Proposed | None:
    """Return what a catalogue says that was published on the day of the clean-up or later."""
    known = {verdict.value: verdict for verdict in Verdict}
    for statement in reversed(entry.statements):
        day = day_of(statement.origin.as_of)
        verdict = known.get(statement.value(fields.VERDICT))
        if statement.origin.kind is OriginKind.CATALOGUE and verdict is not None and day is not None and day >= cutoff:
            return Proposed(verdict, (f"《{statement.origin.name}》（{printed(day)}）公布的清理结果",))
    return None


def ending_of(verdict: Verdict) -> EndKind | None:
    """Return how a document ends by a verdict, None where it goes on."""
    return {Verdict.REPEALED: EndKind.REPEALED, Verdict.LAPSED: EndKind.LAPSED}.get(verdict)


# The lists


COLUMNS = ("序号", "起草部门", "标题", "文号", "施行日期", "有效期", "清理意见")
"""The columns of the three lists as they are printed."""
WIDTHS = (5, 15, 42, 17, 13, 13, 8)
"""Their widths, as parts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A document in a list: its entry, and its cells without the first (序号)."""

    entry: int
    drafter: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FinalList:
    """One of the three lists as it is printed; `rows` have the cells of `COLUMNS`."""

    key: str
    title: str
    rows: tuple[tuple[str, ...], ...]


LISTS: tuple[tuple[str, str, tuple[Verdict, ...]], ...] = (
    ("继续有效", "继续有效的行政规范性文件目录", (Verdict.KEEP,)),
    ("失效、废止", "失效、废止的行政规范性文件目录", (Verdict.LAPSED, Verdict.REPEALED)),
    ("拟修改", "拟修改发布的行政规范性文件目录", (Verdict.AMEND,)),
)


def line(number: int, values: Mapping[str, Settled], validity: Validity, verdict: Verdict | None) -> Line:
    """Return the line of a document: as its sources print it, days in one form, the reckoned end where none is told."""
    end = _as_printed(values.get(fields.VALIDITY)) or _as_printed(values.get(fields.EXPIRY))
    if not end or (validity.end is not None and _is_period(values.get(fields.VALIDITY))):
        end = printed(validity.end) if validity.end is not None else end or ("长期有效" if validity.endless else "")
    start = printed(validity.start) if validity.start is not None else _as_printed(values.get(fields.EFFECTIVE))
    drafter = _text(values.get(fields.DRAFTER))
    title, document = _text(values.get(fields.TITLE)), _text(values.get(fields.NUMBER))
    return Line(number, drafter, (drafter, title, document, start, end, verdict.value if verdict else ""))


def final_lists(office: str, lines: Iterable[tuple[Line, Verdict]]) -> tuple[FinalList, ...]:
    """Return the three lists, numbered from 1, in the order of the lines."""
    held = list(lines)
    found = []
    for key, title, verdicts in LISTS:
        rows = [one.cells for one, verdict in held if verdict in verdicts]
        numbered = tuple((str(number), *cells) for number, cells in enumerate(rows, 1))
        found.append(FinalList(key, f"{office}{title}", numbered))
    return tuple(found)


def ordered(entries: Sequence[Entry], drafters: Mapping[int, str]) -> list[int]:
    """Return entries in the order of a printed list.

    Those of the largest table or list stay in its order; each further one follows the last of the same drafter.
    """
    groups: dict[str, list[tuple[int, int]]] = {}
    for entry in entries:
        for statement in entry.statements:
            if statement.origin.kind is not OriginKind.RECORD:
                groups.setdefault(_list_of(statement.origin.group), []).append((statement.number, entry.number))
    longest = max((rows for rows in groups.values()), key=lambda rows: len(rows), default=[])
    leading = dict.fromkeys(number for _, number in sorted(longest))
    order = list(leading)
    last = {drafters[number]: number for number in order}
    following: dict[int, list[int]] = {}
    rest: list[int] = []
    for entry in entries:
        if entry.number not in leading:
            after = last.get(drafters[entry.number]) if drafters[entry.number] else None
            (rest if after is None else following.setdefault(after, [])).append(entry.number)
    return [one for number in order for one in (number, *following.get(number, ()))] + rest


def _list_of(group: str) -> str:
    """Return the same text for all tables of one document."""
    return group.rpartition(":")[0] if group.startswith("catalogue:") else group


def _as_printed(settled: Settled | None) -> str:
    if settled is None:
        return ""
    day = day_of(settled.said.value)
    return printed(day) if day is not None else settled.said.printed or settled.said.value


def _text(settled: Settled | None) -> str:
    return settled.said.value or settled.said.printed if settled is not None else ""


def _is_period(settled: Settled | None) -> bool:
    return settled is not None and settled.said.value.startswith("P")


# What the drafters are asked

INQUIRY_COLUMNS = ("台账号", "标题", "文号", "施行日期", "有效期", "拟定意见", "理由", "起草单位意见", "意见说明")
"""The columns of the list that a drafting office answers in the last two."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The list that goes to one drafting office; `rows` have the cells of `INQUIRY_COLUMNS`."""

    drafter: str
    title: str
    note: str
    rows: tuple[tuple[str, ...], ...]


# The text of the announcement


@dataclass(frozen=True, slots=True)
class CountCheck:
    """How many documents a list holds, and how many the announcement says; `told` None where it does not say."""

    key: str
    counted: int
    told: int | None

    @property
    def agrees(self) -> bool:
        """Tell whether both are the same."""
        return self.told == self.counted


def check_counts(told: Sequence[tuple[str, int]], lists: Iterable[tuple[str, int]]) -> tuple[CountCheck, ...]:
    """Compare lists (key and rows) with what an announcement says: words before a number of 件, and the number."""
    found = []
    for key, counted in lists:
        words = key.split("、")
        said = next((number for text, number in told if all(word in text for word in words)), None)
        if said is None and len(words) > 1:
            parts = [next((number for text, number in told if word in text), None) for word in words]
            said = sum(part for part in parts if part is not None) if None not in parts else None
        found.append(CountCheck(key, counted, said))
    return tuple(found)
