"""Ruled tables: the cells that a net of lines encloses, and the text in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from desktop.domain.page_image import PageSize
from desktop.parsing.readers.layout.printed import Run
from desktop.parsing.readers.layout.ruling import Net, Ruled
from desktop.parsing.readers.layout.strips import Part, Strip, extent, in_rows, is_latin_pair, turned

_SAME_PLACE = 3.0
_OPEN = 9.0
_COVERED = 0.6
_OVERHANG = 0.3
_INSIDE = 0.2
_CLOSING = frozenset("，。；：、！？）》〉”’〕】,.;:!?)]")
_FEW_ROWS = 3
_MOST_LINES_OF_A_ROW, _MOST_LINES_OF_FEW_ROWS = 8, 16

Place = tuple[int, int]


class Table:
    """A ruled table on a page. `owner` gives the first cell of each merged cell, by row and column."""

    def __init__(self, xs: list[float], ys: list[float], owner: dict[Place, Place]) -> None:
        self.left, self.right = xs[0], xs[-1]
        self.top, self.bottom = ys[0], ys[-1]
        self.text = ""
        self._xs, self._ys = xs, ys
        self._owner = owner
        self._cells: dict[Place, list[Strip]] = {}

    def holds(self, strip: Strip) -> bool:
        """Tell whether a strip stands inside of the table."""
        x, y = (strip.left + strip.right) / 2, (strip.top + strip.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def take(self, strip: Strip, cut: Callable[[Strip, Sequence[float]], list[Strip]]) -> None:
        """Put a strip into its cell, or into several, cut at the borders between them."""
        row = self._index(self._ys, (strip.top + strip.bottom) / 2)
        slack = _OVERHANG * strip.size
        first = self._index(self._xs, strip.left + slack)
        last = self._index(self._xs, strip.right - slack)
        borders = [
            self._xs[column + 1]
            for column in range(first, last)
            if self._owner[row, column] != self._owner[row, column + 1]
        ]
        if not borders or len(strip.parts) > 1:
            middle = self._index(self._xs, (strip.left + strip.right) / 2)
            self._cells.setdefault(self._owner[row, middle], []).append(strip)
            return
        for piece in cut(strip, borders):
            column = self._index(self._xs, (piece.left + piece.right) / 2)
            self._cells.setdefault(self._owner[row, column], []).append(piece)

    @staticmethod
    def _index(edges: Sequence[float], at: float) -> int:
        return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)

    @property
    def is_table(self) -> bool:
        """Tell whether the lines hold a table, and not a page of text between rules."""
        if not self._cells or len(set(self._owner.values())) < 2:
            return False
        if len({column for _, column in self._owner.values()}) < 2:
            return False
        rows = len(self._ys) - 1
        most = _MOST_LINES_OF_A_ROW if rows == 1 else _MOST_LINES_OF_FEW_ROWS
        return rows > _FEW_ROWS or all(len(in_rows(cell)) <= most for cell in self._cells.values())

    def rows(self) -> Iterator[list[Part]]:
        """Yield the rows as lines with tabs between the cells; a merged cell stands in its first row and column."""
        for row in range(len(self._ys) - 1):
            parts: list[Part] = []
            for column in range(len(self._xs) - 1):
                if column:
                    parts.append(("\t", -1, 0))
                if self._owner[row, column] == (row, column):
                    parts += _cell_text(self._cells.get((row, column), ()))
            if any(run >= 0 for _, run, _ in parts):
                yield parts


def table_of(net: Net) -> Table | None:
    """Return the table that a net of lines encloses, None when it has no two cells beside each other."""
    ys = _places(net.level)
    xs = _places(net.upright)
    left, right = min(line.start for line in net.level), max(line.end for line in net.level)
    is_open = False
    if left < xs[0] - _OPEN:
        xs.insert(0, left)
        is_open = True
    if right > xs[-1] + _OPEN:
        xs.append(right)
        is_open = True
    if len(xs) < 3 or len(ys) < 2 or (is_open and len(ys) == 2):
        return None
    return Table(xs, ys, _owners(net, xs, ys))


def _places(lines: Sequence[Ruled]) -> list[float]:
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] > _SAME_PLACE:
            places.append(at)
    return places


def _owners(net: Net, xs: Sequence[float], ys: Sequence[float]) -> dict[Place, Place]:
    """Return for each place the first place of the cell that it belongs to."""
    posts, beams = _by_place(net.upright, xs), _by_place(net.level, ys)
    owner: dict[Place, Place] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            place = (row, column)
            owner[place] = place
            if column and not _is_drawn(posts[column], top, bottom):
                owner[place] = owner[row, column - 1]
            if row and not _is_drawn(beams[row], left, right):
                above = owner[row - 1, column]
                if owner[place] == place:
                    owner[place] = above
    return owner


def _by_place(lines: Sequence[Ruled], places: Sequence[float]) -> list[list[Ruled]]:
    sorted_lines: list[list[Ruled]] = [[] for _ in places]
    for line in lines:
        nearest = min(range(len(places)), key=lambda index: abs(places[index] - line.at))
        sorted_lines[nearest].append(line)
    return sorted_lines


def _is_drawn(lines: Sequence[Ruled], start: float, end: float) -> bool:
    drawn = sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in lines)
    return drawn >= _COVERED * (end - start)


def _cell_text(strips: Sequence[Strip]) -> list[Part]:
    parts: list[Part] = []
    for row in in_rows(strips):
        is_first = True
        for strip in row:
            if parts and (is_latin_pair(parts[-1][0], strip.text) or not (is_first or _is_spaced(parts[-1][0], strip))):
                parts.append((" ", -1, 0))
            parts += strip.parts
            is_first = False
    return parts


def _is_spaced(before: str, strip: Strip) -> bool:
    """Tell whether a strip goes on with a word set with wide spaces (序　号)."""
    return len(strip.text) == 1 or len(before) == 1


def cutter(
    runs: Sequence[Run], turn: int, size: PageSize, lacking: Callable[[], None]
) -> Callable[[Strip, Sequence[float]], list[Strip]]:
    """Return a function that cuts a strip at borders; `lacking` is called where its characters' places are unknown."""

    def place(strip: Strip, offset: int) -> float:
        _, index, first = strip.parts[0]
        run = runs[index]
        if run.boxes:
            return turned(run.boxes[first + offset], turn, size)[0]
        lacking()
        return extent(run, strip.left, strip.right, first + offset, first + offset + 1)[0]

    def cut(strip: Strip, borders: Sequence[float]) -> list[Strip]:
        text, index, first = strip.parts[0]
        groups: dict[int, list[int]] = {}
        places = [place(strip, offset) + _INSIDE * strip.size for offset in range(len(text))]
        cell = 0
        for offset, at in enumerate(places):
            # A closing mark may hang out of its cell.
            cell = cell if text[offset] in _CLOSING and offset else bisect_right(borders, at)
            groups.setdefault(cell, []).append(offset)
        pieces: list[Strip] = []
        for offsets in groups.values():
            begin, end = offsets[0], offsets[-1] + 1
            piece = text[begin:end].strip()
            if piece:
                begin = text.index(piece, begin)
                end = begin + len(piece)
                parts = [(piece, index, first + begin)]
                pieces.append(Strip(piece, places[begin], strip.top, places[end - 1], strip.bottom, strip.size, parts))
        return pieces

    return cut
