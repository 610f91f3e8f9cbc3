"""Help and keys: the help at the place that fits, the cheat sheet, and the dialog for other keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.views.guide.help_pages import page_for
from desktop.views.keys.cheat_sheet import CheatSheet
from desktop.views.keys.shortcuts_dialog import ShortcutsDialog

if TYPE_CHECKING:
    from desktop.views.guide.help_window import HelpWindow
    from desktop.views.main_window import MainWindow

HELP = "help"
"""The property of a pane or a dialog that names its help page."""


class KeyCommands(QObject):
    """Binds the actions of a window that explain it. Each of its dialogs is made once and shown again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialogs: dict[str, QDialog] = {}
        slots = {"help": self.show_help, "cheat_sheet": self.show_cheat_sheet, "shortcuts": self.show_shortcuts}
        for name, slot in slots.items():
            window.actions_by_name[name].triggered.connect(slot)
        window.actions_by_name["help"].setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)  # in dialogs too
        for pane, page in (
            (window.welcome, "opening"),
            (window.preview, "opening"),
            (window.store_fault, "trouble"),
            (window.banner, "trouble"),
            (window.queue, "queue"),
            (window.source, "source"),
            (window.source.tables, "tables"),
            (window.fields, "fields"),
            (window.checks, "checks"),
            (window.history, "history"),
            (window.decision, "disclosure"),
            (window.top_bar.search, "shortcuts"),
        ):
            pane.setProperty(HELP, page)
        window.palette_commands.page_wanted.connect(self.show_page)
        window.closing.connect(self._on_window_closed)

    @Slot()
    def show_help(self) -> None:
        """Open the help at the page that fits where the keyboard is."""
        self.show_page(page_for(_names(QApplication.focusWidget())))

    @Slot(str)
    def show_page(self, name: str) -> HelpWindow:
        """Open the help at a page."""
        from desktop.views.guide.help_window import HelpWindow  # after the first paint

        window = self._window
        shown = self._dialogs.get("help")
        if not isinstance(shown, HelpWindow):
            shown = HelpWindow(window.look, window.keyboard, window.help_folder, window)
            self._dialogs["help"] = shown
        shown.show_page(name)
        _show(shown)
        return shown

    @Slot()
    def show_cheat_sheet(self) -> CheatSheet:
        """Show all keys in force."""
        shown = self._dialogs.get("cheat_sheet")
        if not isinstance(shown, CheatSheet):
            shown = CheatSheet(self._window.look, self._window.keyboard, self._window)
            shown.change_wanted.connect(self.show_shortcuts)
            self._dialogs["cheat_sheet"] = shown
        _show(shown)
        return shown

    @Slot()
    def show_shortcuts(self) -> ShortcutsDialog:
        """Let a person choose other keys."""
        shown = self._dialogs.get("shortcuts")
        if not isinstance(shown, ShortcutsDialog):
            shown = ShortcutsDialog(self._window.look, self._window.keyboard, self._window)
            self._dialogs["shortcuts"] = shown
        _show(shown)
        return shown

    @Slot()
    def _on_window_closed(self) -> None:
        for dialog in self._dialogs.values():
            dialog.close()


def _names(widget: QWidget | None) -> Iterator[str | None]:
    """Tell what a widget and those around it say about their help page, from the inside outwards."""
    while widget is not None:
        yield widget.property(HELP)
        widget = widget.parentWidget()


def _show(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
