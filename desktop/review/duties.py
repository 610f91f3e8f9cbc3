"""What remains to be done after a decision: publication in time, and the look back at what was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.disclosure.duties import ToPublish, ToReview, last_decided, to_publish, to_review
from desktop.disclosure.workdays import calendar
from desktop.domain.edits import EXAMINED, PUBLISHED, Change, Step, Verb
from desktop.domain.errors import CaseRefused, ValueRefused
from desktop.domain.facets import examination_to_json, publication_to_json
from desktop.domain.record import Examination, KeptClosed, Publication, Record, Trigger
from desktop.review.secret_names import secret_name

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done

TRIGGERS = ("法律法规或者政策修改", "依据的文件废止", "收到公开申请", "其他情况")
"""What may ask for a look back at a closed document before its time (第十三条：因情势变化)."""


@dataclass(frozen=True, slots=True)
class PublishDuty:
    """A document that is to be published. `mark` and `note` are what is printed on it; `note` may be empty."""

    record_id: int
    title: str
    doc_number: str
    duty: ToPublish
    published: Publication | None
    mark: str
    note: str

    def state(self, today: date) -> str:
        """Say in words how it stands on a day."""
        if self.published is not None:
            where = f"，{self.published.where}" if self.published.where else ""
            return f"{self.published.at} 已发布{where}"
        late, left = self.duty.late(today), (self.duty.due - today).days
        words = f"已超 {late} 天" if late else "今天到期" if not left else f"还有 {left} 天"
        return words if self.duty.sure else f"{words}；节假日安排未全，期限待核"


@dataclass(frozen=True, slots=True)
class ReviewDuty:
    """A closed document that is to be looked at again, and the value that it has."""

    record_id: int
    title: str
    doc_number: str
    value: str
    duty: ToReview

    def state(self, today: date) -> str:
        """Say in words how it stands on a day."""
        left = (self.duty.due - today).days
        words = f"{left} 天后评估" if left > 0 else f"应当评估，已过 {-left} 天" if left else "今天起应当评估"
        asked, kept = self.duty.asked, self.duty.kept
        if asked is not None:
            return f"{words}：{asked.kind}{f'（{asked.note}）' if asked.note else ''}"
        return f"{words}；{kept.at} {kept.person}评估过，继续不公开" if kept is not None else words


class Duties:
    """Lists of what is due over the whole store, and the record that a document was published."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk

    def to_publish(self) -> tuple[PublishDuty, ...]:
        """Return all documents that are to be public: those not published first, by due day. Raises ProfileWrong."""
        found = [duty for record in self._desk.store.with_cases() if (duty := self._publication(record)) is not None]
        return tuple(sorted(found, key=lambda one: (one.published is not None, one.duty.due, one.record_id)))

    def to_review(self) -> tuple[ReviewDuty, ...]:
        """Return all documents that are closed, by the day of their re-examination. Raises ProfileWrong."""
        found = [duty for record in self._desk.store.with_cases() if (duty := self._review(record)) is not None]
        return tuple(sorted(found, key=lambda one: (one.duty.due, one.record_id)))

    def publish(self, record_id: int, publication: Publication | None) -> Done:
        """Record that a document was published, or with None that it was not. Raises CaseRefused, ValueError."""
        record = self._desk.record(record_id)
        if publication is not None and self._publication(record) is None:
            raise CaseRefused(record_id, ("只有认定为主动公开并已办结的文件才登记发布。",))
        before, after = publication_to_json(record.published), publication_to_json(publication)
        changes = (Change(record_id, PUBLISHED, before, after),) if before != after else ()
        return self._desk.make(Step(Verb.PUBLISH, changes))

    def keep_closed(self, record_id: int, reason: str, today: date) -> Done:
        """Record that a closed document was looked at again and stays closed: a new term begins.

        Raises CaseRefused for one that is not closed by a decision, and without a reason.
        """
        record = self._closed(record_id)
        if not reason.strip():
            raise CaseRefused(record_id, ("没有写继续不公开的理由。",))
        return self._examine(record, Examination(None, KeptClosed(today.isoformat(), self._desk.actor, reason.strip())))

    def ask_for_review(self, record_id: int, kind: str, note: str, today: date) -> Done:
        """Put a closed document on the list before its time: `kind` is one of `TRIGGERS`.

        Raises CaseRefused for one that is not closed by a decision, ValueRefused for another kind.
        """
        record = self._closed(record_id)
        if kind not in TRIGGERS:
            raise ValueRefused("trigger", kind)
        asked = Trigger(kind, today.isoformat(), self._desk.actor, note.strip())
        return self._examine(record, Examination(asked, record.examined.kept if record.examined is not None else None))

    def _closed(self, record_id: int) -> Record:
        record = self._desk.record(record_id)
        if self._review(record) is None:
            raise CaseRefused(record_id, ("只有已办结、没有公开的文件才登记重新评估。",))
        return record

    def _examine(self, record: Record, examination: Examination) -> Done:
        before, after = examination_to_json(record.examined), examination_to_json(examination)
        changes = (Change(record.id, EXAMINED, before, after),) if before != after else ()
        return self._desk.make(Step(Verb.EXAMINE, changes))

    def _publication(self, record: Record) -> PublishDuty | None:
        case = last_decided(record.cases)
        if case is None:
            return None
        book = self._desk.cases.book_of(case)
        duty, option = to_publish(record.cases, book, calendar()), book.options.get(case.option)
        if duty is None or option is None:
            return None
        published = record.published
        if published is not None and published.at < duty.decided.isoformat():
            published = None
        note = book.redaction_note if option.redacted else ""
        return PublishDuty(record.id, *_names(record), duty, published, option.mark, note)

    def _review(self, record: Record) -> ReviewDuty | None:
        case = last_decided(record.cases)
        if case is None:
            return None
        book = self._desk.cases.book_of(case)
        duty, option = to_review(record.cases, book, record.examined), book.options.get(case.option)
        if duty is None:
            return None
        value = option.label if option is not None else str(record.value("secrecy") or "涉密")
        return ReviewDuty(record.id, *_names(record), value, duty)


def _names(record: Record) -> tuple[str, str]:
    """Return the title and the number of a document; of one with a 密级 only how it is named outside of its page."""
    if record.value("secrecy"):
        return secret_name(record), ""
    return str(record.value("title") or "（无标题）"), str(record.value("doc_number") or "")
