"""One hint as a card: what is odd, where, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.review.checking import Answer, Hint
from desktop.review.remarks import READY_REASONS
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.reason_card import ReasonCard

_LONGEST = 24
"""Code points on a button; its tooltip says all."""


class HintCard(ReasonCard):
    """Shows a hint. Tells what a person wants to do about it; what that means is decided elsewhere."""

    show_wanted = Signal(object)
    ignored = Signal(object, str)
    fix_wanted = Signal(object)
    heed_wanted = Signal(object)

    def __init__(self, hint: Hint, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, READY_REASONS, parent=parent)
        self.hint = hint
        self.reason_given.connect(self._on_reason_given)
        self.column.addWidget(plain_label(hint.anomaly.message, wrap=True))
        beside = [hint.where] if hint.where else []
        beside += ["字段里已是规范写法，只是原文这样印"] if hint.met else []
        if beside:
            self.column.addWidget(plain_label(" · ".join(beside), tone="muted", size="small", wrap=True))
        if hint.answer is not None:
            self.column.addWidget(plain_label(answer_words(hint.answer), tone="muted", size="small", wrap=True))
        self.column.addLayout(self._make_row(self._make_buttons()))
        self.setAccessibleName(" ".join((hint.anomaly.message, *beside)))

    def _make_buttons(self) -> list[QPushButton]:
        said, answered = self.hint.anomaly.message, self.hint.answer is not None
        buttons = [self._make_button("查看", said, self._on_show_clicked)] if self.hint.anomaly.spans else []
        if answered:
            buttons.append(self._make_button("重新提示", said, self._on_heed_clicked))
        else:
            buttons.append(self._make_button("忽略…", said, self._on_ignore_clicked))
        if self.hint.fix is not None and not answered:
            words = self.hint.fix.words
            shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            fix = self._make_button(shown, said, self._on_fix_clicked)
            if len(words) > _LONGEST and "<" not in words:
                fix.setToolTip(words)
            fix.setAccessibleName(words)
            buttons.append(fix)
        return buttons

    def ask_for_reason(self) -> None:
        """Ask why the hint is to be ignored, unless it is answered."""
        if self.hint.answer is None:
            self._open_reason()

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


def answer_words(answer: Answer) -> str:
    """Say why a hint is told no more, by whom and when."""
    at = answer.at
    when = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}" if at is not None else ""
    return " · ".join(part for part in (f"理由：{answer.reason}", answer.actor, when) if part)
