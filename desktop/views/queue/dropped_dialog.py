"""What was taken out of the queue of a source, to be looked at and taken in again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop.domain.record import Record
from desktop.domain.text import SourceText
from desktop.widgets.labels import plain_label

_LONGEST = 60


class DroppedDialog(QDialog):
    """Lists dropped records in the order of the text. Tells which one is to be a document again."""

    readmitted = Signal(int)

    def __init__(self, records: Sequence[Record], source: SourceText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "bounds")
        self.setWindowTitle("被排除的文件")
        self.setMinimumSize(560, 320)
        self._ids = [record.id for record in records]
        self._list = QListWidget()
        self._list.setAccessibleName("被排除的文件")
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setWordWrap(True)
        for record in records:
            self._list.addItem(f"{_name(record, source)}\n{record.dropped}")
        self._list.setCurrentRow(0)
        self._list.itemActivated.connect(self.readmit)
        self._readmit = QPushButton("恢复这一件")
        self._readmit.setProperty("kind", "primary")
        self._readmit.setDefault(True)
        self._readmit.clicked.connect(self.readmit)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self._readmit)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label(f"被排除的文件 {len(self._ids)} 件", size="display"))
        column.addWidget(
            plain_label("这些文件不在队列里，也不会导出。恢复之后，您在其中改过的内容都还在。", tone="muted", wrap=True)
        )
        column.addWidget(self._list, 1)
        column.addLayout(row)

    @property
    def entries(self) -> tuple[str, ...]:
        """What is listed."""
        return tuple(self._list.item(row).text() for row in range(self._list.count()))

    @Slot()
    def readmit(self) -> None:
        """Take the chosen one in again; the dialog closes."""
        row = self._list.currentRow()
        if 0 <= row < len(self._ids):
            self.close()
            self.readmitted.emit(self._ids[row])


def _name(record: Record, source: SourceText) -> str:
    """Name a record by its title, else by the beginning of its text."""
    title = record.value("title")
    text = title if isinstance(title, str) and title.strip() else source.slice(record.document.span)
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
