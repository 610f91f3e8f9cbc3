"""What an edit of many documents would do, as an item model with a tick for each document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.review.bulk import BulkRow

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The BulkRow of a line."""
HEADINGS = ("文件", "现在", "改为")
TITLE, BEFORE, AFTER = range(3)


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows in all, those that are ticked, those that cannot be done, and those that would lose an approval."""

    rows: int
    ticked: int
    refused: int
    reopened: int

    @property
    def able(self) -> int:
        """Rows that can be ticked."""
        return self.rows - self.refused


class BulkModel(QAbstractTableModel):
    """Rows come in portions. Those that can be done are ticked, except where an approval would be lost."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[BulkRow] = []
        self._chosen: set[int] = set()
        self._refused = self._reopened = 0

    @property
    def figures(self) -> Figures:
        """How many rows there are of each kind."""
        return Figures(len(self._rows), len(self._chosen), self._refused, self._reopened)

    @property
    def rows(self) -> tuple[BulkRow, ...]:
        """All rows."""
        return tuple(self._rows)

    @property
    def chosen(self) -> frozenset[int]:
        """The records of the ticked rows."""
        return frozenset(self._chosen)

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._rows, self._chosen = [], set()
        self._refused = self._reopened = 0
        self.endResetModel()
        self.ticked.emit()

    def add(self, rows: Sequence[BulkRow]) -> None:
        """Show further rows below the others."""
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows.extend(rows)
        self._chosen |= {row.record_id for row in rows if row.changes and not row.reopened}
        self._refused += sum(bool(row.refused) for row in rows)
        self._reopened += sum(row.reopened for row in rows)
        self.endInsertRows()
        self.ticked.emit()

    def tick_all(self, on: bool) -> None:
        """Tick every row that can be done, or none."""
        self._chosen = {row.record_id for row in self._rows if row.changes} if on else set()
        if self._rows:
            self.dataChanged.emit(self.index(0, TITLE), self.index(len(self._rows) - 1, TITLE))
        self.ticked.emit()

    def toggle(self, index: Index) -> None:
        """Turn the tick of a row that can be done."""
        row = self._rows[index.row()]
        if not row.changes:
            return
        self._chosen ^= {row.record_id}
        place = self.index(index.row(), TITLE)
        self.dataChanged.emit(place, place, [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TITLE and row.changes:
            return Qt.CheckState.Checked if row.record_id in self._chosen else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (row.title, row.before, row.refused or row.after)[index.column()]
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        if (Qt.CheckState(value) == Qt.CheckState.Checked) != (self._rows[index.row()].record_id in self._chosen):
            self.toggle(index)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return HEADINGS[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        known = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ticks = index.column() == TITLE and bool(self._rows[index.row()].changes)
        return known | Qt.ItemFlag.ItemIsUserCheckable if ticks else known
