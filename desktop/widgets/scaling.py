"""How layouts and widths follow the zoom: what a constructor gives in pixels is meant at 100 %."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLayout, QMainWindow, QSplitter, QWidget

from desktop.widgets.theme import Theme

OWN = "own_size"
"""The property of a widget that minds its widths itself."""
_DRAWN, _SET = "drawn_at_100", "set_at_zoom"
_NO_LIMIT = 16_777_215
"""Qt's greatest width of a widget."""


def scale_widget(widget: QWidget, theme: Theme) -> None:
    """Bring a widget's fixed or least width, its icon, and the margins and spacings of its layouts to a theme's zoom.

    What is set at another time by the widget's own code is taken as its new size at 100 %. The window and the panes in
    a splitter keep their least widths: they have to fit on the screen at every zoom.
    """
    if not widget.property(OWN) and not isinstance(widget, QMainWindow) and not isinstance(widget.parent(), QSplitter):
        _scale_widths(widget, theme.px)
    if isinstance(widget, QAbstractButton):
        _scale_icon(widget, theme.px)
    layout = widget.layout()
    if layout is not None:
        for part in (layout, *layout.findChildren(QLayout)):
            _scale_layout(part, theme.room)


def _drawn(owner: QWidget | QLayout, name: str, now: list[int]) -> list[int]:
    """Return the sizes at 100 %: those remembered, or those in force when somebody else has set them."""
    if owner.property(f"{name}_{_SET}") != now:
        owner.setProperty(f"{name}_{_DRAWN}", now)
    drawn: list[int] = owner.property(f"{name}_{_DRAWN}")
    return drawn


def _grown(drawn: list[int], grow: Callable[[float], int]) -> list[int]:
    return [grow(pixels) if 0 < pixels < _NO_LIMIT else pixels for pixels in drawn]


def _scale_widths(widget: QWidget, grow: Callable[[float], int]) -> None:
    now = [widget.minimumWidth(), widget.maximumWidth()]
    if now == [0, _NO_LIMIT]:
        return
    grown = _grown(_drawn(widget, "widths", now), grow)
    if grown != now:
        widget.setMaximumWidth(max(grown))
        widget.setMinimumWidth(grown[0])
        widget.setMaximumWidth(grown[1])
    widget.setProperty(f"widths_{_SET}", grown)


def _scale_icon(button: QAbstractButton, grow: Callable[[float], int]) -> None:
    size = button.iconSize()
    if button.icon().isNull():
        return
    now = [size.width(), size.height()]
    grown = _grown(_drawn(button, "icon", now), grow)
    if grown != now:
        button.setIconSize(QSize(*grown))
    button.setProperty(f"icon_{_SET}", grown)


def _scale_layout(layout: QLayout, grow: Callable[[float], int]) -> None:
    margins = layout.contentsMargins()
    now = [margins.left(), margins.top(), margins.right(), margins.bottom(), *_spacings(layout)]
    grown = _grown(_drawn(layout, "room", now), grow)
    if grown != now:
        layout.setContentsMargins(QMargins(*grown[:4]))
        if isinstance(layout, QGridLayout):
            layout.setHorizontalSpacing(grown[4])
            layout.setVerticalSpacing(grown[5])
        elif grown[4] >= 0:
            layout.setSpacing(grown[4])
    layout.setProperty(f"room_{_SET}", grown)


def _spacings(layout: QLayout) -> tuple[int, int]:
    if isinstance(layout, QGridLayout):
        return layout.horizontalSpacing(), layout.verticalSpacing()
    return layout.spacing(), -1
