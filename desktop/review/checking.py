"""The hints about a document and about its source: where each stands, what remedies it, who ignored it and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.domain.document import Anomaly
from desktop.domain.edits import Entry, ignored_facet
from desktop.domain.record import Record
from desktop.domain.text import SourceText
from desktop.review import fixing
from desktop.review.fixing import Fix
from desktop.review.past import changes_of

if TYPE_CHECKING:
    from desktop.review.desk import Desk

_MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """Why a hint is told no more, by whom, and when in local time; the latter None where the journal does not tell."""

    reason: str
    actor: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """One anomaly as a person meets it. `bearer` is the record that holds its answer.

    `whole` says that it is about the source, `met` that the values are right and only the print is not.
    """

    anomaly: Anomaly
    whole: bool
    where: str
    bearer: int
    fix: Fix | None = None
    met: bool = False
    answer: Answer | None = None

    @property
    def identity(self) -> str:
        """What tells this hint from the others."""
        return self.anomaly.identity


@dataclass(frozen=True, slots=True)
class Checked:
    """All hints that a document's panel shows: its own, and those of its source as a whole."""

    record_id: int
    hints: tuple[Hint, ...]

    @property
    def open(self) -> tuple[Hint, ...]:
        """Those that nobody answered, the document's own first."""
        return tuple(hint for hint in self.hints if hint.answer is None)

    @property
    def own(self) -> tuple[Hint, ...]:
        """The open ones that this document has to answer; those of the source that touch another are left out."""
        return tuple(hint for hint in self.open if hint.bearer == self.record_id)

    @property
    def answered(self) -> tuple[Hint, ...]:
        """Those that somebody ignored or remedied."""
        return tuple(hint for hint in self.hints if hint.answer is not None)

    @property
    def fixable(self) -> tuple[Hint, ...]:
        """Those with a certain remedy."""
        return tuple(hint for hint in self.open if hint.fix is not None)


def check(desk: Desk, record_id: int) -> Checked:
    """Gather the hints about a document."""
    store = desk.store
    record = store.record(record_id)
    text = store.text(record.source_id)
    answers = _answers(store.entries(record_id), record_id, record.ignored) if record.ignored else {}
    own = [
        Hint(
            anomaly,
            False,
            where(anomaly, text),
            record_id,
            fixing.fix(record, anomaly),
            fixing.is_met(record, anomaly),
            answers.get(anomaly.identity),
        )
        for anomaly in record.document.anomalies
    ]
    return Checked(record_id, (*own, *_whole(desk, record, text)))


def _whole(desk: Desk, record: Record, text: SourceText) -> Iterator[Hint]:
    """Yield the hints about the source, each borne by the document that it touches, else by the first one."""
    anomalies = desk.store.source_anomalies(record.source_id)
    if not anomalies:
        return
    known, starts = desk.store.ignored(record.source_id), desk.store.starts(record.source_id)
    for anomaly in anomalies:
        held = known.get(anomaly.identity)
        if held is None:
            yield Hint(anomaly, True, where(anomaly, text), _bearer(anomaly, starts, record.id))
            continue
        answers = _answers(desk.store.entries(held[0]), held[0], {anomaly.identity: held[1]})
        yield Hint(anomaly, True, where(anomaly, text), held[0], answer=answers[anomaly.identity])


def _bearer(anomaly: Anomaly, starts: Sequence[tuple[int, int]], otherwise: int) -> int:
    """Return the record whose text an anomaly touches; what stands before all of them is the first one's."""
    for span in anomaly.spans:
        index = bisect_right(starts, span.start, key=_start) - 1
        if index >= 0:
            return starts[index][0]
    return starts[0][0] if starts else otherwise


def _start(known: tuple[int, int]) -> int:
    return known[1]


def _answers(entries: Sequence[Entry], record_id: int, reasons: Mapping[str, str]) -> Mapping[str, Answer]:
    """Return the answers that stand at a record, by identity, with who gave them last."""
    facets = {ignored_facet(identity): identity for identity in reasons}
    found = {identity: Answer(reason) for identity, reason in reasons.items()}
    for entry in entries:
        for change in changes_of(entry, record_id):
            identity = facets.get(change.facet)
            if identity is not None and change.after is not None:
                at = datetime.fromisoformat(entry.at).astimezone()
                found[identity] = Answer(reasons[identity], entry.actor, at)
    return found


def where(anomaly: Anomaly, text: SourceText) -> str:
    """Say on which pages an anomaly stands, in a text without pages on which lines; nothing without a place."""
    places = [
        page + 1 if (page := text.page_at(span.start)) is not None else text.line_at(span.start)
        for span in anomaly.spans
    ]
    if not places:
        return ""
    distinct = list(dict.fromkeys(places))
    more = f"等 {len(distinct)} 处" if len(distinct) > _MOST_PLACES else ""
    return f"第 {'、'.join(map(str, distinct[:_MOST_PLACES]))} {'页' if text.pages else '行'}{more}"
