"""The tables of the document under review, as tables."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.record import Record
from desktop.itemmodels.table_model import PARSED_ROLE, TableModel
from desktop.review import tables
from desktop.review.tables import Cell
from desktop.views.source.cell_delegate import CellDelegate
from desktop.widgets import outgoing
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_WIDEST, _READABLE = 24, 9
"""Widths of columns in hanzi: what a long text gets at most, and what it keeps where room is short."""
_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_MEASURED = 150
"""Rows that are measured; those below get the height of two lines."""


class TablesPane(QFrame):
    """Shows one table at a time. Tells which cells a person set, by table, and where tables are to be written."""

    cells_set = Signal(int, object)
    export_wanted = Signal(object)
    copied = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tablesPane")
        self._look = appearance
        self._record: Record | None = None
        self.model = TableModel(self)
        self.grid = CellGrid(appearance, self.model)
        self._choice = QComboBox()
        self._choice.setAccessibleName("表格")
        self._choice.setMinimumContentsLength(8)
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._copy, self._restore, self._export = (QPushButton(words) for words in ("复制", "恢复识别值", "导出表格…"))
        self._parsed = plain_label(tone="muted", size="small", wrap=True)
        self._compose()
        self._choice.currentIndexChanged.connect(self._on_choice_changed)
        self._copy.clicked.connect(self.grid.copy)
        self._restore.clicked.connect(self._on_restore_clicked)
        self._export.clicked.connect(self.ask_where)
        self.grid.copied.connect(self.copied)
        self.model.cells_typed.connect(self._on_cells_typed)
        self.grid.selectionModel().selectionChanged.connect(self._tell_selection)
        self._tell_selection()

    def _compose(self) -> None:
        self._copy.setToolTip("复制选中的单元格，可直接粘贴到 Excel 或 WPS 表格")
        self._export.setToolTip("把本件的全部表格存成一个 XLSX 文件")
        bar = QFrame()
        bar.setObjectName("tablesBar")
        above = QHBoxLayout(bar)
        above.setContentsMargins(14, 8, 12, 8)
        above.addWidget(self._choice, 1)
        foot = QFrame()
        foot.setObjectName("tablesFoot")
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 8, 12, 8)
        below.setSpacing(8)
        below.addWidget(self._parsed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self._restore, self._copy, self._export):
            row.addWidget(button)
        below.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        cells = QHBoxLayout()
        cells.setContentsMargins(14, 0, 12, 0)
        cells.addWidget(self.grid)
        column.addLayout(cells, 1)
        column.addWidget(foot)

    def show_record(self, record: Record | None) -> None:
        """Show a document's tables; the one at hand stays at hand while it is the same document."""
        if not self._choice.count() and (record is None or not record.document.tables):
            self._record = record
            return
        known = record is not None and self._record is not None and record.id == self._record.id
        at = max(self._choice.currentIndex(), 0) if known else 0
        self._record = record
        found = record.document.tables if record is not None else ()
        names = [tables.name_of(record, table, n) for n, table in enumerate(found, start=1)] if record else []
        self._choice.blockSignals(True)
        self._choice.clear()
        self._choice.addItems(names)
        self._choice.setCurrentIndex(min(at, len(names) - 1))
        self._choice.blockSignals(False)
        self._show_table()

    def show_table(self, number: int) -> None:
        """Show another table of the document, from 0."""
        self._choice.setCurrentIndex(number)

    @property
    def foot_words(self) -> str:
        """What is said below the cells."""
        return self._parsed.text()

    @property
    def export_button(self) -> QPushButton:
        """The button that asks where the tables are to be written."""
        return self._export

    def _show_table(self) -> None:
        record, number = self._record, self._choice.currentIndex()
        if record is None or number < 0:
            self.model.show_table(None, None)
            self._tell_selection()
            return
        before = self.model.table
        self.model.show_table(record, record.document.tables[number])
        if self.model.table is not before:
            self.grid.lay_out()
        self._tell_selection()

    @Slot()
    def _tell_selection(self) -> None:
        index = self.grid.currentIndex()
        parsed = index.data(PARSED_ROLE) if index.isValid() else None
        chosen = self.grid.chosen
        self._restore.setEnabled(any(self.model.index(*cell).data(PARSED_ROLE) is not None for cell in chosen))
        self._copy.setEnabled(bool(chosen))
        if parsed is not None:
            self._parsed.setText(f"原识别：{parsed or '（空）'}")
        else:
            self._parsed.setText("选中单元格后直接输入即可更正；Ctrl+C 复制，Ctrl+V 粘贴，Delete 清空")

    def _tell(self, texts: dict[Cell, str | None]) -> None:
        table = self.model.table
        if table is not None and texts:
            self.cells_set.emit(table.span.start, texts)

    @Slot(object)
    def _on_cells_typed(self, texts: dict[Cell, str | None]) -> None:
        self._tell(texts)

    @Slot()
    def _on_restore_clicked(self) -> None:
        self._tell(dict.fromkeys(self.grid.chosen))

    @Slot(int)
    def _on_choice_changed(self, _number: int) -> None:
        self._show_table()

    @Slot()
    def ask_where(self) -> None:
        """Ask where the tables are to be written."""
        chosen, _ = QFileDialog.getSaveFileName(self, "导出表格", "表格.xlsx", "XLSX 文件 (*.xlsx)")
        if chosen:
            self.export_wanted.emit(Path(chosen).with_suffix(".xlsx"))


