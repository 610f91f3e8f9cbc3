"""Every action of the window: its words, its keys, and the menu it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

FILE, EDIT, REVIEW, VIEW, HELP = "文件(&F)", "编辑(&E)", "审阅(&R)", "视图(&V)", "帮助(&H)"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `record` says that it needs a document under review, `source` an open source, `pages` one with pages.

    `ruled` puts a line above it in the menu.
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    record: bool = False
    ruled: bool = False
    source: bool = False
    pages: bool = False


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open", "打开文件…", FILE, ("Ctrl+O",)),
    ActionSpec("folder", "打开文件夹…", FILE, ("Ctrl+Shift+O",)),
    ActionSpec("sample", "打开示例", FILE),
    ActionSpec("close", "关闭本期", FILE, ("Ctrl+W",)),
    ActionSpec("export", "导出…", FILE, ("Ctrl+E",), ruled=True),
    ActionSpec("quit", "退出", FILE, ("Ctrl+Q",), ruled=True),
    ActionSpec("undo", "撤销", EDIT, ("Ctrl+Z",)),
    ActionSpec("redo", "重做", EDIT, ("Ctrl+Y", "Ctrl+Shift+Z")),
    ActionSpec("assign", "把选中文字设为字段…", EDIT, ("Ctrl+J",), record=True, ruled=True),
    ActionSpec("find", "在原文中查找…", EDIT, ("Ctrl+F",), source=True, ruled=True),
    ActionSpec("find_next", "查找下一处", EDIT, ("F3",), source=True),
    ActionSpec("find_previous", "查找上一处", EDIT, ("Shift+F3",), source=True),
    ActionSpec("approve", "核准并下一件", REVIEW, ("Ctrl+Return", "Ctrl+Enter"), record=True),
    ActionSpec("withdraw", "撤回核准", REVIEW, (), record=True),
    ActionSpec("mark1", "主动公开", REVIEW, ("1", "Ctrl+1"), record=True, ruled=True),
    ActionSpec("mark2", "依申请公开", REVIEW, ("2", "Ctrl+2"), record=True),
    ActionSpec("mark3", "不予公开", REVIEW, ("3", "Ctrl+3"), record=True),
    ActionSpec("doubt", "下一处存疑", REVIEW, ("F8",), record=True, ruled=True),
    ActionSpec("restore", "恢复当前字段的识别值", REVIEW, ("Ctrl+R",), record=True),
    ActionSpec("next", "下一件", REVIEW, ("Alt+Down",), record=True, ruled=True),
    ActionSpec("previous", "上一件", REVIEW, ("Alt+Up",), record=True),
    ActionSpec("text", "只看原文", VIEW, ("Alt+1",), source=True),
    ActionSpec("pages", "只看版面", VIEW, ("Alt+2",), pages=True),
    ActionSpec("both", "原文与版面对照", VIEW, ("Alt+3",), pages=True),
    ActionSpec("strip", "页面缩略图", VIEW, ("F9",), pages=True),
    ActionSpec("larger", "放大", VIEW, ("Ctrl++", "Ctrl+="), ruled=True),
    ActionSpec("smaller", "缩小", VIEW, ("Ctrl+-",)),
    ActionSpec("plain", "还原大小（版面适合宽度）", VIEW, ("Ctrl+0",)),
    ActionSpec("whole", "显示整页版面", VIEW, ("Ctrl+9",), pages=True),
    ActionSpec("help", "使用说明", HELP, ("F1",)),
    ActionSpec("about", "关于公报审校台", HELP),
)


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """Return all actions by name, added to the window so that their keys work everywhere in it."""
    made = {}
    for spec in ACTIONS:
        action = QAction(spec.text, parent)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        parent.addAction(action)
        made[spec.name] = action
    return made


def fill_menu_bar(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Put the actions into their menus; return the menus by name."""
    menus: dict[str, QMenu] = {}
    for spec in ACTIONS:
        menu = menus.get(spec.menu)
        if menu is None:
            menu = menus[spec.menu] = bar.addMenu(spec.menu)
        if spec.ruled:
            menu.addSeparator()
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
