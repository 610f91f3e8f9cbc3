"""Names for the parts that Qt puts into its own widgets, which a screen reader would meet without one."""

from __future__ import annotations

from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QMenuBar, QToolButton, QWidget


def name_part(widget: QWidget) -> None:
    """Name a part of a line of text, of a menu bar or of an editor of keys; others keep what they have."""
    around = widget.parentWidget()
    if around is None or widget.accessibleName():
        return
    if isinstance(widget, QToolButton) and isinstance(around, QLineEdit):
        widget.setAccessibleName("清除")
    elif isinstance(widget, QToolButton) and isinstance(around, QMenuBar):
        widget.setAccessibleName("更多菜单")
    elif isinstance(widget, QLineEdit) and isinstance(around, QKeySequenceEdit):
        widget.setAccessibleName(around.accessibleName() or "按下新的键")
