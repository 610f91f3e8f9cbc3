"""What is done with the tables of the document under review."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.record import Record
from desktop.review.tables import Cell

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done
    from desktop.views.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class _SetCells:
    """The correction of cells, for the desk to make in its turn."""

    record_id: int
    table: int
    texts: dict[Cell, str | None]

    def __call__(self, desk: Desk) -> Done:
        return desk.tables.set_cells(self.record_id, self.table, self.texts)


class TableCommands(QObject):
    """Binds the tables pane of a window to its flow."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._flow, self._toast = window.flow, window.toast
        pane = window.source.tables
        pane.cells_set.connect(self._on_cells_set)
        pane.export_wanted.connect(self._on_export_wanted)
        pane.copied.connect(self._on_copied)
        self._action = window.actions_by_name["tables_export"]
        self._action.triggered.connect(pane.ask_where)
        for signal in (window.flow.record_shown, window.flow.record_changed):
            signal.connect(self._on_record_news)

    @Slot(object)
    def _on_record_news(self, record: Record) -> None:
        self._action.setEnabled(bool(record.document.tables))

    @Slot(int, object)
    def _on_cells_set(self, table: int, texts: dict[Cell, str | None]) -> None:
        if self._flow.record is not None:
            self._flow.do(_SetCells(self._flow.record.id, table, texts))

    @Slot(object)
    def _on_export_wanted(self, path: Path) -> None:
        desk, record = self._flow.desk, self._flow.record
        if desk is not None and record is not None:
            job = self._flow.ask(desk.tables.export, record.id, path)
            job.finished.connect(self._on_exported)

    @Slot(object)
    def _on_exported(self, count: int) -> None:
        self._toast.say(f"已导出 {count} 张表格")

    @Slot(int)
    def _on_copied(self, count: int) -> None:
        self._toast.say(f"已复制 {count} 个单元格，可粘贴到 Excel 或 WPS 表格")
