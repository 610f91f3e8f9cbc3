"""The box in the bar at the top that opens the search, with its keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.widgets.appearance import Appearance

_WORDS = "搜索文件、字段或命令"
_LEAST_WORDS = 4
"""Fewer characters of the words say nothing: then only the keys are shown."""
_DRAWN, _PAD = 300, 10
"""Pixels at 100 %: the width with all words, and the room at the sides."""


class SearchBox(QPushButton):
    """Looks like a line to type into; a click opens the search where one types."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._keys = ""
        self.setAccessibleName(_WORDS)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        appearance.resized.connect(self.updateGeometry)

    @property
    def keys(self) -> str:
        """The keys that are shown."""
        return self._keys

    def show_keys(self, keys: str) -> None:
        """Show the keys that open the search; nothing for none."""
        self._keys = keys
        self.setAccessibleName(f"{_WORDS} {keys}".rstrip())
        self.setToolTip(f"{_WORDS}（{keys}）" if keys else _WORDS)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(_DRAWN), round(self._look.theme.type("body") * 2.3))

    def minimumSizeHint(self) -> QSize:
        keys = QFontMetrics(self._look.sans("small")).horizontalAdvance(self._keys)
        return QSize(keys + 2 * self._look.px(_PAD) + 4, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        radius = look.theme.radius("field")
        lit = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(look.color("accent" if self.hasFocus() else "line-strong"), 2 if self.hasFocus() else 1))
        painter.setBrush(look.color("hover" if lit else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        pad = look.px(_PAD)
        inner = QRectF(self.rect()).adjusted(pad, 0, -pad, 0)
        painter.setPen(look.color("muted"))
        keys_font, words_font = look.sans("small"), look.sans("note")
        keys_wide = QFontMetrics(keys_font).horizontalAdvance(self._keys)
        painter.setFont(keys_font)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keys)
        painter.setFont(words_font)
        inner.setRight(inner.right() - keys_wide - pad)
        words = QFontMetrics(words_font).elidedText(_WORDS, Qt.TextElideMode.ElideRight, max(0, int(inner.width())))
        if len(words) >= _LEAST_WORDS:
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
