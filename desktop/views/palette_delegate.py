"""How a line of the search looks: what kind it is, its words with what was looked for, its keys or why it cannot be."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.palette_ranking import Found
from desktop.widgets.appearance import Appearance

FOUND = Qt.ItemDataRole.UserRole + 1
_SIDE, _GAP = 12, 12
_KIND_WIDTH = 52
"""Pixels at 100 %."""


class PaletteDelegate(QStyledItemDelegate):
    """Paints a `Found`. All texts are drawn as they are, never interpreted."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, round(self._look.theme.type("body") * 2.4))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found: Found = index.data(FOUND)
        look, entry = self._look, found.entry
        zoom = look.zoom
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent-soft"))
            painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 6, 6)
        row = box.adjusted(round(_SIDE * zoom), 0, -round(_SIDE * zoom), 0)
        self._write(painter, row, entry.kind.value, look.sans("small"), "muted")
        right = entry.why or entry.keys
        small = look.sans("small")
        wide = min(QFontMetrics(small).horizontalAdvance(right) + 2, row.width() // 2)
        at_right = QRect(row.right() - wide, row.top(), wide, row.height())
        self._write(painter, at_right, QFontMetrics(small).elidedText(right, _ELIDE, wide), small, "muted")
        left = row.left() + round(_KIND_WIDTH * zoom)
        words = QRect(left, row.top(), at_right.left() - left - round(_GAP * zoom), row.height())
        self._write_words(painter, words, found)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, text: str, font: QFont, token: str) -> None:
        painter.setFont(font)
        painter.setPen(self._look.color(token))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _write_words(self, painter: QPainter, box: QRect, found: Found) -> None:
        look, entry = self._look, found.entry
        token = "muted" if entry.why else "text"
        plain, strong = look.sans("body"), look.sans("body", bold=True)
        left = box.left()
        for text, hit in runs(entry.words, found.places):
            font = strong if hit else plain
            room = box.right() - left
            shown = QFontMetrics(font).elidedText(text, _ELIDE, room)
            self._write(painter, QRect(left, box.top(), room, box.height()), shown, font, "accent" if hit else token)
            left += QFontMetrics(font).horizontalAdvance(shown)
            if shown != text:
                return
        if entry.aside:
            small = look.sans("small")
            left += round(_GAP * look.zoom)
            room = box.right() - left
            if room > 0:
                shown = QFontMetrics(small).elidedText(entry.aside, _ELIDE, room)
                self._write(painter, QRect(left, box.top(), room, box.height()), shown, small, "muted")


_ELIDE = Qt.TextElideMode.ElideRight


def runs(words: str, places: tuple[int, ...]) -> list[tuple[str, bool]]:
    """Return words in pieces, each with whether it was looked for; a line break counts as a space."""
    pieces: list[tuple[str, bool]] = []
    hits = set(places)
    for place, char in enumerate(words):
        hit = place in hits
        shown = " " if char in "\n\r\u2028\u2029" else char
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = (pieces[-1][0] + shown, hit)
        else:
            pieces.append((shown, hit))
    return pieces
