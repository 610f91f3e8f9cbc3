"""The page 历史: what was said about the document, and its life, the newest entry first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from desktop.domain.fields import FIELDS
from desktop.domain.record import Record
from desktop.review.past import Return
from desktop.review.remarks import LONGEST_TAG
from desktop.review.saying import Said
from desktop.review.telling import Telling, day_words
from desktop.views.history.card import HistoryCard
from desktop.widgets.appearance import Appearance
from desktop.widgets.card_panel import CardPanel
from desktop.widgets.labels import plain_label
from desktop.widgets.note_box import NoteBox
from desktop.widgets.panel_column import fixed_head
from desktop.widgets.tag_row import TagRow

_AT_ONCE = 8
"""Cards that are made before the window may do something else."""
_KEYS = "↑↓ 选择 · Enter 回到这一状态"


@dataclass(frozen=True, slots=True)
class Life:
    """A record with all that is told of it, the newest entry first."""

    record: Record
    told: tuple[Telling, ...]


class HistoryPanel(CardPanel[HistoryCard, int]):
    """Shows a life. Asks for it when it is looked at; tells what is to be brought back."""

    wanted = Signal()
    field_wanted = Signal(object)
    preview_wanted = Signal(int)
    return_wanted = Signal(object)

    _page = 100
    _margins, _spacing = (14, 8, 14, 14), 6

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("historyPanel", "历史", appearance, parent)
        self._life: Life | None = None
        self._shown: tuple[Telling, ...] = ()
        self.tags = TagRow(LONGEST_TAG)
        self.note = NoteBox("本件的批注", appearance)
        self._count = plain_label(tone="muted", size="small")
        self.filter = QComboBox()
        self.filter.setAccessibleName("只看一个字段的历史")
        self.filter.currentIndexChanged.connect(self._on_filter_changed)
        self._filling = QTimer(self)
        self._filling.setInterval(0)
        self._filling.timeout.connect(self._fill_some)
        self._lay_out(self._make_remarks(), self._make_head())

    def _make_remarks(self) -> QWidget:
        frame, column = fixed_head(6)
        column.addWidget(self.tags)
        column.addWidget(self.note)
        return frame

    def _make_head(self) -> QWidget:
        frame, column = fixed_head(4, 8)
        row = QHBoxLayout()
        row.addWidget(self.filter)
        row.addStretch(1)
        row.addWidget(self._count)
        column.addLayout(row)
        column.addWidget(plain_label(_KEYS, tone="muted", size="small"))
        return frame

    # What is shown

    def show_remarks(self, record: Record) -> None:
        """Show what was said about a document; what is being typed stays."""
        self.tags.show_tags(record.tags)
        self.note.show_text(record.note)

    def ask(self) -> None:
        """The record became another: ask for its life, at once where somebody looks."""
        if self.isVisible():
            self.wanted.emit()
        else:
            self.show_life(None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._life is None:
            self.wanted.emit()

    def show_life(self, life: Life | None) -> None:
        """Show another life, or none; the page and the filter stay for the same record."""
        another = self._life is None or life is None or self._life.record.id != life.record.id
        self._life = life
        if another:
            self._begin()
        self._fill_filter(life.told if life is not None else (), keep=not another)
        self._rebuild()

    def _fill_filter(self, told: Sequence[Telling], keep: bool) -> None:
        wanted = self.filter.currentData() if keep else None
        keys = frozenset(key for telling in told for key in telling.keys)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem("全部历史", None)
        for spec in FIELDS:
            if spec.key in keys:
                self.filter.addItem(spec.label, spec.key)
        self.filter.setCurrentIndex(max(0, self.filter.findData(wanted) if wanted is not None else 0))
        self.filter.blockSignals(False)

    def _rebuild(self) -> None:
        key = self.filter.currentData()
        told = self._life.told if self._life is not None else ()
        self._shown = tuple(telling for telling in told if key is None or key in telling.keys)
        self._count.setText(f"共 {len(self._shown):,} 条" if told else "")
        self._scroll.setWidget(self._clear())
        self._fill_some()

    def _key_of(self, card: HistoryCard) -> int:
        return card.telling.number

    @Slot()
    def _fill_some(self) -> None:
        """Make a few more cards, so that a long life never holds the window up."""
        most = min(self._most, len(self._shown))
        for telling in self._shown[len(self._cards) : min(most, len(self._cards) + _AT_ONCE)]:
            self._add_telling(telling)
        if len(self._cards) < most:
            self._filling.start()
            return
        self._filling.stop()
        left = len(self._shown) - most
        if left > 0:
            self._add(self._more_button(f"更早的 {min(left, self._page)} 条"))

    def _add_telling(self, telling: Telling) -> None:
        if self._life is None:
            return
        day = telling.at.date()
        if not self._cards or self._cards[-1].telling.at.date() != day:
            self._add(plain_label(day_words(day, date.today()), tone="muted", size="small"))
        card = HistoryCard(telling, self._life.record, self._look)
        card.field_wanted.connect(self.field_wanted)
        card.preview_wanted.connect(self.preview_wanted)
        card.return_wanted.connect(self.return_wanted)
        self._add_card(card)

    @property
    def filled(self) -> bool:
        """Tell whether all cards of the page are made."""
        return self._life is not None and not self._filling.isActive()

    def show_preview(self, plan: Return, said: tuple[Said, ...]) -> None:
        """Say at its card what going back would change."""
        for card in self._cards:
            if card.telling.number == plan.number:
                card.show_preview(plan, said)
        self._scroll_soon()

    # The current entry

    def _obey(self, event: QKeyEvent) -> None:
        card = self._card_at_hand()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card is not None:
            self.preview_wanted.emit(card.telling.number)
        else:
            super()._obey(event)

    @Slot()
    def _on_card_pressed(self, key: int) -> None:
        super()._on_card_pressed(key)
        self._scroll_soon()

    @Slot(int)
    def _on_filter_changed(self, _index: int) -> None:
        self._most = self._page
        self._rebuild()

    @Slot()
    def _on_more_clicked(self) -> None:
        self._most += self._page
        button = self.sender()
        if isinstance(button, QPushButton):
            button.hide()
            button.deleteLater()
        self._fill_some()
