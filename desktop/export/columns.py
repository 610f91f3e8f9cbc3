"""The columns of a sheet: the same in XLSX and CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import TypeAlias

from desktop.domain.fields import FIELDS, Form, Value
from desktop.export.cells import cell_text
from desktop.export.row import ExportRow
from desktop.export.wording import words

Cell: TypeAlias = str | int | date | datetime | None
"""What stands in a cell; None leaves it empty. Texts have been through `cell_text`."""

_BEIJING = timezone(timedelta(hours=8))
_DATE_FORMS = (Form.DATE, Form.EFFECTIVE)
_FIELD_FORMS = tuple((spec.key, spec.form) for spec in FIELDS)

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
    """A column's heading and its width in characters of a spreadsheet."""

    label: str
    width: int


COLUMNS: tuple[Column, ...] = (
    Column("记录编号", 10),
    Column("来源文件", 24),
    Column("公报期号", 30),
    Column("篇次", 6),
    Column("页码", 10),
    *(Column(spec.label, _WIDTH_OF_KEY.get(spec.key, _WIDTH_OF_FORM[spec.form])) for spec in FIELDS),
    Column("公开属性", 12),
    Column("核准人", 12),
    Column("核准时间", 20),
)


def cells(row: ExportRow) -> list[Cell]:
    """Return the cells of one record, in the order of `COLUMNS`."""
    value_of = row.values.get
    return [
        row.record_id,
        _text(row.source),
        _text(row.issue),
        row.number,
        # A spreadsheet program that opens a CSV file takes 3-5 for the fifth of March, but not with a dash.
        _text(row.pages.replace("-", "–")),
        *[
            None if (value := value_of(key)) is None or value == () else _field_cell(form, value)
            for key, form in _FIELD_FORMS
        ],
        _text(row.disclosure),
        _text(row.approved_by),
        _moment(row.approved_at),
    ]


def _text(text: str) -> str | None:
    return cell_text(text) if text else None


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
    return moment.astimezone(_BEIJING).replace(tzinfo=None, microsecond=0)
