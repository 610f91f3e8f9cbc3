"""One sensitive passage as a card: what it is, why it was found, what is printed instead, and the ways to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
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
from desktop.widgets.reason_card import ReasonCard
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


class MarkCard(ReasonCard):
    """Shows a passage. Tells what a person decides, each with the passage."""

    show_wanted = Signal(object)
    removed = Signal(object, str)
    """The passage, and the key of a mask, empty for the usual one."""
    kept = Signal(object, str)
    dropped = Signal(object)
    alike_wanted = Signal(object)

    def __init__(self, passage: Passage, offered: Sequence[Mask], appearance: Appearance) -> None:
        super().__init__(appearance, READY_REASONS, "保留")
        self.passage = passage
        self._offered = tuple(offered)
        self.reason_given.connect(self._on_reason_given)
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
        self.column.addLayout(self._make_row(self._make_buttons()))
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

    def _make_buttons(self) -> list[QPushButton]:
        about = self.passage.label
        buttons = [self._make_button("查看", about, self._on_show_clicked)]
        if self.passage.state is FindingState.OPEN:
            buttons.append(self._make_button("删减", about, self._on_remove_clicked))
            if len(self._offered) > 1:
                buttons.append(self._masks())
            buttons.append(self._make_button("保留…", about, self.ask_for_reason))
        else:
            buttons.append(self._make_button("重新决定", about, self._on_drop_clicked))
        buttons.append(self._make_button("同样的也删减", about, self._on_alike_clicked))
        return buttons

    def _masks(self) -> QPushButton:
        """Offer other ways to print it, each as it would look."""
        button = self._make_button("写法", self.passage.label, self.press)
        menu = QMenu(button)
        kind = self.passage.finding.finding.kind if self.passage.finding is not None else None
        for mask in self._offered:
            shown = masked(kind, self.passage.text, mask.key).replace("&", "&&")
            action = menu.addAction(f"{mask.label}　{shown}")
            action.setData(mask.key)
        menu.triggered.connect(self._on_mask_triggered)
        button.setMenu(menu)
        return button

    @Slot()
    def press(self) -> None:
        """Become the card at hand."""
        self.pressed.emit()

    @Slot()
    def ask_for_reason(self) -> None:
        """Ask why the passage may stand in public, unless somebody has decided."""
        if self.passage.state is FindingState.OPEN:
            self.pressed.emit()
            self._open_reason()

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
