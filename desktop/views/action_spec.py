"""What an action of the window is, and the menus it may stand in."""

from __future__ import annotations

from dataclasses import dataclass

FILE, EDIT, REVIEW, VIEW, HELP = "文件(&F)", "编辑(&E)", "审阅(&R)", "视图(&V)", "帮助(&H)"
TO_FIELD, BOUNDS, HINTS, REMARKS, PLACES, QUEUE, REDACTING, AFTERWARDS = (
    "转到字段",
    "文件的起止",
    "核对提示",
    "批注与标签",
    "当前字段的依据",
    "队列",
    "敏感信息与删减",
    "发布与评估",
)
"""Menus inside REVIEW; QUEUE inside VIEW."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `keys` are those that it has until a person chooses others, as `QKeySequence.PortableText`.

    `record` says that it needs a document under review, `source` an open source, `pages` one with pages; `why` says in
    words why it cannot be used when it is disabled all the same. `ruled` puts a line above it in the menu, `submenu`
    puts it into a menu inside the menu. `tip` explains it in one sentence without a full stop; `help` is the help page
    that tells more.
    """

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    record: bool = False
    ruled: bool = False
    source: bool = False
    pages: bool = False
    submenu: str = ""
    tip: str = ""
    why: str = ""
    help: str = "start"
