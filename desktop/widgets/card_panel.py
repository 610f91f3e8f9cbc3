"""A panel of cards that the keyboard goes through: one is at hand, and it stays so when the cards are made anew."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.panel_column import stack
from desktop.widgets.select_card import SelectCard

Card = TypeVar("Card", bound=SelectCard)
Key = TypeVar("Key", bound=Hashable)

_IN_SIGHT = 24
"""Pixels of the neighbours that stay in sight around the card at hand."""
_FILLING = Qt.AlignmentFlag(0)
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CardPanel(QFrame, Generic[Card, Key]):
    """Holds cards of one kind below a head, each told from the others by its key.

    A panel says what is its own by `_key_of` and `_fill`, calls `_lay_out` once, and `_refresh` when its cards are to
    be others. The cards are made when the panel is looked at.
    """

    _page: ClassVar[int]
    """Cards that are shown at once; more on demand."""
    _margins: ClassVar[tuple[int, int, int, int]] = (14, 10, 14, 14)
    _spacing: ClassVar[int] = 8

    def __init__(self, name: str, said: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        """`name` is the object's name, `said` what a screen reader says."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("ground", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(said)
        self._look = appearance
        self._stale = False
        self._most = self._page
        self._cards: list[Card] = []
        self._current: Key | None = None
        self._scroll: QScrollArea
        self._column: QVBoxLayout

    def _lay_out(self, *above: QWidget) -> None:
        """Put the cards below the other parts."""
        self._scroll = stack(self, *above)

    # What each panel says of its own

    def _key_of(self, card: Card) -> Key:
        """Return what tells a card from the others."""
        raise NotImplementedError

    def _fill(self) -> None:
        """Add the cards, and what stands among them, in their order."""
        raise NotImplementedError

    def _eligible(self) -> Sequence[Key]:
        """Return the cards that may be at hand without a person's choosing them."""
        return self._keys()

    # The cards

    def _begin(self) -> None:
        """Forget the page and the card at hand: the cards will be about something else."""
        self._most, self._current = self._page, None

    def _refresh(self) -> None:
        """Make the cards anew, at once where somebody looks."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._rebuild()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._rebuild()

    def _rebuild(self) -> None:
        """Make the cards anew, at the same place."""
        place, before = self._scroll.verticalScrollBar().value(), self._keys()
        holder = self._clear()
        self._fill()
        self._scroll.setWidget(holder)
        self._scroll.verticalScrollBar().setValue(place)
        self._settle_current(before)

    def _clear(self) -> QWidget:
        """Take the cards away, and return what holds the next ones; the keyboard goes back from a card to the panel."""
        focused, old = self.window().focusWidget(), self._scroll.widget()
        if old is not None:
            if focused is not None and old.isAncestorOf(focused):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.takeWidget()
            old.deleteLater()
        self._cards = []
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(*self._margins)
        self._column.setSpacing(self._spacing)
        self._column.addStretch(1)
        return holder

    def _add(self, part: QWidget, alignment: Qt.AlignmentFlag = _FILLING) -> None:
        """Add a card's neighbour below what is there."""
        self._column.insertWidget(self._column.count() - 1, part, 0, alignment)

    def _add_card(self, card: Card) -> None:
        key = self._key_of(card)
        card.pressed.connect(partial(self._on_card_pressed, key))
        card.set_current(key == self._current)
        self._cards.append(card)
        self._add(card)

    def _more_button(self, words: str) -> QPushButton:
        """Return the button that asks for the next page."""
        button = QPushButton(words)
        button.setProperty("kind", "quiet")
        button.clicked.connect(self._on_more_clicked)
        return button

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that are shown."""
        return tuple(self._cards)

    def _keys(self) -> list[Key]:
        return [self._key_of(card) for card in self._cards]

    # The card at hand

    def _card_at_hand(self) -> Card | None:
        return next((card for card in self._cards if card.current), None)

    def _settle_current(self, before: Sequence[Key]) -> None:
        """Keep the card at hand; where it is gone, the next one of those that were shown `before`."""
        eligible = self._eligible()
        if self._current not in eligible:
            following = before[before.index(self._current) :] if self._current in before else ()
            following = [key for key in following if key in eligible]
            self._current = next(iter([*following, *eligible, *self._keys()]), None)
        self._mark()

    def _mark(self) -> None:
        for card in self._cards:
            card.set_current(self._key_of(card) == self._current)

    def choose(self, key: Key) -> None:
        """Put a card at hand, and bring it into sight."""
        self._current = key
        self._mark()
        self._scroll_soon()

    def _scroll_soon(self) -> None:
        QTimer.singleShot(0, self, self._scroll_to_current)

    @Slot()
    def _scroll_to_current(self) -> None:
        card = self._card_at_hand()
        if card is not None:
            self._scroll.ensureWidgetVisible(card, 0, _IN_SIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, known = _STEPS.get(event.key(), 0), self._keys()
        if not step:
            self._obey(event)
        elif known:
            at = known.index(self._current) if self._current in known else -step
            self.choose(known[min(max(at + step, 0), len(known) - 1)])

    def _obey(self, event: QKeyEvent) -> None:
        """Do what a key other than ↑ and ↓ asks for."""
        super().keyPressEvent(event)

    @Slot()
    def _on_card_pressed(self, key: Key) -> None:
        self._current = key
        self._mark()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot()
    def _on_card_closed(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_more_clicked(self) -> None:
        self._most += self._page
        self._rebuild()
