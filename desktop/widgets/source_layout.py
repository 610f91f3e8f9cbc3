"""Where the rows of a source stand on the sheet. Rows are laid out when they come into sight; until then estimated."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from desktop.domain.text import Span
from desktop.widgets.offsets import Utf16Map
from desktop.widgets.shown_text import as_shown
from desktop.widgets.source_rows import Row, Setting, row_at

_KEPT = 400
_LEADING, _TITLE_LEADING = 1.85, 1.6
"""The pitch of lines, in sizes of the font."""

_BLANK = 0.5
"""The height of an empty line, in lines: gazettes are full of them."""


@dataclass(slots=True)
class Placed:
    """One row laid out: lines of text at positions relative to the row's top left corner."""

    layout: QTextLayout
    offsets: Utf16Map
    height: float
    turned: bool
    """Tells that it holds letters that are written from right to left."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts of the sheet."""

    body: QFont
    title: QFont


class SheetLayout:
    """The geometry of all rows for one width. Positions are in pixels from the sheet's top."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self._text = ""
        self._width = 1.0
        self._faces = Faces(QFont(), QFont())
        self._ems: list[float] = []
        self._titles: list[int] = []
        self._blanks: list[int] = []
        self._spaced: list[int] = []
        """The rows above which there may be a gap."""
        self._heights: list[float] = []
        self._tops: list[float] | None = None
        self._is_placed = False
        self._placed: OrderedDict[int, Placed] = OrderedDict()
        self._exact: set[int] = set()
        self.gap_above_document = self.gap_between_pages = 0.0

    def set_content(self, text: str, rows: tuple[Row, ...]) -> None:
        """Take another source; `set_geometry` must follow."""
        self._text, self.rows, self._is_placed = text, rows, False
        self._ems = [row.ems for row in rows]
        self._titles = [index for index, row in enumerate(rows) if row.setting is Setting.TITLE]
        self._blanks = [index for index, row in enumerate(rows) if row.setting is Setting.BLANK]
        self._spaced = [
            index for index, row in enumerate(rows) if row.page is not None or row.opens or row.ends is not None
        ]

    def set_geometry(self, width: float, faces: Faces, above_document: float, between_pages: float) -> None:
        """Set the width of the text block and the fonts. If they are others, everything is estimated anew."""
        wanted = (max(80.0, width), faces, above_document, between_pages)
        if self._is_placed and wanted == (self._width, self._faces, self.gap_above_document, self.gap_between_pages):
            return
        self._width, self._faces, self.gap_above_document, self.gap_between_pages = wanted
        self._is_placed = True
        self._estimate()

    @property
    def height(self) -> float:
        """The height of all rows."""
        return self.top(len(self.rows))

    def top(self, index: int) -> float:
        """Return where a row's space begins, the gap above it included."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0.0))
        return self._tops[index]

    def text_top(self, index: int) -> float:
        """Return where a row's text begins."""
        return self.top(index) + self.gap(index)

    def gap(self, index: int) -> float:
        """Return the space kept above a row for a page break and a boundary."""
        row = self.rows[index]
        page_gap = self.gap_between_pages if row.page is not None and index else 0.0
        return page_gap + (self.gap_above_document if row.opens or row.ends is not None else 0.0)

    def index_at(self, y: float) -> int:
        """Return the row at a height; the first or last one beyond the ends."""
        self.top(0)
        assert self._tops is not None
        return min(max(0, bisect_right(self._tops, y) - 1), max(0, len(self.rows) - 1))

    def place(self, index: int) -> Placed:
        """Lay a row out, or return it from the rows lately seen."""
        placed = self._placed.get(index)
        if placed is None:
            placed = self._lay_out(self.rows[index])
            self._placed[index] = placed
            if len(self._placed) > _KEPT:
                self._placed.popitem(last=False)
        else:
            self._placed.move_to_end(index)
        return placed

    def settle(self, index: int) -> float:
        """Make a row's height exact; return by how much it changed."""
        if index in self._exact:
            return 0.0
        self._exact.add(index)
        change = self.place(index).height + self.gap(index) - self._heights[index]
        if abs(change) < 0.01:
            return 0.0
        self._heights[index] += change
        self._tops = None
        return change

    def settle_run(self, index: int, step: int, room: float) -> float:
        """Make heights exact from a row on, down (1) or up (-1), until they fill a room; return the room left over."""
        while room > 0 and 0 <= index < len(self.rows):
            self.settle(index)
            room -= self._heights[index]
            index += step
        return max(0.0, room)

    def offset_at(self, x: float, y: float) -> int:
        """Return the code point before which a cursor stands that is set at a point of the sheet."""
        return self._offset_at(x, y, QTextLine.CursorPosition.CursorBetweenCharacters)

    def letter_at(self, x: float, y: float) -> int:
        """Return the code point that is drawn at a point of the sheet, or the nearest one."""
        return self._offset_at(x, y, QTextLine.CursorPosition.CursorOnCharacter)

    def _offset_at(self, x: float, y: float, meaning: QTextLine.CursorPosition) -> int:
        if not self.rows:
            return 0
        index = self.index_at(y)
        placed, inner = self.place(index), y - self.text_top(index)
        layout = placed.layout
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            if inner < line.y() + line.height() or number == layout.lineCount() - 1:
                unit = line.xToCursor(x, meaning)
                return self.rows[index].span.start + placed.offsets.to_points(int(unit))
        return self.rows[index].span.start

    def boxes(self, span: Span) -> list[QRectF]:
        """Return the boxes of a span, one per printed line, in sheet coordinates."""
        found: list[QRectF] = []
        index = row_at(self.rows, span.start)
        while index < len(self.rows) and self.rows[index].span.start < span.end:
            found.extend(self._row_boxes(index, span))
            index += 1
        return found

    def row_boxes(self, index: int, span: Span) -> list[QRectF]:
        """Return the boxes of the part of a span that stands in one row."""
        return self._row_boxes(index, span)

    def _row_boxes(self, index: int, span: Span) -> list[QRectF]:
        row = self.rows[index]
        start, end = max(span.start, row.span.start), min(span.end, row.span.end)
        if start >= end:
            return []
        placed, top = self.place(index), self.text_top(index)
        first = placed.offsets.to_units(start - row.span.start)
        last = placed.offsets.to_units(end - row.span.start)
        boxes = []
        for number in range(placed.layout.lineCount()):
            line = placed.layout.lineAt(number)
            line_start, line_end = line.textStart(), line.textStart() + line.textLength()
            if line_end <= first or line_start >= last:
                continue
            if placed.turned:
                runs = _runs(line, max(first, line_start), min(last, line_end))
                boxes += [QRectF(left, top + line.y(), right - left, line.height()) for left, right in runs]
                continue
            left = line_x(line.cursorToX(max(first, line_start)))
            right = line_x(line.cursorToX(last)) if last < line_end else line.naturalTextRect().right()
            boxes.append(QRectF(left, top + line.y(), right - left, line.height()))
        return boxes

    def _estimate(self) -> None:
        """Guess every height from the number of wide and narrow characters."""
        self._placed.clear()
        self._exact.clear()
        self._tops = None
        body, title = self._faces.body.pixelSize() * _LEADING, self._faces.title.pixelSize() * _TITLE_LEADING
        em = QFontMetricsF(self._faces.body).horizontalAdvance("国") or 1.0
        per_line = max(1.0, self._width / em)
        heights = [(ceil(ems / per_line) or 1) * body for ems in self._ems]
        for index in self._titles:
            heights[index] *= title / body
        for index in self._blanks:
            heights[index] = body * _BLANK
        for index in self._spaced:
            heights[index] += self.gap(index)
        self._heights = heights

    def _lay_out(self, row: Row) -> Placed:
        text = self._text[row.span.start : row.span.end]
        titled = row.setting is Setting.TITLE
        face = self._faces.title if titled else self._faces.body
        layout = QTextLayout(as_shown(text), face)
        layout.setCacheEnabled(True)
        option = QTextOption(_ALIGNMENT.get(row.setting, Qt.AlignmentFlag.AlignLeft))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        pitch = face.pixelSize() * (_TITLE_LEADING if titled else _LEADING)
        if row.setting is Setting.BLANK:
            pitch *= _BLANK
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, y + (pitch - line.height()) / 2))
            y += pitch
        layout.endLayout()
        return Placed(layout, Utf16Map(text), max(y, pitch), _RIGHT_TO_LEFT.search(text) is not None)


_ALIGNMENT = {
    Setting.TITLE: Qt.AlignmentFlag.AlignHCenter,
    Setting.CENTRED: Qt.AlignmentFlag.AlignHCenter,
    Setting.RIGHT: Qt.AlignmentFlag.AlignRight,
}

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def _runs(line: QTextLine, first: int, last: int) -> list[tuple[float, float]]:
    """Return where units of a line are drawn, from left to right: in several places where the direction changes."""
    extents = sorted(
        (position.x(), position.x() + advance.x())
        for run in line.glyphRuns(first, last - first)
        for position, advance in zip(
            run.positions(), run.rawFont().advancesForGlyphIndexes(run.glyphIndexes()), strict=True
        )
    )
    joined: list[tuple[float, float]] = []
    for left, right in extents:
        if joined and left <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def line_x(position: object) -> float:
    """Return the x of QTextLine.cursorToX, which is a number or a pair of number and cursor position."""
    return float(position[0] if isinstance(position, tuple) else position)  # type: ignore[arg-type]
