"""Cards with a number and what it counts; a click restricts the list to that, a second one takes it back."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.style_buttons import paint_body, paint_ring

_HEIGHT, _SIDE = 68, 14
_INKS = {"ok": "ok", "warn": "warn", "bad": "bad", "neutral": "text", "accent": "accent"}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a card says; `key` tells which one it is."""

    key: Hashable
    words: str
    count: int
    tone: str = "neutral"


class Cards(QWidget):
    """Figures side by side. `chosen` tells the key of the one that was clicked, None where it was taken back."""

    chosen = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self._cards: dict[Hashable, _Card] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Sequence[Figure], chosen: Hashable | None) -> None:
        """Show other figures; the one with the key `chosen` is brought out."""
        if [figure.key for figure in figures] != list(self._cards):
            for card in self._cards.values():
                self._row.removeWidget(card)
                card.deleteLater()
            self._cards = {}
            for figure in figures:
                card = self._cards[figure.key] = _Card(self._look)
                card.clicked.connect(partial(self._on_card_clicked, figure.key))
                self._row.addWidget(card)
        for figure in figures:
            self._cards[figure.key].show_figure(figure, figure.key == chosen)

    def card(self, key: Hashable) -> QPushButton:
        """Return the card of a key. Raises KeyError."""
        return self._cards[key]

    def _on_card_clicked(self, key: Hashable) -> None:
        self.chosen.emit(key if self._cards[key].isChecked() else None)


class _Card(QPushButton):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self._figure = Figure("", "", 0)
        self.setCheckable(True)
        self.setProperty("own_size", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        appearance.resized.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def show_figure(self, figure: Figure, chosen: bool) -> None:
        """Say a number."""
        self._figure = figure
        self.setChecked(chosen)
        self.setAccessibleName(f"{figure.words} {figure.count:,} 件")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(110), self._look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(76), self._look.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look.theme.radius("card")
        ground = "accent-soft" if self.isChecked() else "hover" if self.underMouse() else "surface"
        paint_body(painter, look.theme, self.rect(), radius, ground, "accent" if self.isChecked() else "line")
        if self.hasFocus():
            paint_ring(painter, look.theme, self.rect(), radius)
        side = look.px(_SIDE)
        room = QRectF(side, look.px(8), self.width() - 2 * side, self.height() - look.px(16))
        font = QFont(look.sans("display", bold=True))
        painter.setFont(font)
        painter.setPen(look.color(_INKS[self._figure.tone] if self._figure.count else "muted"))
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, top, f"{self._figure.count:,}")
        painter.setFont(look.sans("small"))
        painter.setPen(look.color("muted"))
        words = painter.fontMetrics().elidedText(self._figure.words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)
