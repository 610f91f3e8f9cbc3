"""What the mouse does with text in a view: click, select, select a further place (Ctrl), drag what is selected."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent

from desktop.domain.text import Span
from desktop.widgets.span_drag import begins


class Surface(Protocol):
    """A view whose text can be selected."""

    @property
    def selection(self) -> Span | None:
        """The selected span."""

    def select(self, span: Span | None) -> None:
        """Select a span."""

    def caret_at(self, point: QPoint) -> int | None:
        """Return the code point before which a cursor would stand, None where there is no text."""

    def letter_at(self, point: QPoint) -> int | None:
        """Return the code point that is drawn at a point, None where there is no text."""


class TextGrip(QObject):
    """Follows the left button over a surface. Points are those of its viewport."""

    clicked = Signal(int)
    further_selected = Signal(object)
    drag_wanted = Signal()

    def __init__(self, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self._from: int | None = None
        self._held: QPoint | None = None
        self._further = False

    def forget(self) -> None:
        """Forget a button that is held: the text is another."""
        self._from = self._held = None

    @property
    def selecting(self) -> bool:
        """Tell whether a selection is being drawn."""
        return self._from is not None

    def press(self, event: QMouseEvent) -> None:
        """Take hold of the selection, or begin another."""
        point = event.position().toPoint()
        letter, selection = self._surface.letter_at(point), self._surface.selection
        self._further = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if selection is not None and letter is not None and selection.contains(letter) and not self._further:
            self._held = point
            return
        self._from = self._surface.caret_at(point)
        self._surface.select(None)

    def move(self, point: QPoint) -> None:
        """Draw the selection further, or begin to drag it."""
        if self._held is not None and begins(self._held, point):
            self._held = None
            self.drag_wanted.emit()
        elif self._from is not None:
            reached = self._surface.caret_at(point)
            if reached is not None:
                self._surface.select(Span(min(self._from, reached), max(self._from, reached)))

    def release(self, event: QMouseEvent) -> None:
        """End a selection or a click."""
        held, began = self._held is not None, self._from is not None
        self.forget()
        if held:
            self._surface.select(None)
        elif not began:
            return
        if self._surface.selection is None:
            letter = self._surface.letter_at(event.position().toPoint())
            if letter is not None:
                self.clicked.emit(letter)
        elif self._further:
            self.further_selected.emit(self._surface.selection)
