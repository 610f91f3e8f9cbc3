"""Entries of the journal in one line each, for whoever looks at the whole store and not at one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.edits import Change, Entry, Verb
from desktop.domain.errors import RecordMissing
from desktop.domain.record import Record
from desktop.review.saying import Known, sentences, text_of
from desktop.store.journal import changes_from_json

if TYPE_CHECKING:
    from desktop.review.desk import Desk

_TITLE, _LONGEST = 24, 160
"""Code points of a title, and of a whole line."""
_OTHERS = 2
"""Changes that are told in full; what is more is counted."""


class LineTeller:
    """Tells entries; it looks up each record once."""

    def __init__(self, desk: Desk) -> None:
        """Tell the journal of a desk's store."""
        self._desk = desk
        self._records: dict[int, Record | None] = {}

    def words(self, entry: Entry) -> str:
        """Return what an entry did, without its time and its person."""
        try:
            changes = changes_from_json(entry.payload)
        except ValueError:
            changes = ()
        said = self._changes(entry, changes) if changes else self._other(entry)
        line = " ".join(said.split())
        return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"

    def _changes(self, entry: Entry, changes: tuple[Change, ...]) -> str:
        told = [self._change(entry.verb, change) for change in changes[:_OTHERS]]
        more = f"，共 {len(changes)} 处" if len(changes) > _OTHERS else ""
        return f"{entry.verb.value}：{'；'.join(told)}{more}"

    def _change(self, verb: Verb, change: Change) -> str:
        record = self._record(change.record_id)
        if record is None:
            return f"第 {change.record_id} 号记录"
        title = str(record.value("title") or "")
        name = f"《{title[:_TITLE]}{'…' if len(title) > _TITLE else ''}》" if title else f"第 {record.id} 号记录"
        said = "，".join(one.whole for one in sentences(change, verb, Known(record, False, {})))
        return f"{name}{said}"

    def _other(self, entry: Entry) -> str:
        facts = entry.payload if isinstance(entry.payload, dict) else {}
        named = facts.get("name") or facts.get("of") or facts.get("act") or facts.get("format") or ""
        listed = facts.get("records")
        count = f"，{len(listed)} 件" if isinstance(listed, list) else ""
        return f"{entry.verb.value}{'：' if named else ''}{text_of(named) if named else ''}{count}"

    def _record(self, record_id: int) -> Record | None:
        if record_id not in self._records:
            try:
                self._records[record_id] = self._desk.record(record_id)
            except RecordMissing:
                self._records[record_id] = None
        return self._records[record_id]
