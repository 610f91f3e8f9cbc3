"""The tables of a document: as they count, corrected cell by cell, copied, and written to a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.document import Table
from desktop.domain.edits import STATUS, Change, Json, Step, Verb, cell_facet
from desktop.domain.errors import ExportWithheld
from desktop.domain.facets import status_to_json
from desktop.domain.record import Record, Status
from desktop.export.cells import table_text
from desktop.review import steps

if TYPE_CHECKING:
    from desktop.review.desk import Desk, Done

Cell = tuple[int, int]
"""Row and column of a table, from 0."""


def filled(record: Record, table: Table) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table with the text that counts, of equal length."""
    return tuple(
        tuple(record.cell(table, row, column) for column in range(len(cells))) for row, cells in enumerate(table.cells)
    )


def set_cells(record: Record, table: Table, texts: Mapping[Cell, str | None]) -> Step:
    """Return the step that sets cells; None, and what the parser read, give a cell back to the parser.

    An approved record whose table becomes another is no longer approved. Raises IndexError for a cell that is not.
    """
    changes = []
    for (row, column), text in texts.items():
        before = record.cells.get((table.span.start, row, column))
        after = None if text == table.cells[row][column] else text
        if before != after:
            changes.append(Change(record.id, cell_facet(table.span.start, row, column), before, after))
    if changes and record.status is Status.APPROVED:
        changes.append(Change(record.id, STATUS, status_to_json(Status.APPROVED), None))
    return Step(Verb.CELL, tuple(changes))


def corrected(record: Record, table: Table) -> frozenset[Cell]:
    """Return the cells of a table that a person set."""
    return frozenset((row, column) for start, row, column in record.cells if start == table.span.start)


def name_of(record: Record, table: Table, number: int) -> str:
    """Return what a table is called in a list: its number in the document, its first headings, its size."""
    first = [text for text in filled(record, table)[0] if text] if table.cells else []
    headings = "、".join(" ".join(text.split()) for text in first[:3])
    body = table.rows - table.header_rows
    return f"表 {number}　{headings}（{body} 行 {table.columns} 列）"


def column_name(number: int) -> str:
    """Return what a spreadsheet calls a column, from 0: A … Z, AA …"""
    name = ""
    while number >= 0:
        number, place = divmod(number, 26)
        name = chr(ord("A") + place) + name
        number -= 1
    return name


def as_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as tab-separated values that a spreadsheet program takes as plain text when pasted.

    A cell with a tab, a line break or a quotation mark is quoted; what would be run as a formula is made inert by an
    apostrophe, which `from_tsv` takes away again.
    """
    return "\n".join("\t".join(_quoted(table_text(text)) for text in row) for row in rows)


def from_tsv(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of tab-separated values as a spreadsheet program puts them on the clipboard."""
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
        return tuple(tuple(map(_without_apostrophe, row)) for row in read)
    except csv.Error:  # a cell beyond the reader's limit, an unfinished quotation
        return tuple(tuple(map(_without_apostrophe, line.split("\t"))) for line in text.splitlines())


def _without_apostrophe(text: str) -> str:
    return text[1:] if text.startswith("'") and table_text(text[1:]) == text else text


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(char in text for char in '\t\n\r"') else text


class Tables:
    """The reviewer's verbs on tables."""

    def __init__(self, desk: Desk) -> None:
        """Act at a desk, in the name of whoever sits there."""
        self._desk = desk

    def set_cells(self, record_id: int, table: int, texts: Mapping[Cell, str | None]) -> Done:
        """Set cells of the table that begins at code point `table`; None goes back to what the parser read.

        Raises StepStale; KeyError for a table that the document has not.
        """
        record = self._desk.record(record_id)
        known = {found.span.start: found for found in record.document.tables}
        return self._desk.make(set_cells(record, known[table], texts), steps.held(record))

    def export(self, record_id: int, path: Path) -> int:
        """Write all tables of a document to a workbook; return how many there were. Journalled.

        Raises ExportWithheld for a document with a 密级, ExportFailed.
        """
        from desktop.export.sheets import TableSheet, write_tables  # slow to load
        from desktop.review import whole_file

        record = self._desk.record(record_id)
        if record.value("secrecy"):
            raise ExportWithheld(record_id)
        sheets = [
            TableSheet(f"表{number}", filled(record, table), table.header_rows)
            for number, table in enumerate(record.document.tables, start=1)
        ]
        unfinished, count = whole_file.write(path, partial(write_tables, sheets))
        facts: dict[str, Json] = {"format": "xlsx", "record": record_id, "tables": count}
        whole_file.hand_out(self._desk.store, self._desk.actor, unfinished, path, facts)
        return count
