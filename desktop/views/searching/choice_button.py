"""A button whose menu holds the values that hits may be restricted to, with how many documents have each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.domain.queue import Facet
from desktop.review.listing_words import value_words

_MOST = 40
"""Values that a menu offers."""
_LONGEST = 12
"""Code points of the values that the button itself shows."""


class ChoiceButton(QPushButton):
    """Any number of values can be chosen; none asks for nothing. `changed` tells of another choice."""

    changed = Signal()

    def __init__(self, facet: Facet, label: str) -> None:
        super().__init__(label)
        self.facet = facet
        self._label = label
        self._chosen: set[str] = set()
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_menu_triggered)
        self.setMenu(self._menu)
        self.setEnabled(False)

    @property
    def chosen(self) -> frozenset[str]:
        """The values that were chosen, as in the store."""
        return frozenset(self._chosen)

    def offer(self, counts: Sequence[tuple[str, int]]) -> None:
        """Offer values with their numbers of documents; those that are chosen stay offered."""
        self._menu.clear()
        known = [value for value, _ in counts[:_MOST]]
        for value, count in (*counts[:_MOST], *((value, 0) for value in sorted(self._chosen.difference(known)))):
            words = value_words(self.facet, value).replace("&", "&&")
            action = self._menu.addAction(f"{words}　{count:,}")
            action.setCheckable(True)
            action.setChecked(value in self._chosen)
            action.setData(value)
        self._menu.addSeparator()
        clear = self._menu.addAction("不限")
        clear.setEnabled(bool(self._chosen))
        self.setEnabled(bool(counts) or bool(self._chosen))
        self._tell()

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        if action.data() is None:
            self.clear()
        elif action.isChecked():
            self._chosen.add(action.data())
        else:
            self._chosen.discard(action.data())
        self._tell()
        self.changed.emit()

    def clear(self) -> None:
        """Ask for nothing."""
        self._chosen.clear()
        for action in self._menu.actions():
            action.setChecked(False)
        self._tell()

    def _tell(self) -> None:
        words = "、".join(value_words(self.facet, value) for value in sorted(self._chosen))
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        self.setText((f"{self._label}：{short}" if words else self._label).replace("&", "&&"))
        self.setAccessibleName(f"{self._label}：{words or '不限'}")
        self.setProperty("tone", "accent" if words else "")
        self.style().polish(self)
