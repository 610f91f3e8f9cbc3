"""How far an export is written, and the button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.progress_bar import PartsBar


class ExportProgress(QWidget):
    """A bar with words. Hidden while nothing is written."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._bar = PartsBar(appearance)
        self._told = plain_label(size="note", wrap=True)
        self.stop = QPushButton("停止")
        self.stop.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self._told, 1)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._bar)
        column.addLayout(row)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._told.text()

    def begin(self) -> None:
        """Show that the writing begins."""
        self._bar.show()
        self.stop.show()
        self.show_part(0, 0)
        self.show()

    def show_part(self, done: int, count: int) -> None:
        """Show how many documents of how many are written."""
        self._bar.show_parts(count, ((done, "accent"),))
        self._told.setText(f"正在导出：{done:,} / {count:,}" if count else "正在准备……")

    def show_words(self, said: str) -> None:
        """Say how it ended."""
        self._bar.hide()
        self.stop.hide()
        self._told.setText(said)
        self.setVisible(bool(said))
