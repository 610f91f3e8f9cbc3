"""How push buttons and tool buttons are painted and how large they are, by their kind."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStyleOptionToolButton, QWidget

from desktop.widgets.theme import Theme

_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class _Kind:
    """Room beside and above the words in pixels at 100 %, corners (None: as round as they go), colour tokens."""

    beside: int
    above: int
    radius: str | None = "field"
    ground: str | None = "surface"
    border: str | None = "line-strong"
    ink: str = "text"
    hover: str = "hover"
    checked: str = "accent-soft"
    checked_border: str | None = None
    left: bool = False


_KINDS = {
    "": _Kind(15, 8),
    "primary": _Kind(15, 8, ground="accent", border=None, ink="on-accent", hover="accent-hover"),
    "quiet": _Kind(6, 3, radius="chip", ground=None, border=None, ink="accent"),
    "plain": _Kind(8, 6, ground=None, border=None, left=True),
    "chip": _Kind(10, 4, radius=None, checked_border="accent"),
    "tab": _Kind(12, 6, ground=None, border=None),
    "inverse": _Kind(8, 3, radius="chip", ground=None, border="surface", ink="surface", hover="text"),
    "size": _Kind(7, 4, radius="chip", ground=None, border=None, ink="muted"),
}
_GAP, _LEAST_BESIDE, _ARROW = 6, 4, 13
"""Pixels at 100 % between a picture and words, what is left beside the words in a button that is too narrow, and what
the arrow of a button takes that opens something.
"""
OPENS = "opens"
"""The property of a button without a menu that opens something below it all the same."""


def tint(theme: Theme, token: str) -> QColor:
    """Return a colour of a theme."""
    return QColor(theme.color(token))


def kind_of(widget: QWidget | None) -> str:
    """Return the kind that a widget says it is; empty for none."""
    return str(widget.property("kind") or "") if widget is not None else ""


def _push_kind(widget: QWidget | None) -> _Kind:
    return _KINDS.get(kind_of(widget), _KINDS[""])


def push_size(theme: Theme, option: QStyleOptionButton, size: QSize, widget: QWidget | None) -> QSize:
    """Return how large a push button has to be for its contents."""
    kind = _push_kind(widget)
    bold = theme.px(4) if kind.checked_border or kind_of(widget) == "tab" else 0  # the chosen one is set in bold
    picture = theme.px(_GAP) if not option.icon.isNull() and option.text else 0
    more = bold + picture + (theme.px(_ARROW) if _opens(option, widget) else 0)
    return QSize(size.width() + 2 * theme.room(kind.beside) + more, size.height() + 2 * theme.room(kind.above))


def _opens(option: QStyleOptionButton, widget: QWidget | None) -> bool:
    """Tell whether a click opens a menu or a sheet."""
    has_menu = bool(option.features & QStyleOptionButton.ButtonFeature.HasMenu)
    return has_menu or (widget is not None and bool(widget.property(OPENS)))


def paint_push(painter: QPainter, theme: Theme, option: QStyleOptionButton, widget: QWidget | None) -> None:
    """Paint a push button with its words and picture."""
    paint_bevel(painter, theme, option, widget)
    kind, state = _push_kind(widget), option.state
    checked = bool(state & _State.State_On)
    ink = kind.ink if bool(state & _State.State_Enabled) else "faint"
    painter.save()
    painter.setPen(tint(theme, "accent" if checked and ink != "faint" else ink))
    if checked:
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
    rect, beside = option.rect, theme.room(kind.beside)
    if _opens(option, widget):
        rect = rect.adjusted(0, 0, -theme.px(_ARROW), 0)
        middle = QPointF(rect.right() - beside + theme.px(_ARROW) - 3.5 * theme.zoom, rect.center().y() + 1)
        paint_chevron(painter, theme, middle, "muted" if ink != "faint" else "faint")
    _paint_contents(painter, theme, option, rect, rect.adjusted(beside, 0, -beside, 0) if kind.left else None)
    painter.restore()


def _paint_contents(
    painter: QPainter, theme: Theme, option: QStyleOptionButton, rect: QRect, room: QRect | None
) -> None:
    """Paint picture and words in the middle of `rect`, or from the left of `room`."""
    metrics = painter.fontMetrics()
    icon, gap = option.icon, 0
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    wide = metrics.size(Qt.TextFlag.TextShowMnemonic.value, option.text).width()
    if not icon.isNull():
        gap = option.iconSize.width() + (theme.px(_GAP) if option.text else 0)
    most = max(0, (room.width() if room is not None else rect.width() - 2 * _LEAST_BESIDE) - gap)
    if wide > most:
        shown = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, most)
        wide = metrics.size(Qt.TextFlag.TextShowMnemonic.value, shown).width()
    else:
        shown = option.text
    start = room.left() if room is not None else rect.left() + (rect.width() - wide - gap) // 2
    if gap:
        size = option.iconSize
        place = QRect(start, rect.center().y() - size.height() // 2, size.width(), size.height())
        able = bool(option.state & _State.State_Enabled)
        icon.paint(painter, place, mode=QIcon.Mode.Normal if able else QIcon.Mode.Disabled)
    box = QRect(start + gap, rect.top(), max(0, rect.right() - start - gap), rect.height())
    painter.drawText(box, flags.value | Qt.TextFlag.TextShowMnemonic.value, shown)


def paint_bevel(painter: QPainter, theme: Theme, option: QStyleOptionButton, widget: QWidget | None) -> None:
    """Paint the body of a push button without its words."""
    kind, state = _push_kind(widget), option.state
    enabled, checked = bool(state & _State.State_Enabled), bool(state & _State.State_On)
    hovered = enabled and bool(state & (_State.State_MouseOver | _State.State_Sunken))
    ground, border = kind.ground, kind.border
    if not enabled and ground is not None:
        ground, border = "neutral-soft" if ground == "accent" else "sunken", "line"
    elif checked:
        ground, border = kind.checked, kind.checked_border or kind.border
    elif hovered:
        ground = kind.hover
    radius = option.rect.height() / 2 if kind.radius is None else theme.radius(kind.radius)
    paint_body(painter, theme, option.rect, radius, ground, border)
    if state & _State.State_HasFocus:
        paint_ring(painter, theme, option.rect, radius, filled=ground in ("accent", "accent-hover"))


def paint_body(
    painter: QPainter, theme: Theme, rect: QRect, radius: float, ground: str | None, border: str | None
) -> None:
    """Paint a rounded box; nothing for no colour."""
    if ground is None and border is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tint(theme, border), 1) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(tint(theme, ground) if ground is not None else Qt.BrushStyle.NoBrush)
    inset = 0.5 if border is not None else 0.0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def paint_ring(painter: QPainter, theme: Theme, rect: QRect, radius: float, filled: bool = False) -> None:
    """Paint the ring that says: here is the keyboard. On a filled ground a gap sets it off."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outer = QRectF(rect).adjusted(1, 1, -1, -1)
    if filled:
        painter.setPen(QPen(tint(theme, "surface"), 2))
        painter.drawRoundedRect(outer.adjusted(2, 2, -2, -2), max(1.0, radius - 2), max(1.0, radius - 2))
    painter.setPen(QPen(tint(theme, "focus"), 2))
    painter.drawRoundedRect(outer, radius, radius)
    painter.restore()


