"""What the bulk edit of a window does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from desktop.review.bulk import BulkEdit, BulkRow
    from desktop.review.desk import Desk, Done
    from desktop.views.bulk.dialog import BulkDialog
    from desktop.views.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class _MakeRows:
    """Rows of a plan, for the desk to make in its turn."""

    rows: Sequence[BulkRow]
    chosen: frozenset[int]

    def __call__(self, desk: Desk) -> Done:
        return desk.bulk.make(self.rows, self.chosen)


class BulkCommands(QObject):
    """Binds the bulk edit to the flow of a window: plans are worked out in the lane, portion by portion."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self._dialog: BulkDialog | None = None
        window.actions_by_name["bulk"].triggered.connect(self.ask)
        window.queue.bulk_wanted.connect(self.ask)
        window.closing.connect(self.close_dialog)

    @Slot()
    def ask(self) -> BulkDialog | None:
        """Ask what is to be done to the selected documents, or to all that the queue shows."""
        if not self._window.fields.take_over():
            return None
        queue = self._window.queue
        return self.ask_for(queue.chosen_ids(), "选中的" if queue.has_several else "列表里的全部")

    def ask_for(self, record_ids: Sequence[int], which: str = "") -> BulkDialog | None:
        """Ask what is to be done to some documents; `which` says in words where they come from."""
        if not record_ids or self._flow.desk is None:
            self._window.toast.say("队列里没有可以修改的文件")
            return None
        from desktop.views.bulk.dialog import BulkDialog  # after the first paint

        dialog = BulkDialog(self._window.look, record_ids, self._window, which)
        dialog.portion_wanted.connect(partial(self._on_portion_wanted, dialog))
        dialog.rows_chosen.connect(self._on_rows_chosen)
        self.close_dialog()
        self._dialog = dialog
        dialog.show()
        return dialog

    @Slot()
    def close_dialog(self) -> None:
        """Ask no more."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def _on_portion_wanted(self, dialog: BulkDialog, turn: int, portion: Sequence[int], edit: BulkEdit) -> None:
        desk = self._flow.desk
        if desk is None:
            return
        job = self._flow.ask(desk.bulk.plan, portion, edit)
        job.finished.connect(dialog.portion_shower(turn, len(portion)))
        job.failed.connect(dialog.fault_shower(turn))

    @Slot(object, object)
    def _on_rows_chosen(self, rows: Sequence[BulkRow], chosen: frozenset[int]) -> None:
        self._flow.do(_MakeRows(rows, chosen))
