"""The entries of the register as a table; a click on a heading asks for another order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.register.overview import Order, RegisterRow

ROW_ROLE = Qt.ItemDataRole.UserRole
COLUMNS = (
    (Order.DRAFTER, "起草部门"),
    (Order.TITLE, "标题"),
    (Order.NUMBER, "文号"),
    (Order.START, "施行"),
    (Order.END, "失效"),
    (Order.STATE, "状态"),
)
"""What each column is ordered by, and its heading."""
DRAFTER, TITLE, NUMBER, START, END, STATE = range(6)
_ROOT = QModelIndex()


class RegisterModel(QAbstractTableModel):
    """Rows are entries as they stand on a day. `order_wanted` tells an order, and whether from the end."""

    order_wanted = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RegisterRow, ...] = ()

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """The entries that are shown."""
        return self._rows

    def show(self, rows: Sequence[RegisterRow]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def position(self, number: int) -> int | None:
        """Return the row of an entry, None where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.number == number), None)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][1]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == STATE:
            return row.standing.words
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the store puts the rows into it."""
        if column >= 0:
            self.order_wanted.emit(COLUMNS[column][0], order is Qt.SortOrder.DescendingOrder)


def cell(row: RegisterRow, column: int) -> str:
    """Return what a cell says."""
    match column:
        case 0:
            return row.drafter
        case 1:
            return row.title or "（无标题）"
        case 2:
            return row.doc_number
        case 3:
            return _day(row.start)
        case 4:
            return _day(row.end)
    return state_words(row)


def state_words(row: RegisterRow) -> str:
    """Return the words of the chip that says a row's state."""
    if row.standing.within is not None:
        return f"{row.standing.within} 个月内到期"
    return row.state.value


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
