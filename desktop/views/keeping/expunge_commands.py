"""What the action 清除涉密正文 does: asked before, done in the store's lane, and shown as it is afterwards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.person import Person
from desktop.domain.record import Record
from desktop.itemmodels.undo import forget_steps
from desktop.review.expunging import Expunged, Plan, who_may

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.views.keeping.expunge_dialog import ExpungeDialog
    from desktop.views.main_window import MainWindow


class ExpungeCommands(QObject):
    """Binds the action that removes the text of a secret document for good."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self._action = window.actions_by_name["expunge"]
        self._action.triggered.connect(self.ask)
        self._action.setEnabled(False)
        self.dialog: ExpungeDialog | None = None
        for signal in (self._flow.record_shown, self._flow.record_changed):
            signal.connect(self._on_record_news)
        window.closing.connect(self._on_window_closed)

    @Slot(object)
    def _on_record_news(self, record: Record) -> None:
        self._action.setEnabled(bool(record.value("secrecy")) and record.expunged is None)

    @Slot()
    def ask(self) -> None:
        """Work out what would go, and ask."""
        desk, record = self._flow.desk, self._flow.record
        if desk is None or record is None or not self._window.fields.take_over():
            return
        job = self._flow.ask(_prepared, desk, record.id)
        job.finished.connect(partial(self._on_prepared, record.number))

    def _on_prepared(self, number: int, prepared: tuple[Plan, tuple[Person, ...]]) -> None:
        from desktop.views.keeping.expunge_dialog import ExpungeDialog  # after the first paint

        self._on_window_closed()
        plan, people = prepared
        dialog = self.dialog = ExpungeDialog(self._window.look, self._flow, number, plan, self._window)
        dialog.offer(people, self._window.top_bar.reviewer.name)
        dialog.confirmed.connect(partial(self._on_confirmed, plan.record_id))
        dialog.finished.connect(self._on_dialog_finished)
        dialog.show()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.dialog = None

    @Slot()
    def _on_window_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _on_confirmed(self, record_id: int, name: str, reason: str) -> None:
        desk = self._flow.desk
        if desk is None:
            return
        job = self._flow.ask(_expunge, desk, record_id, reason, name)
        job.finished.connect(partial(self._on_expunged, record_id))

    def _on_expunged(self, record_id: int, done: Expunged) -> None:
        """Show the source anew: what the window holds of its text must go too."""
        forget_steps(self._flow.stack, set(done.record_ids))
        opened = self._flow.opened
        self._flow.saved.emit()
        if opened is not None:
            self._flow.close_source()
            self._flow.open_source(opened.summary.id, record_id)
        self._window.toast.say(done.news)


def _prepared(desk: Desk, record_id: int) -> tuple[Plan, tuple[Person, ...]]:
    return desk.cases.expunging(record_id), who_may(desk)


def _expunge(desk: Desk, record_id: int, reason: str, name: str) -> Expunged:
    sits_here, desk.actor = desk.actor, name
    try:
        return desk.cases.expunge(record_id, reason)
    finally:
        desk.actor = sits_here
