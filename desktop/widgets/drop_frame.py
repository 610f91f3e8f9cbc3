"""A frame on which selected text of the source can be dropped, and which shows that it can."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from desktop.widgets.span_drag import dragged


class DropFrame(QFrame):
    """Takes spans where `acceptDrops` is set; its property `drop` is true while one is held above it.

    `taken` tells the DraggedSpan, and True when Ctrl was held: it is to be added to what is there.
    """

    taken = Signal(object, bool)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._greet(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._greet(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop(False)
        span = dragged(event.mimeData())
        if span is not None:
            event.acceptProposedAction()
            self.taken.emit(span, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _greet(self, event: QDropEvent) -> None:
        """Say whether what is dragged can be taken."""
        fits = dragged(event.mimeData()) is not None
        self._show_drop(fits)
        if fits:
            event.acceptProposedAction()
        else:
            event.ignore()

    def _show_drop(self, shown: bool) -> None:
        if bool(self.property("drop")) != shown:
            self.setProperty("drop", shown)
            self.style().unpolish(self)
            self.style().polish(self)
