"""One sensitive passage as a card: what it is, why it was found, what is printed instead, and the ways to decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton

from desktop.disclosure.masking import Mask, masked
from desktop.disclosure.planning import Decided, FindingState
from desktop.domain.finding import Advice
from desktop.domain.redaction import Removal
from desktop.domain.text import Span
from desktop.review.redacting import READY_REASONS
from desktop.review.redaction_words import kind_label
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.reason_row import ReasonRow
from desktop.widgets.select_card import SelectCard
from desktop.widgets.shown_text import as_shown
from desktop.widgets.state_chip import StateChip

_ADVICE = {Advice.MASK: "建议删减", Advice.KEEP: "一般可公开", Advice.ASK: "请判断"}
_STATES = {FindingState.REMOVED: ("已删减", "ok"), FindingState.KEPT: ("保留", "neutral")}
_LONGEST = 120
"""Code points of a passage that a card shows."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a card is about: a finding and how it stands, or a removal that a person marked."""

    text: str
    spans: tuple[Span, ...]
    finding: Decided | None
    removal: Removal | None

    @property
    def state(self) -> FindingState:
        """How the passage stands."""
        return self.finding.state if self.finding is not None else FindingState.REMOVED

    @property
    def is_open(self) -> bool:
        """Tell whether a person has to decide."""
        return self.finding is not None and self.finding.is_open

    @property
    def label(self) -> str:
        """What kind of passage it is, in words."""
        return kind_label(self.finding.finding.kind if self.finding is not None else None)

    @property
    def replacement(self) -> str:
        """What is printed instead."""
        return (
            self.removal.replacement if self.removal is not None else self.finding.replacement if self.finding else ""
        )

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from the others of its document."""
        return self.spans[0].start, self.spans[-1].end


class MarkCard(SelectCard):
    """Shows a passage. Tells what a person decides, each with the passage."""

    show_wanted = Signal(object)
    removed = Signal(object, str)
    """The passage, and the key of a mask, empty for the usual one."""
    kept = Signal(object, str)
    dropped = Signal(object)
    alike_wanted = Signal(object)
    closed = Signal()

    def __init__(self, passage: Passage, offered: Sequence[Mask], appearance: Appearance) -> None:
        super().__init__(appearance)
        self.passage = passage
        self._offered = tuple(offered)
        self._reason: ReasonRow | None = None
        head = QHBoxLayout()
        head.addWidget(plain_label(passage.label, tone="muted", size="small"), 1)
        chip = StateChip(appearance)
        chip.show_state(*self._state())
        head.addWidget(chip)
        self.column.addLayout(head)
        words = " ".join(as_shown(" ".join(passage.text.split()))[:_LONGEST].split())
        self.column.addWidget(plain_label(words, wrap=True))
        for line in self._beside():
            self.column.addWidget(plain_label(line, tone="muted", size="small", wrap=True))
        self.column.addLayout(self._buttons())
        self.setAccessibleName(f"{passage.label} {words} {self._state()[0]}")

    def _state(self) -> tuple[str, str]:
        if self.passage.state in _STATES:
            return _STATES[self.passage.state]
        finding = self.passage.finding
        advice = finding.finding.advice if finding is not None else Advice.ASK
        return _ADVICE[advice], "neutral" if advice is Advice.KEEP else "warn"

    def _beside(self) -> list[str]:
        passage = self.passage
        said = [passage.finding.finding.reason] if passage.finding is not None else []
        if passage.state is FindingState.REMOVED:
            said.append(f"公开版本印作：{passage.replacement}" if passage.replacement else "公开版本不留痕迹")
        reason = passage.removal.reason if passage.removal is not None else ""
        reason = reason or (passage.finding.reason if passage.finding is not None else "")
        return [*said, f"理由：{reason}"] if reason else said

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._button("查看", self._on_show_clicked))
        if self.passage.state is FindingState.OPEN:
            remove = self._button("删减", self._on_remove_clicked)
            row.addWidget(remove)
            if len(self._offered) > 1:
                row.addWidget(self._masks())
            row.addWidget(self._button("保留…", self.ask_for_reason))
        else:
            row.addWidget(self._button("重新决定", self._on_drop_clicked))
        row.addWidget(self._button("同样的也删减", self._on_alike_clicked))
        row.addStretch(1)
        return row

    def _masks(self) -> QPushButton:
        """Offer other ways to print it, each as it would look."""
        button = self._button("写法", self.press)
        menu = QMenu(button)
        kind = self.passage.finding.finding.kind if self.passage.finding is not None else None
        for mask in self._offered:
            shown = masked(kind, self.passage.text, mask.key).replace("&", "&&")
            action = menu.addAction(f"{mask.label}　{shown}")
            action.setData(mask.key)
        menu.triggered.connect(self._on_mask_triggered)
        button.setMenu(menu)
        return button

    def _button(self, words: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "chip")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(f"{words.rstrip('…')}：{self.passage.label}")
        button.clicked.connect(slot)
        return button

    @Slot()
    def press(self) -> None:
        """Become the card at hand."""
        self.pressed.emit()

    @Slot()
    def ask_for_reason(self) -> None:
        """Open the row for the reason why it may stand in public, and put the cursor into it."""
        if self.passage.state is not FindingState.OPEN:
            return
        self.pressed.emit()
        if self._reason is None:
            self._reason = ReasonRow(READY_REASONS, "保留")
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
        self.show_wanted.emit(self.passage)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.pressed.emit()
        self.removed.emit(self.passage, "")

    @Slot(QAction)
    def _on_mask_triggered(self, action: QAction) -> None:
        self.removed.emit(self.passage, action.data())

    @Slot()
    def _on_drop_clicked(self) -> None:
        self.pressed.emit()
        self.dropped.emit(self.passage)

    @Slot()
    def _on_alike_clicked(self) -> None:
        self.pressed.emit()
        self.alike_wanted.emit(self.passage)

    @Slot(str)
    def _on_reason_given(self, reason: str) -> None:
        self.kept.emit(self.passage, reason)

    @Slot()
    def _on_reason_abandoned(self) -> None:
        if self._reason is not None:
            self._reason.edit.clear()
            self._reason.hide()
        self.closed.emit()
