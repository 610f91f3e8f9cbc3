"""Before a list is taken in: what each of its columns is read as, and how many rows that gives."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import DeskError
from desktop.register.entry import LABELS
from desktop.review.explain import explain
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

if TYPE_CHECKING:
    from desktop.review.register_sources import Sheet
    from desktop.views.register.register_feed import RegisterFeed

_LEFT_OUT = "（不读）"
_ORDINAL = "序号"
_EXAMPLES = 3
_ROW = 38


class ImportDialog(QDialog):
    """Shows the columns of a list and lets a person say what they are; nothing is taken in before that."""

    def __init__(self, appearance: Appearance, path: Path, feed: RegisterFeed, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("help", "register")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("导入台账清单")
        self.resize(appearance.px(820), appearance.px(560))
        self._look, self._path, self._feed = appearance, path, feed
        self._sheets: tuple[Sheet, ...] = ()
        self._columns: dict[str, str] = {}
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("工作表")
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(["列", "表头", "例子", "读作"])
        self.table.setAccessibleName("各列读作什么")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._told = plain_label(tone="muted", wrap=True)
        self.take = QPushButton("登记到台账")
        self.take.setProperty("kind", "primary")
        self.take.setEnabled(False)
        self._cancel = QPushButton("取消")
        self._compose()
        self.sheet.currentIndexChanged.connect(self._show_sheet)
        self.take.clicked.connect(self._on_take_clicked)
        self._cancel.clicked.connect(self.reject)
        self._ask()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label(self._path.name, size="display", wrap=True))
        hint = "请看一看每一列读得对不对，不对的在右边改。标题、文号至少要有一列；空行和合计不算文件，但都会数出来。"
        column.addWidget(plain_label(hint, tone="muted", wrap=True))
        column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self.take)
        column.addLayout(row)

    def _ask(self) -> None:
        desk = self._feed.desk
        if desk is not None:
            job = self._feed.ask(desk.register.taking.preview, self._path, dict(self._columns))
            job.finished.connect(self._on_preview)
            job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_preview(self, sheets: tuple[Sheet, ...]) -> None:
        at = max(0, self.sheet.currentIndex())
        if not self._sheets:  # the first look: the sheet that is a list
            at = next((place for place, one in enumerate(sheets) if one.columns.is_list), 0)
        self._sheets = sheets
        self.sheet.blockSignals(True)
        self.sheet.clear()
        for one in sheets:
            count = f"{len(one.reading.listed)} 件" if one.columns.is_list else "不是清单"
            self.sheet.addItem(f"{one.name or '清单'}（{count}）")
        self.sheet.setCurrentIndex(min(at, len(sheets) - 1))
        self.sheet.blockSignals(False)
        self.sheet.setVisible(len(sheets) > 1)
        self._show_sheet()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, DeskError):
            words = explain(error)
            self._told.setText(f"{words.what}{words.next}")
        self.take.setEnabled(False)

    @Slot()
    def _show_sheet(self) -> None:
        place = self.sheet.currentIndex()
        if not 0 <= place < len(self._sheets):
            return
        sheet = self._sheets[place]
        width = max((len(row) for row in sheet.sample), default=len(sheet.columns.names))
        self.table.setRowCount(width)
        for column in range(width):
            self._show_column(sheet, column)
        self.table.verticalHeader().setDefaultSectionSize(self._look.px(_ROW))
        for column, wide in ((0, 44), (1, 160), (3, 150)):
            self.table.setColumnWidth(column, self._look.px(wide))
        self._tell()

    def _show_column(self, sheet: Sheet, column: int) -> None:
        head = sheet.columns.names[column] if column < len(sheet.columns.names) else ""
        letter = _letter(column)
        examples = [row[column] for row in sheet.sample if column < len(row) and row[column].strip()][:_EXAMPLES]
        for place, text in enumerate((letter, " ".join(head.split()), " / ".join(examples))):
            self.table.setItem(column, place, QTableWidgetItem(" ".join(text.split())))
        choice = QComboBox()
        choice.setAccessibleName(f"{letter} 列读作")
        choice.addItem(_LEFT_OUT, "")
        for label in (_ORDINAL, *LABELS.values()):
            choice.addItem(label, label)
        key = sheet.columns.fields.get(column)
        choice.setCurrentIndex(max(0, choice.findData(LABELS.get(key, _ORDINAL) if key is not None else "")))
        choice.activated.connect(partial(self._on_column_chosen, letter, choice))
        self.table.setCellWidget(column, 3, choice)

    def _on_column_chosen(self, letter: str, choice: QComboBox, _place: int) -> None:
        self._columns[letter] = choice.currentData()
        self._ask()

    def _tell(self) -> None:
        lists = [one for one in self._sheets if one.columns.is_list]
        listed = sum(len(one.reading.listed) for one in lists)
        left = [row for one in lists for row in one.reading.left_out]
        refused = sum(row.refused for row in left)
        parts = [f"读出 {listed} 件"] if lists else ["没有一列是标题或文号，还不能登记"]
        if refused:
            parts.append(f"{refused} 行应当是文件却缺标题和文号，登记后逐行列出")
        if len(left) - refused:
            parts.append(f"表头、空行、合计等 {len(left) - refused} 行不算文件")
        self._told.setText("；".join(parts) + "。")
        self.take.setEnabled(listed > 0)

    @Slot()
    def _on_take_clicked(self) -> None:
        desk = self._feed.desk
        if desk is not None:
            self._feed.follow(self._feed.ask(desk.register.taking.import_list, self._path, dict(self._columns)))
        self.accept()


def _letter(column: int) -> str:
    """Return the letters that a spreadsheet has for a column, from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
