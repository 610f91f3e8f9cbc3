"""Reading the open source anew: asked for, compared in the store's lane, taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow
    from desktop.views.reading.reparse_dialog import ReparseDialog


class ReparseCommands(QObject):
    """Binds the action that reads a source anew. Closing the dialog drops what was asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: ReparseDialog | None = None
        window.actions_by_name["reparse"].triggered.connect(self.ask)
        window.closing.connect(self._on_window_closed)

    @Slot()
    def ask(self) -> ReparseDialog | None:
        """Compare the open source with what would be read now, and show it."""
        from desktop.views.reading.reparse_dialog import ReparseDialog  # after the first paint

        flow = self._window.flow
        if flow.desk is None or flow.opened is None or not self._window.fields.take_over():
            return None
        self._on_window_closed()
        dialog = self._dialog = ReparseDialog(self._window.look, flow.queue, self._window)
        job = flow.ask(flow.desk.compare, flow.opened.summary.id)
        job.finished.connect(dialog.show_plan)
        job.failed.connect(dialog.give_up)
        dialog.rejected.connect(job.cancel)
        dialog.adopted.connect(flow.reparse)
        dialog.show()
        return dialog

    @Slot()
    def _on_window_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None
