"""Where a card goes that points to a part of a window: beside it, without covering it. Rectangles in, a place out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QSize


class Side(Enum):
    """The side of the target on which the card stands."""

    RIGHT = "right"
    LEFT = "left"
    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the card goes. `side` is None where it stands beside nothing; `tip` is the point that it points to."""

    frame: QRect
    side: Side | None = None
    tip: QPoint | None = None


def place(card: QSize, target: QRect, area: QRect, gap: int, reach: int, wished: Sequence[Side] = ()) -> Place:
    """Return where a card of a size goes that points to `target`, both inside `area`; the sides `wished` come first.

    `gap` is the room for the pointer; a target is pointed to at its middle, but at most `reach` from its beginning.
    Where no side has room for the card, it stands low in a target that is large, else in the corner of the area where
    it covers least of the target; without a target it stands in the middle. All in pixels.
    """
    if target.isEmpty():
        return Place(_within(_around(area.center(), card), area))
    for side in (*wished, *(other for other in Side if other not in wished)):
        tip = _tip(target, side, reach)
        frame = _within(_beside(card, tip, side, gap), area, side)
        if area.contains(frame) and not frame.intersects(target):
            return Place(frame, side, tip)
    low = _within(_around(QPoint(target.center().x(), target.bottom() - card.height() // 2 - gap), card), area)
    return Place(low if target.contains(low) else min(_corners(card, area), key=lambda frame: _common(frame, target)))


def _corners(card: QSize, area: QRect) -> list[QRect]:
    points = (area.bottomLeft(), area.bottomRight(), area.topLeft(), area.topRight())
    return [_within(_around(point, card), area) for point in points]


def _common(first: QRect, second: QRect) -> int:
    both = first & second
    return both.width() * both.height()


def _tip(target: QRect, side: Side, reach: int) -> QPoint:
    across = target.left() + min(target.width() // 2, reach)
    down = target.top() + min(target.height() // 2, reach)
    match side:
        case Side.RIGHT:
            return QPoint(target.right(), down)
        case Side.LEFT:
            return QPoint(target.left(), down)
        case Side.BELOW:
            return QPoint(across, target.bottom())
        case Side.ABOVE:
            return QPoint(across, target.top())


def _beside(card: QSize, tip: QPoint, side: Side, gap: int) -> QRect:
    frame = _around(tip, card)
    match side:
        case Side.RIGHT:
            frame.moveLeft(tip.x() + gap)
        case Side.LEFT:
            frame.moveRight(tip.x() - gap)
        case Side.BELOW:
            frame.moveTop(tip.y() + gap)
        case Side.ABOVE:
            frame.moveBottom(tip.y() - gap)
    return frame


def _around(centre: QPoint, card: QSize) -> QRect:
    frame = QRect(QPoint(0, 0), card)
    frame.moveCenter(centre)
    return frame


def _within(frame: QRect, area: QRect, side: Side | None = None) -> QRect:
    """Return a frame moved into the area, only along the side that it stands on where it stands on one."""
    moved = QRect(frame)
    if side not in (Side.LEFT, Side.RIGHT):
        moved.moveLeft(max(area.left(), min(frame.left(), area.right() - frame.width() + 1)))
    if side not in (Side.ABOVE, Side.BELOW):
        moved.moveTop(max(area.top(), min(frame.top(), area.bottom() - frame.height() + 1)))
    return moved
