"""How a line of the search looks: what kind it is, its words with what was looked for, its keys or why it cannot be."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.views.keys.palette_ranking import Found
from desktop.widgets.appearance import Appearance

FOUND = Qt.ItemDataRole.UserRole + 1
_SIDE, _GAP = 12, 12
_KIND_WIDTH = 52
"""Pixels at 100 %."""


class _Pen:
    """A font with its metrics, which are asked for often."""

    def __init__(self, font: QFont) -> None:
        self.font, self._metrics = font, QFontMetrics(font)
        self._widths: dict[str, int] = {}

    def width(self, text: str) -> int:
        """Return the width of a text in pixels."""
        known = self._widths.get(text)
        if known is None:
            known = self._widths[text] = self._metrics.horizontalAdvance(text)
        return known

    def fitted(self, text: str, room: int) -> str:
        """Return a text that ends in … where room is short."""
        return text if self.width(text) <= room else self._metrics.elidedText(text, _ELIDE, room)


class PaletteDelegate(QStyledItemDelegate):
    """Paints a `Found`. All texts are drawn as they are, never interpreted."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        appearance.changed.connect(self._take_pens)
        self._take_pens()

    @Slot()
    def _take_pens(self) -> None:
        look = self._look
        self._plain, self._strong = _Pen(look.sans("body")), _Pen(look.sans("body", bold=True))
        self._small = _Pen(look.sans("small"))
        self._inks = {token: look.color(token) for token in ("text", "muted", "accent", "accent-soft")}

    def row_height(self) -> int:
        """Return the height of a line in pixels."""
        return round(self._look.theme.type("body") * 2.4)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found: Found = index.data(FOUND)
        px, entry = self._look.px, found.entry
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._inks["accent-soft"])
            painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 6, 6)
        row = box.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        self._write(painter, row, entry.kind.value, self._small, "muted")
        right = entry.why or entry.keys
        wide = min(self._small.width(right), row.width() // 2)
        if right:
            at_right = QRect(row.right() - wide, row.top(), wide + 1, row.height())
            self._write(painter, at_right, self._small.fitted(right, wide), self._small, "muted")
        left = row.left() + px(_KIND_WIDTH)
        words = QRect(left, row.top(), row.right() - wide - left - px(_GAP), row.height())
        self._write_words(painter, words, found)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, text: str, pen: _Pen, token: str) -> None:
        painter.setFont(pen.font)
        painter.setPen(self._inks[token])
        painter.drawText(box, _LINE, text)

    def _write_words(self, painter: QPainter, box: QRect, found: Found) -> None:
        entry = found.entry
        token = "muted" if entry.why else "text"
        left = box.left()
        for text, hit in runs(entry.words, found.places):
            pen = self._strong if hit else self._plain
            room = box.right() - left
            shown = pen.fitted(text, room)
            self._write(painter, QRect(left, box.top(), room, box.height()), shown, pen, "accent" if hit else token)
            left += pen.width(shown)
            if shown != text:
                return
        left += self._look.px(_GAP)
        room = box.right() - left
        if entry.aside and room > 0:
            shown = self._small.fitted(entry.aside, room)
            self._write(painter, QRect(left, box.top(), room, box.height()), shown, self._small, "muted")


_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
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
