"""Text on its way out of the program: to the clipboard, or dragged; that of a document with a 密级 stays inside."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolTip, QWidget

REFUSED = "这件标有密级：文字不复制到剪贴板，也不能拖到别的程序"
_KEPT_IN = "keptIn"


def keep_in(view: QWidget, kept: bool) -> None:
    """Let nothing that a view shows leave the program, or let it leave again."""
    view.setProperty(_KEPT_IN, kept)


def is_kept_in(view: QWidget) -> bool:
    """Tell whether what a view shows stays inside."""
    return bool(view.property(_KEPT_IN))


def copy_out(view: QWidget, text: str) -> bool:
    """Put a text of a view on the clipboard; where it stays inside, say so beside the view and return False."""
    if is_kept_in(view):
        QToolTip.showText(view.mapToGlobal(view.rect().center()), REFUSED, view)
        return False
    QGuiApplication.clipboard().setText(text)
    return True
