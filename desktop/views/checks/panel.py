"""The page 核对: the hints of the document and of its source, gone through by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.review.checking import Checked, Hint
from desktop.views.checks.hint_card import HintCard
from desktop.widgets.appearance import Appearance
from desktop.widgets.card_panel import CardPanel
from desktop.widgets.labels import plain_label
from desktop.widgets.panel_column import fixed_head

_NOTHING = (
    "本件和本期都没有需要核对的地方。\n程序查过附件、序号、日期、字号、表格和不宜公开的内容；内容是否正确仍请对照原文。"
)
_KEYS = "↑↓ 选择 · Enter 查看 · I 忽略 · F 改正 · Esc 返回"


class ChecksPanel(CardPanel[HintCard, str]):
    """Shows what was checked. Tells what a person wants; the keyboard works while the panel has the focus."""

    show_wanted = Signal(object)
    ignored = Signal(object, str)
    heed_wanted = Signal(object)
    fix_wanted = Signal(object)
    fix_all_wanted = Signal()
    escaped = Signal()

    _page = 20

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("checksPanel", "核对提示", appearance, parent)
        self._checked: Checked | None = None
        self._with_answered = False
        self._count = plain_label(size="note")
        self._fix_all = QPushButton()
        self._fix_all.setProperty("kind", "chip")
        self._fix_all.clicked.connect(self.fix_all_wanted)
        self._lay_out(self._make_head())

    def _make_head(self) -> QWidget:
        head, column = fixed_head(4)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._fix_all)
        column.addLayout(row)
        column.addWidget(plain_label(_KEYS, tone="muted", size="small"))
        return head

    def show_checked(self, checked: Checked | None) -> None:
        """Show other hints. The cards are made when the panel is looked at."""
        if checked == self._checked and not self._stale:
            return
        another = self._checked is None or checked is None or self._checked.record_id != checked.record_id
        if another:
            self._begin()
            self._with_answered = False
        self._checked = checked
        self._show_head()
        self._refresh()

    def _show_head(self) -> None:
        checked = self._checked
        count = len(checked.open) if checked is not None else 0
        self._count.setText(f"{count} 条提示未处理" if count else "没有未处理的提示")
        fixable = len(checked.fixable) if checked is not None else 0
        self._fix_all.setText(f"全部改正（{fixable} 条）")
        self._fix_all.setVisible(fixable > 0)

    def _key_of(self, card: HintCard) -> str:
        return card.hint.identity

    def _fill(self) -> None:
        checked = self._checked
        if checked is None:
            return
        own = checked.own
        whole = [hint for hint in checked.open if hint not in own]
        room = self._most
        for title, hints in (("本件", own), ("本期其他", whole)):
            if hints and room > 0:
                self._add(plain_label(f"{title} {len(hints)}", tone="muted", size="small"))
                self._add_cards(hints[:room])
                room -= len(hints)
        left = len(own) + len(whole) - self._most
        if left > 0:
            self._add(_passed_over(self._more_button(f"再显示 {min(left, self._page)} 条")))
        if not own and not whole:
            self._add(plain_label(_NOTHING, tone="muted", size="note", wrap=True))
        if checked.answered:
            self._add_answered(checked.answered)

    def _add_answered(self, answered: Sequence[Hint]) -> None:
        arrow = "▾" if self._with_answered else "▸"
        button = QPushButton(f"{arrow} 已处理 {len(answered)} 条")
        button.setProperty("kind", "quiet")
        button.clicked.connect(self._on_answered_clicked)
        self._add(_passed_over(button), Qt.AlignmentFlag.AlignLeft)
        if self._with_answered:
            self._add_cards(answered[: self._most])

    def _add_cards(self, hints: Sequence[Hint]) -> None:
        for hint in hints:
            card = HintCard(hint, self._look)
            card.closed.connect(self._on_card_closed)
            card.show_wanted.connect(self.show_wanted)
            card.ignored.connect(self.ignored)
            card.fix_wanted.connect(self.fix_wanted)
            card.heed_wanted.connect(self.heed_wanted)
            self._add_card(card)

    # The current hint

    @property
    def current(self) -> Hint | None:
        """The hint at hand."""
        card = self._card_at_hand()
        return card.hint if card is not None else None

    def choose(self, key: str) -> None:
        """Make a hint the current one, and bring it into sight."""
        if self._checked is not None:
            place = next((i for i, hint in enumerate(self._checked.open) if hint.identity == key), -1)
            if place >= self._most:
                self._most = place + 1
                self._rebuild()
        super().choose(key)

    def _obey(self, event: QKeyEvent) -> None:
        hint, key = self.current, event.key()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or hint is None:
            super()._obey(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.show_wanted.emit(hint)
        elif key == Qt.Key.Key_I and hint.answer is None:
            self._ask_for_reason()
        elif key == Qt.Key.Key_F and hint.fix is not None and hint.answer is None:
            self.fix_wanted.emit(hint)
        else:
            super()._obey(event)

    def _ask_for_reason(self) -> None:
        card = self._card_at_hand()
        if card is not None:
            card.ask_for_reason()
        self._scroll_soon()

    @Slot()
    def _on_answered_clicked(self) -> None:
        self._with_answered = not self._with_answered
        self._rebuild()


def _passed_over(button: QPushButton) -> QPushButton:
    """Leave the keyboard to the panel."""
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
