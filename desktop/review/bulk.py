"""One edit of many documents: worked out row by row to be looked at first, then made as one step.

Only values, tags and the mark of the 公开属性 are set in bulk. Approvals are not: those are given one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from desktop.domain.disclosure import Disclosure
from desktop.domain.edits import DISCLOSURE, STATUS, TAGS, Change, Step, Verb, field_facet
from desktop.domain.errors import PatternRefused, RecordMissing, ValueRefused
from desktop.domain.facets import correction_to_json, disclosure_to_json, status_to_json, tags_to_json
from desktop.domain.record import Correction, Record, Status
from desktop.review import steps, values
from desktop.review.cases import why_unmarkable
from desktop.review.explain import explain

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done

_PATIENCE = 0.5
"""Seconds that a pattern may take on one value."""


@dataclass(frozen=True, slots=True)
class SetField:
    """Give a field one value, as a person types it; nothing typed means that nothing is stated."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Replace text in the value of one field; in a list, in each of its lines."""

    key: str
    find: str
    replacement: str
    is_pattern: bool = False
    any_case: bool = False


@dataclass(frozen=True, slots=True)
class SetDisclosure:
    """Mark the 公开属性; None takes the mark away."""

    disclosure: Disclosure | None


@dataclass(frozen=True, slots=True)
class Retag:
    """Add tags and take others away."""

    more: tuple[str, ...] = ()
    fewer: tuple[str, ...] = ()


BulkEdit: TypeAlias = SetField | Replace | SetDisclosure | Retag


@dataclass(frozen=True, slots=True)
class BulkRow:
    """What an edit would do to one document. `before` and `after` are in words.

    `changes` are none where it cannot be done: `refused` says why. `reopened`: the document is approved and would go
    back to 待核.
    """

    record_id: int
    number: int
    title: str
    before: str
    after: str
    changes: tuple[Change, ...] = ()
    reopened: bool = False
    refused: str = ""
    status: Status = Status.PENDING


def row_of(record: Record, edit: BulkEdit) -> BulkRow | None:
    """Return what an edit would do to a document, None where it changes nothing. Raises PatternRefused."""
    match edit:
        case SetField(key, text):
            return _set_field(record, key, text)
        case Replace(key):
            return _set_field(record, key, "\n".join(map(replacer(edit), _words(record, key).split("\n"))))
        case SetDisclosure(disclosure):
            return _marked(record, disclosure)
        case Retag(more, fewer):
            after = tuple(sorted({*record.tags, *more} - set(fewer)))
            change = Change(record.id, TAGS, tags_to_json(record.tags), tags_to_json(after))
            return _row(record, "、".join(record.tags), "、".join(after), change, reopens=False)


def check(edit: BulkEdit | None) -> None:
    """Raise PatternRefused for an edit that seeks what is no pattern."""
    if isinstance(edit, Replace):
        replacer(edit)


def replacer(edit: Replace) -> Callable[[str], str]:
    """Return the function that replaces in the words of a value. Raises PatternRefused for what is no pattern.

    In a pattern's replacement \\1 or \\g<name> stands for a group. The function raises PatternRefused for a pattern
    that takes too long.
    """
    import regex  # slow to load

    flags = regex.IGNORECASE if edit.any_case else 0
    try:
        pattern = regex.compile(edit.find if edit.is_pattern else regex.escape(edit.find), flags)
        replacement = edit.replacement if edit.is_pattern else edit.replacement.replace("\\", r"\\")
        pattern.sub(replacement, "", timeout=_PATIENCE)
    except (regex.error, TimeoutError, IndexError) as error:
        raise PatternRefused(edit.find, str(error)) from error

    def replaced(text: str) -> str:
        try:
            return str(pattern.sub(replacement, text, timeout=_PATIENCE))
        except (regex.error, TimeoutError, IndexError) as error:
            raise PatternRefused(edit.find, str(error)) from error

    return replaced


def _words(record: Record, key: str) -> str:
    return values.shown(key, record.value(key))


def _set_field(record: Record, key: str, text: str) -> BulkRow | None:
    before = _words(record, key)
    try:
        value = values.typed(key, text)
    except ValueRefused as error:
        return _base(record, before, text, refused=explain(error).what)
    if value == record.value(key):
        return None
    known = record.corrections.get(key)
    after = correction_to_json(Correction(value))
    change = Change(record.id, field_facet(key), correction_to_json(known), after)
    return _row(record, before, values.shown(key, value), change)


def _marked(record: Record, disclosure: Disclosure | None) -> BulkRow | None:
    before, after = record.disclosure.value if record.disclosure else "", disclosure.value if disclosure else ""
    told = why_unmarkable(record) if disclosure is not None else ""
    if told:
        return _base(record, before, after, refused=told)
    change = Change(record.id, DISCLOSURE, disclosure_to_json(record.disclosure), disclosure_to_json(disclosure))
    return _row(record, before, after, change)


def _row(record: Record, before: str, after: str, change: Change, reopens: bool = True) -> BulkRow | None:
    if change.before == change.after:
        return None
    approved = record.status is Status.APPROVED and reopens
    changes: tuple[Change, ...] = (change,)
    if approved:
        changes += (Change(record.id, STATUS, status_to_json(Status.APPROVED), None),)
    return _base(record, before, after, changes, approved)


def _base(
    record: Record,
    before: str,
    after: str,
    changes: tuple[Change, ...] = (),
    reopened: bool = False,
    refused: str = "",
) -> BulkRow:
    title = str(record.value("title") or "（无标题）")
    return BulkRow(record.id, record.number, title, before, after, changes, reopened, refused, record.status)


class Bulk:
    """The reviewer's verbs on many documents."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk

    def plan(self, record_ids: Sequence[int], edit: BulkEdit) -> tuple[BulkRow, ...]:
        """Return what an edit would do, without the documents that it leaves alone. Changes nothing.

        Raises PatternRefused.
        """
        found = (row_of(record, edit) for record in map(self._record, record_ids) if record is not None)
        return tuple(row for row in found if row is not None)

    def make(self, rows: Iterable[BulkRow], chosen: Collection[int]) -> Done:
        """Make the rows of these documents as one step. Raises StepStale when one was changed since it was planned."""
        wanted = [row for row in rows if row.record_id in chosen and row.changes]
        held = [change for row in wanted for change in steps.held_status(row.record_id, row.status)]
        done = self._desk.make(Step(Verb.BULK, tuple(change for row in wanted for change in row.changes)), held)
        return replace(done, news=f"已修改 {len(wanted):,} 件")

    def _record(self, record_id: int) -> Record | None:
        try:
            record = self._desk.record(record_id)
        except RecordMissing:  # undone since it was chosen
            return None
        return record if record.dropped is None else None
