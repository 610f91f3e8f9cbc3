"""Sets a manuscript in pages of two columns: placed words to draw, and the same text as a converter gives it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pymupdf
from manuscript import Manuscript, Paper, Part

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 54.0, 541.0, 74.0, 778.0
GAP = 24.0
COLUMN = (RIGHT - LEFT - GAP) / 2
SIZE, LEADING = 10.5, 17.0
CELL, CELL_LEADING, PAD = 9.0, 13.0, 4.0
FIRST_PAGE = 3

NOT_FIRST = "，。；：、！？）》〉”’〕】"
NOT_LAST = "（《〈“‘〔【"

FONT = pymupdf.Font("china-s")
_WIDTHS: dict[str, float] = {}


def width(text: str, size: float) -> float:
    """Return the printed width of a text in points."""
    for char in text:
        if char not in _WIDTHS:
            _WIDTHS[char] = 1.0 if char == "\u3000" else FONT.text_length(char, 1)
    return sum(_WIDTHS[char] for char in text) * size


def wrap(text: str, room: float, size: float, first: float = 0.0) -> list[str]:
    """Break a text into printed lines; `first` is the indent of the first one. Numbers and Latin words stay whole."""
    lines, line, used = [], "", first
    for word in _words(text):
        wide = width(word, size)
        if used + wide > room + 0.5 and line and word not in NOT_FIRST:
            carried = ""
            while line and line[-1] in NOT_LAST:
                line, carried = line[:-1], line[-1] + carried
            lines.append(line)
            line, used = carried, width(carried, size)
        line, used = line + word, used + wide
    return [*lines, line] if line else lines


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        latin = char.isascii() and char not in " ,;:()"
        if words and latin and words[-1][-1].isascii() and words[-1][-1] not in " ,;:()":
            words[-1] += char
        else:
            words.append(char)
    return words


@dataclass(frozen=True)
class Word:
    """A piece of text placed on a page: x of its left end, y of its base line."""

    x: float
    y: float
    text: str
    size: float = SIZE
    bold: bool = False


@dataclass
class Sheet:
    """One printed page: words and rules (x0, y0, x1, y1) in drawing order."""

    number: int
    words: list[Word] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    """A piece of the converted text. `kind`: that of a part, "head" a running head, "mark" a page number, "rows"."""

    paper: str
    kind: str
    lines: tuple[str, ...]
    broken: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a column. `part` tells lines of one paragraph from the next; `keep` binds it to the following line."""

    text: str
    part: int
    kind: str
    indent: float = 0.0
    keep: bool = False
    bold: bool = False


