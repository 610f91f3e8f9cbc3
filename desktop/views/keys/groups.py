"""The actions in the groups of the menus, as the cheat sheet and the dialog for keys list them. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.views.actions import ACTIONS, ActionSpec


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of the cheat sheet says: words, and the keys for them."""

    words: str
    keys: str


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the lines below it."""

    title: str
    lines: tuple[Line, ...]


FIXED = Group(
    "在字段和列表里",
    (
        Line("认可或更正，转到下一处存疑", "Enter"),
        Line("多项的值里换行", "Shift+Enter"),
        Line("放弃输入，回到识别值", "Esc"),
        Line("备选值", "↓"),
        Line("下一个、上一个字段", "Tab　Shift+Tab"),
        Line("列表里移动", "↑　↓"),
    ),
)
"""Keys that have their place in every program and cannot be changed."""


def menu_words(menu: str) -> str:
    """Return a menu's name without its letter: 文件(&F) → 文件."""
    return menu.partition("(")[0]


def grouped() -> dict[str, list[ActionSpec]]:
    """Return all actions by the words of their menus."""
    groups: dict[str, list[ActionSpec]] = {}
    for spec in ACTIONS:
        groups.setdefault(spec.submenu or menu_words(spec.menu), []).append(spec)
    return groups


def columns(groups: Sequence[Group], count: int) -> list[list[Group]]:
    """Share groups out over columns of about the same height, in their order."""
    weights = [len(group.lines) + 2 for group in groups]
    fair = sum(weights) / count
    shared: list[list[Group]] = [[] for _ in range(count)]
    done = 0.0
    for group, weight in zip(groups, weights, strict=True):
        shared[min(count - 1, int((done + weight / 2) / fair))].append(group)
        done += weight
    return [column for column in shared if column]
