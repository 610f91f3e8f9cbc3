"""The queue as an item model: numbers of records at once, what is shown of them fetched when it comes into sight."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    QStringListModel,
    Qt,
    Signal,
    Slot,
)

from desktop.domain.queue import Listing
from desktop.domain.record import RecordSummary
from desktop.itemmodels.queue_rows import Awaited, Card, Heading, Place, QueueRow, chip, headed, without

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The Heading, Card or Awaited of a row."""
CURRENT_ROLE = ROW_ROLE + 1
"""What changes in a row, and nothing else, when another document is under review."""

PAGE = 100
"""Documents that are fetched at once around one that came into sight."""

_KEPT = 20_000
"""Summaries kept; when there are more, the oldest half is let go."""


class QueueModel(QStringListModel):
    """The documents that a filter shows, in order. Changes are told with exactly the rows that changed.

    How many rows there are is answered by Qt's list of (empty) strings: a view asks for it with every row that it
    lays out, and 100,000 calls of a method in Python would stop the window for half a second.
    """

    page_missed = Signal()
    """Something came into sight that is not there yet; `missing` says what."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listing = Listing()
        self._rows: tuple[Heading | int, ...] | None = None
        self._known: dict[int, RecordSummary] = {}
        self._origins: Mapping[int, str] = {}
        self._current: int | None = None
        self._at = 0
        self._searched: array[int] | None = None
        """The list that was searched for the document under review: through 100,000 it takes some milliseconds."""
        self._sought: int | None = None
        self._after: Listing | None = None
        self.rowsRemoved.connect(self._on_rows_removed)  # the first to hear, so that views see the rows that are left

    # What is shown

    @property
    def ids(self) -> array[int]:
        """The records that are shown, in order."""
        return self._listing.ids

    @property
    def has_headings(self) -> bool:
        """Tell whether headings stand between the documents."""
        return self._rows is not None

    @property
    def place(self) -> Place:
        """Where the document under review stands, or stood before the list lost it."""
        return Place(self.ids, self._at, self._at < len(self.ids) and self.ids[self._at] == self._current)

    def summary(self, record_id: int) -> RecordSummary | None:
        """Return what is known of a document."""
        return self._known.get(record_id)

    def show(self, listing: Listing, summaries: Iterable[RecordSummary], origins: Mapping[int, str]) -> None:
        """Show another list, with what is known of it; `origins` names the sources, empty when only one is shown."""
        before, self._origins = self._origins, origins
        self._learn(summaries)
        if listing == self._listing and before == origins:
            self._tell_all()
            return
        self.beginResetModel()
        self._put(listing)
        self._grow_to(len(listing.ids) if self._rows is None else len(self._rows))
        self.endResetModel()

    def _grow_to(self, count: int) -> None:
        """Have so many rows; nobody is told. Qt's list grows and shrinks at its beginning, which is fastest."""
        more = count - self.rowCount()
        with QSignalBlocker(self):
            if more > 0:
                self.insertRows(0, more)
            elif more < 0:
                self.removeRows(0, -more)

    def forget(self) -> None:
        """Let go of all summaries: they may have changed."""
        self._known.clear()
        self._tell_all()

    def take(self, summaries: Sequence[RecordSummary]) -> None:
        """Take in summaries, and tell of those rows that changed."""
        changed = [known.id for known in summaries if self._known.get(known.id) != known]
        self._learn(summaries)
        for first, last in _runs(sorted(map(self._row_of, self._positions(changed)))):
            self.dataChanged.emit(self.index(first), self.index(last))

    def _positions(self, record_ids: Sequence[int]) -> list[int]:
        """Return where documents stand that mostly stand together; looking for each by itself would take too long."""
        left, found = set(record_ids), list[int]()
        for record_id in record_ids:
            begin = self._position(record_id) if record_id in left else None
            if begin is not None:
                start = max(0, begin - PAGE)
                for position, other in enumerate(self.ids[start : begin + PAGE], start):
                    if other in left:
                        left.discard(other)
                        found.append(position)
        return found

    def drop(self, gone: frozenset[int]) -> None:
        """Show no more the documents that the filter lets go."""
        for record_id in gone:
            position = self._position(record_id)
            if position is not None:
                self._drop_one(position)

    def _drop_one(self, position: int) -> None:
        listing = without(self._listing, position)
        row = self._row_of(position)
        alone = self._rows is not None and len(listing.headings) < len(self._listing.headings)
        self._after = listing
        self.removeRows(row - 1 if alone else row, 2 if alone else 1)
        if self._rows is not None and not alone:
            above = next(at for at in range(row - 1, -1, -1) if isinstance(self._rows[at], Heading))
            self.dataChanged.emit(self.index(above), self.index(above))

    @Slot()
    def _on_rows_removed(self) -> None:
        if self._after is not None:
            after, self._after = self._after, None
            self._put(after)

    def _put(self, listing: Listing) -> None:
        self._listing, self._rows = listing, headed(listing)
        self._find_current()

    # The document under review

    @property
    def current(self) -> int | None:
        """The document under review."""
        return self._current

    def set_current(self, record_id: int | None) -> None:
        """Mark the document under review."""
        before = self.index_of(self._current)
        self._current = record_id
        self._find_current()
        for index in (before, self.index_of(record_id)):
            if index.isValid():
                self.dataChanged.emit(index, index, [CURRENT_ROLE])

    def _find_current(self) -> None:
        self._searched = None
        position = self._position(self._current)
        self._searched = self.ids
        self._at = position if position is not None else min(self._at, len(self.ids))

    # What is not there yet

    def missing(self) -> array[int]:
        """Return the records around the last one that came into sight and is not known."""
        if self._sought is None:
            return array("q")
        begin = max(0, self._sought - PAGE // 2)
        wanted = array("q", (known for known in self.ids[begin : begin + PAGE] if known not in self._known))
        self._sought = None
        return wanted

    def _learn(self, summaries: Iterable[RecordSummary]) -> None:
        for known in summaries:
            self._known[known.id] = known
        if len(self._known) > _KEPT:
            self._known = dict(list(self._known.items())[_KEPT // 2 :])

    # Rows

    def index_of(self, record_id: int | None) -> QModelIndex:
        """Return where a document is shown; an invalid index where it is not."""
        position = self._position(record_id)
        return self.index(self._row_of(position)) if position is not None else QModelIndex()

    def is_heading(self, row: int) -> bool:
        """Tell whether a row is a heading."""
        return self._rows is not None and isinstance(self._rows[row], Heading)

    def record_at(self, row: int) -> int | None:
        """Return the document of a row, None for a heading."""
        position = row if self._rows is None else self._rows[row]
        return self.ids[position] if isinstance(position, int) else None

    def records_between(self, first: int, last: int) -> array[int]:
        """Return the documents of rows, both ends included."""
        if self._rows is None:
            return self.ids[first : last + 1]
        positions = (row for row in self._rows[first : last + 1] if isinstance(row, int))
        return array("q", [self.ids[position] for position in positions])

    def row(self, index: QModelIndex | QPersistentModelIndex) -> QueueRow | None:
        """Return the row at an index."""
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        place = index.row() if self._rows is None else self._rows[index.row()]
        if isinstance(place, Heading):
            return place
        record_id = self.ids[place]
        known = self._known.get(record_id)
        if known is None:
            if self._sought is None:
                self.page_missed.emit()
            self._sought = place
            return Awaited(record_id)
        return Card(known, self._origins.get(known.source_id, ""), record_id == self._current)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index)
        if row is None or role == ROW_ROLE:
            return row
        if isinstance(row, Heading):
            return row.text
        if isinstance(row, Awaited):
            return ""
        return row.summary.title if role == Qt.ItemDataRole.DisplayRole else _spoken(row)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _position(self, record_id: int | None) -> int | None:
        if record_id is None:
            return None
        if self._at < len(self.ids) and self.ids[self._at] == record_id:
            return self._at
        if record_id == self._current and self._searched is self.ids:
            return None
        try:
            return self.ids.index(record_id)
        except ValueError:
            return None

    def _row_of(self, position: int) -> int:
        if self._rows is None:
            return position
        return position + sum(begin <= position for begin, _ in self._listing.headings)

    def _tell_all(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] + 1 == number:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _spoken(card: Card) -> str:
    summary = card.summary
    marked = summary.disclosure.value if summary.disclosure is not None else "未标公开属性"
    signs = (
        "正在审阅" if card.current else "",
        f"改过 {summary.changed} 项" if summary.changed else "",
        "有批注" if summary.noted else "",
        f"标签 {'、'.join(summary.tags)}" if summary.tags else "",
    )
    parts = (
        f"第 {summary.number} 件" if summary.dropped is None else summary.dropped,
        summary.title,
        summary.doc_number,
        card.origin,
        chip(summary).text,
        marked,
        *signs,
    )
    return "，".join(part for part in parts if part)
