"""Sets a manuscript in pages of two columns: placed words to draw, and the same text as a converter gives it."""

from __future__ import annotations

from dataclasses import dataclass

from manuscript import Manuscript, Paper, Part
from sheets import (
    BOTTOM,
    CELL,
    CELL_LEADING,
    COLUMN,
    FIRST_PAGE,
    GAP,
    LEADING,
    LEFT,
    PAD,
    RIGHT,
    SIZE,
    TOP,
    Piece,
    Sheet,
    Word,
    width,
    wrap,
)


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
        self._joint = False
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
        if self._y > BOTTOM - 13 * LEADING:
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
                self._room(8)
                self._y += LEADING / 2
                self._put(part.kind, part.lines[0], LEFT, SIZE, LEADING)
            case "sign" if len(part.lines) > 2:
                self._set_signatures(part)
            case "date" if self._joint:
                self._joint = False
                self._put(part.kind, part.lines[0], RIGHT - width(part.lines[0], SIZE) - 4 * SIZE, SIZE, LEADING)
                self._y += LEADING / 2
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
        if part.kind == "caption":
            self._room(6)
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
        self._joint = True

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
            need = self._height(row, widths) + (
                0 if index else sum(self._height(line, widths, len(header)) for line in header)
            )
            if self._y + need > BOTTOM:
                self._close(said)
                said = []
                self._turn()
            if index == 0 or not said:
                for line in header:
                    self._set_row(line, widths, len(header), under=line is not header[0])
                    said.append("\t".join(line))
            self._set_row(row, widths)
            said.append("\t".join(row))
        self._close(said)
        self._y += LEADING

    def _close(self, said: list[str]) -> None:
        """End the part of a table that stands on this page."""
        if said:
            self.sheets[-1].rules.append((LEFT, self._y, RIGHT, self._y))
            self._say("rows", *said)

    def _cells(self, row: tuple[str, ...], widths: list[float], heads: int) -> list[tuple[str, float]]:
        """Return the cells of a row with their widths; in a head of several rows the last one reaches over blanks."""
        if heads > 1 and row[0] and not row[-1]:
            last = max(index for index, text in enumerate(row) if text)
            return [*zip(row[:last], widths[:last], strict=True), (row[last], sum(widths[last:]))]
        return list(zip(row, widths, strict=True))

    def _height(self, row: tuple[str, ...], widths: list[float], heads: int = 0) -> float:
        lines = max(len(wrap(text, room - 2 * PAD, CELL)) for text, room in self._cells(row, widths, heads))
        return max(1, lines) * CELL_LEADING + PAD

    def _set_row(self, row: tuple[str, ...], widths: list[float], heads: int = 0, under: bool = False) -> None:
        """Draw a row; in a heading row `under` another a blank cell belongs to the cell above."""
        sheet, top, x = self.sheets[-1], self._y, LEFT
        self._y += self._height(row, widths, heads)
        for text, room in self._cells(row, widths, heads):
            lines = wrap(text, room - 2 * PAD, CELL)
            start = top + (self._y - top - len(lines) * CELL_LEADING) / 2
            for index, line in enumerate(lines):
                centred = len(lines) == 1
                at = x + ((room - width(line, CELL)) / 2 if centred else PAD)
                sheet.words.append(Word(at, start + (index + 0.78) * CELL_LEADING, line, CELL, heads > 0))
            if text or not under:
                sheet.rules.append((x, top, x + room, top))
            sheet.rules.append((x, top, x, self._y))
            x += room
        sheet.rules.append((x, top, x, self._y))
