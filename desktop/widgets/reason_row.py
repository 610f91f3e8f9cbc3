"""Asking for a reason in one row: ready ones to press or to choose by number, and room for other words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.labels import plain_label

_LONGEST = 500
"""Code points of a reason."""


class ReasonRow(QWidget):
    """Tells the reason that was given, or that none will be."""

    given = Signal(str)
    abandoned = Signal()

    def __init__(self, ready: Sequence[str], act: str = "忽略", parent: QWidget | None = None) -> None:
        """Offer the reasons `ready`; `act` is what is done for a reason."""
        super().__init__(parent)
        self.edit = _ReasonEdit(len(ready))
        self.edit.setPlaceholderText("其他理由")
        self.edit.setAccessibleName(f"{act}的理由")
        self.edit.setMaxLength(_LONGEST)
        self.edit.numbered.connect(self._on_edit_numbered)
        self.edit.returnPressed.connect(self._on_edit_returned)
        self.edit.abandoned.connect(self.abandoned)
        self.buttons: list[QPushButton] = []
        chips = FlowLayout()
        for number, words in enumerate(ready, 1):
            button = QPushButton(f"{number} {words}")
            button.setProperty("kind", "chip")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._on_button_clicked, words))
            chips.insertWidget(chips.count(), button)
            self.buttons.append(button)
        self._ready = tuple(ready)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addLayout(chips)
        column.addWidget(self.edit)
        keys = f"1–{len(ready)} 选理由 · Enter {act} · Esc 取消"
        column.addWidget(plain_label(keys, tone="muted", size="small"))

    @Slot()
    def _on_button_clicked(self, words: str, _checked: bool = False) -> None:
        self.given.emit(words)

    @Slot(int)
    def _on_edit_numbered(self, number: int) -> None:
        self.given.emit(self._ready[number - 1])

    @Slot()
    def _on_edit_returned(self) -> None:
        if self.edit.text().strip():
            self.given.emit(self.edit.text().strip())


class _ReasonEdit(QLineEdit):
    """Takes the number of a ready reason while it is empty, else words."""

    numbered = Signal(int)
    abandoned = Signal()

    def __init__(self, ready: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready = ready

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0.value
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif not self.text() and 1 <= number <= self._ready and not event.modifiers().value & ~_KEYPAD:
            self.numbered.emit(number)
        else:
            super().keyPressEvent(event)


_KEYPAD = Qt.KeyboardModifier.KeypadModifier.value
