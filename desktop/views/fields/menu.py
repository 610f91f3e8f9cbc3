"""The menu of the fields that selected text can be made the value of, each with a key of its own."""

from __future__ import annotations

from string import ascii_uppercase

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.fields import FIELDS, SPEC
from desktop.widgets.field_face import takes_selection

ADDS = "adds"
"""The property of an action whose selection is added to what is there."""
_KEYS = f"123456789{ascii_uppercase}"
_ADD_KEY = "0"


def field_menu(current: str | None, parent: QWidget) -> QMenu:
    """Return the menu, in groups; an action's data is the key of its field. It deletes itself.

    The nine first fields have the digits with which they are reached everywhere, the others letters. The selection can
    be added to `current`, the field at hand.
    """
    menu = QMenu("设为字段", parent)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.addAction("设为字段（按前面的字符）").setEnabled(False)
    if current is not None and takes_selection(SPEC[current]):
        further = _action(menu, _ADD_KEY, f"追加到“{SPEC[current].label}”", current)
        further.setProperty(ADDS, True)
        menu.addSeparator()
    group = None
    for key, spec in zip(_KEYS, filter(takes_selection, FIELDS), strict=False):
        if group is not None and spec.group != group:
            menu.addSeparator()
        group = spec.group
        _action(menu, key, spec.label, spec.key)
    return menu


def _action(menu: QMenu, key: str, words: str, field: str) -> QAction:
    action = QAction(f"&{key}  {words}", menu)
    action.setData(field)
    menu.addAction(action)
    return action
