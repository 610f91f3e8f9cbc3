"""How menus, the menu bar and tooltips are painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionMenuItem

from desktop.widgets.style_buttons import paint_body, paint_chevron, tint
from desktop.widgets.theme import Theme

_State = QStyle.StateFlag
_Item = QStyleOptionMenuItem.MenuItemType
_SIDE, _MARK, _KEYS, _RULE = 12, 22, 28, 13
"""Pixels at 100 %: beside the words, for a tick before them, between words and keys, the height of a line."""


def item_size(theme: Theme, option: QStyleOptionMenuItem, size: QSize) -> QSize:
    """Return how large an item of a menu has to be for its words."""
    if option.menuItemType == _Item.Separator:
        return QSize(size.width(), theme.px(_RULE))
    mark = theme.px(_MARK) if option.menuHasCheckableItems else option.maxIconWidth
    return QSize(size.width() + 2 * theme.px(_SIDE) + mark + theme.px(_KEYS), size.height() + theme.room(12))


def paint_item(painter: QPainter, theme: Theme, option: QStyleOptionMenuItem) -> None:
    """Paint an item of a menu: tick or picture, words, keys."""
    rect = option.rect
    if option.menuItemType == _Item.Separator:
        painter.fillRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1, tint(theme, "line"))
        return
    enabled = bool(option.state & _State.State_Enabled)
    if enabled and option.state & _State.State_Selected:
        paint_body(painter, theme, rect, theme.radius("chip"), "accent-soft", _edge_of_chosen(theme))
    painter.save()
    painter.setFont(option.font)
    side = theme.px(_SIDE)
    left = rect.left() + side
    if option.menuHasCheckableItems:
        if option.checked:
            _paint_tick(painter, theme, QRectF(left, rect.center().y() - theme.px(6), theme.px(12), theme.px(12)))
        left += theme.px(_MARK)
    elif option.maxIconWidth:
        size = theme.px(16)
        option.icon.paint(painter, QRect(left, rect.center().y() - size // 2, size, size))
        left += option.maxIconWidth
    words, _, keys = option.text.partition("\t")
    flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextShowMnemonic.value
    painter.setPen(tint(theme, "text" if enabled else "faint"))
    painter.drawText(QRect(left, rect.top(), rect.right() - left - side, rect.height()), flags, words)
    if keys:
        painter.setPen(tint(theme, "muted" if enabled else "faint"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -side, 0), right.value, keys)
    if option.menuItemType == _Item.SubMenu:
        paint_chevron(painter, theme, QPointF(rect.right() - side, rect.center().y() + 0.5), "muted", aside=True)
    painter.restore()


def _edge_of_chosen(theme: Theme) -> str | None:
    return "accent" if theme.strong else None


def _paint_tick(painter: QPainter, theme: Theme, box: QRectF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tint(theme, "accent"), 2 * theme.zoom)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    at, size = box.topLeft(), box.width()
    painter.drawPolyline([at + QPointF(size * x, size * y) for x, y in ((0.1, 0.55), (0.4, 0.82), (0.9, 0.2))])
    painter.restore()


def paint_bar_item(painter: QPainter, theme: Theme, option: QStyleOptionMenuItem) -> None:
    """Paint a word of the menu bar."""
    enabled = bool(option.state & _State.State_Enabled)
    if enabled and option.state & (_State.State_Selected | _State.State_Sunken):
        paint_body(painter, theme, option.rect, theme.radius("chip"), "hover", _edge_of_chosen(theme))
    painter.setPen(tint(theme, "text" if enabled else "faint"))
    flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextShowMnemonic.value
    painter.drawText(option.rect, flags, option.text)


def paint_panel(painter: QPainter, theme: Theme, option: QStyleOption) -> None:
    """Paint the frame of a menu or a tooltip."""
    painter.setPen(QPen(tint(theme, "line-strong"), 1))
    painter.setBrush(tint(theme, "surface"))
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
