"""A small question about the register: a sentence, a form, and the buttons that answer it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance

_WIDTH = 460
"""Pixels at 100 %."""


class QuestionDialog(QDialog):
    """Holds the form that a question fills with `_add`, and is laid out by `_compose`. `take` answers it."""

    def __init__(self, appearance: Appearance, title: str, act: str, parent: QWidget) -> None:
        """`act` is what is done with the answer."""
        super().__init__(parent)
        self.setProperty("help", "register")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(appearance.px(_WIDTH))
        self.take = QPushButton(act)
        self.take.setProperty("kind", "primary")
        self._form = QFormLayout()

    def _line(self, said: str, example: str = "") -> QLineEdit:
        """Return a line for words. `said` is what a screen reader says."""
        line = QLineEdit()
        line.setAccessibleName(said)
        line.setPlaceholderText(example)
        return line

    def _add(self, *parts: QWidget) -> None:
        """Add rows to the form, each headed by what a screen reader says of it."""
        for part in parts:
            self._form.addRow(part.accessibleName(), part)

    def _compose(self, sentence: QLabel, *others: QPushButton) -> None:
        """Lay out the dialog. `others` stand before the button that answers."""
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(sentence)
        column.addLayout(self._form)
        row = QHBoxLayout()
        cancel = QPushButton("取消")
        cancel.clicked.connect(self.reject)
        row.addStretch(1)
        for button in (cancel, *others, self.take):
            button.setAutoDefault(False)  # Enter in a line answers
            row.addWidget(button)
        self.take.setDefault(True)
        column.addLayout(row)
