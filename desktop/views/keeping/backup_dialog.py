"""The backups of a store: listed, made, and gone back to; what that would take away is shown before it happens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.review import backups
from desktop.review.backups import Backup, Loss
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.plain_table import PlainTable

_LIST = ("时间", "原因", "日志", "记录", "大小")
_LOST = ("时间", "经办人", "撤去的操作")
_RESTORE = "恢复到这份备份…"


class BackupDialog(QDialog):
    """Lists backups and what going back to one would take away.

    Nothing is restored before the loss was shown and the button pressed twice. `chosen` asks for the loss of a backup,
    `restore_wanted` gives a backup and whether what still holds of a damaged journal is to be made once more.
    """

    making_wanted = Signal(object)
    """The folder where a backup is to be made, None for the store's own."""
    chosen = Signal(object)
    restore_wanted = Signal(object, bool)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "safety")
        self.setWindowTitle("备份与恢复")
        self.resize(appearance.px(860), appearance.px(600))
        self._backups: tuple[Backup, ...] = ()
        self._loss: Loss | None = None
        self.table = PlainTable(appearance, "备份", _LIST, 0)
        self.lost = PlainTable(appearance, "恢复会撤去的操作", _LOST, 2)
        self._about = plain_label(tone="muted", size="note", wrap=True)
        self._told = plain_label(wrap=True)
        self.replay = QCheckBox("恢复之后，把仍然完好的操作逐条补回")
        self.make, self.elsewhere = QPushButton("马上备份"), QPushButton("另存到 U 盘或别的文件夹…")
        self.restore, self.close_button = QPushButton(_RESTORE), QPushButton("关闭")
        self._compose()
        self.table.itemSelectionChanged.connect(self._on_selection_changed)
        self.make.clicked.connect(self._on_make_clicked)
        self.elsewhere.clicked.connect(self._on_elsewhere_clicked)
        self.restore.clicked.connect(self._on_restore_clicked)
        self.close_button.clicked.connect(self.reject)
        self._await_choice()

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.addWidget(plain_label("备份与恢复", size="display"), 1)
        head.addWidget(self.elsewhere)
        head.addWidget(self.make)
        foot = QHBoxLayout()
        foot.addWidget(self.replay)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self.table, 1)
        column.addWidget(self._told)
        column.addWidget(self.lost, 1)
        column.addLayout(foot)
        for button in (self.make, self.elsewhere, self.restore, self.close_button):
            button.setAutoDefault(False)

    @property
    def words(self) -> str:
        """What is said about the list and about the backup that was chosen."""
        return f"{self._about.text()}\n{self._told.text()}"

    def show_backups(self, known: Sequence[Backup]) -> None:
        """Show the store's backups, the newest first."""
        self._backups = tuple(known)
        self._about.setText(
            f"共 {len(known)} 份。窗口打开时和每 {backups.EVERY} 步操作后自动备份，较早的逐渐清理；"
            "手动的备份一直保留。备份放在资料库文件夹里，另存一份到别处更稳妥。"
        )
        self.make.setEnabled(True)
        self.make.setText("马上备份")
        self.table.show_rows([_row(backup) for backup in self._backups])
        if not self._backups:
            self._await_choice()
            self._told.setText("还没有备份。")

    def show_making(self) -> None:
        """Say that a backup is being made."""
        self.make.setEnabled(False)
        self.make.setText("正在备份…")

    def show_loss(self, loss: Loss) -> None:
        """Show what going back would take away, if it is still about the backup at hand."""
        if loss.backup != self._at_hand():
            return
        self._loss = loss
        self._told.setText(f"{backups.told_loss(loss)}现在的资料库会整个保留在 set-aside 文件夹里，不会覆盖。")
        rows = [(f"{line.at:%m-%d %H:%M}", line.actor, line.words) for line in loss.lines]
        if loss.count > len(rows):
            rows.append(("", "", f"……还有更早的 {loss.count - len(rows)} 步"))
        self.lost.show_rows(rows)
        self.lost.setVisible(bool(rows))
        self.restore.setEnabled(True)

    def show_unreadable(self) -> None:
        """Say that what a restore would take away cannot be read: the store is damaged."""
        self._told.setText("现在的资料库已损坏，读不出备份之后的全部操作。可以恢复，并补回其中仍然完好的。")
        self.replay.setVisible(True)
        self.replay.setChecked(True)
        self.restore.setEnabled(True)

    def show_restoring(self) -> None:
        """Say that a backup is being restored; nothing can be asked for meanwhile."""
        for button in (self.make, self.elsewhere, self.restore):
            button.setEnabled(False)
        self.restore.setText("正在恢复…")

    def _at_hand(self) -> Backup | None:
        rows = self.table.selectionModel().selectedRows()
        return self._backups[rows[0].row()] if rows and rows[0].row() < len(self._backups) else None

    def _await_choice(self) -> None:
        self._loss = None
        self._told.setText("")
        self.lost.show_rows([])
        self.lost.hide()
        self.replay.hide()
        self.replay.setChecked(False)
        self.restore.setEnabled(False)
        self.restore.setText(_RESTORE)
        self.restore.setProperty("kind", "")

    @Slot()
    def _on_selection_changed(self) -> None:
        self._await_choice()
        backup = self._at_hand()
        if backup is not None:
            self._told.setText("正在看恢复会撤去哪些操作…")
            self.chosen.emit(backup)

    @Slot()
    def _on_make_clicked(self) -> None:
        self.making_wanted.emit(None)

    @Slot()
    def _on_elsewhere_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "备份到哪个文件夹")
        if chosen:
            self.making_wanted.emit(Path(chosen))

    @Slot()
    def _on_restore_clicked(self) -> None:
        backup = self._at_hand()
        if backup is None:
            return
        if self.restore.text() == _RESTORE:
            steps = f"，撤去 {self._loss.count} 步操作" if self._loss is not None and self._loss.count else ""
            self.restore.setText(f"确认恢复{steps}")
        else:
            self.restore_wanted.emit(backup, self.replay.isChecked())


def _row(backup: Backup) -> tuple[str, ...]:
    entries, records = f"{backup.entries} 条", f"{backup.records} 条"
    return backups.when(backup), backup.reason.value, entries, records, backups.size(backup)
