"""The page 核对: the hints of the document and of its source, gone through by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.review.checking import Checked, Hint
from desktop.views.hint_card import HintCard
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.panel_column import stack

_PAGE = 20
"""Hints that are shown at once; more on demand."""
_ROOM = 24
"""Pixels of the neighbours that stay in sight around the current card."""
_NOTHING = (
    "本件和本期都没有需要核对的地方。\n程序查过附件、序号、日期、字号、表格和不宜公开的内容；内容是否正确仍请对照原文。"
)
_KEYS = "↑↓ 选择 · Enter 查看 · I 忽略 · F 改正 · Esc 返回"


class ChecksPanel(QFrame):
    """Shows what was checked. Tells what a person wants; the keyboard works while the panel has the focus."""

    show_wanted = Signal(object)
    ignored = Signal(object, str)
    heed_wanted = Signal(object)
    fix_wanted = Signal(object)
    fix_all_wanted = Signal()
    escaped = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checksPanel")
        self.setProperty("ground", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("核对提示")
        self._look = appearance
        self._checked: Checked | None = None
        self._stale = False
        self._shown, self._with_answered = _PAGE, False
        self._cards: list[HintCard] = []
        self._current: str | None = None
        self._count = plain_label(size="note")
        self._fix_all = QPushButton()
        self._fix_all.setProperty("kind", "chip")
        self._fix_all.clicked.connect(self.fix_all_wanted)
        self._scroll = stack(self, self._make_head())

    def _make_head(self) -> QWidget:
        head = QFrame()
        head.setProperty("ground", "surface")
        head.setProperty("edge", "bottom")
        column = QVBoxLayout(head)
        column.setContentsMargins(18, 10, 14, 10)
        column.setSpacing(4)
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
            self._shown, self._with_answered, self._current = _PAGE, False, None
        self._checked = checked
        self._show_head()
        self._stale = not self.isVisible()
        if not self._stale:
            self._rebuild()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._rebuild()

    def _show_head(self) -> None:
        checked = self._checked
        count = len(checked.open) if checked is not None else 0
        self._count.setText(f"{count} 条提示未处理" if count else "没有未处理的提示")
        fixable = len(checked.fixable) if checked is not None else 0
        self._fix_all.setText(f"全部改正（{fixable} 条）")
        self._fix_all.setVisible(fixable > 0)

    def _rebuild(self) -> None:
        """Make the cards anew, at the same place."""
        place = self._scroll.verticalScrollBar().value()
        before = [card.hint.identity for card in self._cards]
        old, focused = self._scroll.widget(), QApplication.focusWidget()
        if old is not None:
            if focused is not None and old.isAncestorOf(focused):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.takeWidget()
            old.deleteLater()
        self._cards = []
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(8)
        if self._checked is not None:
            self._fill(column, self._checked)
        column.addStretch(1)
        self._scroll.setWidget(holder)
        self._scroll.verticalScrollBar().setValue(place)
        self._settle_current(before)

    def _fill(self, column: QVBoxLayout, checked: Checked) -> None:
        own = checked.own
        whole = [hint for hint in checked.open if hint not in own]
        room = self._shown
        for title, hints in (("本件", own), ("本期其他", whole)):
            if hints and room > 0:
                column.addWidget(plain_label(f"{title} {len(hints)}", tone="muted", size="small"))
                self._add_cards(column, hints[:room])
                room -= len(hints)
        left = len(own) + len(whole) - self._shown
        if left > 0:
            column.addWidget(_quiet_button(f"再显示 {min(left, _PAGE)} 条", self._on_more_clicked))
        if not own and not whole:
            column.addWidget(plain_label(_NOTHING, tone="muted", size="note", wrap=True))
        if checked.answered:
            arrow = "▾" if self._with_answered else "▸"
            words = f"{arrow} 已处理 {len(checked.answered)} 条"
            column.addWidget(_quiet_button(words, self._on_answered_clicked), 0, Qt.AlignmentFlag.AlignLeft)
            if self._with_answered:
                self._add_cards(column, checked.answered[: self._shown])

    def _add_cards(self, column: QVBoxLayout, hints: Sequence[Hint]) -> None:
        for hint in hints:
            card = HintCard(hint, self._look)
            card.pressed.connect(partial(self._on_card_pressed, hint.identity))
            card.closed.connect(self._on_card_closed)
            card.show_wanted.connect(self.show_wanted)
            card.ignored.connect(self.ignored)
            card.fix_wanted.connect(self.fix_wanted)
            card.heed_wanted.connect(self.heed_wanted)
            self._cards.append(card)
            column.addWidget(card)

    def _settle_current(self, before: Sequence[str]) -> None:
        """Keep the current card; the next one where it is gone."""
        known = [card.hint.identity for card in self._cards]
        if self._current not in known:
            gone = before.index(self._current) if self._current in before else 0
            following = [identity for identity in before[gone:] if identity in known] if self._current else []
            self._current = next(iter([*following, *known]), None)
        self._mark()

    def _mark(self) -> None:
        for card in self._cards:
            card.set_current(card.hint.identity == self._current)

    # The current hint

    @property
    def current(self) -> Hint | None:
        """The hint at hand."""
        return next((card.hint for card in self._cards if card.hint.identity == self._current), None)

    @property
    def cards(self) -> tuple[HintCard, ...]:
        """The cards that are shown."""
        return tuple(self._cards)

    def choose(self, identity: str) -> None:
        """Make a hint the current one, and bring it into sight."""
        if self._checked is not None:
            place = next((i for i, hint in enumerate(self._checked.open) if hint.identity == identity), -1)
            if place >= self._shown:
                self._shown = place + 1
                self._rebuild()
        self._current = identity
        self._mark()
        QTimer.singleShot(0, self, self._scroll_to_current)

    @Slot()
    def _scroll_to_current(self) -> None:
        card = next((card for card in self._cards if card.current), None)
        if card is not None:
            self._scroll.ensureWidgetVisible(card, 0, _ROOM)

    def _step(self, step: int) -> None:
        known = [card.hint.identity for card in self._cards]
        if not known:
            return
        at = known.index(self._current) if self._current in known else -step
        self.choose(known[min(max(at + step, 0), len(known) - 1)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hint, key = self.current, event.key()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or hint is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.show_wanted.emit(hint)
        elif key == Qt.Key.Key_I and hint.answer is None:
            self._ask_for_reason()
        elif key == Qt.Key.Key_F and hint.fix is not None and hint.answer is None:
            self.fix_wanted.emit(hint)
        else:
            super().keyPressEvent(event)

    def _ask_for_reason(self) -> None:
        for card in self._cards:
            if card.current:
                card.ask_for_reason()
        QTimer.singleShot(0, self, self._scroll_to_current)

    @Slot()
    def _on_card_pressed(self, identity: str) -> None:
        self._current = identity
        self._mark()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot()
    def _on_card_closed(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_more_clicked(self) -> None:
        self._shown += _PAGE
        self._rebuild()

    @Slot()
    def _on_answered_clicked(self) -> None:
        self._with_answered = not self._with_answered
        self._rebuild()


def _quiet_button(words: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(slot)
    return button
