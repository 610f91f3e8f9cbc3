"""The page 删减: the sensitive passages of the document, decided about one by one or as advised, and the copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.disclosure.masking import masks
from desktop.disclosure.planning import FindingState
from desktop.domain.finding import Advice
from desktop.review.redacting import Redacted
from desktop.views.redacting.mark_card import MarkCard, Passage
from desktop.widgets.appearance import Appearance
from desktop.widgets.card_panel import CardPanel
from desktop.widgets.labels import plain_label
from desktop.widgets.panel_column import fixed_head

_Key: TypeAlias = tuple[int, int]
_NOTHING = "没有找到敏感信息。\n程序按号码、格式和上下文查找；要删减别的内容，在原文里选中后点“删减选中的文字”。"
_KEYS = "↑↓ 选择 · Enter 查看 · M 删减 · K 保留 · U 重新决定 · Esc 返回"


class RedactionPanel(CardPanel[MarkCard, _Key]):
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

    _page = 30

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("redactionPanel", "敏感信息与删减", appearance)
        self.setProperty("help", "redaction")
        self._redacted: Redacted | None = None
        self._passages: tuple[Passage, ...] = ()
        self._count = plain_label(size="note", wrap=True)
        self.all = _chip("按建议删减", self.all_wanted)
        self.selection = _chip("删减选中的文字", self.selection_wanted)
        self.preview = _chip("预览公开版本", self.preview_wanted)
        self.copy = _chip("制作公开版本…", self.copy_wanted)
        self._lay_out(self._make_head())

    def _make_head(self) -> QWidget:
        head, column = fixed_head(6)
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
            self._begin()
        self._redacted, self._passages = redacted, passages_of(redacted, text) if redacted is not None else ()
        self._show_head()
        self._refresh()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, those that are open first."""
        return self._passages

    @property
    def open_count(self) -> int:
        """How many passages a person has to decide about."""
        return sum(passage.is_open for passage in self._passages)

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

    def _key_of(self, card: MarkCard) -> _Key:
        return card.passage.key

    def _eligible(self) -> Sequence[_Key]:
        """Return the cards that wait for a decision: after one, the next is at hand."""
        return [card.passage.key for card in self._cards if card.passage.is_open]

    def _fill(self) -> None:
        offered = masks()
        for passage in self._passages[: self._most]:
            kind = passage.finding.finding.kind if passage.finding is not None else None
            card = MarkCard(passage, offered.offered(kind), self._look)
            card.closed.connect(self._on_card_closed)
            card.show_wanted.connect(self.show_wanted)
            card.removed.connect(self.removed)
            card.kept.connect(self.kept)
            card.dropped.connect(self.dropped)
            card.alike_wanted.connect(self.alike_wanted)
            self._add_card(card)
        left = len(self._passages) - self._most
        if left > 0:
            self._add(self._more_button(f"再显示 {min(left, self._page)} 处"))
        if not self._passages:
            self._add(plain_label(_NOTHING, tone="muted", size="note", wrap=True))

    @property
    def current(self) -> Passage | None:
        """The passage at hand."""
        card = self._card_at_hand()
        return card.passage if card is not None else None

    def _obey(self, event: QKeyEvent) -> None:
        passage, key = self.current, event.key()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or passage is None:
            super()._obey(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.show_wanted.emit(passage)
        elif key == Qt.Key.Key_M and passage.state is FindingState.OPEN:
            self.removed.emit(passage, "")
        elif key == Qt.Key.Key_K and passage.state is FindingState.OPEN:
            self._ask_for_reason()
        elif key == Qt.Key.Key_U and passage.state is not FindingState.OPEN:
            self.dropped.emit(passage)
        else:
            super()._obey(event)

    def _ask_for_reason(self) -> None:
        card = self._card_at_hand()
        if card is not None:
            card.ask_for_reason()
        self._scroll_soon()


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
