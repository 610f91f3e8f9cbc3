"""One hint as a card: what is odd, where, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.review.checking import Answer, Hint
from desktop.review.remarks import READY_REASONS
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.reason_row import ReasonRow
from desktop.widgets.select_card import SelectCard

_LONGEST = 24
"""Code points on a button; its tooltip says all."""


class HintCard(SelectCard):
    """Shows a hint. Tells what a person wants to do about it; what that means is decided elsewhere."""

    show_wanted = Signal(object)
    ignored = Signal(object, str)
    fix_wanted = Signal(object)
    heed_wanted = Signal(object)
    closed = Signal()
    """The row for a reason was closed: the keyboard goes back to the list."""

    def __init__(self, hint: Hint, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self.hint = hint
        self._reason: ReasonRow | None = None
        self.column.addWidget(plain_label(hint.anomaly.message, wrap=True))
        beside = [hint.where] if hint.where else []
        beside += ["字段里已是规范写法，只是原文这样印"] if hint.met else []
        if beside:
            self.column.addWidget(plain_label(" · ".join(beside), tone="muted", size="small", wrap=True))
        if hint.answer is not None:
            self.column.addWidget(plain_label(answer_words(hint.answer), tone="muted", size="small", wrap=True))
        self.column.addLayout(self._make_buttons())
        self.setAccessibleName(" ".join((hint.anomaly.message, *beside)))

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        if self.hint.anomaly.spans:
            row.addWidget(self._button("查看", self._on_show_clicked))
        if self.hint.answer is not None:
            row.addWidget(self._button("重新提示", self._on_heed_clicked))
        else:
            row.addWidget(self._button("忽略…", self._on_ignore_clicked))
        if self.hint.fix is not None and self.hint.answer is None:
            words = self.hint.fix.words
            fix = self._button(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…", self._on_fix_clicked)
            if len(words) > _LONGEST and "<" not in words:
                fix.setToolTip(words)
            fix.setAccessibleName(words)
            row.addWidget(fix)
        row.addStretch(1)
        return row

    def _button(self, words: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words.replace("&", "&&"))
        button.setProperty("kind", "chip")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(f"{words.rstrip('…')}：{self.hint.anomaly.message}")
        button.clicked.connect(slot)
        return button

    def ask_for_reason(self) -> None:
        """Open the row for a reason, and put the cursor into it."""
        if self.hint.answer is not None:
            return
        if self._reason is None:
            self._reason = ReasonRow(READY_REASONS)
            self._reason.given.connect(self._on_reason_given)
            self._reason.abandoned.connect(self._on_reason_abandoned)
            self.column.addWidget(self._reason)
        self._reason.show()
        self._reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reason_row(self) -> ReasonRow | None:
        """The row for a reason, None until it was opened."""
        return self._reason

    @Slot()
    def _on_show_clicked(self) -> None:
        self.pressed.emit()
        self.show_wanted.emit(self.hint)

    @Slot()
    def _on_ignore_clicked(self) -> None:
        self.pressed.emit()
        self.ask_for_reason()

    @Slot()
    def _on_fix_clicked(self) -> None:
        self.pressed.emit()
        self.fix_wanted.emit(self.hint)

    @Slot()
    def _on_heed_clicked(self) -> None:
        self.heed_wanted.emit(self.hint)

    @Slot(str)
    def _on_reason_given(self, reason: str) -> None:
        self.ignored.emit(self.hint, reason)

    @Slot()
    def _on_reason_abandoned(self) -> None:
        if self._reason is not None:
            self._reason.edit.clear()
            self._reason.hide()
        self.closed.emit()


def answer_words(answer: Answer) -> str:
    """Say why a hint is told no more, by whom and when."""
    at = answer.at
    when = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}" if at is not None else ""
    return " · ".join(part for part in (f"理由：{answer.reason}", answer.actor, when) if part)
