"""What the surface 台账 asks of the store, the latest question only, and what a person decides there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from desktop.register.entry import EndKind
from desktop.register.overview import RegisterQuery
from desktop.register.proposals import Proposal
from desktop.views.register.entry_dialogs import EndDialog, ValueDialog
from desktop.views.register.reading import EntrySight, Sight, entry_sight, sight
from desktop.views.register.surface import RegisterSurface
from desktop.views.surfaces import REVIEW

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.review.register import RegisterDone
    from desktop.review.register_intake import IntakeReport
    from desktop.tasks.lane import Job
    from desktop.views.main_window import MainWindow

_LISTS = "清单 (*.xlsx *.csv);;Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)"


class RegisterFeed(QObject):
    """Binds a surface to the register of a window's store."""

    def __init__(self, surface: RegisterSurface, window: MainWindow) -> None:
        super().__init__(surface)
        self._surface, self._window = surface, window
        self._asked: tuple[date, RegisterQuery] | None = None
        self._under_way = False
        self._entry: int | None = None
        panel = surface.panel
        surface.wanted.connect(self._on_wanted)
        surface.visited.connect(surface.ask)
        surface.entry_reached.connect(self._on_entry_reached)
        surface.take_in_wanted.connect(self._on_take_in_wanted)
        surface.import_wanted.connect(self._on_import_wanted)
        surface.undo_wanted.connect(self._on_undo_wanted)
        surface.cleanup_wanted.connect(self._on_cleanup_wanted)
        panel.record_wanted.connect(self._on_record_wanted)
        panel.accepted.connect(self._on_accepted)
        panel.refused.connect(self._on_refused)
        panel.answered.connect(self._on_answered)
        panel.reopened.connect(self._on_reopened)
        panel.end_wanted.connect(self._on_end_wanted)
        panel.value_wanted.connect(self._on_value_wanted)

    @property
    def desk(self) -> Desk | None:
        """The desk, once the store is open."""
        return self._window.flow.desk

    def ask(self, function: Callable[..., object], *arguments: object) -> Job:
        """Ask the store something, in its turn; what fails is told in words."""
        return self._window.flow.ask(function, *arguments)

    # Looking

    @Slot(object, object)
    def _on_wanted(self, day: date, query: RegisterQuery) -> None:
        self._asked = day, query
        if not self._under_way:
            self._ask()

    def _ask(self) -> None:
        desk, asked = self.desk, self._asked
        if desk is None or asked is None:
            return
        self._asked, self._under_way = None, True
        job = self._window.flow.ask(sight, desk, *asked)
        job.finished.connect(self._on_sight)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_sight(self, found: Sight) -> None:
        self._under_way = False
        if self._asked is not None:
            self._ask()
            return
        self._surface.show_sight(found)

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        self._under_way = False

    @Slot(int)
    def _on_entry_reached(self, number: int) -> None:
        desk = self.desk
        if desk is not None:
            self._entry = number
            job = self._window.flow.ask(entry_sight, desk, number, self._surface.on)
            job.finished.connect(self._on_entry)

    @Slot(object)
    def _on_entry(self, found: EntrySight) -> None:
        if found.row.number == self._entry:
            self._surface.show_entry(found)

    # Deciding

    def do(self, act: Callable[[Desk], RegisterDone | None], words: str) -> None:
        """Let the register do something in its turn, say it, and show how things stand."""
        desk = self.desk
        if desk is not None:
            job = self._window.flow.ask(act, desk)
            job.finished.connect(partial(self._on_done, words))

    def _on_done(self, words: str, done: RegisterDone | None) -> None:
        if done is None:
            self.say("没有可以撤销的步骤")
            return
        self.say(words or done.step.act)
        self.changed()

    @Slot(object)
    def _on_accepted(self, proposal: Proposal) -> None:
        if not proposal.since:
            self._surface.panel.end_wanted.emit(proposal.entry)
            return
        self.do(partial(_accept, proposal.key), "已接受，状态已更新；按“撤销上一步”可以退回")

    @Slot(object)
    def _on_refused(self, proposal: Proposal) -> None:
        self.do(partial(_refuse, proposal.key), "已不采纳，不再提示")

    @Slot(int, bool)
    def _on_answered(self, number: int, same: bool) -> None:
        self.do(partial(_answer, number, same), "已并为一件" if same else "已记下不是同一件")

    @Slot(int)
    def _on_reopened(self, number: int) -> None:
        self.do(partial(_reopen, number), "已取消登记的状态")

    @Slot(int)
    def _on_end_wanted(self, _number: int) -> None:
        shown = self._surface.panel.sight
        if shown is not None:
            dialog = EndDialog(self._window.look, shown, self._window)
            dialog.given.connect(self._on_end_given)
            dialog.show()

    @Slot(int, object, str, str)
    def _on_end_given(self, number: int, kind: EndKind, since: str, by: str) -> None:
        self.do(partial(_end, number, kind, since, by), f"已登记{kind.value}，按“撤销上一步”可以退回")

    @Slot(int)
    def _on_value_wanted(self, _number: int) -> None:
        shown = self._surface.panel.sight
        if shown is not None:
            dialog = ValueDialog(self._window.look, shown, self._window)
            dialog.given.connect(self._on_value_given)
            dialog.show()

    @Slot(int, str, object)
    def _on_value_given(self, number: int, key: str, text: str | None) -> None:
        self.do(partial(_set_value, number, key, text), "")

    @Slot()
    def _on_undo_wanted(self) -> None:
        self.do(_undo, "")

    # Taking in

    @Slot()
    def _on_take_in_wanted(self) -> None:
        desk = self.desk
        if desk is not None:
            self.follow(self._window.flow.ask(desk.register.taking.take_in_approved))

    @Slot()
    def _on_import_wanted(self) -> None:
        """Ask for a list; what its columns mean is shown before anything is taken in."""
        from desktop.views.register.import_dialog import ImportDialog

        desk = self.desk
        chosen, _ = QFileDialog.getOpenFileName(self._window, "导入台账清单", "", _LISTS)
        if chosen and desk is not None:
            dialog = ImportDialog(self._window.look, Path(chosen), self, self._window)
            dialog.show()

    def follow(self, job: Job) -> None:
        """Say what became of all rows of a source, once it is taken in."""
        job.finished.connect(self._on_taken_in)

    @Slot(object)
    def _on_taken_in(self, report: IntakeReport) -> None:
        self.say(report.words)
        self.changed()

    @Slot()
    def changed(self) -> None:
        """Say that something was kept, and show how things stand."""
        self._window.flow.saved.emit()
        self._surface.ask()

    def say(self, words: str) -> None:
        """Tell news."""
        self._window.toast.say(words)

    @Slot()
    def _on_cleanup_wanted(self) -> None:
        from desktop.views.register.cleanup_dialog import CleanupDialog

        CleanupDialog(self._window.look, self, self._window).show()

    # Elsewhere

    @Slot(int)
    def _on_record_wanted(self, record_id: int) -> None:
        self._window.surfaces.show(REVIEW)
        self._window.flow.visit(record_id)


def _accept(key: str, desk: Desk) -> RegisterDone:
    return desk.register.decisions.accept([key])


def _refuse(key: str, desk: Desk) -> RegisterDone:
    return desk.register.decisions.refuse([key])


def _answer(number: int, same: bool, desk: Desk) -> RegisterDone:
    return desk.register.decisions.answer(number, same)


def _reopen(number: int, desk: Desk) -> RegisterDone:
    return desk.register.decisions.reopen(number)


def _end(number: int, kind: EndKind, since: str, by: str, desk: Desk) -> RegisterDone:
    return desk.register.decisions.end(number, kind, since, by)


def _set_value(number: int, key: str, text: str | None, desk: Desk) -> RegisterDone:
    return desk.register.decisions.set_value(number, key, text)


def _undo(desk: Desk) -> RegisterDone | None:
    return desk.register.undo()
