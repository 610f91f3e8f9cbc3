"""What the window shows while its store cannot be opened: why, what is safe, and the ways to go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.review.explain import explain
from desktop.widgets import icons
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_WIDTH = 560
"""Of the card, at the drawn size, in pixels."""


class StoreFault(QWidget):
    """Offers to try again, to open another store, and to open the default one."""

    retry_wanted = Signal()
    folder_chosen = Signal(object)
    default_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._what = plain_label(size="heading", wrap=True)
        self._rest = plain_label(tone="muted", wrap=True)
        for label in (self._what, self._rest):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.retry = QPushButton("重试")
        self.retry.setProperty("kind", "primary")
        self.other = QPushButton("打开别的资料库…")
        self.default = QPushButton("打开默认资料库")
        self.retry.clicked.connect(self._on_retry_clicked)
        self.other.clicked.connect(self._on_other_clicked)
        self.default.clicked.connect(self.default_wanted)
        self._card = QFrame()
        self._card.setObjectName("card")
        self._arrange()
        appearance.changed.connect(self._tint)
        self._tint()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.retry, self.other, self.default):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(40, 36, 40, 28)
        column.setSpacing(12)
        column.addWidget(self._icon)
        column.addWidget(self._what)
        column.addWidget(self._rest)
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

    @property
    def words(self) -> str:
        """All that the card says."""
        return f"{self._what.text()}　{self._rest.text()}"

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
