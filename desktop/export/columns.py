"""The columns of a list of documents (目录): which there are, and an order of them. The same in XLSX and CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from types import MappingProxyType
from typing import TypeAlias, cast

from desktop.domain.fields import FIELDS, FieldSpec, Form, Value
from desktop.export.cells import cell_text
from desktop.export.row import ExportRow
from desktop.export.wording import words

Cell: TypeAlias = str | int | date | datetime | None
"""What stands in a cell; None leaves it empty. Texts have been through `cell_text`."""

_AHEAD = timedelta(hours=8)
_BEIJING = timezone(_AHEAD)
_DATE_FORMS = (Form.DATE, Form.EFFECTIVE)

_WIDTH_OF_FORM = {
    Form.TEXT: 18,
    Form.DATE: 12,
    Form.EFFECTIVE: 18,
    Form.TRUTH: 10,
    Form.TEXTS: 36,
    Form.REPEALS: 36,
    Form.APPOINTMENTS: 44,
    Form.SENSITIVE: 28,
}
_WIDTH_OF_KEY = {"title": 52, "doc_number": 24, "genre": 8, "addressees": 36, "enclosed_title": 40, "meeting": 30}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in saved orders, its heading, its width in characters of a spreadsheet, what it holds.

    Either `cell` makes it of the record and its number in the list, from 1, or `of_value` of the value of the field
    with this key, where there is one.
    """

    key: str
    label: str
    width: int
    cell: Callable[[ExportRow, int], Cell] | None = None
    of_value: Callable[[Value], Cell] | None = None


def _text(text: str) -> str | None:
    return cell_text(text) if text else None


def day_cell(text: str) -> Cell:
    """Return an ISO day as a date; other text stays text."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _text(text)


def _field_cell(form: Form, value: Value) -> Cell:
    if form in _DATE_FORMS and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    return _text(words(form, value))


def _moment(at: str) -> Cell:
    """Return a moment as the time of day in China, where every office keeps Beijing time; other text stays text."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return _text(at)
    if moment.tzinfo is None:
        return moment.replace(microsecond=0)
    if moment.tzinfo is UTC:
        return moment.replace(tzinfo=None, microsecond=0) + _AHEAD
    return moment.astimezone(_BEIJING).replace(tzinfo=None, microsecond=0)


def _column_of(spec: FieldSpec) -> Column:
    width = _WIDTH_OF_KEY.get(spec.key, _WIDTH_OF_FORM[spec.form])
    if spec.form is Form.TEXT:  # most are such
        return Column(spec.key, spec.label, width, of_value=cast("Callable[[Value], Cell]", cell_text))
    return Column(spec.key, spec.label, width, of_value=partial(_field_cell, spec.form))


# A spreadsheet program that opens a CSV file takes 3-5 for the fifth of March, but not with a dash.
_AROUND = (
    Column("serial", "序号", 6, lambda row, serial: serial),  # noqa: ARG005
    Column("id", "记录编号", 10, lambda row, _: row.record_id),
    Column("source", "来源文件", 24, lambda row, _: _text(row.source)),
    Column("issue", "公报期号", 30, lambda row, _: _text(row.issue)),
    Column("number", "篇次", 6, lambda row, _: row.number),
    Column("pages", "页码", 10, lambda row, _: _text(row.pages.replace("-", "–"))),
    Column("disclosure", "公开属性", 12, lambda row, _: _text(row.disclosure)),
    Column("published_at", "发布日期", 12, lambda row, _: day_cell(row.published_at)),
    Column("published_where", "发布位置", 24, lambda row, _: _text(row.published_where)),
    Column("approved_by", "核准人", 12, lambda row, _: _text(row.approved_by)),
    Column("approved_at", "核准时间", 20, lambda row, _: _moment(row.approved_at)),
)

COLUMN: Mapping[str, Column] = MappingProxyType(
    {column.key: column for column in (*_AROUND[:6], *map(_column_of, FIELDS), *_AROUND[6:])}
)
"""Every column that a list can have, by its key, in the order in which they are offered."""

_LEFT_OUT = ("serial", "published_at", "published_where")

COLUMNS: tuple[Column, ...] = tuple(column for column in COLUMN.values() if column.key not in _LEFT_OUT)
"""The columns of a list for which no order was chosen."""

CATALOGUE: tuple[Column, ...] = tuple(
    COLUMN[key] for key in ("serial", "title", "doc_number", "issuers", "date", "genre", "disclosure", "published_at")
)
"""The columns of an open-government catalogue (信息公开目录) as offices print it."""


def chosen(keys: Sequence[str]) -> tuple[Column, ...]:
    """Return columns by their keys. Raises KeyError for one that there is not."""
    return tuple(COLUMN[key] for key in keys)


def line_of(columns: Sequence[Column]) -> Callable[[ExportRow, int], list[Cell]]:
    """Return what makes the cells of a record, which is the one of that number in its list."""
    plan = [(column.key, column.of_value, column.cell or _nothing) for column in columns]

    def line(row: ExportRow, serial: int) -> list[Cell]:
        value_of = row.values.get
        return [
            cell(row, serial)
            if of_value is None
            else (None if not (value := value_of(key)) and value is not False else of_value(value))
            for key, of_value, cell in plan
        ]

    return line


def _nothing(_row: ExportRow, _serial: int) -> Cell:
    return None


def cells(row: ExportRow, serial: int = 1, columns: Sequence[Column] = COLUMNS) -> list[Cell]:
    """Return the cells of one record, which is the one of that number in its list."""
    return line_of(columns)(row, serial)
