"""The filters that a person saved under a name: the menu that brings them back, names them anew, removes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.queue import Order, QueueFilter, SavedFilter, from_json, to_json
from desktop.review.listing_words import filter_words
from desktop.views.name_dialog import NameDialog

MOST_SAVED = 30
LONGEST_NAME = 40
_LONGEST = 24


class SavedFilters(QMenu):
    """Offers the saved filters, and to rename or remove one. Tells which one is wanted, and when there are others."""

    wanted = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._saved: tuple[SavedFilter, ...] = ()
        self.setToolTipsVisible(True)
        self.triggered.connect(self._on_triggered)
        self._fill()

    @property
    def saved(self) -> tuple[SavedFilter, ...]:
        """The saved filters, the latest first."""
        return self._saved

    @property
    def as_texts(self) -> tuple[str, ...]:
        """The saved filters as JSON, to be kept in the settings."""
        return tuple(json.dumps(to_json(known), ensure_ascii=False) for known in self._saved)

    def offer(self, texts: Iterable[str]) -> None:
        """Offer what the settings hold; what makes no sense is left out."""
        found = []
        for text in texts:
            try:
                found.append(from_json(json.loads(text)))
            except (ValueError, RecursionError):
                continue
        self._saved = tuple(found[:MOST_SAVED])
        self._fill()

    def save(self, name: str, wish: QueueFilter, order: Order) -> None:
        """Save a filter; another one of the same name gives way."""
        others = tuple(known for known in self._saved if known.name != name)
        self._put((SavedFilter(name, wish, order), *others))

    def _fill(self) -> None:
        self.clear()
        for known in self._saved:
            self._add(self, known, ("use", known.name)).setToolTip(_plain(filter_words(known.filter), 200))
        if not self._saved:
            hint = self.addAction("还没有保存的筛选。先筛选，再在“筛选”下面起个名字保存")
            hint.setEnabled(False)
            return
        self.addSeparator()
        naming, removal = self.addMenu("改名"), self.addMenu("删除")
        for known in self._saved:
            self._add(naming, known, ("rename", known.name)).setText(f"{_plain(known.name, _LONGEST)}…")
            self._add(removal, known, ("remove", known.name))

    def _add(self, menu: QMenu, known: SavedFilter, data: tuple[str, str]) -> QAction:
        action = menu.addAction(_plain(known.name, _LONGEST))
        action.setData(data)
        return action

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        match action.data():
            case ("use", str(name)):
                self.wanted.emit(next(known for known in self._saved if known.name == name))
            case ("rename", str(name)):
                self._ask_name(name)
            case ("remove", str(name)):
                self._put(known for known in self._saved if known.name != name)

    def _ask_name(self, name: str) -> None:
        others = [known.name for known in self._saved if known.name != name]
        dialog = NameDialog("给保存的筛选改名", name, others, LONGEST_NAME, self._around.window())
        dialog.named.connect(partial(self._on_named, name))
        dialog.open()

    @Slot(str)
    def _on_named(self, before: str, name: str) -> None:
        self._put(replace(known, name=name) if known.name == before else known for known in self._saved)

    def _put(self, saved: Iterable[SavedFilter]) -> None:
        self._saved = tuple(saved)[:MOST_SAVED]
        self._fill()
        self.changed.emit()


def _plain(text: str, most: int) -> str:
    """Return words of a person as a menu can show them."""
    short = text if len(text) <= most else f"{text[:most]}…"
    return short.replace("&", "&&").replace("<", "＜").replace("\n", " ").replace("\t", " ")
