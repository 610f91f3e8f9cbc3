"""Turning to a panel at the right by its key, and back to the documents with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow


class PanelTurn(QObject):
    """Gives a panel the keyboard, once what is being typed in a field is taken over."""

    def __init__(self, window: MainWindow, page: str, panel: QWidget) -> None:
        super().__init__(panel)
        self._window, self._page, self._panel = window, page, panel

    @Slot()
    def show(self) -> None:
        """Turn to the panel."""
        if self._window.fields.take_over():
            self._window.side.show_page(self._page)
            self._panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def leave(self) -> None:
        """Go back to the fields, with the keyboard where documents are gone through."""
        self._window.queue.focus_list()
        self._window.side.show_page("fields")