def tool_size(theme: Theme, option: QStyleOptionToolButton, size: QSize, widget: QWidget | None) -> QSize:
    """Return how large a tool button has to be for its contents."""
    beside, above = (4, 6) if kind_of(widget) == "rail" else (4, 4)
    more = theme.px(14) if option.features & QStyleOptionToolButton.ToolButtonFeature.HasMenu else 0
    return QSize(size.width() + 2 * theme.room(beside) + more, size.height() + 2 * theme.room(above))


def paint_tool(
    painter: QPainter, theme: Theme, option: QStyleOptionToolButton, widget: QWidget | None
) -> QStyleOptionToolButton:
    """Paint the body of a tool button; return how its words and picture are to be painted over it."""
    state, rail = option.state, kind_of(widget) == "rail"
    enabled, checked = bool(state & _State.State_Enabled), bool(state & _State.State_On)
    over = bool(state & (_State.State_MouseOver | _State.State_Sunken))
    radius = theme.radius("field" if rail else "chip")
    ground = "accent-soft" if checked else "hover" if enabled and over else None
    paint_body(painter, theme, option.rect, radius, ground, None)
    if state & _State.State_HasFocus:
        paint_ring(painter, theme, option.rect, radius)
    label = QStyleOptionToolButton(option)
    ink = "accent" if checked else "muted" if rail else "text"
    palette = label.palette
    palette.setColor(QPalette.ColorRole.ButtonText, tint(theme, ink if enabled else "faint"))
    label.palette = palette
    if checked and rail:
        font = label.font
        font.setBold(True)
        label.font = font
    label.state &= ~(_State.State_Sunken | _State.State_On | _State.State_MouseOver)
    if option.features & QStyleOptionToolButton.ToolButtonFeature.HasMenu:
        label.rect = option.rect.adjusted(0, 0, -theme.px(12), 0)
        paint_chevron(painter, theme, QPointF(option.rect.right() - theme.px(9), option.rect.center().y() + 1), "muted")
    return label


def paint_chevron(painter: QPainter, theme: Theme, middle: QPointF, token: str, aside: bool = False) -> None:
    """Paint a small arrow that points down, or aside, around a point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tint(theme, token), 1.6 * theme.zoom)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    wide, high = 3.5 * theme.zoom, 1.8 * theme.zoom
    ends = (QPointF(-high, -wide), QPointF(high, 0), QPointF(-high, wide)) if aside else ()
    points = ends or (QPointF(-wide, -high), QPointF(0, high), QPointF(wide, -high))
    painter.drawPolyline([middle + point for point in points])
    painter.restore()
