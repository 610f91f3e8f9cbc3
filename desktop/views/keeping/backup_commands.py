"""Backups in a window: made by themselves beside the work, listed, and gone back to."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.errors import DeskError, StoreDamaged
from desktop.review.explain import explain
from desktop.tasks.lane import Lane

if TYPE_CHECKING:
    from desktop.review.backups import Backup, BackupPlan, Loss, Restored
    from desktop.review.desk import Desk
    from desktop.views.keeping.backup_dialog import BackupDialog
    from desktop.views.main_window import MainWindow

START_AFTER, CHANGES_AFTER = 5_000, 2_000
"""Milliseconds from the opening of a store, and from a change, until it is seen whether a backup is due."""


class BackupCommands(QObject):
    """Makes backups in a lane of its own, so that no verb waits for one. `restore_wanted`: a backup, and whether to
    make once more what still holds beyond it."""

    restore_wanted = Signal(object, bool)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._flow = window, window.flow
        self._lane: Lane | None = None
        self._stopped = Event()
        self._desk: Desk | None = None
        self._told: set[type[BaseException]] = set()
        self.dialog: BackupDialog | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._on_later_timeout)
        window.actions_by_name["backups"].triggered.connect(self.show_backups)
        window.flow.sources_listed.connect(self._on_sources_listed)
        window.flow.saved.connect(self._on_flow_saved)
        window.store_fault.backup_wanted.connect(self._on_backup_wanted)
        window.closing.connect(self.close)

    # By themselves

    @Slot(object)
    def _on_sources_listed(self, _sources: object) -> None:
        if self._flow.desk is not self._desk:
            self._desk = self._flow.desk
            self._later.start(START_AFTER)
        else:
            self._on_flow_saved()

    @Slot()
    def _on_flow_saved(self) -> None:
        if not self._later.isActive():
            self._later.start(CHANGES_AFTER)

    @Slot()
    def _on_later_timeout(self) -> None:
        desk = self._flow.desk
        if desk is None or self._stopped.is_set():
            return
        is_start = self._later.interval() == START_AFTER
        job = self._own_lane().run(_keep_up, desk, is_start, self._stopped)
        job.finished.connect(self._on_kept_up)
        job.failed.connect(self._on_keeping_failed)

    @Slot(object)
    def _on_kept_up(self, made: Backup | None) -> None:
        if made is not None:
            self._list()

    @Slot(object)
    def _on_keeping_failed(self, error: BaseException) -> None:
        """Say once in a sitting why no backup could be made by itself; work goes on."""
        if _is_abandoned(error) or self._stopped.is_set():
            return
        if not isinstance(error, DeskError | OSError | MemoryError):
            self._flow.failed.emit(error)
        elif type(error) not in self._told:
            self._told.add(type(error))
            words = explain(error)
            self._window.banner.show_words(f"自动备份没有做成：{words.what}", words.safe, words.next, tone="warn")

    # In a person's hands

    @Slot()
    def show_backups(self) -> None:
        """Show the backups of the store that is open."""
        if self._flow.desk is None or not self._window.fields.take_over():
            return
        from desktop.views.keeping.backup_dialog import (
            BackupDialog,  # the store is loaded in its lane, not with the window
        )

        self._close_dialog()
        dialog = self.dialog = BackupDialog(self._window.look, self._window)
        dialog.making_wanted.connect(self._on_making_wanted)
        dialog.chosen.connect(self._on_backup_chosen)
        dialog.restore_wanted.connect(self._on_restore_wanted)
        dialog.show()
        self._list()

    def _list(self) -> None:
        if self.dialog is not None and self._flow.desk is not None:
            self._own_lane().run(self._flow.desk.backups.all).finished.connect(self._on_listed)

    @Slot(object)
    def _on_listed(self, known: tuple[Backup, ...]) -> None:
        if self.dialog is not None:
            self.dialog.show_backups(known)

    @Slot(object)
    def _on_making_wanted(self, out: Path | None) -> None:
        if self._flow.desk is None:
            return
        if self.dialog is not None:
            self.dialog.show_making()
        job = self._own_lane().run(_make, self._flow.desk, out, self._stopped)
        job.finished.connect(self._on_made)
        job.failed.connect(self._on_making_failed)

    @Slot(object)
    def _on_made(self, made: Backup) -> None:
        self._window.toast.say(f"已备份并检查无误：{made.folder}")
        self._list()

    @Slot(object)
    def _on_making_failed(self, error: BaseException) -> None:
        if not _is_abandoned(error):
            self._flow.failed.emit(error)
            self._list()

    @Slot(object)
    def _on_backup_chosen(self, backup: Backup) -> None:
        if self._flow.desk is not None:
            job = self._own_lane().run(self._flow.desk.backups.loss, backup)
            job.finished.connect(self._on_loss_found)
            job.failed.connect(self._on_loss_unknown)

    @Slot(object)
    def _on_loss_found(self, loss: Loss) -> None:
        if self.dialog is not None:
            self.dialog.show_loss(loss)

    @Slot(object)
    def _on_loss_unknown(self, error: BaseException) -> None:
        if isinstance(error, StoreDamaged) and self.dialog is not None:
            self.dialog.show_unreadable()
        else:
            self._flow.failed.emit(error)

    @Slot(object, bool)
    def _on_restore_wanted(self, backup: Backup, replay: bool) -> None:
        if self.dialog is not None:
            self.dialog.show_restoring()
        self.restore_wanted.emit(backup, replay)

    def tell_restored(self, restored: Restored) -> None:
        """Say what a restore came to."""
        from desktop.review import backups

        self._close_dialog()
        replayed = restored.replayed
        beyond = backups.told_replay(replayed) if replayed is not None else ""
        kept = f"恢复之前的资料库保留在 {restored.aside}。" if restored.aside is not None else ""
        what = f"资料库已恢复到 {backups.when(restored.backup)} 的备份。"
        self._window.banner.show_words(what, beyond, kept, tone="warn")

    def tell_not_restored(self, error: BaseException) -> None:
        """Say why a restore did not come about."""
        self._close_dialog()
        self._flow.failed.emit(error)

    # For a store that cannot be opened

    def look_for(self, folder: Path) -> None:
        """See what can be done for a damaged store, and offer it on the card that tells of the damage."""
        job = self._own_lane().run(_offer, folder)
        job.finished.connect(self._on_offer_found)
        job.failed.connect(self._on_keeping_failed)

    @Slot(object)
    def _on_offer_found(self, plan: BackupPlan | None) -> None:
        if plan is not None:
            from desktop.review import backups

            words = f"最近一份完好的备份是 {backups.when(plan.backup)} 的。{backups.told_replay(plan.beyond)}"
            self._window.store_fault.offer_backup(plan.backup, words)

    @Slot(object)
    def _on_backup_wanted(self, backup: Backup) -> None:
        self.restore_wanted.emit(backup, True)

    # The lane

    def _own_lane(self) -> Lane:
        if self._lane is None:
            self._lane = Lane(self)
        return self._lane

    def pause(self) -> None:
        """Give up what is under way: the store is about to be replaced."""
        self._later.stop()
        self._stopped.set()
        if self._lane is not None:
            self._lane.close()
        self._lane = None
        self._stopped = Event()

    @Slot()
    def close(self) -> None:
        """End with the window."""
        self._close_dialog()
        self._later.stop()
        self._stopped.set()
        if self._lane is not None:
            self._lane.close()

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None


def _keep_up(desk: Desk, is_start: bool, stopped: Event) -> Backup | None:
    """Back a store up where it is due: at the start after any change, later after many."""
    from desktop.review.backups import EVERY, Reason

    if not desk.backups.due(1 if is_start else EVERY):
        return None
    return desk.backups.make(Reason.START if is_start else Reason.CHANGES, stopped=stopped.is_set)


def _make(desk: Desk, out: Path | None, stopped: Event) -> Backup:
    from desktop.review.backups import Reason

    return desk.backups.make(Reason.ASKED, out, stopped.is_set)


def _offer(folder: Path) -> BackupPlan | None:
    from desktop.review.backups import offer

    return offer(folder)


def _is_abandoned(error: BaseException) -> bool:
    from desktop.review.backups import Abandoned

    return isinstance(error, Abandoned)
