"""What the actions 移交 and 接收移交包 do: two people at two computers divide an issue."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from desktop.itemmodels.undo import forget_steps

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.review.exchange import TakenOver
    from desktop.review.exchange_words import TakenOverWords
    from desktop.views.keeping.exchange_dialog import TakeOverDialog
    from desktop.views.main_window import MainWindow

_KIND = "移交包 (*.zip)"
_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\r\t', " "))
"""Signs that a file's name may not hold on Windows."""


class ExchangeCommands(QObject):
    """Binds the actions that hand documents over and take over what was handed over."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self.dialog: TakeOverDialog | None = None
        window.actions_by_name["hand_over"].triggered.connect(self.hand_over)
        window.actions_by_name["take_over"].triggered.connect(self.take_over)
        window.closing.connect(self._close_dialog)

    # Handing over

    @Slot()
    def hand_over(self) -> None:
        """Ask where to, and hand over what is selected, or else the whole source."""
        desk, opened = self._flow.desk, self._flow.opened
        if desk is None or opened is None or not self._window.fields.take_over():
            return
        selected = tuple(self._window.queue.selected_ids())
        record_ids = selected if len(selected) > 1 else tuple(row.id for row in self._flow.queue)
        name = f"移交 {opened.heading or opened.summary.name} {len(record_ids)} 件 {date.today():%Y%m%d}.zip"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "移交", name.translate(_FORBIDDEN), _KIND)
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(".zip")
            job = self._flow.ask(_hand_over, desk, record_ids, path)
            job.finished.connect(partial(self._on_handed_over, path))

    def _on_handed_over(self, path: Path, count: int) -> None:
        self._flow.saved.emit()
        self._window.toast.say(f"已移交 {count} 件，连同原件和审校经过：{path}")

    # Taking over

    @Slot()
    def take_over(self) -> None:
        """Ask for a package, and show what it would bring."""
        desk = self._flow.desk
        if desk is None or not self._window.fields.take_over():
            return
        chosen, _ = QFileDialog.getOpenFileName(self._window, "接收移交包", "", _KIND)
        if chosen:
            path = Path(chosen)
            self._flow.ask(_forecast, desk, path).finished.connect(partial(self._on_forecast, path))

    def _on_forecast(self, path: Path, words: TakenOverWords) -> None:
        from desktop.views.keeping.exchange_dialog import TakeOverDialog  # after the first paint

        self._close_dialog()
        dialog = self.dialog = TakeOverDialog(self._window.look, path.name, words, self._window)
        dialog.confirmed.connect(partial(self._on_confirmed, path))
        dialog.finished.connect(self._on_dialog_finished)
        dialog.show()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.dialog = None

    @Slot()
    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _on_confirmed(self, path: Path) -> None:
        desk = self._flow.desk
        if desk is not None:
            self._flow.ask(_take_over, desk, path).finished.connect(self._on_taken_over)

    @Slot(object)
    def _on_taken_over(self, answer: tuple[TakenOver, TakenOverWords]) -> None:
        """Show the source at hand anew: any of its documents may have changed."""
        found, words = answer
        forget_steps(self._flow.stack, {change.record_id for change in found.taken})
        opened, record = self._flow.opened, self._flow.record
        self._flow.saved.emit()
        self._flow.touched.emit(None)
        if opened is not None:
            self._flow.close_source()
            self._flow.open_source(opened.summary.id, record.id if record is not None else None)
        else:
            self._flow.list_sources()
        if words.conflicts or words.remarks:
            remarks = "；".join(words.remarks[:3])
            left = f"没有接收：{remarks}{'等' if len(words.remarks) > 3 else ''}。" if words.remarks else ""
            differing = "两边改得不同的保留了本方的值，双方经过都记在历史里，请核对。" if words.conflicts else ""
            self._window.banner.show_words(f"{words.summary or '没有新的内容'}。", left, differing, tone="warn")
        else:
            self._window.toast.say(words.summary or "没有新的内容")


def _hand_over(desk: Desk, record_ids: tuple[int, ...], path: Path) -> int:
    from desktop.review import exchange

    return exchange.hand_over(desk, record_ids, path)


def _forecast(desk: Desk, path: Path) -> TakenOverWords:
    from desktop.review import exchange, exchange_words

    return exchange_words.words(desk, exchange.take_over(desk, path, dry_run=True))


def _take_over(desk: Desk, path: Path) -> tuple[TakenOver, TakenOverWords]:
    from desktop.review import exchange, exchange_words

    found = exchange.take_over(desk, path)
    return found, exchange_words.words(desk, found)
