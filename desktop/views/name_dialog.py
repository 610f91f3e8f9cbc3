"""Asks for another name of something that a person named."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.labels import plain_label

_WIDTH = 380


class NameDialog(QDialog):
    """Takes a name that no other thing has; tells it by `named`, and goes."""

    named = Signal(str)

    def __init__(self, title: str, name: str, others: Collection[str], longest: int, parent: QWidget) -> None:
        """Ask for a name in place of `name`, none of `others`, of at most `longest` code points."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("help", "queue")
        self.setWindowTitle(title)
        self._before, self._others = name, frozenset(others)
        self.edit = QLineEdit(name)
        self.edit.setAccessibleName("新的名字")
        self.edit.setMaxLength(longest)
        self.edit.setMinimumWidth(_WIDTH)
        self.edit.selectAll()
        self._said = plain_label(tone="muted", size="small")
        self.take = QPushButton("改名")
        self.take.setProperty("kind", "primary")
        self.take.setDefault(True)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(plain_label(title, size="heading"))
        column.addWidget(self.edit)
        column.addLayout(foot)
        self.edit.textChanged.connect(self._judge)
        self.take.clicked.connect(self._on_take_clicked)
        cancel.clicked.connect(self.reject)
        self._judge()

    @property
    def name(self) -> str:
        """The name as it is typed."""
        return " ".join(self.edit.text().split())

    @property
    def words(self) -> str:
        """What is said about the name."""
        return self._said.text()

    @Slot()
    def _judge(self) -> None:
        taken = self.name in self._others
        self._said.setText("已经有这个名字了" if taken else "")
        self.take.setEnabled(bool(self.name) and not taken)

    @Slot()
    def _on_take_clicked(self) -> None:
        if self.name != self._before:
            self.named.emit(self.name)
        self.accept()
