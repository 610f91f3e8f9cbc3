"""The actions of a window as Qt has them: made from their specs, put into menus, switched as the state allows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.views.actions import ACTIONS, ActionSpec

_ONCE = frozenset({"approve", "withdraw", "mark1", "mark2", "mark3", "append", "split", "merge", "drop", "fix_all"})
"""Decisions: a key that is held down too long must not make them again and again."""


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """Return all actions by name, added to the window so that their keys work everywhere in it."""
    made = {}
    for spec in ACTIONS:
        action = QAction(spec.text, parent)
        action.setShortcutVisibleInContextMenu(True)
        action.setAutoRepeat(spec.name not in _ONCE)
        parent.addAction(action)
        made[spec.name] = action
    return made


def fill_menu_bar(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Put the actions into their menus; return the menus by name, those inside menus too."""
    menus: dict[str, QMenu] = {}
    for spec in ACTIONS:
        menu = menus.get(spec.menu)
        if menu is None:
            menu = menus[spec.menu] = bar.addMenu(spec.menu)
            menu.setToolTipsVisible(True)
        if spec.ruled:
            menu.addSeparator()
        if spec.submenu:
            inner = menus.get(spec.submenu)
            if inner is None:
                inner = menus[spec.submenu] = menu.addMenu(spec.submenu)
            menu = inner
        menu.addAction(actions[spec.name])
    return menus


def enable_record_actions(actions: Mapping[str, QAction], enabled: bool) -> None:
    """Switch the actions that need a document under review."""
    for spec in ACTIONS:
        if spec.record:
            actions[spec.name].setEnabled(enabled)


def enable_source_actions(actions: Mapping[str, QAction], opened: bool, laid_out: bool) -> None:
    """Switch the actions that need an open source, and those that need one whose pages can be shown."""
    for spec in ACTIONS:
        if spec.source or spec.pages:
            actions[spec.name].setEnabled(opened and (laid_out or not spec.pages))


def why_not(spec: ActionSpec, opened: bool, laid_out: bool, reviewing: bool) -> str:
    """Say why a disabled action cannot be used now. `laid_out`: the source has pages; `reviewing`: one is shown."""
    if (spec.source or spec.pages or spec.record) and not opened:
        return "先打开一期公报"
    if spec.pages and not laid_out:
        return "这个文件没有版面"
    if spec.record and not reviewing:
        return "先选一件文件"
    return spec.why or "现在不能用"
