"""A card with a row of buttons, and a row for a reason that opens below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.reason_row import ReasonRow
from desktop.widgets.select_card import SelectCard


class ReasonCard(SelectCard):
    """Takes its buttons by `_make_row` and `_make_button`; `_open_reason` asks for the reason."""

    reason_given = Signal(str)
    closed = Signal()
    """The row for a reason was closed: the keyboard goes back to the list."""

    def __init__(
        self, appearance: Appearance, ready: Sequence[str], act: str = "忽略", parent: QWidget | None = None
    ) -> None:
        """Offer the reasons `ready`; `act` is what is done for a reason."""
        super().__init__(appearance, parent)
        self._ready, self._act = tuple(ready), act
        self._reason: ReasonRow | None = None

    def _make_row(self, buttons: Sequence[QPushButton]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _make_button(self, words: str, about: str, slot: Callable[[], None]) -> QPushButton:
        """Return a button that leaves the keyboard to the list; `about` tells a screen reader what it is about."""
        button = QPushButton(words.replace("&", "&&"))
        button.setProperty("kind", "chip")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(f"{words.rstrip('…')}：{about}")
        button.clicked.connect(slot)
        return button

    def _open_reason(self) -> None:
        """Open the row for a reason, and put the cursor into it."""
        if self._reason is None:
            self._reason = ReasonRow(self._ready, self._act)
            self._reason.given.connect(self.reason_given)
            self._reason.abandoned.connect(self._on_reason_abandoned)
            self.column.addWidget(self._reason)
        self._reason.show()
        self._reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reason_row(self) -> ReasonRow | None:
        """The row for a reason, None until it was opened."""
        return self._reason

    @Slot()
    def _on_reason_abandoned(self) -> None:
        if self._reason is not None:
            self._reason.edit.clear()
            self._reason.hide()
        self.closed.emit()
