"""A card that floats over a window, points to a part of it and says what that is; with a ring around the part."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPainterPath, QPaintEvent, QPen, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.appearance import Appearance
from desktop.widgets.callout_place import Place, Side, place
from desktop.widgets.labels import plain_label, restyle
from desktop.widgets.scaling import OWN

_WIDTH, _MARGIN, _POINTER, _REACH, _RING = 400, 12, 11, 150, 3
"""Pixels at 100 %: the card, its distance from the window's edge, its pointer, how far into a large part it points,
and how far the ring stands off."""
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Callout(QFrame):
    """Shows words beside a widget and follows it. Tells which way a person wants to go; Esc goes to others first."""

    back_wanted = Signal()
    next_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._around = appearance, parent
        self.setProperty(OWN, True)
        self._target: QWidget | None = None
        self._part: QRect | None = None
        self._sides: tuple[Side, ...] = ()
        self._place = Place(QRect())
        self._ring = _Ring(appearance, parent)
        self._count = plain_label(tone="muted", size="small")
        self._title = plain_label(size="heading", wrap=True)
        self._text = plain_label(wrap=True)
        self._ask = plain_label(tone="accent", wrap=True)
        self._keys = plain_label("Alt+← 上一步　Alt+→ 下一步　Esc 结束", tone="muted", size="small", wrap=True)
        self.end, self.back, self.next = QPushButton("结束"), QPushButton("上一步"), QPushButton("下一步")
        self.next.setProperty("kind", "primary")
        for button, wanted in (
            (self.end, self.end_wanted),
            (self.back, self.back_wanted),
            (self.next, self.next_wanted),
        ):
            button.setAutoDefault(True)  # Enter presses the one that has the focus
            button.clicked.connect(wanted)
        self._ways = [self._way("Alt+Left", self.back_wanted), self._way("Alt+Right", self.next_wanted)]
        self._compose()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.settle)
        appearance.changed.connect(self._later.start)
        self.hide()

    def _way(self, keys: str, wanted: SignalInstance) -> QShortcut:
        way = QShortcut(QKeySequence(keys), self)
        way.activated.connect(wanted)
        way.activatedAmbiguously.connect(wanted)
        return way

    def _compose(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.end)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(6)
        for part in (self._count, self._title, self._text, self._ask):
            column.addWidget(part)
        column.addSpacing(6)
        column.addLayout(row)
        column.addWidget(self._keys)

    def show_words(self, number: int, whole: int, title: str, text: str, ask: str) -> None:
        """Show step `number` of `whole`; `ask` is what a person is asked to try."""
        self._count.setText(f"第 {number} 步，共 {whole} 步")
        self._title.setText(title)
        self._text.setText(text)
        self._say_asked(f"试一试：{ask}" if ask else "", "accent")
        self.back.setEnabled(number > 1)
        self.next.setText("下一步" if number < whole else "看完了")
        self.setAccessibleName(f"{self._count.text()}：{title}")
        self.next.setAccessibleDescription(f"{title}。{text}{self._ask.text()}")

    def praise(self) -> None:
        """Say that what was asked for is done."""
        self._say_asked("做到了", "ok")
        self.settle()

    def _say_asked(self, words: str, tone: str) -> None:
        self._ask.setText(words)
        self._ask.setVisible(bool(words))
        self._ask.setProperty("tone", tone)
        restyle(self._ask)

    @property
    def words(self) -> str:
        """All that the card says."""
        return "\n".join(label.text() for label in (self._count, self._title, self._text, self._ask))

    @property
    def pointed_at(self) -> QRect:
        """The part of the window that the card points to, as far as it is in sight, in the window's pixels."""
        return self._visible_target()

    def point_at(self, target: QWidget | None, part: QRect | None = None, sides: Sequence[Side] = ()) -> None:
        """Point to a widget or a part of it, from one of the sides if it can be, and follow it; show the card."""
        self._listen(False)
        self._target, self._part, self._sides = target, part, tuple(sides)
        self._listen(True)
        self._ring.show()
        self.show()
        self._ring.raise_()
        self.raise_()
        self._later.start()

    def put_away(self) -> None:
        """Hide the card and its ring."""
        self._listen(False)
        self._target = None
        self._ring.hide()
        self.hide()

    def _listen(self, on: bool) -> None:
        """Hear when the target, or anything around it, moves."""
        widget = self._target
        watched = [self._around.window()]
        while widget is not None and widget is not self._around.window():
            watched.append(widget)
            widget = widget.parentWidget()
        for part in watched:
            if on:
                part.installEventFilter(self)
            else:
                part.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() in _MOVES:
            self._later.start()
        elif isinstance(event, QKeyEvent) and _is_escape(event) and watched is self._around.window():
            self.end_wanted.emit()  # it comes here when nobody else had a use for it
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.settle()

    @Slot()
    def settle(self) -> None:
        """Take the place beside the target, as large as the words need."""
        if self.isHidden():
            return
        margin, gap = self._look.px(_MARGIN), self._look.px(_POINTER)
        area = self._around.rect().adjusted(margin, margin, -margin, -margin)
        width = min(self._look.px(_WIDTH), area.width())
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        card = self.geometry().size()
        card.setWidth(width)
        card.setHeight(max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))
        target = self._visible_target()
        ring = _RING + 1
        self._place = place(card, target, area, gap + ring, self._look.px(_REACH), self._sides)
        self.setGeometry(self._place.frame)
        self._ring.surround(target, self._place, gap)
        self.update()

    def _visible_target(self) -> QRect:
        """Return the part that is pointed to as far as it can be seen; empty where nothing of it can."""
        widget = self._target
        if widget is None or not widget.isVisible():
            return QRect()
        seen = QRect(widget.mapTo(self._around, QPoint(0, 0)), widget.size())
        if self._part is not None:
            seen &= self._part.translated(seen.topLeft())
        while widget is not None and widget is not self._around:
            seen &= QRect(widget.mapTo(self._around, QPoint(0, 0)), widget.size())
            widget = widget.parentWidget()
        return seen & self._around.rect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("accent"), 1.5))
        painter.setBrush(self._look.color("surface"))
        radius = self._look.theme.radius("card")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


