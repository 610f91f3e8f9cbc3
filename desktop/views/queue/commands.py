"""What the actions about the queue of a window do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.domain.queue import Quick

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow


class QueueCommands(QObject):
    """Binds the actions about the queue. Typed text is taken over before the keyboard leaves the field."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._queue = window, window.queue
        slots = {
            "list": self.go_to_list,
            "search": self.search,
            "filter": self.choose_filter,
            "saved": self.choose_saved,
            "clear": self._queue.clear_filter,
            "doubtful": self.show_doubtful,
            "pending": self.show_pending,
            "unmarked": self.show_unmarked,
            "mine": self.show_mine,
            "sort": self.choose_order,
            "scope": self.turn_scope,
            "all": self.select_all,
        }
        for name, slot in slots.items():
            window.actions_by_name[f"queue-{name}"].triggered.connect(slot)

    @Slot()
    def go_to_list(self) -> None:
        """Give the keyboard to the list."""
        if self._window.fields.take_over():
            self._queue.focus_list()

    @Slot()
    def search(self) -> None:
        """Give the keyboard to the search of the list."""
        if self._window.fields.take_over():
            self._queue.focus_search()

    @Slot()
    def choose_filter(self) -> None:
        """Open the sheet of all values to filter by."""
        if self._window.fields.take_over():
            self._queue.tools.open_facets()

    @Slot()
    def choose_saved(self) -> None:
        """Open the menu of the saved filters."""
        self._queue.tools.open_saved()

    @Slot()
    def choose_order(self) -> None:
        """Open the menu of the orders."""
        self._queue.tools.open_orders()

    @Slot()
    def show_doubtful(self) -> None:
        """Show only documents with doubts."""
        self._queue.set_quick(Quick.DOUBTFUL)

    @Slot()
    def show_pending(self) -> None:
        """Show only documents that are not approved."""
        self._queue.set_quick(Quick.PENDING)

    @Slot()
    def show_unmarked(self) -> None:
        """Show only documents without 公开属性."""
        self._queue.set_quick(Quick.UNMARKED)

    @Slot()
    def show_mine(self) -> None:
        """Show only documents that the person at the desk changed."""
        self._queue.set_quick(Quick.MINE)

    @Slot()
    def turn_scope(self) -> None:
        """Show the documents of all sources, or only those of the open one again."""
        self._queue.show_everywhere(not self._queue.everywhere)

    @Slot()
    def select_all(self) -> None:
        """Select all documents that the list shows."""
        self.go_to_list()
        self._queue.view.selectAll()
