"""The queue as an item model: headings and cards in one list."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.record import RecordSummary
from desktop.itemmodels.queue_rows import Card, Counts, Filter, Heading, QueueRow, arrange, chip, count

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The Heading or Card of a row."""

_DIFFED = 3000
"""Longer queues are reset instead of compared."""


class QueueModel(QAbstractListModel):
    """The documents of the open source, filtered and grouped. Changes are told with exactly the rows that changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summaries: tuple[RecordSummary, ...] = ()
        self._choice = Filter.ALL
        self._rows: tuple[QueueRow, ...] = ()

    @property
    def summaries(self) -> tuple[RecordSummary, ...]:
        """All documents, filtered out or not."""
        return self._summaries

    @property
    def shown(self) -> tuple[RecordSummary, ...]:
        """The documents that the filter shows."""
        return tuple(row.summary for row in self._rows if isinstance(row, Card))

    @property
    def choice(self) -> Filter:
        """The filter in force."""
        return self._choice

    @property
    def counts(self) -> Counts:
        """The figures of the queue's head."""
        return count(self._summaries)

    def set_summaries(self, summaries: Sequence[RecordSummary]) -> None:
        """Show the documents as they are now."""
        self._summaries = tuple(summaries)
        self._change_rows(arrange(self._summaries, self._choice))

    def set_filter(self, choice: Filter) -> None:
        """Show other documents of the same source."""
        self._choice = choice
        self._change_rows(arrange(self._summaries, choice))

    def index_of(self, record_id: int | None) -> QModelIndex:
        """Return where a document is shown; an invalid index where it is not."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Card) and row.summary.id == record_id:
                return self.index(number)
        return QModelIndex()

    def row(self, index: QModelIndex | QPersistentModelIndex) -> QueueRow | None:
        """Return the row at an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text if isinstance(row, Heading) else row.summary.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.text if isinstance(row, Heading) else _spoken(row.summary)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if isinstance(self.row(index), Card):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _change_rows(self, rows: tuple[QueueRow, ...]) -> None:
        if len(rows) + len(self._rows) > _DIFFED:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        matcher = SequenceMatcher(None, [_key(row) for row in self._rows], [_key(row) for row in rows], autojunk=False)
        shift = 0
        for tag, first, last, new_first, new_last in matcher.get_opcodes():
            if tag == "equal":
                self._replace(first + shift, rows[new_first:new_last])
                continue
            if last > first:
                self.beginRemoveRows(QModelIndex(), first + shift, last + shift - 1)
                self._rows = self._rows[: first + shift] + self._rows[last + shift :]
                self.endRemoveRows()
            if new_last > new_first:
                self.beginInsertRows(QModelIndex(), new_first, new_last - 1)
                self._rows = self._rows[:new_first] + rows[new_first:new_last] + self._rows[new_first:]
                self.endInsertRows()
            shift += (new_last - new_first) - (last - first)

    def _replace(self, start: int, rows: Sequence[QueueRow]) -> None:
        changed = [start + i for i, row in enumerate(rows) if self._rows[start + i] != row]
        if not changed:
            return
        self._rows = self._rows[:start] + tuple(rows) + self._rows[start + len(rows) :]
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last))


def _key(row: QueueRow) -> tuple[str, object]:
    return ("card", row.summary.id) if isinstance(row, Card) else ("heading", row.text)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] + 1 == number:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _spoken(summary: RecordSummary) -> str:
    marked = summary.disclosure.value if summary.disclosure is not None else "未标公开属性"
    parts = (f"第 {summary.number} 件", summary.title, summary.doc_number, chip(summary).text, marked)
    return "，".join(part for part in parts if part)
