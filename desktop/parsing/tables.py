"""The logical tables of a document: parts continued over pages joined, repeated header rows dropped, cells kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from desktop.domain.document import Table
from desktop.domain.text import SourceText, Span
from desktop.parsing.joining import marker_level
from desktop.parsing.lines import squeeze
from desktop.parsing.outline import Line, LineKind, Outline

_ORDINALS = frozenset({"序号", "编号", "号", "项目", "序", "类别", "名称"})
_MOST_HEADER_ROWS = 3
_LEAST_HEADER, _LONGEST_NAME = 3, 12
_ALIKE = 90.0

Row = tuple[str, ...]


@dataclass(slots=True)
class _Part:
    """Rows that stand together; `after_text`: words of the document stand between the part before and this one."""

    rows: list[Row]
    first: Line
    last: Line
    after_text: int


@dataclass(slots=True)
class _Growing:
    """A logical table while its parts are joined."""

    rows: list[Row]
    header: list[Row]
    first: Line
    last: Line
    shown: list[Row] = field(default_factory=list)


def read_tables(source: SourceText, lines: Sequence[Line], outline: Outline) -> tuple[Table, ...]:
    """Return the tables between the first and the last line of a document."""
    tables: list[_Growing] = []
    for part in _parts(source, lines[outline.first_line - 1 : outline.last_line]):
        if tables and _continues(tables[-1], part):
            _append(tables[-1], part)
        else:
            tables.append(_Growing(part.rows, _header(part.rows), part.first, part.last))
    return tuple(_finished(table) for table in tables if _is_table(table))


def _parts(source: SourceText, lines: Sequence[Line]) -> Iterator[_Part]:
    """Yield the runs of rows. A heading row without tabs that stands between two rows belongs to the table."""
    part: _Part | None = None
    between: list[Line] = []
    texts = 0
    gap = False
    for line in lines:
        if line.kind is LineKind.TABLE_ROW:
            if part is not None and between and not gap and len(between) == 1 and _is_group(between[0]):
                part.rows.append((between[0].text,))
                between = []
            if part is not None and (between or gap):
                yield part
                part = None
            if part is None:
                part = _Part([], line, line, texts + len(between))
                texts = 0
            part.rows.append(_cells(source, line))
            part.last = line
            between, gap = [], False
        elif line.kind is LineKind.BODY:
            if part is not None:
                between.append(line)
            else:
                texts += 1
        else:
            gap = gap or part is not None
            if between:
                texts += len(between)
                if part is not None:
                    yield part
                part, between = None, []
    if part is not None:
        yield part


def _is_group(line: Line) -> bool:
    """Tell whether a line names a group of rows (一、重点任务); it is a row whose empty cells were not printed."""
    return marker_level(line.text) in (0, 1) and len(line.text) <= 60


def _cells(source: SourceText, line: Line) -> Row:
    return tuple(cell.strip() for cell in source.slice(line.span).split("\t"))


def _header(rows: Sequence[Row]) -> list[Row]:
    """Return the header rows that a table begins with: the first, and those that only divide its last columns."""
    header = [rows[0]]
    for row in rows[1:_MOST_HEADER_ROWS]:
        if row[0] or _is_numbered(row) or not any(row) or len(row) < 3 or not rows[0][0]:
            break
        header.append(row)
    return header if len(rows) > len(header) else header[:1]


def _is_numbered(row: Row) -> bool:
    return row[0].isdigit()


def _continues(table: _Growing, part: _Part) -> bool:
    """Tell whether a part goes on with a table: no text stands between, and it repeats the header or has none."""
    if part.after_text:
        return False
    return _same(table.header[0], part.rows[0]) or not _looks_like_header(part.rows[0], len(table.rows[-1]))


def _looks_like_header(row: Row, width: int) -> bool:
    """Tell whether a row heads a table of its own: short words in every cell, 序号 first or of another width."""
    if not all(row) or any(len(cell) > _LONGEST_NAME or cell.isdigit() for cell in row):
        return False
    return row[0] in _ORDINALS or (len(row) >= _LEAST_HEADER and len(row) != width)


def _append(table: _Growing, part: _Part) -> None:
    rows = part.rows
    if _same(table.header[0], rows[0]):
        rows = rows[len(_header(rows)) :]
    if rows and all(row[0] for row in table.rows[len(table.header) :]) and _is_cut(table.rows[-1], rows):
        table.rows[-1] = tuple(above + below for above, below in zip(table.rows[-1], rows[0], strict=True))
        rows = rows[1:]
    table.rows += rows
    table.last = part.last


def _is_cut(above: Row, rows: Sequence[Row]) -> bool:
    """Tell whether the first of some rows is the rest of the row above, cut by the end of a page.

    The row above is numbered, this one is not, and the next number follows it, if any does.
    """
    if len(above) != len(rows[0]) or len(above) < _LEAST_HEADER or not _is_numbered(above) or rows[0][0]:
        return False
    following = next((row[0] for row in rows[1:] if row[0]), None)
    return any(rows[0]) and (following is None or (following.isdigit() and int(following) == int(above[0]) + 1))


def _same(one: Row, other: Row) -> bool:
    """Tell whether two rows print the same, but for blanks, empty cells and a character read wrong."""
    texts = [squeeze("".join(row)) for row in (one, other)]
    return texts[0] == texts[1] or (len(texts[0]) > 7 and fuzz.ratio(*texts) >= _ALIKE)


def _is_table(table: _Growing) -> bool:
    return len(table.rows) > 1 or max(len(row) for row in table.rows) > 2


def _finished(table: _Growing) -> Table:
    width = max(len(row) for row in table.rows)
    cells = tuple(row + ("",) * (width - len(row)) for row in table.rows)
    header_rows = len(table.header) if len(table.rows) > len(table.header) else 0
    return Table(Span(table.first.span.start, table.last.span.end), cells, header_rows)
