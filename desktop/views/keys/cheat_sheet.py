"""All keys in force on one sheet, in columns by menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.views.keys.groups import FIXED, Group, Line, columns, grouped
from desktop.views.keys.keyboard import Keyboard
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_COLUMN, _MOST = 320, 4
"""Pixels that a column takes at 100 %, and the most columns."""


class CheatSheet(QDialog):
    """Stays open beside the work; follows every change of a key."""

    change_wanted = Signal()

    def __init__(self, appearance: Appearance, keyboard: Keyboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "shortcuts")
        self.setWindowTitle("快捷键一览")
        self.setModal(False)
        self._look, self._keyboard = appearance, keyboard
        self._columns = 0
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("快捷键一览")
        change = QPushButton("更改快捷键…")
        change.setAutoDefault(False)
        change.clicked.connect(self.change_wanted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(change)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
        keyboard.changed.connect(self._fill)
        appearance.resized.connect(self._fill)
        screen = self.screen().availableSize()
        self.resize(min(appearance.px(1040), screen.width() - 80), min(appearance.px(760), screen.height() - 80))
        self._fill()

    @property
    def groups(self) -> list[Group]:
        """What the sheet says: the actions that have keys, then the keys that are the same everywhere."""
        said = []
        for title, specs in grouped().items():
            lines = [
                Line(spec.text.removeprefix(f"{title}："), "　".join(self._keyboard.all_words(spec.name)))
                for spec in specs
            ]
            shown = tuple(line for line in lines if line.keys)
            if shown:
                said.append(Group(title, shown))
        return [*said, FIXED]

    @Slot()
    def _fill(self) -> None:
        sheet = QFrame()
        sheet.setProperty("ground", "surface")
        row = QHBoxLayout(sheet)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(36)
        self._columns = self._fitting()
        for groups in columns(self.groups, self._columns):
            column = QVBoxLayout()
            column.setSpacing(18)
            for group in groups:
                column.addLayout(_group(group))
            column.addStretch(1)
            row.addLayout(column, 1)
        self._scroll.setWidget(sheet)

    def _fitting(self) -> int:
        return max(1, min(_MOST, self.width() // self._look.px(_COLUMN)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns and self._columns != self._fitting():
            self._fill()


def _group(group: Group) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    grid.addWidget(plain_label(group.title, size="heading"), 0, 0, 1, 2)
    for row, line in enumerate(group.lines, 1):
        grid.addWidget(plain_label(line.words, size="note", wrap=True), row, 0)
        keys = plain_label(line.keys, tone="muted", size="note")
        keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(keys, row, 1)
    grid.setColumnStretch(0, 1)
    return grid
