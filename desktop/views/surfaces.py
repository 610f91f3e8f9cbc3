"""The working surfaces that the rail leads to, each made when it is visited first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QToolButton, QWidget

from desktop.views.chrome import Rail

REVIEW = "review"
"""The surface that is there from the start."""


class Surfaces(QObject):
    """One of them is shown. `turned` tells which one, after it is in sight."""

    turned = Signal(str)

    def __init__(self, rail: Rail, stack: QStackedWidget, review: QWidget, parent: QObject | None = None) -> None:
        """Lead to the surfaces on `stack`, whose first is `review`."""
        super().__init__(parent)
        self._rail, self._stack = rail, stack
        self._made: dict[str, QWidget] = {REVIEW: review}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._current = REVIEW
        self._add_button(REVIEW, "审阅", "review")

    def add(self, name: str, title: str, icon: str, make: Callable[[], QWidget]) -> None:
        """Offer a surface that `make` makes when a person first goes there."""
        self._makers[name] = make
        self._add_button(name, title, icon)

    @property
    def current(self) -> str:
        """The name of the surface in sight."""
        return self._current

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all surfaces, as the rail shows them."""
        return tuple(self._buttons)

    @Slot(str)
    def show(self, name: str) -> None:
        """Turn to a surface. Raises KeyError for a name that was not added."""
        if name == self._current:
            self._buttons[name].setChecked(True)
            return
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self._stack.addWidget(self._made[name])
        self._current = name
        self._buttons[name].setChecked(True)
        self._rail.tint()
        self._stack.setCurrentWidget(self._made[name])
        self.turned.emit(name)

    def _add_button(self, name: str, title: str, icon: str) -> None:
        button = self._rail.add_surface(title, icon)
        button.clicked.connect(partial(self.show, name))
        self._buttons[name] = button
