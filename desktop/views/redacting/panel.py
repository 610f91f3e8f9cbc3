"""The page 删减: the sensitive passages of the document, decided about one by one or as advised, and the copy."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.disclosure.masking import masks
from desktop.disclosure.planning import FindingState
from desktop.domain.finding import Advice
from desktop.review.redacting import Redacted
from desktop.views.redacting.mark_card import MarkCard, Passage
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label
from desktop.widgets.panel_column import stack

_PAGE = 30
"""Passages that are shown at once; more on demand."""
_ROOM = 24
_NOTHING = "没有找到敏感信息。\n程序按号码、格式和上下文查找；要删减别的内容，在原文里选中后点“删减选中的文字”。"
_KEYS = "↑↓ 选择 · Enter 查看 · M 删减 · K 保留 · U 重新决定 · Esc 返回"


class RedactionPanel(QFrame):
    """Shows a document's passages. Tells what a person decides; the keyboard works while the panel has the focus."""

    show_wanted = Signal(object)
    removed = Signal(object, str)
    kept = Signal(object, str)
    dropped = Signal(object)
    alike_wanted = Signal(object)
    all_wanted = Signal()
    selection_wanted = Signal()
    preview_wanted = Signal()
    copy_wanted = Signal()
    escaped = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("redactionPanel")
        self.setProperty("ground", "surface")
        self.setProperty("help", "redaction")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("敏感信息与删减")
        self._look = appearance
        self._redacted: Redacted | None = None
        self._passages: tuple[Passage, ...] = ()
        self._stale, self._shown = False, _PAGE
        self._cards: list[MarkCard] = []
        self._current: tuple[int, int] | None = None
        self._count = plain_label(size="note", wrap=True)
        self.all = _chip("按建议删减", self.all_wanted)
        self.selection = _chip("删减选中的文字", self.selection_wanted)
        self.preview = _chip("预览公开版本", self.preview_wanted)
        self.copy = _chip("制作公开版本…", self.copy_wanted)
        self._scroll = stack(self, self._make_head())

    def _make_head(self) -> QWidget:
        head = QFrame()
        head.setProperty("ground", "surface")
        head.setProperty("edge", "bottom")
        column = QVBoxLayout(head)
        column.setContentsMargins(18, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self._count)
        for parts in ((self.all, self.selection), (self.preview, self.copy)):
            row = QHBoxLayout()
            row.setSpacing(6)
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(plain_label(_KEYS, tone="muted", size="small", wrap=True))
        return head

    def show_redacted(self, redacted: Redacted | None, text: str) -> None:
        """Show the passages of a document whose source says `text`; the cards are made when they are looked at."""
        another = self._redacted is None or redacted is None or self._redacted.record_id != redacted.record_id
        if another:
            self._shown, self._current = _PAGE, None
        self._redacted, self._passages = redacted, passages_of(redacted, text) if redacted is not None else ()
        self._show_head()
        self._stale = not self.isVisible()
        if not self._stale:
            self._rebuild()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, those that are open first."""
        return self._passages

    @property
    def open_count(self) -> int:
        """How many passages a person has to decide about."""
        return sum(passage.is_open for passage in self._passages)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._rebuild()

    def _show_head(self) -> None:
        removed = sum(passage.state is FindingState.REMOVED for passage in self._passages)
        parts = [f"{self.open_count} 处待定" if self.open_count else "没有待定的敏感信息"]
        parts += [f"已删减 {removed} 处"] if removed else []
        self._count.setText(" · ".join(parts))
        advised = sum(
            passage.is_open and passage.finding is not None and passage.finding.finding.advice is Advice.MASK
            for passage in self._passages
        )
        self.all.setText(f"按建议删减（{advised} 处）")
        self.all.setVisible(advised > 0)
        self.copy.setEnabled(removed > 0)
        self.preview.setEnabled(removed > 0)

    def _rebuild(self) -> None:
        place = self._scroll.verticalScrollBar().value()
        before = [card.passage.key for card in self._cards]
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
        offered = masks()
        for passage in self._passages[: self._shown]:
            kind = passage.finding.finding.kind if passage.finding is not None else None
            column.addWidget(self._add_card(MarkCard(passage, offered.offered(kind), self._look)))
        if len(self._passages) > self._shown:
            more = QPushButton(f"再显示 {min(len(self._passages) - self._shown, _PAGE)} 处")
            more.setProperty("kind", "quiet")
            more.clicked.connect(self._on_more_clicked)
            column.addWidget(more)
        if not self._passages:
            column.addWidget(plain_label(_NOTHING, tone="muted", size="note", wrap=True))
        column.addStretch(1)
        self._scroll.setWidget(holder)
        self._scroll.verticalScrollBar().setValue(place)
        self._settle_current(before)

    def _add_card(self, card: MarkCard) -> MarkCard:
        card.pressed.connect(partial(self._on_card_pressed, card.passage.key))
        card.closed.connect(self._on_card_closed)
        card.show_wanted.connect(self.show_wanted)
        card.removed.connect(self.removed)
        card.kept.connect(self.kept)
        card.dropped.connect(self.dropped)
        card.alike_wanted.connect(self.alike_wanted)
        self._cards.append(card)
        return card

    def _settle_current(self, before: list[tuple[int, int]]) -> None:
        """Keep the current card; the next open one where it was decided."""
        known = [card.passage.key for card in self._cards]
        opened = [card.passage.key for card in self._cards if card.passage.is_open]
        if self._current not in known or self._current not in opened:
            gone = before.index(self._current) if self._current in before else 0
            following = [key for key in before[gone:] if key in opened]
            self._current = next(iter([*following, *opened, *known]), None)
        self._mark()

    def _mark(self) -> None:
        for card in self._cards:
            card.set_current(card.passage.key == self._current)

    @property
    def cards(self) -> tuple[MarkCard, ...]:
        """The cards that are shown."""
        return tuple(self._cards)

    @property
    def current(self) -> Passage | None:
        """The passage at hand."""
        return next((card.passage for card in self._cards if card.current), None)

    def _step(self, step: int) -> None:
        known = [card.passage.key for card in self._cards]
        if known:
            at = known.index(self._current) if self._current in known else -step
            self._current = known[min(max(at + step, 0), len(known) - 1)]
            self._mark()
            QTimer.singleShot(0, self, self._scroll_to_current)

    @Slot()
    def _scroll_to_current(self) -> None:
        card = next((card for card in self._cards if card.current), None)
        if card is not None:
            self._scroll.ensureWidgetVisible(card, 0, _ROOM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        passage, key = self.current, event.key()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or passage is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.show_wanted.emit(passage)
        elif key == Qt.Key.Key_M and passage.state is FindingState.OPEN:
            self.removed.emit(passage, "")
        elif key == Qt.Key.Key_K and passage.state is FindingState.OPEN:
            self._ask_for_reason()
        elif key == Qt.Key.Key_U and passage.state is not FindingState.OPEN:
            self.dropped.emit(passage)
        else:
            super().keyPressEvent(event)

    def _ask_for_reason(self) -> None:
        for card in self._cards:
            if card.current:
                card.ask_for_reason()
        QTimer.singleShot(0, self, self._scroll_to_current)

    @Slot()
    def _on_card_pressed(self, key: tuple[int, int]) -> None:
        self._current = key
        self._mark()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot()
    def _on_card_closed(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_more_clicked(self) -> None:
        self._shown += _PAGE
        self._rebuild()


def passages_of(redacted: Redacted, text: str) -> tuple[Passage, ...]:
    """Return what is to be decided about, or was: open findings first, each group in the order of the text."""
    found = [Passage(one.finding.text, one.finding.spans, one, None) for one in redacted.findings]
    covered = {span for passage in found if passage.state is FindingState.REMOVED for span in passage.spans}
    for removal in redacted.plan.removals:
        if removal.kind is None or not covered.issuperset(removal.spans):
            said = "".join(text[span.start : span.end] for span in removal.spans)
            found.append(Passage(said, removal.spans, None, removal))
    return tuple(sorted(found, key=lambda passage: (not passage.is_open, passage.spans[0].start)))


def _chip(words: str, signal: object) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "chip")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(signal)
    return button
