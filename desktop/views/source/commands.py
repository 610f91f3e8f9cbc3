"""What the actions about the source's view do: ways of showing it, its size, finding words in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.views.source.head import Mode
from desktop.widgets.page_layout import Fit

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow

_ZOOM_STEP = 0.1


class SourceCommands(QObject):
    """Binds the actions of a window that concern its source pane. Larger and smaller mean what is looked at."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._look, self._pane = window.look, window.source
        slots = {
            "find": self._pane.begin_find,
            "find_next": self.find_next,
            "find_previous": self.find_previous,
            "text": self.show_text,
            "pages": self.show_pages,
            "both": self.show_both,
            "tables": self.show_tables,
            "strip": self.toggle_strip,
            "larger": self.larger,
            "smaller": self.smaller,
            "plain": self.plain_size,
            "whole": self._pane.fit_page,
        }
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)

    @Slot()
    def find_next(self) -> None:
        """Go to the next hit, or begin to look for something."""
        if self._pane.find_bar.isHidden():
            self._pane.begin_find()
        else:
            self._pane.finder.next()

    @Slot()
    def find_previous(self) -> None:
        """Go to the hit before, or begin to look for something."""
        if self._pane.find_bar.isHidden():
            self._pane.begin_find()
        else:
            self._pane.finder.previous()

    @Slot()
    def show_text(self) -> None:
        """Show the text alone."""
        self._pane.show_mode(Mode.TEXT)

    @Slot()
    def show_pages(self) -> None:
        """Show the pages alone."""
        self._pane.show_mode(Mode.PAGES)

    @Slot()
    def show_both(self) -> None:
        """Show text and pages side by side."""
        self._pane.show_mode(Mode.BOTH)

    @Slot()
    def show_tables(self) -> None:
        """Show the tables of the document under review."""
        self._pane.show_mode(Mode.TABLES)

    @Slot()
    def toggle_strip(self) -> None:
        """Show or hide the small pictures of the pages; they stand beside the pages."""
        if self._pane.mode is Mode.TEXT:
            self._pane.show_mode(Mode.PAGES)
            self._pane.show_strip(True)
        else:
            self._pane.show_strip(not self._pane.strip_shown)

    @Slot()
    def larger(self) -> None:
        """Show the pages, or all text, larger."""
        self._zoom_by(1)

    @Slot()
    def smaller(self) -> None:
        """Show the pages, or all text, smaller."""
        self._zoom_by(-1)

    @Slot()
    def plain_size(self) -> None:
        """Fit the pages to the window, or show all text in the size that it was drawn for."""
        if self._pane.zooms_pages:
            self._pane.pages.set_zoom(Fit.WIDTH)
        else:
            self._look.set_zoom(1.0)

    def _zoom_by(self, step: int) -> None:
        if self._pane.zooms_pages:
            self._pane.pages.zoom_by(step)
        else:
            self._look.set_zoom(self._look.zoom + step * _ZOOM_STEP)
