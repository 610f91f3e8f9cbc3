"""What the queue is filtered by at the moment, as chips that take it back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.queue import Part, QueueFilter, parts, without_part
from desktop.review import listing_words
from desktop.widgets.appearance import Appearance
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.safe_words import safe_words

_LONGEST, _MOST = 150, 12
"""Pixels of a chip's words at 100 %, and chips shown; the sheet shows all."""


class QueueParts(QWidget):
    """Shows a chip for each thing asked for. A click takes it back."""

    filter_changed = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self._filter = QueueFilter()
        self._chips: list[QPushButton] = []
        self._parts: tuple[Part, ...] = ()
        self._flow = FlowLayout(self)
        self.hide()

    @property
    def chips(self) -> tuple[QPushButton, ...]:
        """The chips that are shown."""
        return tuple(self._chips[: len(self._parts)])

    def show_filter(self, wish: QueueFilter) -> None:
        """Show what is asked for."""
        self._filter, self._parts = wish, parts(wish)[:_MOST]
        while len(self._chips) < len(self._parts):
            chip = QPushButton(self)
            chip.setProperty("kind", "chip")
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(partial(self._on_chip_clicked, len(self._chips)))
            self._chips.append(chip)
            self._flow.insertWidget(self._flow.count(), chip)
        metrics = QFontMetrics(self._look.sans("small"))
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < len(self._parts))
            if number < len(self._parts):
                words = safe_words(listing_words.part_words(self._parts[number]))
                short = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, self._look.px(_LONGEST))
                chip.setText(f"{short.replace('&', '&&')}  ×")
                chip.setAccessibleName(f"不再按“{words}”筛选")
        self.setVisible(bool(self._parts))
        self.updateGeometry()

    def _on_chip_clicked(self, number: int) -> None:
        self.filter_changed.emit(without_part(self._filter, self._parts[number]))
