"""How the lines of plain lists and trees are painted, and how much room they have; queue and palette draw their own."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOption, QTreeView, QWidget

from desktop.widgets.style_buttons import paint_body, tint
from desktop.widgets.theme import Theme

_State = QStyle.StateFlag
_ABOVE, _BESIDE = 9, 8
"""Pixels at 100 %: what a line is higher than its words, and the room at both ends of a line."""


def is_plain(widget: QWidget | None) -> bool:
    """Tell whether the lines of a view are those of a list or a tree, not the cells of a table."""
    return isinstance(widget, (QListView, QTreeView))


def line_size(theme: Theme, size: QSize) -> QSize:
    """Return how large a line has to be for words of a size."""
    return QSize(size.width(), size.height() + theme.room(_ABOVE))


def beside(theme: Theme) -> int:
    """Return the room at both ends of a line."""
    return theme.room(_BESIDE)


def paint_line(painter: QPainter, theme: Theme, option: QStyleOption, widget: QWidget | None) -> None:
    """Paint the ground of a line: that of the chosen one, and of the one that is pointed at."""
    selected = bool(option.state & _State.State_Selected)
    if not selected and not option.state & _State.State_MouseOver:
        return
    token = "accent-soft" if selected else "hover"
    if isinstance(widget, QTreeView):  # a line has several columns
        painter.fillRect(option.rect, tint(theme, token))
        return
    edge = "accent" if selected and theme.strong else None
    paint_body(painter, theme, option.rect, theme.radius("chip"), token, edge)


def grid_color(theme: Theme) -> int:
    """Return the colour of the lines between the cells of a table, as Qt's signed number."""
    return tint(theme, "line").rgb() - 2**32
