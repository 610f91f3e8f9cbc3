"""One entry of a record's life as a card: what was done, by whom and when; and what can be brought back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.domain.record import Record
from desktop.review.past import Return
from desktop.review.saying import Said
from desktop.review.telling import Offer, Telling, offered
from desktop.widgets.appearance import Appearance
from desktop.widgets.difference import difference
from desktop.widgets.difference_label import DifferenceLabel
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.safe_words import safe_words, words_label
from desktop.widgets.select_card import SelectCard

_SENTENCES = 12
"""Sentences of one entry that are shown."""


class HistoryCard(SelectCard):
    """Shows a Telling. Tells what is to be brought back; buttons stand on the card at hand only."""

    field_wanted = Signal(object)
    preview_wanted = Signal(int)
    return_wanted = Signal(object)

    def __init__(self, telling: Telling, record: Record, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self.telling, self._record = telling, record
        self._acts: QWidget | None = None
        self._preview: QWidget | None = None
        sentences = telling.said[:_SENTENCES]
        if telling.head:
            self._add_words(telling.head)
        for said in sentences:
            _add_sentence(self.column, said, self._look)
        if len(telling.said) > len(sentences):
            self._add_words(f"等 {len(telling.said)} 处改动")
        self.column.addWidget(words_label(_beside(telling), tone="muted", size="small"))
        words = "，".join((telling.head, *(said.whole for said in sentences)))
        self.setAccessibleName(safe_words(words).lstrip("，"))

    def _add_words(self, text: str) -> None:
        self.column.addWidget(words_label(text))

    def set_current(self, current: bool) -> None:
        """Mark the card as the one at hand, with what can be done about it, or no longer."""
        super().set_current(current)
        if current and self._acts is None:
            self._acts = self._make_acts()
            self.column.addWidget(self._acts)
        if self._acts is not None:
            self._acts.setVisible(current and self._preview is None)
        if not current:
            self.close_preview()

    def _make_acts(self) -> QWidget:
        acts = QWidget()
        row = FlowLayout(acts)
        offers = [
            offer for said in self.telling.said[:_SENTENCES] if (offer := offered(said, self._record)) is not None
        ]
        for offer in offers:
            row.addWidget(_button(offer.words, partial(self._on_offer_clicked, offer)))
        row.addWidget(_button("回到这一状态…", self._on_preview_clicked))
        return acts

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be pressed now."""
        return tuple(button for button in self.findChildren(QPushButton) if not button.isHidden())

    def show_preview(self, plan: Return, said: tuple[Said, ...]) -> None:
        """Say what going back to this state would change, and ask."""
        self.close_preview()
        self._preview = QWidget()
        column = QVBoxLayout(self._preview)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        head = f"回到这一状态，会有 {len(said)} 处改动：" if said else "现在就是这一状态，没有可改的。"
        column.addWidget(words_label(head, tone="muted", size="small"))
        for sentence in said[:_SENTENCES]:
            _add_sentence(column, sentence, self._look)
        for remark in plan.remarks:
            column.addWidget(words_label(f"{remark}。", tone="warn", size="small"))
        buttons = QWidget()
        row = FlowLayout(buttons)
        if said:
            row.addWidget(_button("回到这一状态", partial(self._on_return_clicked, plan)))
        row.addWidget(_button("取消" if said else "知道了", self.close_preview))
        column.addWidget(buttons)
        self.column.addWidget(self._preview)
        if self._acts is not None:
            self._acts.hide()

    @Slot()
    def close_preview(self) -> None:
        """Ask no more."""
        if self._preview is not None:
            self._preview.hide()
            self._preview.deleteLater()
            self._preview = None
            if self._acts is not None:
                self._acts.setVisible(self.current)

    @Slot()
    def _on_offer_clicked(self, offer: Offer, _checked: bool = False) -> None:
        self.field_wanted.emit(offer)

    @Slot()
    def _on_preview_clicked(self) -> None:
        self.preview_wanted.emit(self.telling.number)

    @Slot()
    def _on_return_clicked(self, plan: Return, _checked: bool = False) -> None:
        self.return_wanted.emit(plan)


def _add_sentence(column: QVBoxLayout, said: Said, look: Appearance) -> None:
    """Add a sentence; where a value became another, with the difference marked inside it."""
    if not said.compared:
        column.addWidget(words_label(said.text))
        return
    if not said.before or not said.after:
        column.addWidget(words_label(said.whole))
        return
    lead = said.text.removesuffix("，")
    column.addWidget(words_label(f"{lead}：" if lead != said.text else f"{lead}改为："))
    label = DifferenceLabel(look, "note", lines=6)
    label.show_pieces(difference(said.before, said.after))
    column.addWidget(label)


def _beside(telling: Telling) -> str:
    parts = [f"{telling.at:%H:%M}", telling.actor, f"第 {telling.number} 号"]
    parts += [f"同一步共 {telling.others + 1} 件"] if telling.others else []
    parts += ["已撤销"] if telling.undone else []
    return " · ".join(parts)


def _button(words: str, slot: Callable[..., None]) -> QPushButton:
    button = QPushButton(safe_words(words).replace("&", "&&"))
    button.setProperty("kind", "chip")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(slot)
    return button
