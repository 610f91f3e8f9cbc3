"""The export dialog's talk with the store: counts and first lines in small portions, the writing, and its end."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.review.desk import Desk
from desktop.review.explain import explain
from desktop.review.exporting import ExportReport, Outlook, outlook, preview, withheld
from desktop.views.exporting.dialog import ExportDialog, ExportWish
from desktop.views.exporting.preview import FIRST

if TYPE_CHECKING:
    from desktop.views.flow import Flow

_PORTION = 100
"""Documents that are looked at in one turn of the lane, so that other work gets its turn too."""
_BETWEEN = 0.05
"""Seconds between two news of the progress."""


class _Stopped(Exception):
    """A person stopped the writing."""


class ExportTalk(QObject):
    """Answers one dialog. `progressed` comes from the thread of the store."""

    progressed = Signal(int, int)

    def __init__(self, flow: Flow, dialog: ExportDialog) -> None:
        super().__init__(dialog)
        self._flow, self._dialog = flow, dialog
        self._stopping = False
        self._turn = 0
        self._told_at = 0.0
        dialog.asked.connect(self._on_asked)
        dialog.wanted.connect(self._on_wanted)
        dialog.stopped.connect(self._on_stopped)
        dialog.columns.saving.connect(self._on_saving)
        dialog.columns.removing.connect(self._on_removing)
        self.progressed.connect(dialog.show_progress)
        desk = flow.desk
        if desk is not None:
            flow.ask(desk.columns.orders).finished.connect(dialog.columns.show_orders)

    # Before it is written

    @Slot(int, object)
    def _on_asked(self, turn: int, wish: ExportWish) -> None:
        desk = self._flow.desk
        if desk is None:
            return
        self._turn = turn
        meant = desk.listings.meant(wish.filter)
        counts = self._flow.ask(outlook, desk.store, meant)
        counts.finished.connect(partial(self._on_outlook, turn, wish))
        lines = self._flow.ask(preview, desk.store, meant, wish.format, wish.columns, FIRST)
        lines.finished.connect(partial(self._dialog.show_preview, turn))

    def _on_outlook(self, turn: int, wish: ExportWish, found: Outlook) -> None:
        self._dialog.show_outlook(turn, found)
        self._look_on(turn, wish, found, 0, (0, 0))

    def _look_on(self, turn: int, wish: ExportWish, found: Outlook, checked: int, held: tuple[int, int]) -> None:
        """Look at the next portion of the approved ones, as long as nobody wants anything else."""
        desk = self._flow.desk
        self._dialog.show_withheld(turn, checked, *held)
        if desk is None or checked >= len(found.approved) or turn != self._turn or self._dialog.isHidden():
            return
        portion = found.approved[checked : checked + _PORTION]
        job = self._flow.ask(withheld, desk.store, portion, wish.format)
        job.finished.connect(partial(self._on_portion, turn, wish, found, checked + len(portion), held))

    def _on_portion(
        self,
        turn: int,
        wish: ExportWish,
        found: Outlook,
        checked: int,
        before: tuple[int, int],
        more: tuple[int, int],
    ) -> None:
        self._look_on(turn, wish, found, checked, (before[0] + more[0], before[1] + more[1]))

    @Slot(str, object)
    def _on_saving(self, name: str, keys: tuple[str, ...]) -> None:
        if self._flow.desk is not None:
            self._flow.ask(self._flow.desk.columns.save, name, keys)

    @Slot(str)
    def _on_removing(self, name: str) -> None:
        if self._flow.desk is not None:
            self._flow.ask(self._flow.desk.columns.remove, name)

    # While it is written

    @Slot(object)
    def _on_wanted(self, wish: ExportWish) -> None:
        desk = self._flow.desk
        if desk is None:
            return
        self._stopping, self._turn = False, -1
        job = self._flow.ask(self._write, desk, wish)
        job.finished.connect(self._on_written)
        job.failed.connect(self._on_failed)

    def _write(self, desk: Desk, wish: ExportWish) -> ExportReport | None:
        """Write in the thread of the store; None where a person stopped it."""
        try:
            return desk.export(
                wish.format, wish.path, progress=self._on_progress, wish=wish.filter, columns=wish.columns
            )
        except _Stopped:
            return None

    def _on_progress(self, done: int, count: int) -> None:
        if self._stopping:
            raise _Stopped
        now = time.monotonic()
        if now - self._told_at > _BETWEEN:
            self._told_at = now
            self.progressed.emit(done, count)

    @Slot()
    def _on_stopped(self) -> None:
        self._stopping = True

    @Slot(object)
    def _on_written(self, report: ExportReport | None) -> None:
        if report is None:
            self._dialog.show_end("已停止。没有写出任何文件，原来的文件保持原样。")
            return
        self._dialog.accept()
        self._flow.saved.emit()
        self._flow.exported.emit(report)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        words = explain(error)
        self._dialog.show_end(str(words))
