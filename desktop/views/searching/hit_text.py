"""The lines of a hit as they are painted: text with marked words, wrapped to a width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desktop.domain.search import Hit
from desktop.domain.text import Span
from desktop.widgets.offsets import Utf16Map
from desktop.widgets.shown_text import as_shown

Piece = tuple[str, bool]
"""A part of a line, and whether it was searched for."""


def title_pieces(hit: Hit) -> tuple[Piece, ...]:
    """Return the title of a hit with what was found in it."""
    found = next((excerpt for excerpt in hit.excerpts if excerpt.key == "title"), None)
    return found.pieces if found is not None else ((hit.summary.title or "（无标题）", False),)


def about_pieces(hit: Hit) -> tuple[Piece, ...]:
    """Return what else tells a hit from others: 发文字号, organ, date, source."""
    summary = hit.summary
    number = next((excerpt.pieces for excerpt in hit.excerpts if excerpt.key == "doc_number"), None)
    rest = [part for part in (summary.issuers, summary.date, f"{hit.source} 第 {summary.number} 件") if part]
    return (*(number or ((summary.doc_number or "无文号", False),)), ("".join(f" · {part}" for part in rest), False))


class Lines:
    """Some pieces laid out in lines of a width, at most so many; what has no room is left out."""

    def __init__(self, pieces: Sequence[Piece], font: QFont, width: float, most: int) -> None:
        """Lay the pieces out. `width` in pixels."""
        text, marks = _joined(pieces)
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._marks = marks
        pitch = round(QFontMetricsF(font).height() * 1.25)
        self._layout.beginLayout()
        count = 0
        while count < most and (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, count * pitch))
            count += 1
        self._layout.endLayout()
        self.height = count * pitch

    def paint(self, painter: QPainter, at: QPointF, ink: QColor, ground: QColor) -> None:
        """Paint the lines; `ground` lies behind the marked words."""
        ranges = []
        for mark in self._marks:
            one = QTextLayout.FormatRange()
            one.start, one.length = mark.start, len(mark)
            marked = QTextCharFormat()
            marked.setBackground(ground)
            one.format = marked
            ranges.append(one)
        painter.setPen(ink)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._layout.draw(painter, at, ranges)


def _joined(pieces: Sequence[Piece]) -> tuple[str, tuple[Span, ...]]:
    """Return the text of some pieces, and where the marked ones stand in it, in Qt's UTF-16 units."""
    text, marks, at = "", [], 0
    for part, marked in pieces:
        shown = as_shown(part)
        size = Utf16Map(shown).to_units(len(shown))
        if marked:
            marks.append(Span(at, at + size))
        text += shown
        at += size
    return text, tuple(marks)