class CellGrid(QTableView):
    """Cells as people know them from spreadsheets: type to replace, copy, paste and clear by the usual keys."""

    copied = Signal(int)

    def __init__(self, appearance: Appearance, model: TableModel) -> None:
        super().__init__()
        self._look, self._cells = appearance, model
        self._laid_out = True
        self._delegate = CellDelegate(appearance)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setAccessibleName("表格单元格")
        self.setWordWrap(True)
        self.setCornerButtonEnabled(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        appearance.changed.connect(self.lay_out)

    @property
    def chosen(self) -> tuple[Cell, ...]:
        """The selected cells, row by row."""
        return tuple(sorted((index.row(), index.column()) for index in self.selectedIndexes()))

    def lay_out(self) -> None:
        """Give columns the width that their text asks for, within the room there is, and rows their height.

        A grid that nobody sees is laid out when it is shown: measuring its rows takes time.
        """
        self._laid_out = self.isVisible()
        if not self._laid_out:
            return
        self._share_width()
        rows = self._cells.rowCount()
        self.verticalHeader().setDefaultSectionSize(round(self._look.theme.type("note") * 3.6))
        for row in range(min(rows, _MEASURED)):
            self.resizeRowToContents(row)
        self.viewport().update()

    def _share_width(self) -> None:
        columns = self._cells.columnCount()
        if not columns:
            return
        em = self._look.theme.type("note")
        wanted = [min(em * _WIDEST, max(em * 4, self._wanted_width(column))) for column in range(columns)]
        over = sum(wanted) - self.viewport().width()
        for column in sorted(range(columns), key=wanted.__getitem__, reverse=True):
            given_up = min(over, max(0, wanted[column] - em * _READABLE)) if over > 0 else 0
            wanted[column] -= given_up
            over -= given_up
        if over < 0:
            wanted[max(range(columns), key=wanted.__getitem__)] -= over
        for column, width in enumerate(wanted):
            self.setColumnWidth(column, width)

    def _wanted_width(self, column: int) -> int:
        metrics, room = self.fontMetrics(), self._look.theme.space("s") * 2 + 4
        longest = max((row[column] for row in self._cells.rows[:_MEASURED]), key=len, default="")
        return metrics.horizontalAdvance(longest[:200]) + room

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._laid_out:
            self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.lay_out()

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    @Slot()
    def copy(self) -> None:
        """Copy the rectangle round the selected cells as tab-separated text; cells that are not selected stay empty."""
        chosen = set(self.chosen)
        if not chosen:
            return
        rows = range(min(row for row, _ in chosen), max(row for row, _ in chosen) + 1)
        columns = range(min(column for _, column in chosen), max(column for _, column in chosen) + 1)
        cells = self._cells.rows
        copied = [[cells[row][column] if (row, column) in chosen else "" for column in columns] for row in rows]
        if outgoing.copy_out(self, tables.as_tsv(copied)):
            self.copied.emit(len(chosen))

    def paste(self) -> None:
        """Set the cells from the current one on to what the clipboard holds; what does not fit in is left out."""
        current = self.currentIndex()
        if not current.isValid():
            return
        texts = {}
        for down, line in enumerate(tables.from_tsv(QGuiApplication.clipboard().text())):
            for across, text in enumerate(line):
                row, column = current.row() + down, current.column() + across
                if row < self._cells.rowCount() and column < self._cells.columnCount():
                    texts[row, column] = text
        self._cells.cells_typed.emit(texts)

    def event(self, event: QEvent) -> bool:
        """Take keys that type something for the cell, before a key of the window can have them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _types(event):
            event.accept()
            return True
        return super().event(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802  # Qt's name
        """Go on to the cell below after Enter, as in a spreadsheet."""
        super().closeEditor(editor, hint)
        current = self.currentIndex()
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache and current.row() + 1 < self._cells.rowCount():
            self.setCurrentIndex(current.siblingAtRow(current.row() + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in _CLEARING:
            self._cells.cells_typed.emit(dict.fromkeys(self.chosen, ""))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def _types(event: QKeyEvent) -> bool:
    """Tell whether a key types something or clears a cell."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and ((event.text().isprintable() and bool(event.text())) or event.key() in _CLEARING)