def _is_escape(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape


class _Ring(QWidget):
    """A line around the part that is pointed to, and the pointer. The mouse goes through it."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._whole = appearance, parent
        self._target, self._pointer = QRectF(), QPainterPath()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, target: QRect, placed: Place, wide: int) -> None:
        """Draw around a target; the pointer comes from where the card is placed and is `wide` pixels at its foot."""
        self.setGeometry(self._whole.rect())
        far = 0 if target.isEmpty() else _RING
        self._target = QRectF(target.adjusted(-far, -far, far, far) & self._whole.rect().adjusted(1, 1, -1, -1))
        self._pointer = _pointer(placed, wide, far)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._target.isEmpty():
            painter.setPen(QPen(self._look.color("accent"), 2))
            radius = self._look.theme.radius("field")
            painter.drawRoundedRect(self._target, radius, radius)
        painter.fillPath(self._pointer, self._look.color("accent"))


def _pointer(placed: Place, wide: int, far: int) -> QPainterPath:
    """Return a triangle from the edge of the card to the target."""
    path = QPainterPath()
    tip, side, frame = placed.tip, placed.side, QRectF(placed.frame)
    if tip is None or side is None:
        return path
    x, y = float(tip.x()), float(tip.y())
    if side in (Side.RIGHT, Side.LEFT):
        edge = frame.left() + 1 if side is Side.RIGHT else frame.right() - 1
        x += far if side is Side.RIGHT else -far
        y = min(max(y, frame.top() + 2 * wide), frame.bottom() - 2 * wide)
        corners = (QPointF(x, y), QPointF(edge, y - wide), QPointF(edge, y + wide))
    else:
        edge = frame.top() + 1 if side is Side.BELOW else frame.bottom() - 1
        y += far if side is Side.BELOW else -far
        x = min(max(x, frame.left() + 2 * wide), frame.right() - 2 * wide)
        corners = (QPointF(x, y), QPointF(x - wide, edge), QPointF(x + wide, edge))
    path.moveTo(corners[0])
    path.lineTo(corners[1])
    path.lineTo(corners[2])
    path.closeSubpath()
    return path
