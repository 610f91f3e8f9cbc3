"""Shows the keys in force wherever the window names keys: on buttons, in tooltips, in the line at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.views.keys.keyboard import Keyboard
from desktop.widgets.key_button import KEY_TIP, KEYS_OF, KeyButton

if TYPE_CHECKING:
    from desktop.views.main_window import MainWindow


class KeyHints(QObject):
    """Keeps what the window says about keys true."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.keyboard.changed.connect(self._on_keyboard_changed)
        self._on_keyboard_changed()

    @Slot()
    def _on_keyboard_changed(self) -> None:
        window, keyboard = self._window, self._window.keyboard
        show_keys(window, keyboard)
        window.decision.show_keys([keyboard.words(f"mark{place}") for place in (1, 2, 3)])
        window.source.head.show_keys(keyboard.words("assign"))
        window.status.show_hints([hint for name, words in _HINTS if (hint := _hint(keyboard, name, words))])


def show_keys(whole: QWidget, keyboard: Keyboard) -> None:
    """Show the keys in force on a widget and all inside it that have one of the properties."""
    for widget in (whole, *whole.findChildren(QWidget)):
        tip = widget.property(KEY_TIP)
        if tip:
            widget.setToolTip(keyboard.say(tip))
        name = widget.property(KEYS_OF)
        if name and isinstance(widget, KeyButton):
            widget.show_keys(keyboard.words(name))


_HINTS = (
    ("undo", "撤销"),
    ("doubt", "下一处存疑"),
    ("assign", "选中文字设为字段"),
    ("next", "下一件"),
    ("export", "导出"),
    ("cheat_sheet", "快捷键"),
    ("help", "帮助"),
)
"""What the line at the bottom names."""


def _hint(keyboard: Keyboard, name: str, words: str) -> str:
    keys = keyboard.words(name)
    return f"{words} {keys}" if keys else ""
