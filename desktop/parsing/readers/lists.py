"""Lists of documents in workbooks (XLSX) and delimited text (CSV): sheets of rows of text, merged cells filled."""

from __future__ import annotations

import csv
import re
import warnings
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import (
    ListUnread,
    SourceDamaged,
    SourceEmpty,
    SourceEncrypted,
    SourceForbidden,
    SourceMissing,
    SourceTooLarge,
    SourceUnsafe,
)
from desktop.parsing.readers import kinds
from desktop.parsing.readers.decoding import Undecodable, decode

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 50_000_000
"""Bytes; a larger list is refused without being read."""
MOST_CELLS = 4_000_000
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, SyntaxError, OSError, EOFError, ArithmeticError)
"""What openpyxl raises for a workbook that is none; a part that is no XML is a SyntaxError."""
_DELIMITERS = (",", "\t", ";", "|", "，")
_RANGE = re.compile(
    rb"<(?:[A-Za-z0-9]+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=[\"']\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})[\"']"
)
_SAMPLE = 30
"""Lines that the delimiter is told by."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: its number as the program shows it (from 1), and its cells as text; days as 2023-10-30."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with its rows, those without any text left out. `since_1904` tells how its days are numbered."""

    name: str
    rows: tuple[ListRow, ...]
    since_1904: bool = False


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list: the SHA-256 of its file, and its sheets; hidden ones too."""

    name: str
    sha256: str
    sheets: tuple[ListSheet, ...]


def read_list(path: Path) -> ListFile:
    """Return the sheets of a list. Raises a subclass of SourceError, or ListUnread for a file of another kind."""
    raw = _content(path)
    kind = kinds.kind_of(raw)
    if kind == "XLSX":
        sheets = _workbook(path, raw)
    elif kind == kinds.TEXT:
        sheets = (_delimited(path, raw),)
    elif kind == kinds.ENCRYPTED_OFFICE:
        raise SourceEncrypted(path)
    else:
        told = "是旧式的 Excel 文件（.xls），请另存为 .xlsx" if kind == "XLS" else "它既不是 XLSX，也不是 CSV"
        raise ListUnread(path, told)
    if not any(sheet.rows for sheet in sheets):
        raise SourceEmpty(path)
    return ListFile(path.name, sha256(raw).hexdigest(), sheets)


def is_list(path: Path) -> bool:
    """Tell whether a file is a workbook or delimited text by its name and content. Raises SourceError."""
    kind = kinds.kind_of(_content(path))
    return kind in ("XLSX", "XLS") or (kind == kinds.TEXT and path.suffix.lower() in (".csv", ".tsv"))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise SourceTooLarge(path, f"{LARGEST // 1_000_000} MB")
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceMissing(path) from error
    except (PermissionError, IsADirectoryError) as error:
        raise SourceForbidden(path) from error
    except OSError as error:
        raise SourceDamaged(path, error.strerror or "") from error
    except ValueError as error:  # a name with a NUL
        raise SourceMissing(path) from error
    if not raw:
        raise SourceEmpty(path)
    return raw


def _workbook(path: Path, raw: bytes) -> tuple[ListSheet, ...]:
    from desktop.parsing.readers.archive import open_archive

    archive = open_archive(path, raw)
    for name in archive.names:
        part = archive.read(name)
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part[:4096]:
            raise SourceUnsafe(path, "DOCTYPE")
        if name.startswith("xl/worksheets/") and _reached(part) > MOST_CELLS:
            raise SourceUnsafe(path, name)
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    from openpyxl.utils.exceptions import CellCoordinatesException, IllegalCharacterError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that a list has no use for: styles, validations, pictures
        try:
            book = load_workbook(BytesIO(raw), data_only=True, keep_links=False, rich_text=False)
        except (*_FAULTS, CellCoordinatesException, IllegalCharacterError) as error:
            raise SourceDamaged(path, str(error)) from error
    return tuple(_sheet(path, sheet, book.epoch == CALENDAR_MAC_1904) for sheet in book.worksheets)


def _reached(part: bytes) -> int:
    """Return how many cells the merged ranges and links of a sheet reach: the library would make each of them."""
    cells = 0
    for left, top, right, bottom in _RANGE.findall(part):
        wide = abs(_column(right) - _column(left)) + 1
        cells += wide * (abs(int(bottom) - int(top)) + 1)
    return cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(path: Path, sheet: Worksheet, since_1904: bool) -> ListSheet:
    held = sheet._cells  # those that are there: iter_rows would make all up to the last one
    if len(held) > MOST_CELLS:
        raise SourceTooLarge(path, f"{MOST_CELLS} 个单元格")
    cells: dict[tuple[int, int], str] = {}
    for (row, column), cell in held.items():
        text = _text(cell)
        if text:
            cells[row, column] = text
    for merged in sheet.merged_cells.ranges:
        _fill(cells, merged.min_row, merged.max_row, merged.min_col, merged.max_col)
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        by_row.setdefault(row, {})[column] = text
    width = max((column for _, column in cells), default=0)
    rows = (
        ListRow(number, tuple(by_row[number].get(column, "") for column in range(1, width + 1)))
        for number in sorted(by_row)
    )
    return ListSheet(sheet.title, tuple(rows), since_1904)


def _fill(cells: dict[tuple[int, int], str], top: int, bottom: int, left: int, right: int) -> None:
    """Give the text of a merged cell to every row that it reaches, in its first column."""
    text = cells.get((top, left))
    if text is None or right < left:
        return
    for row in range(top + 1, bottom + 1):
        cells[row, left] = text


def _text(cell: Cell | MergedCell) -> str:
    value = cell.value
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time.min else value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if value is None or isinstance(value, bool):
        return "" if value is None else "是" if value else "否"
    return str(value).strip()


def _delimited(path: Path, raw: bytes) -> ListSheet:
    try:
        text, _ = decode(raw)
    except Undecodable as error:
        raise ListUnread(path, "内容不是文字") from error
    lines = [line for line in text.split("\n", _SAMPLE)[:_SAMPLE] if line.strip()]
    delimiter = max(_DELIMITERS, key=lambda sign: _columns(lines, sign))
    limit = csv.field_size_limit()
    rows = []
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1):
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                rows.append(ListRow(number, stripped))
    except csv.Error as error:
        raise ListUnread(path, f"有一格长过 {limit} 字，或引号不成对") from error
    return ListSheet("", tuple(rows))


def _columns(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Tell how well a delimiter divides lines: how many have it, and how often the usual line does."""
    try:
        counts = sorted(len(row) - 1 for row in csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0, 0  # told when the whole list is read
    return sum(count > 0 for count in counts), counts[len(counts) // 2] if counts else 0
