"""Catalogues of documents printed in a gazette: which tables are some, where their cells stand, what is said above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.document import Document, Table
from desktop.domain.text import SourceText, Span
from desktop.parsing import lexicon, register_words
from desktop.parsing.numerals import NUMERALS, number
from desktop.parsing.register_columns import Columns, guess_table
from desktop.parsing.register_rows import ListedRow
from desktop.parsing.register_words import squeezed
from desktop.register import entry as fields

_LEAST_COLUMNS = 3
_ABOVE = 600
"""Code points above a table in which its heading is looked for."""
_DAYS = (fields.EFFECTIVE, fields.EXPIRY, fields.VALIDITY, fields.PUBLISHED, fields.WRITTEN, fields.VERDICT)
# 确定继续有效52件，废止与失效73件，拟修改发布4件
_COUNT = re.compile(rf"([\u3400-\u9fff、“”（）()]{{2,24}}?)(?:共|计|为)?([{NUMERALS}]{{1,6}})[件份部]")
_VERDICT_WORDS = ("有效", "废止", "失效", "修改", "修订", "保留")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A table of documents in a gazette: which of the document's tables it is, its columns, the heading above it."""

    table: Table
    columns: Columns
    heading: str
    verdict: str


def catalogues(source: SourceText, document: Document) -> tuple[Catalogue, ...]:
    """Return the tables of a document that list documents with their 字号 and their days or verdicts."""
    found = []
    for table in document.tables:
        columns = guess_table(table.cells, table.header_rows)
        held = set(columns.fields.values())
        if not columns.is_list or len(held) < _LEAST_COLUMNS or fields.TITLE not in held:
            continue
        if fields.NUMBER not in held or not held & set(_DAYS) or not _has_numbers(table, columns):
            continue
        heading = _heading(source, table.span.start)
        verdict = register_words.read(fields.VERDICT, heading) if heading else None
        known = verdict.value if verdict is not None and not verdict.doubt and verdict.value != heading else ""
        found.append(Catalogue(table, columns, heading, known))
    return tuple(found)


def _has_numbers(table: Table, columns: Columns) -> bool:
    """Tell whether most rows have a 字号 where it should be."""
    column = next(at for at, key in columns.fields.items() if key == fields.NUMBER)
    rows = [row[column] for row in table.cells[table.header_rows :]]
    held = [said for row in rows if (said := register_words.read(fields.NUMBER, row)) is not None]
    return sum("〔" in said.value or said.value.endswith("号") for said in held) * 2 > len(rows)


def _heading(source: SourceText, start: int) -> str:
    """Return the last line above a table that is called a list (……目录), empty where there is none."""
    above = source.text[max(0, start - _ABOVE) : start].split("\n")
    for line in reversed(above):
        bare = squeezed(line)
        if "\t" in line or len(bare) > 80:
            return ""
        if bare.endswith(lexicon.words("register", "words.lists")):
            return bare
    return ""


def rows_of(source: SourceText, table: Table) -> tuple[ListedRow, ...]:
    """Return the rows of a table below its head with the place of each cell; a cell cut by a page has that of its rest.

    Rows are numbered from 0 as in `Table.cells`. A row that is not found in the text has no places.
    """
    printed = _printed_rows(source, table)
    rows: list[ListedRow] = []
    at = 0
    for index, cells in enumerate(table.cells):
        spans, at = _find(cells, printed, at)
        if index >= table.header_rows:
            rows.append(ListedRow(index, cells, spans))
    return tuple(rows)


_Printed = tuple[tuple[str, Span], ...]


def _printed_rows(source: SourceText, table: Table) -> list[_Printed]:
    rows: list[_Printed] = []
    start = table.span.start
    for line in source.slice(table.span).split("\n"):
        if "\t" in line:
            cells = []
            place = start
            for cell in line.split("\t"):
                bare = cell.strip()
                lead = len(cell) - len(cell.lstrip()) if bare else 0
                cells.append((bare, Span(place + lead, place + lead + len(bare))))
                place += len(cell) + 1
            rows.append(tuple(cells))
        start += len(line) + 1
    return rows


def _find(cells: Sequence[str], printed: Sequence[_Printed], at: int) -> tuple[tuple[Span, ...], int]:
    """Return the places of a row's cells among the printed rows from `at` on, and where to go on."""
    for index in range(at, len(printed)):
        row = printed[index]
        if _is_row(cells, row):
            spans = tuple(span for _, span in row) + (Span(0, 0),) * (len(cells) - len(row))
            cut = any(mine != theirs for mine, (theirs, _) in zip(cells, row, strict=False))
            return spans, index + (2 if cut else 1)
    return (), at


def _is_row(cells: Sequence[str], row: _Printed) -> bool:
    """Tell whether a printed row is a row of the table, or the first part of one that a page cut."""
    if len(row) > len(cells) or not any(text for text, _ in row):
        return False
    own = [text for text, _ in row]
    if list(cells[: len(own)]) == own:
        return True
    return own[0] == cells[0] != "" and all(mine.startswith(theirs) for mine, theirs in zip(cells, own, strict=False))


def told_counts(text: str) -> tuple[tuple[str, int], ...]:
    """Return what an announcement says of its lists: the words before a number of 件, and the number."""
    found = []
    for match in _COUNT.finditer(squeezed(text)):
        count = number(match[2])
        if count is not None and any(word in match[1] for word in _VERDICT_WORDS):
            found.append((match[1], count))
    return tuple(found)
