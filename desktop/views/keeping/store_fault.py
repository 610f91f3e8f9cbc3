"""What the window shows while its store cannot be opened: why, what is safe, and the ways to go on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.review.explain import explain
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label, restyle

if TYPE_CHECKING:
    from desktop.review.backups import Backup

_WIDTH = 560
"""Of the card, at the drawn size, in pixels."""


class StoreFault(QWidget):
    """Offers to try again, to open another store, and to open the default one."""

    retry_wanted = Signal()
    folder_chosen = Signal(object)
    default_wanted = Signal()
    backup_wanted = Signal(object)
    """A backup that the store is to go back to, with all that still holds beyond it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._what = plain_label(size="heading", wrap=True)
        self._rest = plain_label(tone="muted", wrap=True)
        self._offer = plain_label(wrap=True)
        self._backup: Backup | None = None
        for label in (self._what, self._rest, self._offer):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.retry = QPushButton("重试")
        self.retry.setProperty("kind", "primary")
        self.other = QPushButton("打开别的资料库…")
        self.default = QPushButton("打开默认资料库")
        self.retry.clicked.connect(self._on_retry_clicked)
        self.other.clicked.connect(self._on_other_clicked)
        self.default.clicked.connect(self.default_wanted)
        self.restore = QPushButton("从备份恢复")
        self.restore.clicked.connect(self._on_restore_clicked)
        self._card = QFrame()
        self._card.setObjectName("card")
        self._arrange()
        appearance.changed.connect(self._tint)
        self._tint()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.restore, self.retry, self.other, self.default):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(40, 36, 40, 28)
        column.setSpacing(12)
        column.addWidget(self._icon)
        column.addWidget(self._what)
        column.addWidget(self._rest)
        column.addWidget(self._offer)
        column.addSpacing(8)
        column.addLayout(buttons)
        across = QHBoxLayout()  # aligned in the column, the card would be too low for words on several lines
        across.addStretch(1)
        across.addWidget(self._card)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)

    def show_error(self, error: BaseException, with_default: bool) -> None:
        """Say why the store cannot be opened; `with_default` offers the default store too."""
        words = explain(error)
        self._what.setText(words.what)
        self._rest.setText(f"{words.safe}{words.next}")
        self.default.setVisible(with_default)
        self._card.setAccessibleName("，".join((words.what, words.safe, words.next)))
        self.retry.setEnabled(True)
        self.retry.setText("重试")
        self._offer.hide()
        self.restore.hide()
        self._lead("primary", "")

    def offer_backup(self, backup: Backup, words: str) -> None:
        """Offer to go back to a backup; `words` say what it holds and what can be brought back beyond it."""
        self._backup = backup
        self._offer.setText(words)
        self._offer.show()
        self.restore.setEnabled(True)
        self.restore.setText("从备份恢复")
        self.restore.show()
        self._lead("", "primary")

    def _lead(self, retry: str, restore: str) -> None:
        """Let one button be the one that is most likely wanted."""
        for button, kind in ((self.retry, retry), (self.restore, restore)):
            button.setProperty("kind", kind)
            restyle(button)

    @property
    def words(self) -> str:
        """All that the card says."""
        return "　".join(label.text() for label in (self._what, self._rest, self._offer) if not label.isHidden())

    @Slot()
    def _on_restore_clicked(self) -> None:
        self.restore.setEnabled(False)
        self.restore.setText("正在恢复…")
        self.backup_wanted.emit(self._backup)

    @Slot()
    def _on_retry_clicked(self) -> None:
        self.retry.setEnabled(False)
        self.retry.setText("正在重试…")
        self.retry_wanted.emit()

    @Slot()
    def _on_other_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "打开别的资料库（选择它的文件夹，或一个空文件夹）")
        if chosen:
            self.folder_chosen.emit(Path(chosen))

    @Slot()
    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap("error", self._look.theme.color("bad"), 36))
        self._card.setFixedWidth(round(_WIDTH * self._look.zoom))