class Typesetter:
    """Lays out the papers of one manuscript one after the other."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.style = manuscript.style
        self.sheets: list[Sheet] = []
        self.pieces: list[Piece] = []
        self.first_pages: dict[str, int] = {}
        self._lines: list[Line] = []
        self._parts = 0
        self._y = TOP
        self._paper = manuscript.papers[0]
        self._turn()
        for paper in manuscript.papers:
            self._set_paper(paper)
        self._end_page()

    # pages

    def _turn(self) -> None:
        """Begin a new page with its running head."""
        number = FIRST_PAGE + len(self.sheets)
        if self.sheets:
            self._end_page()
        sheet = Sheet(number)
        self.sheets.append(sheet)
        self._y = TOP
        head = self.style["even_head"] if number % 2 == 0 else self._paper.column
        at = LEFT if number % 2 == 0 else RIGHT - width(head, 9)
        sheet.words.append(Word(at, 52, head, 9))
        sheet.rules.append((LEFT, 58, RIGHT, 58))
        if number % int(self.style["heads_every"]) == 0 and number > FIRST_PAGE:
            self._say("head", head)

    def _end_page(self) -> None:
        sheet = self.sheets[-1]
        mark = self.style["page_mark"].format(sheet.number)
        x = LEFT if sheet.number % 2 == 0 else RIGHT - width(mark, 9)
        sheet.words.append(Word(x, 806, mark, 9))
        if self.style.get("marks_kept") == "yes":
            self._say("mark", mark)

    def _say(self, kind: str, *lines: str, broken: bool = False) -> None:
        self.pieces.append(Piece(self._paper.key, kind, lines, broken))

    # papers

    def _set_paper(self, paper: Paper) -> None:
        self._flush()
        self._paper = paper
        if self._y > TOP:
            self._y += LEADING
        if self._y > BOTTOM - 11 * LEADING or self.style.get("new_page") == paper.key:
            self._turn()
        for part in paper.parts:
            self._set_part(part)
            self.first_pages.setdefault(paper.key, self.sheets[-1].number)
        self._flush()

    def _set_part(self, part: Part) -> None:
        match part.kind:
            case "title":
                self._set_across(part, 17, 26)
            case "number" | "plainnumber":
                self._set_across(part, 11, 24)
            case "caption":
                self._set_across(part, 13, 22)
            case "annex":
                self._flush()
                self._room(6)
                self._put(part.kind, part.lines[0], LEFT, SIZE, LEADING)
            case "sign" if len(part.lines) > 2:
                self._set_signatures(part)
            case "foot":
                self._set_foot(part)
            case "table":
                self._flush()
                self._set_table(part)
            case _:
                self._add_lines(part)

    def _room(self, lines: int) -> None:
        if self._y > BOTTOM - lines * LEADING:
            self._turn()

    def _put(self, kind: str, text: str, x: float, size: float, leading: float, bold: bool = False) -> None:
        self._y += leading
        self.sheets[-1].words.append(Word(x, self._y - leading / 4, text, size, bold))
        self._say(kind, text)

    def _set_across(self, part: Part, size: float, leading: float) -> None:
        """Centre lines over both columns."""
        self._flush()
        self._room(8)
        lines = [line for text in part.lines for line in wrap(text, RIGHT - LEFT, size)]
        self._y += 6
        for line in lines:
            self._y += leading
            x = (LEFT + RIGHT - width(line, size)) / 2
            self.sheets[-1].words.append(Word(x, self._y - leading / 4, line, size, part.kind != "number"))
        self._y += 6
        self._say(part.kind, *part.lines)

    def _set_signatures(self, part: Part) -> None:
        """Set joint signatures in two columns, printed column by column."""
        self._flush()
        rows = (len(part.lines) + 1) // 2
        self._room(rows + 3)
        self._y += LEADING
        for organs, x in ((part.lines[0::2], LEFT + 2 * SIZE), (part.lines[1::2], LEFT + COLUMN + GAP + 2 * SIZE)):
            for row, organ in enumerate(organs):
                self.sheets[-1].words.append(Word(x, self._y + (row + 1) * LEADING, organ))
            self._say("sign", *organs)
        self._y += (rows + 0.5) * LEADING

    def _set_foot(self, part: Part) -> None:
        """Set a line of the 版记 between rules."""
        self._flush()
        self._room(3)
        self.sheets[-1].rules.append((LEFT, self._y + 2, RIGHT, self._y + 2))
        for line in wrap(part.lines[0], RIGHT - LEFT, SIZE):
            self._y += LEADING
            self.sheets[-1].words.append(Word(LEFT, self._y - LEADING / 4, line))
        self.sheets[-1].rules.append((LEFT, self._y + 2, RIGHT, self._y + 2))
        self._say("foot", part.lines[0])

    # columns

    def _add_lines(self, part: Part) -> None:
        self._parts += 1
        number, kind = self._parts, part.kind
        blank = Line("", number, "blank")
        bold = kind in ("h1", "h2", "enclosed", "chapter")
        if kind in ("enclosed", "chapter"):
            lines = [line for text in part.lines for line in wrap(text, COLUMN, SIZE)]
            self._lines += [blank, *self._aligned(lines, number, kind, 0.5, keep=True, bold=True), blank]
        elif kind in ("sign", "date", "right"):
            lead = [blank] if kind == "sign" else []
            self._lines += [*lead, *self._aligned(part.lines, number, kind, 0.9, keep=kind == "sign")]
        else:
            flush = kind in ("to", "flush", "list")
            text = part.lines[0].lstrip("\u3000")
            hang = (len(part.lines[0]) - len(text)) * SIZE
            first = hang if flush else 2 * SIZE
            lines = wrap(text, COLUMN - hang, SIZE, first - hang)
            self._lines += [
                Line(line, number, kind, hang if index else first, keep=bold, bold=bold)
                for index, line in enumerate(lines)
            ]

    def _aligned(
        self,
        texts: list[str] | tuple[str, ...],
        number: int,
        kind: str,
        share: float,
        keep: bool = False,
        bold: bool = False,
    ) -> list[Line]:
        return [Line(text, number, kind, (COLUMN - width(text, SIZE)) * share, keep, bold) for text in texts]

    def _flush(self) -> None:
        """Set what waits in two balanced columns; full pages first."""
        while self._lines:
            room = int((BOTTOM - self._y) / LEADING)
            if room < 4 and self._y > TOP:
                self._turn()
                continue
            if len(self._lines) > 2 * room:
                self._set_column(self._take(room), LEFT)
                self._set_column(self._take(room), LEFT + COLUMN + GAP)
                self._turn()
                continue
            half = (len(self._lines) + 1) // 2
            self._set_column(self._take(half), LEFT)
            right = self._take(room)
            self._set_column(right, LEFT + COLUMN + GAP)
            self._y += max(half, len(right)) * LEADING
            if self._lines:
                self._turn()

    def _take(self, count: int) -> list[Line]:
        """Take the next lines for a column; a heading does not stand last in it, a blank line not first."""
        while self._lines and self._lines[0].kind == "blank":
            self._lines.pop(0)
        taken = min(count, len(self._lines))
        while taken > 1 and taken < len(self._lines) and self._lines[taken - 1].keep:
            taken -= 1
        column, self._lines = self._lines[:taken], self._lines[taken:]
        return column

    def _set_column(self, column: list[Line], x: float) -> None:
        sheet, texts = self.sheets[-1], []
        for row, line in enumerate(column):
            if line.text:
                sheet.words.append(Word(x + line.indent, self._y + (row + 0.75) * LEADING, line.text, SIZE, line.bold))
            texts.append(line)
            following = column[row + 1] if row + 1 < len(column) else None
            if following is None or following.part != line.part or following.kind != line.kind:
                self._say_lines(
                    texts, broken=following is None and bool(self._lines) and self._lines[0].part == line.part
                )
                texts = []

    def _say_lines(self, lines: list[Line], broken: bool) -> None:
        kind = lines[0].kind
        if kind == "blank":
            return
        texts = [line.text for line in lines]
        self._say(kind, *(texts if kind in ("enclosed", "sign", "chapter") else ["".join(texts)]), broken=broken)

    # tables

    def _set_table(self, part: Part) -> None:
        total = sum(part.weights)
        widths = [(RIGHT - LEFT) * weight / total for weight in part.weights]
        header, rows = part.rows[: part.header_rows], part.rows[part.header_rows :]
        said: list[str] = []
        for index, row in enumerate(rows):
            need = self._height(row, widths) + (0 if index else sum(self._height(line, widths) for line in header))
            if self._y + need > BOTTOM:
                if said:
                    self._say("rows", *said)
                said = []
                self._turn()
            if index == 0 or not said:
                for line in header:
                    self._set_row(line, widths, bold=True)
                    said.append("\t".join(line))
            self._set_row(row, widths)
            said.append("\t".join(row))
        self._say("rows", *said)
        self._y += LEADING

    def _cells(self, row: tuple[str, ...], widths: list[float]) -> list[tuple[str, float]]:
        """Return the cells of a row with their widths; a row with fewer cells than columns is one heading."""
        return list(zip(row, widths, strict=True)) if len(row) == len(widths) else [(row[0], sum(widths))]

    def _height(self, row: tuple[str, ...], widths: list[float]) -> float:
        lines = max(len(wrap(text, room - 2 * PAD, CELL)) for text, room in self._cells(row, widths))
        return max(1, lines) * CELL_LEADING + PAD

    def _set_row(self, row: tuple[str, ...], widths: list[float], bold: bool = False) -> None:
        sheet, top, x = self.sheets[-1], self._y, LEFT
        self._y += self._height(row, widths)
        for text, room in self._cells(row, widths):
            lines = wrap(text, room - 2 * PAD, CELL)
            start = top + (self._y - top - len(lines) * CELL_LEADING) / 2
            for index, line in enumerate(lines):
                centred = len(lines) == 1
                at = x + ((room - width(line, CELL)) / 2 if centred else PAD)
                sheet.words.append(Word(at, start + (index + 0.78) * CELL_LEADING, line, CELL, bold))
            sheet.rules += [(x, top, x + room, top), (x, self._y, x + room, self._y), (x, top, x, self._y)]
            x += room
        sheet.rules.append((x, top, x, self._y))
