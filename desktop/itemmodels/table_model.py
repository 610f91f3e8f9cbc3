"""One table of a document as an item model whose cells can be corrected."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain.document import Table
from desktop.domain.record import Record
from desktop.review import tables
from desktop.review.tables import Cell

Index = QModelIndex | QPersistentModelIndex

HEADING_ROLE = int(Qt.ItemDataRole.UserRole)
"""Whether a cell stands in a heading row."""
PARSED_ROLE = HEADING_ROLE + 1
"""What the parser read in a cell that a person set; None in others."""
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class TableModel(QAbstractTableModel):
    """The text that counts in every cell. Nothing changes by itself: what is typed is told by `cells_typed`."""

    cells_typed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._corrected: frozenset[Cell] = frozenset()

    @property
    def table(self) -> Table | None:
        """The table that is shown, as the parser read it."""
        return self._table

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The text of all cells."""
        return self._rows

    def show_table(self, record: Record | None, table: Table | None) -> None:
        """Show a table as it counts now; of the one that is shown already only the cells that changed are told."""
        rows: tuple[tuple[str, ...], ...] = ()
        corrected: frozenset[Cell] = frozenset()
        if record is not None and table is not None:
            rows, corrected = tables.filled(record, table), tables.corrected(record, table)
        if table is None or table != self._table:
            self.beginResetModel()
            self._table, self._rows, self._corrected = table, rows, corrected
            self.endResetModel()
            return
        changed = corrected ^ self._corrected
        changed |= {cell for cell in corrected if rows[cell[0]][cell[1]] != self._rows[cell[0]][cell[1]]}
        self._rows, self._corrected = rows, corrected
        for row, column in sorted(changed):
            self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        if self._table is None or (parent is not None and parent.isValid()):
            return 0
        return self._table.columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._table is None:
            return None
        text = self._rows[index.row()][index.column()]
        if role in _TEXT_ROLES:
            return text
        if role == HEADING_ROLE:
            return index.row() < self._table.header_rows
        parsed = self._table.cells[index.row()][index.column()] if self._is_corrected(index) else None
        if role == PARSED_ROLE:
            return parsed
        if role == Qt.ItemDataRole.AccessibleTextRole and parsed is not None:
            return f"{text}，已更正，原识别：{parsed}"
        return None

    def _is_corrected(self, index: Index) -> bool:
        return (index.row(), index.column()) in self._corrected

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; the cell changes when the review has taken it over."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value)
        if text == self._rows[index.row()][index.column()]:
            return False
        self.cells_typed.emit({(index.row(), index.column()): text})
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or self._table is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return tables.column_name(section)
        return "表头" if section < self._table.header_rows else str(section - self._table.header_rows + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
