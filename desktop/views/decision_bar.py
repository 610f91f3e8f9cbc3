"""The decision about a document: its 公开属性 and its approval."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.disclosure.suggestion import Suggestion
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Record, Status
from desktop.views.advice_box import AdviceBox
from desktop.widgets.appearance import Appearance
from desktop.widgets.giving_way import GivingWay
from desktop.widgets.key_button import KEYS_OF, KeyButton
from desktop.widgets.labels import plain_label
from desktop.widgets.segmented import SegmentedControl

_SHORT = ("主动", "依申请", "不予")
_LEAST_HEIGHT = 420
"""Pixels at 100 %: the height of the window from which on the heading of the 公开属性 has room."""


class DecisionBar(QWidget):
    """Three values of which none is preselected, the suggestion with its reason, and the buttons."""

    marked = Signal(object)
    approve_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        appearance.resized.connect(self._settle)
        self._control = SegmentedControl(appearance, [value.value for value in Disclosure], short=_SHORT)
        self._control.setAccessibleName("公开属性")
        self._control.chosen.connect(self._on_control_chosen)
        self._state = plain_label(tone="muted", size="small")
        self.advice = AdviceBox()
        self._approve = KeyButton("核准并下一件", kind="primary")
        self._approve.setProperty(KEYS_OF, "approve")
        self._approve.clicked.connect(self.approve_wanted)
        self._left = plain_label(tone="muted", size="small")
        self._withdraw = QPushButton("撤回核准")
        self._withdraw.clicked.connect(self.withdraw_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._marking = self._make_disclosure()
        column.addWidget(self._marking)
        column.addWidget(self._make_actions())

    def _make_disclosure(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("disclosureBar")
        column = QVBoxLayout(frame)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(8)
        self._heading = QWidget()
        head = QHBoxLayout(self._heading)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(plain_label("公开属性", tone="muted", size="note"))
        head.addStretch(1)
        head.addWidget(self._state)
        column.addWidget(self._heading)
        column.addWidget(self._control)
        column.addWidget(self.advice)
        return frame

    def _make_actions(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("actionBar")
        row = QHBoxLayout(frame)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(10)
        row.addWidget(self._left)
        row.addWidget(self._withdraw)
        row.addWidget(self._approve, 1)
        GivingWay(frame, row, (self._left,))
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @Slot()
    def _settle(self) -> None:
        self._heading.setVisible(self.window().height() >= self._look.px(_LEAST_HEIGHT))

    def show_record(self, record: Record) -> None:
        """Show what was decided."""
        order = tuple(Disclosure)
        self._control.set_current(order.index(record.disclosure) if record.disclosure is not None else -1)
        approved = record.status is Status.APPROVED
        self._withdraw.setVisible(approved)
        self._approve.say("下一件待核" if approved else "核准并下一件")
        self._say("已标注 · 再按一次取消" if record.disclosure is not None else "未标注", "muted")

    def show_left(self, count: int) -> None:
        """Say how many documents of the source are not approved yet."""
        self._left.setText(f"本期还剩 {count} 件" if count else "本期已全部核准")

    @property
    def left_words(self) -> str:
        """How many documents are left, in words."""
        return self._left.text()

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show the keys of the three values."""
        self._control.show_keys(keys)

    def show_advice(self, suggestion: Suggestion | None) -> None:
        """Show what the program suggests and why; nothing where nothing speaks for anything."""
        self.advice.show_suggestion(suggestion)

    def ask_for_mark(self) -> None:
        """Say that a 公开属性 is needed before approval."""
        keys = [keys for keys in self._control.keys if keys]
        self._say(f"请先标注公开属性{'：按 ' if keys else ''}{'、'.join(keys)}", "bad")
        self._control.setFocus()

    def show_standing(self, words: str) -> None:
        """Say how far the case of the document has come, where the 公开属性 is not marked by one person."""
        self._say(words, "muted")

    def choose(self, number: int) -> None:
        """Choose a value as its key does."""
        self._control.choose(number)

    def _say(self, text: str, tone: str) -> None:
        self._state.setText(text)
        self._state.setProperty("tone", tone)
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)

    @property
    def marking(self) -> QWidget:
        """The part with the three values of the 公开属性."""
        return self._marking

    @property
    def approve_button(self) -> KeyButton:
        """The primary action."""
        return self._approve

    @Slot(int)
    def _on_control_chosen(self, index: int) -> None:
        self.marked.emit(tuple(Disclosure)[index] if index >= 0 else None)
